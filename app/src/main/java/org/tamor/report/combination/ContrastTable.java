package org.tamor.report.combination;

import java.util.List;
import org.tamor.combination.Status;
import org.tamor.combination.analysis.CellLineContrast;
import org.tamor.combination.inference.Interval;
import org.tamor.report.Cells;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;

/// Writes what sets two blocks of the same drugs apart.
final class ContrastTable {

    private ContrastTable() {}

    static String html(List<CellLineContrast> contrasts) {
        if (contrasts.isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<h3>Differences between cell lines and times</h3><p>Excess of the first"
                                + " less that of the second: positive means more synergy in the"
                                + " first. p is that of each difference alone, not adjusted for"
                                + " their number.</p><table><thead><tr><th>what</th><th"
                                + " class=\"n\">difference, points</th><th class=\"n\">95 %"
                                + " interval</th><th class=\"n\">p</th></tr></thead><tbody>");
        for (CellLineContrast contrast : contrasts) {
            Interval excess = contrast.contrast().excess().interval();
            html.append("<tr><td>")
                    .append(
                            Html.escape(
                                    contrast.what()
                                            + " ("
                                            + contrast.first()
                                            + " less "
                                            + contrast.second()
                                            + ")"))
                    .append("</td>")
                    .append(Cells.number(Cells.points(excess.estimate())))
                    .append(
                            Cells.number(
                                    Cells.points(excess.low())
                                            + " to "
                                            + Cells.points(excess.high())))
                    .append(
                            Cells.number(
                                    Cells.probability(contrast.contrast().excess().probability())))
                    .append("</tr>");
        }
        html.append(
                "</tbody></table><p>Fold re-sensitisation: the dose of a drug that halves the"
                    + " response alone, over that beside the highest dose of its partner that alone"
                    + " leaves three quarters of the control; above 1 the partner"
                    + " sensitises.</p><table><thead><tr><th>block</th><th>drug</th><th>partner</th><th"
                    + " class=\"n\">fold</th><th class=\"n\">95 %"
                    + " interval</th><th>remark</th></tr></thead><tbody>");
        contrasts.stream()
                .flatMap(contrast -> contrast.folds().stream())
                .distinct()
                .forEach(fold -> html.append(row(fold)));
        return html.append("</tbody></table>").toString();
    }

    private static String row(CellLineContrast.Fold fold) {
        var value = fold.value();
        boolean defined = value.fold().status() == Status.OK;
        return "<tr><td>"
                + Html.escape(fold.block())
                + "</td><td>"
                + Html.escape(fold.drug())
                + "</td><td>"
                + Html.prose(
                        Numbers.text(fold.partnerDose())
                                + (fold.partner().unit().isEmpty()
                                        ? ""
                                        : " " + fold.partner().unit())
                                + " of "
                                + fold.partner().name())
                + "</td>"
                + Cells.number(defined ? Numbers.text(value.fold().value()) : "")
                + Cells.number(
                        defined
                                ? Numbers.text(value.interval().low())
                                        + " to "
                                        + Numbers.text(value.interval().high())
                                : "")
                + "<td>"
                + Html.escape(value.fold().reason())
                + "</td></tr>";
    }
}
