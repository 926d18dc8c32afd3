package org.tamor.report;

import java.util.ArrayList;
import java.util.List;
import org.tamor.report.figure.DataTable;

/// What was noticed in files: rows of severity, code, place and message.
public final class FindingsTable {

    private FindingsTable() {}

    /// The rows for a file.
    public static DataTable data(List<List<String>> findings) {
        List<List<Object>> rows = new ArrayList<>();
        findings.forEach(row -> rows.add(List.copyOf(row)));
        return new DataTable(List.of("severity", "code", "place", "message"), rows);
    }

    /// The first rows for a page.
    public static String html(List<List<String>> findings, int most) {
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>severity</th><th>place</th><th>what</th></tr></thead><tbody>");
        for (List<String> row : findings.subList(0, Math.min(most, findings.size()))) {
            html.append("<tr><td>")
                    .append(Html.escape(row.get(0)))
                    .append("</td><td>")
                    .append(Html.escape(row.get(2)))
                    .append("</td><td>")
                    .append(Html.prose(row.get(3)))
                    .append("</td></tr>");
        }
        return html.append("</tbody></table>").toString();
    }
}
