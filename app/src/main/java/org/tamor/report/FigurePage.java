package org.tamor.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tamor.files.WholeFile;
import org.tamor.report.figure.Figure;

/// A page of texts, tables and figures that needs no network, with its figures as files beside it.
///
/// @param kicker what kind of page it is
/// @param run HTML: what was done
public record FigurePage(String kicker, String title, List<Part> parts, String run) {

    /// A section of the page.
    ///
    /// @param html what stands above the figures
    public record Part(String anchor, String title, String html, List<Figure> figures) {}

    /// Writes `report.html`, `figures/ID.json` and `figures/ID.csv`.
    public void write(Path folder) throws IOException {
        FigureFiles figures =
                new FigureFiles(parts.stream().flatMap(part -> part.figures().stream()).toList());
        PageFrame page =
                new PageFrame(
                        kicker,
                        title,
                        parts.stream()
                                .map(part -> new PageFrame.Entry(part.anchor(), part.title()))
                                .toList(),
                        List.of(sections()),
                        "How it was computed",
                        run);
        figures.write(folder);
        WholeFile.write(folder.resolve("report.html"), page.html(figures));
    }

    private String sections() {
        StringBuilder html = new StringBuilder();
        int number = 1;
        for (Part part : parts) {
            html.append("<section id=\"")
                    .append(Html.escape(part.anchor()))
                    .append("\"><h2>")
                    .append(Html.escape(part.title()))
                    .append("</h2>")
                    .append(part.html());
            for (Figure figure : part.figures()) {
                html.append(FigureSection.figure(figure, number++));
            }
            html.append("</section>");
        }
        return html.toString();
    }

    /// What was done, by name.
    public static String facts(Map<String, String> rows) {
        StringBuilder html = new StringBuilder("<table class=\"run\"><tbody>");
        rows.forEach(
                (name, value) ->
                        html.append("<tr><th scope=\"row\">")
                                .append(Html.escape(name))
                                .append("</th><td>")
                                .append(Html.escape(value))
                                .append("</td></tr>"));
        return html.append("</tbody></table>").toString();
    }

    /// Rows as a table, the first of them the header; cells from `numbersFrom` on are numbers.
    public static String table(List<List<String>> rows, int numbersFrom) {
        StringBuilder html = new StringBuilder("<div class=\"canvas\"><table><thead><tr>");
        for (String cell : rows.getFirst()) {
            html.append("<th scope=\"col\">").append(Html.escape(cell)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows.subList(1, rows.size())) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append(c >= numbersFrom ? "<td class=\"n\">" : "<td>")
                        .append(Html.escape(row.get(c)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }
}
