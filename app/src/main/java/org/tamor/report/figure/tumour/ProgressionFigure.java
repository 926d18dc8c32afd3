package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.List;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.tumour.analysis.ArmProgression;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.survival.KaplanMeier;

/// Kaplan-Meier curves of the time to progression, with the table of animals at risk.
final class ProgressionFigure {

    private static final int LEFT = 160;
    private static final int TOP = 40;
    private static final int HEIGHT = 300;
    private static final int LINE = 17;

    private ProgressionFigure() {}

    static Figure build(TumourAnalysis analysis, ArmColours colours, List<String> shown) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("arm", "day", "without_progression", "at_risk");
        PlotAxis days = GrowthFigures.days(analysis);
        ChartParts.Frame frame =
                chart.frame(
                        "Animals without " + analysis.options().progression().text(),
                        LEFT,
                        TOP,
                        700,
                        HEIGHT,
                        days,
                        new PlotAxis("share without progression", false, 0, 1, 0.25));
        List<ArmProgression> arms =
                shown.stream()
                        .flatMap(
                                name ->
                                        analysis.progression().stream()
                                                .filter(one -> one.arm().equals(name)))
                        .toList();
        List<Double> wanted = new ArrayList<>();
        for (ArmProgression arm : arms) {
            wanted.add(frame.py(draw(chart, frame, arm, colours, data)));
        }
        GrowthFigures.labels(chart, frame, shown, wanted, colours);
        double y = TOP + HEIGHT + 56;
        chart.text("animals at risk", 8, y, Style.MUTED);
        for (int i = 0; i < arms.size(); i++) {
            double row = y + LINE * (i + 1);
            chart.text(
                    GrowthFigures.shortened(arms.get(i).arm()),
                    8,
                    row,
                    colours.of(arms.get(i).arm()));
            for (double day : GrowthFigures.ticks(days)) {
                chart.centred(
                        Integer.toString(arms.get(i).curve().atRisk(day)),
                        frame.px(day),
                        row,
                        Style.INK);
            }
        }
        return new Figure(
                "progression",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Time to progression (Kaplan-Meier)",
                "Progression is "
                        + analysis.options().progression().text()
                        + "; the day lies on the straight line between two readings. Ticks are"
                        + " animals that left without it.",
                "Kaplan-Meier curves of " + arms.size() + " arms.",
                TOP + HEIGHT + 62 + LINE * (arms.size() + 1),
                chart.option(),
                data.build(),
                TumourFigures.notShown(analysis, shown));
    }

    /// Draws one curve and returns where it ends.
    private static double draw(
            ChartParts chart,
            ChartParts.Frame frame,
            ArmProgression arm,
            ArmColours colours,
            DataTable.Builder data) {
        List<Double> x = new ArrayList<>(List.of(0.0));
        List<Double> y = new ArrayList<>(List.of(1.0));
        String colour = colours.of(arm.arm());
        data.add(arm.arm(), 0.0, 1.0, arm.curve().size());
        for (KaplanMeier.Step step : arm.curve().steps()) {
            x.add(step.time());
            y.add(y.getLast());
            x.add(step.time());
            y.add(step.survival());
            data.add(
                    arm.arm(),
                    Numbers.round(step.time(), 8),
                    Numbers.round(step.survival(), 8),
                    step.atRisk());
            if (step.censored() > 0) {
                double px = frame.px(step.time());
                double py = frame.py(step.survival());
                chart.rule(px, py - 5, px, py + 5, colour, 1.4);
            }
        }
        chart.line(
                frame,
                arm.arm(),
                Numbers.array(x),
                Numbers.array(y),
                colour,
                colours.dash(arm.arm()));
        return y.getLast();
    }
}
