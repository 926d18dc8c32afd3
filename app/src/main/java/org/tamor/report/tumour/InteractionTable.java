package org.tamor.report.tumour;

import java.util.List;
import java.util.Locale;
import org.tamor.combination.inference.Interval;
import org.tamor.report.Cells;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;

/// Writes the verdict on one combination.
final class InteractionTable {

    private InteractionTable() {}

    static String html(InteractionAnalysis interaction) {
        StringBuilder html = new StringBuilder("<h3>");
        html.append(Html.prose(interaction.design().combination())).append("</h3>");
        html.append("<p class=\"headline\">")
                .append(Html.prose(interaction.verdict().headline()))
                .append("</p>");
        html.append(table(interaction));
        section(html, "What the verdict depends on", interaction.verdict().flips());
        section(html, "Animals that left", interaction.verdict().dropOut());
        section(html, "The next study", interaction.verdict().advice());
        return html.toString();
    }

    private static void section(StringBuilder html, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.append("<h3>").append(title).append("</h3>").append(TumourPage.list(sentences));
        }
    }

    private static String table(InteractionAnalysis interaction) {
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>reference</th><th class=\"n\">excess per day</th><th"
                                + " class=\"n\">95 % interval</th><th class=\"n\">from simulated"
                                + " studies</th><th class=\"n\">t</th><th class=\"n\">df</th><th"
                                + " class=\"n\">p</th><th class=\"n\">volume over expected, day ");
        html.append(Html.escape(Numbers.text(interaction.day())))
                .append("</th><th>verdict</th></tr></thead><tbody>");
        for (InteractionScore score : interaction.scores()) {
            html.append(row(score));
        }
        return html.append(
                        "</tbody></table><p class=\"small\">Excess: expected less observed growth"
                                + " rate, positive is synergy. Volume over expected: below 1 is"
                                + " synergy.</p>")
                .toString();
    }

    private static String row(InteractionScore score) {
        String name = "<tr><td>" + Html.escape(score.reference().text()) + "</td>";
        if (!score.excess().isDefined()) {
            return name
                    + "<td colspan=\"7\">"
                    + Html.prose(score.excess().reason())
                    + "</td><td class=\"verdict\">"
                    + score.direction().text()
                    + "</td></tr>";
        }
        return name
                + Cells.number(signed(score.excess().value()))
                + Cells.number(interval(score.interval()))
                + Cells.number(
                        Double.isNaN(score.bootstrap().low()) ? "" : interval(score.bootstrap()))
                + Cells.number(Numbers.text(score.score()))
                + Cells.number(Numbers.text(score.degreesOfFreedom()))
                + Cells.number(Cells.probability(score.probability()))
                + Cells.number(
                        Numbers.text(score.index().estimate())
                                + " ("
                                + Numbers.text(score.index().low())
                                + " to "
                                + Numbers.text(score.index().high())
                                + ")")
                + "<td class=\"verdict\">"
                + score.direction().text()
                + "</td></tr>";
    }

    static String interval(Interval interval) {
        return signed(interval.low()) + " to " + signed(interval.high());
    }

    static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value).replace('-', '\u2212');
    }
}
