package org.tamor.report.combination;

import java.util.List;
import org.tamor.combination.Drug;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.IndexTable;
import org.tamor.combination.analysis.QualityControl;
import org.tamor.combination.analysis.Verdict;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.report.Cells;
import org.tamor.report.FigureSection;
import org.tamor.report.Html;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;

/// Writes the section of one block.
final class BlockSection {

    private static final int MOST_REDUCTIONS = 12;

    private BlockSection() {}

    static String html(
            String prefix, CombinationAnalysis analysis, List<Figure> figures, int firstNumber) {
        StringBuilder html = new StringBuilder("<section id=\"").append(prefix).append("\"><h2>");
        html.append(Html.escape(analysis.title())).append("</h2>");
        html.append("<p class=\"facts\">").append(Html.prose(facts(analysis))).append("</p>");
        html.append(verdict(analysis));
        html.append(quality(analysis));
        html.append("<h3>Single drugs</h3>").append(DrugTable.html(List.of(analysis.alone())));
        int number = firstNumber;
        for (Figure figure : figures) {
            html.append(FigureSection.figure(figure, number++));
        }
        html.append(reductions(analysis));
        return html.append("</section>").toString();
    }

    private static String facts(CombinationAnalysis analysis) {
        StringBuilder text = new StringBuilder(analysis.pair());
        if (!analysis.block().cellLine().isEmpty()) {
            text.append(" in ").append(analysis.block().cellLine());
        }
        if (!Double.isNaN(analysis.block().hours())) {
            text.append(", ").append(Numbers.text(analysis.block().hours())).append(" h");
        }
        int replicates = analysis.block().data().biologicalReplicates().size();
        return text.append("; ")
                .append(analysis.block().data().wells().size())
                .append(" wells, ")
                .append(replicates)
                .append(replicates == 1 ? " biological replicate" : " biological replicates")
                .toString();
    }

    private static String verdict(CombinationAnalysis analysis) {
        Verdict verdict = analysis.verdict();
        StringBuilder html = new StringBuilder("<p><strong>");
        html.append(Html.prose(verdict.headline())).append("</strong></p>");
        analysis.inference()
                .ifPresent(
                        test -> html.append("<p>").append(Html.prose(scope(test))).append("</p>"));
        html.append("<dl>");
        line(html, "Synergy by", verdict.synergy());
        line(html, "Antagonism by", verdict.antagonism());
        line(html, "Neither by", verdict.neither());
        line(html, "No value by", verdict.undefined());
        html.append("</dl>");
        list(html, "What the verdict depends on", verdict.flips());
        list(html, "Efficacy and potency", verdict.efficacyAndPotency());
        list(html, "The next plate", verdict.advice());
        return html.toString();
    }

    private static String scope(SynergyTest test) {
        String scope =
                switch (test.scope()) {
                    case THIS_PLATE -> "One plate: nothing is said beyond it.";
                    case THESE_PLATES ->
                            "Two replicates: the interval covers their noise; how replicates vary"
                                    + " is not known from two.";
                    case REPLICATES -> "The interval covers how replicates vary.";
                };
        long cells = test.cells().stream().filter(cell -> cell.probability() < 0.05).count();
        long synergy =
                test.cells().stream()
                        .filter(cell -> cell.probability() < 0.05 && cell.excess().estimate() > 0)
                        .count();
        return scope
                + " Of "
                + test.cells().size()
                + " combinations, "
                + cells
                + " differ from the reference by themselves (adjusted for their number)"
                + (cells == 0
                        ? "."
                        : ": "
                                + synergy
                                + " towards synergy, "
                                + (cells - synergy)
                                + " towards antagonism.");
    }

    private static void line(StringBuilder html, String name, List<String> models) {
        if (!models.isEmpty()) {
            html.append("<dt>")
                    .append(name)
                    .append(" (")
                    .append(models.size())
                    .append(")</dt><dd>");
            html.append(Html.prose(String.join("; ", models))).append("</dd>");
        }
    }

    private static void list(StringBuilder html, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.append("<h3>").append(title).append("</h3><ul>");
            sentences.forEach(
                    sentence -> html.append("<li>").append(Html.prose(sentence)).append("</li>"));
            html.append("</ul>");
        }
    }

    private static String quality(CombinationAnalysis analysis) {
        QualityControl quality = analysis.quality();
        double unit = analysis.unit();
        StringBuilder html =
                new StringBuilder("<h3>Quality of the plates</h3><table class=\"run\"><tbody>");
        row(html, "untreated wells", Integer.toString(quality.controls()));
        row(html, "their mean", Numbers.text(quality.controlMean()));
        row(html, "their spread within plates", text(quality.controlSpread() / unit));
        row(html, "spread of wells at the same doses", text(quality.replicateSpread() / unit));
        row(html, "plates", Integer.toString(quality.plates()));
        row(html, "wells without a reading", Integer.toString(quality.missing()));
        row(html, "Z'", text(quality.zPrime()));
        html.append("</tbody></table>");
        if (!quality.remarks().isEmpty()) {
            html.append("<ul>");
            quality.remarks()
                    .forEach(
                            remark ->
                                    html.append("<li>").append(Html.prose(remark)).append("</li>"));
            html.append("</ul>");
        }
        return html.toString();
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(value);
    }

    private static void row(StringBuilder html, String name, String value) {
        if (!value.isEmpty()) {
            html.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th><td>");
            html.append(Html.escape(value)).append("</td></tr>");
        }
    }

    /// Dose reduction indices at the strongest effects.
    private static String reductions(CombinationAnalysis analysis) {
        if (analysis.index().isEmpty() || analysis.block().data().drugs().size() != 2) {
            return "";
        }
        IndexTable table = analysis.index().get();
        List<IndexTable.Row> rows =
                table.rows().stream()
                        .filter(row -> row.index().isDefined())
                        .sorted((a, b) -> Double.compare(b.affected(), a.affected()))
                        .limit(MOST_REDUCTIONS)
                        .toList();
        if (rows.isEmpty()) {
            return "";
        }
        Drug first = analysis.block().data().drugs().get(0);
        Drug second = analysis.block().data().drugs().get(1);
        StringBuilder html =
                new StringBuilder(
                        "<h3>Dose reduction index (Chou and Talalay)</h3><p class=\"small\">");
        html.append(
                        "By how many times less of a drug is needed beside the other for the same"
                                + " effect; the ")
                .append(rows.size())
                .append(" combinations with the largest effect. All are in cells.csv. ");
        html.append(
                table.gate().reason().isEmpty()
                        ? ""
                        : "Caution: " + Html.prose(table.gate().reason()) + ".");
        html.append("</p><table class=\"counts\"><thead><tr><th class=\"n\">")
                .append(Html.prose(withUnit(first)))
                .append("</th><th class=\"n\">")
                .append(Html.prose(withUnit(second)))
                .append(
                        "</th><th class=\"n\">fraction affected</th><th class=\"n\">CI</th><th"
                                + " class=\"n\">DRI ")
                .append(Html.escape(first.name()))
                .append("</th><th class=\"n\">DRI ")
                .append(Html.escape(second.name()))
                .append("</th></tr></thead><tbody>");
        for (IndexTable.Row row : rows) {
            html.append("<tr>")
                    .append(Cells.number(Numbers.text(row.doses()[0])))
                    .append(Cells.number(Numbers.text(row.doses()[1])))
                    .append(Cells.number(Numbers.text(row.affected(), 2)))
                    .append(Cells.number(Numbers.text(row.index().value())))
                    .append(Cells.number(Numbers.text(row.reductions().get(0).value())))
                    .append(Cells.number(Numbers.text(row.reductions().get(1).value())))
                    .append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String withUnit(Drug drug) {
        return drug.name() + (drug.unit().isEmpty() ? "" : " (" + drug.unit() + ")");
    }
}
