package org.tamor.report.combination;

import java.util.List;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.combination.analysis.SingleDrug;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.inference.Interval;
import org.tamor.report.Cells;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;

/// Writes the curves of drugs alone as a table.
final class DrugTable {

    private DrugTable() {}

    /// One row for each drug of each block; the cells are named where there are several blocks.
    static String html(List<DoseResponses> blocks) {
        boolean several = blocks.size() > 1;
        StringBuilder html = new StringBuilder("<table><thead><tr><th>drug</th>");
        html.append(several ? "<th>cells</th>" : "")
                .append("<th>shape</th>")
                .append("<th class=\"n\">EC50, relative</th><th class=\"n\">95 % interval</th>")
                .append("<th class=\"n\">IC50, absolute</th><th class=\"n\">95 % interval</th>")
                .append("<th class=\"n\">slope</th><th class=\"n\">limit Em</th>")
                .append("<th class=\"n\">area</th></tr></thead><tbody>");
        for (DoseResponses block : blocks) {
            for (SingleDrug drug : block.drugs()) {
                html.append(row(block, drug, several));
            }
        }
        return html.append("</tbody></table>").toString();
    }

    private static String row(DoseResponses block, SingleDrug drug, boolean several) {
        String unit = drug.drug().unit();
        boolean reached = drug.absolute().isDefined();
        return "<tr><td>"
                + Html.prose(drug.drug().name() + (unit.isEmpty() ? "" : " (" + unit + ")"))
                + "</td>"
                + (several ? "<td>" + Html.escape(block.block().cellLine()) + "</td>" : "")
                + "<td>"
                + shape(drug)
                + "</td>"
                + Cells.number(isFlat(drug) ? "" : Numbers.text(drug.relative().estimate()))
                + Cells.number(isFlat(drug) ? "" : interval(drug.relative()))
                + Cells.number(reached ? Numbers.text(drug.absolute().value()) : "not reached")
                + Cells.number(reached ? interval(drug.absoluteInterval()) : "")
                + Cells.number(isFlat(drug) ? "" : slope(drug))
                + Cells.number(Numbers.text(drug.fit().hill().limit() / block.unit()))
                + Cells.number(Numbers.text(drug.areaUnder()))
                + "</tr>";
    }

    private static boolean isFlat(SingleDrug drug) {
        return drug.fit().shape() == CurveFit.Shape.FLAT;
    }

    /// A slope at the end of what is allowed is a bound, not an estimate.
    private static String slope(SingleDrug drug) {
        double slope = drug.fit().hill().slope();
        FitOptions bounds = FitOptions.standard();
        String text = Numbers.text(slope);
        return slope > 0.999 * bounds.mostSlope()
                ? "\u2265 " + text
                : slope < 1.001 * bounds.leastSlope() ? "\u2264 " + text : text;
    }

    private static String shape(SingleDrug drug) {
        return switch (drug.fit().shape()) {
            case FLAT -> "flat";
            case SIGMOID -> "sigmoid";
            case BIPHASIC -> "two phases";
            case NON_MONOTONE -> "rises and falls";
        };
    }

    private static String interval(Interval interval) {
        return Double.isFinite(interval.high()) && interval.high() < 1e6 * interval.estimate()
                ? Numbers.text(interval.low()) + " to " + Numbers.text(interval.high())
                : "not determined";
    }
}
