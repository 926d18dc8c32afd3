package org.tamor.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Words;
import org.tamor.study.MoietyBalance;
import org.tamor.study.ProvenanceEntry;
import org.tamor.study.StudyResults;

/// Writes the table of parameters and that of moieties.
final class TablesSection {

    private final StudyResults results;

    TablesSection(StudyResults results) {
        this.results = results;
    }

    /// Every parameter with its source; the page sorts and filters it.
    String parameters() {
        if (results.study().provenance().isEmpty()) {
            return "<p>The study has no table of provenance.</p>";
        }
        StringBuilder html =
                new StringBuilder(
                        "<div class=\"tablebar\"><label>Filter <input type=\"search\""
                            + " data-filter=\"parameters\" placeholder=\"name, source,"
                            + " grade\"></label><span data-count=\"parameters\"></span></div><table"
                            + " id=\"parameters\" class=\"sortable\"><thead><tr>");
        for (String column :
                List.of(
                        "parameter",
                        "value",
                        "unit",
                        "low",
                        "high",
                        "distribution",
                        "grade",
                        "source",
                        "note")) {
            html.append("<th scope=\"col\"><button type=\"button\">")
                    .append(column)
                    .append("</button></th>");
        }
        html.append("</tr></thead><tbody>");
        for (ProvenanceEntry entry : results.study().provenance()) {
            html.append("<tr><td><code>")
                    .append(Html.escape(entry.parameter()))
                    .append("</code></td>");
            html.append(number(OptionalDouble.of(entry.value())));
            html.append("<td>").append(Html.escape(Words.unit(entry.unit()))).append("</td>");
            html.append(number(entry.low())).append(number(entry.high()));
            html.append("<td>").append(Html.escape(entry.distribution())).append("</td>");
            html.append("<td><span class=\"grade\" title=\"")
                    .append(Html.escape(entry.grade().meaning()));
            html.append("\">").append(entry.grade()).append("</span></td><td class=\"small\">");
            html.append(Html.prose(entry.source()));
            html.append("</td><td class=\"small\">")
                    .append(Html.prose(entry.note()))
                    .append("</td></tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty()
                ? "<td class=\"n\" data-value=\"\"></td>"
                : String.format(
                        Locale.ROOT,
                        "<td class=\"n\" data-value=\"%s\">%s</td>",
                        value.getAsDouble(),
                        Numbers.text(value.getAsDouble(), 4));
    }

    /// What became of one moiety over all experiments.
    private static final class MoietySummary {
        private int checked;
        private double worst = -1;
        private String where = "";
        private String explanation = "";
        private List<String> makers = List.of();
        private List<String> losers = List.of();

        private void add(MoietyBalance balance) {
            if (!balance.explanation().isEmpty()) {
                explanation = balance.explanation();
            }
            if (balance.error() >= 0
                    && Double.isFinite(balance.error())
                    && balance.explanation().isEmpty()) {
                checked++;
                if (balance.error() > worst) {
                    worst = balance.error();
                    where = balance.experiment();
                    makers = balance.makers();
                    losers = balance.losers();
                }
            }
        }
    }

    /// The worst balance of each moiety.
    String moieties() {
        if (results.moieties().isEmpty()) {
            return "<p>No moieties were followed.</p>";
        }
        Map<String, MoietySummary> summaries = new LinkedHashMap<>();
        for (MoietyBalance balance : results.moieties()) {
            summaries.computeIfAbsent(balance.moiety(), moiety -> new MoietySummary()).add(balance);
        }
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th scope=\"col\">moiety</th><th scope=\"col\""
                            + " class=\"n\">experiments</th><th scope=\"col\" class=\"n\">largest"
                            + " error</th><th scope=\"col\">where</th><th scope=\"col\">made"
                            + " by</th><th scope=\"col\">lost by</th><th"
                            + " scope=\"col\">remarks</th></tr></thead><tbody>");
        summaries.forEach(
                (moiety, summary) -> {
                    html.append("<tr><td>")
                            .append(Html.escape(moiety))
                            .append("</td><td class=\"n\">")
                            .append(summary.checked);
                    html.append("</td><td class=\"n\">")
                            .append(
                                    summary.checked == 0
                                            ? "\u2013"
                                            : Numbers.text(summary.worst, 2));
                    html.append("</td><td><code>")
                            .append(Html.escape(summary.where))
                            .append("</code></td><td class=\"small\">");
                    html.append(reactions(summary.makers))
                            .append("</td><td class=\"small\">")
                            .append(reactions(summary.losers));
                    html.append("</td><td class=\"small\">")
                            .append(Html.prose(summary.explanation))
                            .append("</td></tr>");
                });
        return html.append("</tbody></table>").toString();
    }

    private static String reactions(List<String> ids) {
        return ids.isEmpty() ? "nothing" : Html.escape(String.join(", ", ids));
    }
}
