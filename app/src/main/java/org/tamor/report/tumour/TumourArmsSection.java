package org.tamor.report.tumour;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.inference.Interval;
import org.tamor.report.Cells;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.tumour.analysis.ArmProgression;
import org.tamor.tumour.analysis.ArmRate;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.metrics.ResponseCategory;

/// Writes what is said of each arm: growth rate, inhibition, progression, responses, growth law.
final class TumourArmsSection {

    private final TumourAnalysis analysis;

    TumourArmsSection(TumourAnalysis analysis) {
        this.analysis = analysis;
    }

    String html() {
        return "<section id=\"arms\"><h2>The arms</h2>"
                + rates()
                + inhibition()
                + progression()
                + responses()
                + laws()
                + "</section>";
    }

    private static String head(String title, String... columns) {
        StringBuilder html =
                new StringBuilder("<h3>").append(title).append("</h3><table><thead><tr>");
        for (int i = 0; i < columns.length; i++) {
            html.append(i == 0 ? "<th>" : "<th class=\"n\">").append(columns[i]).append("</th>");
        }
        return html.append("</tr></thead><tbody>").toString();
    }

    private String rates() {
        if (analysis.rates().isEmpty()) {
            return "";
        }
        String day = Numbers.text(analysis.rates().getFirst().day());
        StringBuilder html =
                new StringBuilder(
                        head(
                                "Growth rates over days 0 to " + day,
                                "arm",
                                "animals",
                                "per day",
                                "95 % interval",
                                "doubling, days",
                                "less than the control by, per day",
                                "p, adjusted (Holm)"));
        for (int i = 0; i < analysis.rates().size(); i++) {
            ArmRate rate = analysis.rates().get(i);
            boolean control = rate.arm().equals(analysis.control());
            double estimate = rate.perDay().estimate();
            html.append("<tr><td>")
                    .append(Html.prose(rate.arm()))
                    .append("</td>")
                    .append(
                            Cells.number(
                                    Integer.toString(
                                            analysis.study().arms().get(i).animals().size())))
                    .append(Cells.number(InteractionTable.signed(estimate)))
                    .append(Cells.number(InteractionTable.interval(rate.perDay())))
                    .append(
                            Cells.number(
                                    estimate > 0
                                            ? Numbers.text(Math.log(2) / estimate)
                                            : "shrinks"))
                    .append(
                            Cells.number(
                                    control
                                            ? ""
                                            : InteractionTable.signed(
                                                    -rate.versusControl().estimate())))
                    .append(Cells.number(Cells.probability(rate.adjusted())))
                    .append("</tr>");
        }
        return html.append("</tbody></table><p class=\"small\">")
                .append(span(day))
                .append("</p>")
                .toString();
    }

    /// What the growth rates are rates of.
    private String span(String day) {
        boolean declared = analysis.options().until().isPresent();
        return "The gain of the mean log volume per day over days 0 to "
                + day
                + " (the slope by least squares), had no animal been taken out, by the mixed"
                + " model. Day "
                + day
                + (declared
                        ? " is the declared last day."
                        : " is the last on which half of every arm was still measured; later"
                                + " readings are not used.")
                + " Growth may bend. The tests of interaction have straight lines and the days of"
                + " their own arms, so their rates can differ from these.";
    }

    private String inhibition() {
        StringBuilder html =
                new StringBuilder(
                        head(
                                "Inhibition against the control",
                                "arm",
                                "day",
                                "T/C, %",
                                "TGI, %",
                                "growth delay, days",
                                "log10 cell kill",
                                "rate inhibition, %",
                                "rate from areas over control, %"));
        for (Inhibition one : analysis.inhibitions()) {
            html.append("<tr><td>")
                    .append(Html.prose(one.arm()))
                    .append("</td>")
                    .append(
                            Cells.number(
                                    Double.isNaN(one.day()) ? "\u2013" : Numbers.text(one.day())))
                    .append(TumourPage.value(one.treatedOverControl()))
                    .append(TumourPage.value(one.growthInhibition()))
                    .append(TumourPage.value(one.growthDelay()))
                    .append(TumourPage.value(one.logCellKill()))
                    .append(TumourPage.value(one.rateInhibition()))
                    .append(TumourPage.value(one.areaRatio()))
                    .append("</tr>");
        }
        return html.append(
                        "</tbody></table><p class=\"small\">T/C from geometric means of relative"
                            + " volumes, TGI from the change of mean volumes, both on the last day"
                            + " with half of both arms; delay and cell kill from the median times"
                            + " to progression. A dash has its reason in inhibition.csv.</p>")
                .toString();
    }

    private String progression() {
        StringBuilder html =
                new StringBuilder(
                        head(
                                "Time to progression: "
                                        + Html.prose(analysis.options().progression().text()),
                                "arm",
                                "progressed",
                                "median, days",
                                "95 % interval",
                                "hazard ratio",
                                "95 % interval",
                                "log-rank p"));
        for (ArmProgression one : analysis.progression()) {
            Interval median = one.curve().medianInterval();
            html.append("<tr><td>")
                    .append(Html.prose(one.arm()))
                    .append("</td>")
                    .append(Cells.number(one.events() + " of " + one.times().size()))
                    .append(TumourPage.value(one.curve().median()))
                    .append(Cells.number(days(median.low()) + " to " + days(median.high())))
                    .append(
                            one.hazardRatio()
                                    .map(ratio -> TumourPage.value(ratio.ratio()))
                                    .orElse("<td></td>"))
                    .append(
                            Cells.number(
                                    one.hazardRatio()
                                            .filter(ratio -> ratio.ratio().isDefined())
                                            .map(
                                                    ratio ->
                                                            Numbers.text(ratio.interval().low())
                                                                    + " to "
                                                                    + Numbers.text(
                                                                            ratio.interval()
                                                                                    .high()))
                                            .orElse("")))
                    .append(
                            Cells.number(
                                    one.versusControl()
                                            .map(
                                                    test ->
                                                            Cells.probability(
                                                                    test.probability().value()))
                                            .orElse("")))
                    .append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    /// An end of the interval of a median.
    private static String days(double value) {
        return Double.isInfinite(value) ? "not reached" : Numbers.text(value);
    }

    private String responses() {
        StringBuilder html =
                new StringBuilder(
                        head(
                                "Responses by the modified RECIST of mouse trials",
                                "arm",
                                "CR",
                                "PR",
                                "SD",
                                "PD",
                                "not evaluable",
                                "response rate"));
        for (var arm : analysis.study().arms()) {
            List<Long> counts = new ArrayList<>();
            for (ResponseCategory category : ResponseCategory.values()) {
                counts.add(
                        analysis.responses().stream()
                                .filter(one -> one.arm().equals(arm.name()))
                                .filter(one -> one.category() == category)
                                .count());
            }
            long evaluable = arm.animals().size() - counts.get(4);
            html.append("<tr><td>").append(Html.prose(arm.name())).append("</td>");
            counts.forEach(count -> html.append(Cells.number(Long.toString(count))));
            html.append(
                            Cells.number(
                                    evaluable == 0
                                            ? "\u2013"
                                            : Numbers.percent(
                                                    (double) (counts.get(0) + counts.get(1))
                                                            / evaluable)))
                    .append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private String laws() {
        return "<h3>Growth laws</h3>"
                + TumourPage.list(
                        analysis.laws().stream().map(TumourAnalysis::lawSentence).toList())
                + "<p class=\"small\">Exponential, Gompertz, logistic and Simeoni growth, fitted to"
                + " the animals of an arm with a start of their own; parameters in"
                + " growth-laws.csv.</p>";
    }
}
