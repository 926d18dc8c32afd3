package org.tamor.report.figure.tumour;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.combination.inference.Interval;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.tumour.analysis.ArmRate;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Growth rates of the arms, the interaction over time, and the power of the next study.
final class RateFigures {

    private static final int ROW = 28;
    private static final double PERCENT = 100;
    private static final Map<Reference, String> COLOURS =
            Map.of(
                    Reference.BLISS,
                    Style.BLUE,
                    Reference.HSA,
                    Style.ORANGE,
                    Reference.RESPONSE_ADDITIVITY,
                    Style.GREEN);
    private static final Map<Reference, String> SYMBOLS =
            Map.of(
                    Reference.BLISS,
                    "circle",
                    Reference.HSA,
                    "rect",
                    Reference.RESPONSE_ADDITIVITY,
                    "triangle");

    private RateFigures() {}

    static Figure forest(TumourAnalysis analysis, ArmColours colours) {
        List<ArmRate> rates = analysis.rates().reversed();
        double least = 0;
        double most = 0;
        for (ArmRate rate : rates) {
            least = Math.min(least, rate.perDay().low());
            most = Math.max(most, rate.perDay().high());
        }
        ChartParts chart = new ChartParts();
        int height = ROW * rates.size();
        ChartParts.Frame frame =
                chart.strip(
                        "Growth rate per day",
                        300,
                        44,
                        520,
                        height,
                        PlotAxis.round(
                                "growth of the logarithm of the volume per day", least, most),
                        ChartParts.categoryAxis(
                                "",
                                rates.stream()
                                        .map(
                                                rate ->
                                                        LabelPlacement.wrap(
                                                                Words.prose(rate.arm()), 40))
                                        .toList(),
                                0));
        DataTable.Builder data = new DataTable.Builder("arm", "rate_per_day", "low", "high");
        for (int i = 0; i < rates.size(); i++) {
            Interval rate = rates.get(i).perDay();
            double y = 44 + height - (i + 0.5) * ROW;
            String colour = colours.of(rates.get(i).arm());
            chart.rule(frame.px(rate.low()), y, frame.px(rate.high()), y, colour, 2.4);
            chart.points(
                    frame,
                    rates.get(i).arm(),
                    List.<Object>of(List.of(Numbers.round(rate.estimate(), 5), i)),
                    colour,
                    "rect",
                    false);
            chart.text(
                    String.format(
                                    Locale.ROOT,
                                    "%.3f (%.3f to %.3f)",
                                    rate.estimate(),
                                    rate.low(),
                                    rate.high())
                            .replace('-', '\u2212'),
                    836,
                    y,
                    Style.INK);
            data.add(
                    rates.get(i).arm(),
                    Numbers.round(rate.estimate(), 8),
                    Numbers.round(rate.low(), 8),
                    Numbers.round(rate.high(), 8));
        }
        chart.rule(frame.px(0), 44, frame.px(0), 44 + height, Style.INK, 1);
        return new Figure(
                "rates",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Growth rates of the arms",
                "Over days 0 to "
                        + Numbers.text(rates.getFirst().day())
                        + ", had no animal been taken out; with 95 % intervals. 0 is a tumour that"
                        + " keeps its volume; 0.1 doubles it in 6.9 days.",
                "Forest plot of " + rates.size() + " growth rates.",
                44 + height + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    static Figure interaction(String id, InteractionAnalysis interaction, double level) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "reference", "up_to_day", "excess_per_day", "low", "high", "p_adjusted");
        List<InteractionAnalysis.CoursePoint> course =
                interaction.course().stream()
                        .filter(point -> point.score().excess().isDefined())
                        .toList();
        double least = 0;
        double most = 0;
        for (InteractionAnalysis.CoursePoint point : course) {
            least = Math.min(least, point.score().interval().low());
            most = Math.max(most, point.score().interval().high());
        }
        double reach = 4 * Math.max(reach(course, Reference.BLISS), 1e-6);
        double last = course.stream().mapToDouble(point -> point.score().day()).max().orElse(1);
        ChartParts.Frame frame =
                chart.frame(
                        "Excess from the readings up to each day",
                        86,
                        44,
                        690,
                        320,
                        PlotAxis.round("last day used", 0, last),
                        PlotAxis.round(
                                "excess: expected less observed rate, % per day",
                                PERCENT * Math.max(least, -reach),
                                PERCENT * Math.min(most, reach)));
        int shift = -1;
        for (Reference reference : Reference.values()) {
            for (InteractionAnalysis.CoursePoint point : course) {
                if (point.score().reference() == reference) {
                    draw(chart, frame, point, 5.0 * shift, data);
                }
            }
            chart.text(
                    symbol(reference) + " " + reference.text(),
                    800,
                    100 + 22 * (shift + 1),
                    COLOURS.getOrDefault(reference, Style.INK));
            shift++;
        }
        chart.rule(
                frame.left(), frame.py(0), frame.left() + frame.width(), frame.py(0), Style.INK, 1);
        chart.text("synergy above 0", 96, 58, "#2166ac");
        chart.text("antagonism below 0", 96, 350, "#b35806");
        double chosen = frame.px(interaction.day());
        chart.rule(chosen, frame.top(), chosen, frame.top() + frame.height(), Style.GREY, 1, true);
        chart.text(
                "dashed: the last day\nof the primary test, " + Numbers.text(interaction.day()),
                800,
                192,
                Style.MUTED);
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Interaction over time: " + interaction.design().combination(),
                String.format(
                        Locale.ROOT,
                        "The model is fitted anew to the readings up to each day on which every arm"
                            + " has two animals; bars are %.0f %% intervals of each day by itself."
                            + " The days are many looks at the same animals: only the marked one is"
                            + " the test.",
                        100 * level),
                "Excess growth by three references over " + course.size() + " points.",
                420,
                chart.option(),
                data.build(),
                List.of());
    }

    private static double reach(List<InteractionAnalysis.CoursePoint> course, Reference reference) {
        return course.stream()
                .filter(point -> point.score().reference() == reference)
                .mapToDouble(
                        point ->
                                Math.max(
                                        Math.abs(point.score().interval().low()),
                                        Math.abs(point.score().interval().high())))
                .sorted()
                .skip(Math.max(0, course.size() / 6))
                .findFirst()
                .orElse(1);
    }

    private static String symbol(Reference reference) {
        return switch (reference) {
            case BLISS -> "\u25cf";
            case HSA -> "\u25a0";
            case RESPONSE_ADDITIVITY -> "\u25b2";
        };
    }

    private static void draw(
            ChartParts chart,
            ChartParts.Frame frame,
            InteractionAnalysis.CoursePoint point,
            double shift,
            DataTable.Builder data) {
        InteractionScore score = point.score();
        String colour = COLOURS.getOrDefault(score.reference(), Style.INK);
        double x = frame.px(score.day()) + shift;
        double low = Math.clamp(PERCENT * score.interval().low(), frame.y().min(), frame.y().max());
        double high =
                Math.clamp(PERCENT * score.interval().high(), frame.y().min(), frame.y().max());
        chart.rule(x, frame.py(low), x, frame.py(high), colour, 1.8);
        double excess = PERCENT * score.excess().value();
        if (frame.y().holds(excess)) {
            double day =
                    frame.x().min()
                            + (x - frame.left())
                                    / frame.width()
                                    * (frame.x().max() - frame.x().min());
            chart.points(
                    frame,
                    score.reference().text(),
                    new double[] {day},
                    new double[] {excess},
                    colour,
                    SYMBOLS.getOrDefault(score.reference(), "circle"),
                    false);
        }
        data.add(
                score.reference().text(),
                score.day(),
                DataTable.number(score.excess().value()),
                DataTable.number(score.interval().low()),
                DataTable.number(score.interval().high()),
                DataTable.number(point.adjusted()));
    }

    static Figure power(String id, InteractionAnalysis interaction) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data = new DataTable.Builder("animals_per_arm", "power");
        List<double[]> curve = interaction.plan().power();
        double[] x = curve.stream().mapToDouble(point -> point[0]).toArray();
        double[] y = curve.stream().mapToDouble(point -> point[1]).toArray();
        ChartParts.Frame frame =
                chart.frame(
                        "",
                        86,
                        30,
                        560,
                        240,
                        new PlotAxis("animals in each arm", false, 0, 30, 5),
                        new PlotAxis("power", false, 0, 1, 0.2));
        chart.line(frame, "power", x, y, Style.BLUE, "solid");
        chart.horizontal(frame, 0.8, "80 %");
        for (int i = 0; i < x.length; i++) {
            data.add(x[i], Numbers.round(y[i], 6));
        }
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Power of the next study: " + interaction.design().combination(),
                "To find the measured excess by Bliss in a study on the same days without animals"
                    + " that leave, with the variances of this one; the measured excess is itself"
                    + " uncertain.",
                "Power over the number of animals in each arm.",
                320,
                chart.option(),
                data.build(),
                List.of());
    }
}
