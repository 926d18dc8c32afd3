package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tamor.cohort.BlotReading;
import org.tamor.cohort.VirtualStudy;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Blots of tumours that were taken out, by arm and hour, relative to the control.
public final class TumourBlotFigure {

    private static final int COLUMNS = 3;
    private static final int PANEL = 270;
    private static final double SPREAD = 0.7;
    private static final String Y_AXIS = "relative to the control";

    /// Largest over smallest value from which the axis is logarithmic.
    private static final double WIDE = 20;

    /// A shape of its own for each arm, for those who do not see the colours apart.
    private static final List<String> SYMBOLS = List.of("circle", "rect", "triangle", "diamond");

    private static final List<String> SIGNS = List.of("\u25cf", "\u25a0", "\u25b2", "\u25c6");

    private TumourBlotFigure() {}

    /// Draws a panel for each antibody.
    ///
    /// @param names what the observables are called
    public static Figure draw(
            VirtualStudy study, TumourAnalysis analysis, UnaryOperator<String> names) {
        ArmColours colours = new ArmColours(analysis);
        List<String> observables = study.protocol().blots().observables();
        List<Double> hours = study.protocol().blots().hours();
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "observable",
                        "arm",
                        "hour",
                        "animal",
                        "relative_to_control",
                        "true_relative_to_control");
        for (int i = 0; i < observables.size(); i++) {
            panel(
                    chart,
                    study,
                    observables.get(i),
                    names.apply(observables.get(i)),
                    i,
                    colours,
                    data);
        }
        int rows = (observables.size() + COLUMNS - 1) / COLUMNS;
        double x = 66;
        for (int g = 0; g < arms(study).size(); g++) {
            String arm = arms(study).get(g);
            chart.text(
                    SIGNS.get(g % SIGNS.size()) + " " + Words.prose(arm),
                    x,
                    rows * PANEL + 8,
                    colours.of(arm));
            x += 60 + 7.2 * arm.length();
        }
        return new Figure(
                "blots",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Blots of tumours after the start of treatment",
                "Each point is one tumour, relative to the geometric mean of the control's tumours"
                        + " of the same hour; the bar is the true geometric mean of the arm's"
                        + " tumours, likewise. These animals are not those whose volumes are"
                        + " measured.",
                "Points for %d antibodies at %d hours.".formatted(observables.size(), hours.size()),
                rows * PANEL + 30,
                chart.option(),
                data.build(),
                List.of());
    }

    private static List<String> arms(VirtualStudy study) {
        return study.protocol().arms().stream().map(arm -> arm.name()).toList();
    }

    private static List<BlotReading> of(
            VirtualStudy study, String observable, String arm, double hour) {
        return study.blots().stream()
                .filter(one -> one.observable().equals(observable))
                .filter(one -> one.arm().equals(arm) && one.hour() == hour)
                .sorted(Comparator.comparing(BlotReading::animal))
                .toList();
    }

    private static double geometricMean(List<BlotReading> blots, boolean truth) {
        return Math.exp(
                blots.stream()
                        .mapToDouble(one -> Math.log(truth ? one.truth() : one.measured()))
                        .average()
                        .orElse(Double.NaN));
    }

    private static void panel(
            ChartParts chart,
            VirtualStudy study,
            String observable,
            String name,
            int at,
            ArmColours colours,
            DataTable.Builder data) {
        List<Double> hours = study.protocol().blots().hours();
        List<String> arms = arms(study);
        List<double[]> marks = new ArrayList<>();
        double least = 1;
        double most = 1;
        for (int h = 0; h < hours.size(); h++) {
            List<BlotReading> control =
                    of(study, observable, study.protocol().control(), hours.get(h));
            double measured = geometricMean(control, false);
            double truth = geometricMean(control, true);
            for (int g = 0; g < arms.size(); g++) {
                List<BlotReading> own = of(study, observable, arms.get(g), hours.get(h));
                double mean = geometricMean(own, true) / truth;
                double x = h + 0.5 + SPREAD * ((g + 0.5) / arms.size() - 0.5);
                for (BlotReading one : own) {
                    double relative = one.measured() / measured;
                    marks.add(new double[] {x, relative, mean, g});
                    least = Math.min(least, Math.min(relative, mean));
                    most = Math.max(most, Math.max(relative, mean));
                    data.add(
                            observable,
                            arms.get(g),
                            hours.get(h),
                            one.animal(),
                            Numbers.round(relative, 6),
                            Numbers.round(one.truth() / truth, 6));
                }
            }
        }
        ChartParts.Frame frame = frame(chart, name, hours, at, least, most);
        for (double[] mark : marks) {
            String colour = colours.of(arms.get((int) mark[3]));
            double y = frame.py(mark[2]);
            double x = frame.px(mark[0]);
            chart.rule(x - 9, y, x + 9, y, colour, 2);
            chart.points(
                    frame,
                    arms.get((int) mark[3]),
                    List.<Object>of(List.of(mark[0], Numbers.round(mark[1], 5))),
                    colour,
                    SYMBOLS.get((int) mark[3] % SYMBOLS.size()),
                    true);
        }
        chart.rule(
                frame.left(),
                frame.py(1),
                frame.left() + frame.width(),
                frame.py(1),
                Style.GREY,
                1,
                true);
    }

    private static ChartParts.Frame frame(
            ChartParts chart, String name, List<Double> hours, int at, double least, double most) {
        int cell = PanelPlot.WIDTH / COLUMNS;
        boolean wide = most > WIDE * least;
        int left = at % COLUMNS * cell + 66;
        int top = at / COLUMNS * PANEL + 36;
        int width = cell - 90;
        int height = PANEL - 96;
        PlotAxis x = new PlotAxis("", false, 0, hours.size(), 0);
        PlotAxis y = wide ? PlotAxis.decades(Y_AXIS, least, most) : PlotAxis.round(Y_AXIS, 0, most);
        Map<String, Object> across = x.option(0, false);
        across.put("axisLabel", Json.object("show", false));
        across.put("axisTick", Json.object("show", false));
        int index = chart.categories(name, left, top, width, height, across, y.option(0, true));
        ChartParts.Frame frame = new ChartParts.Frame(index, left, top, width, height, x, y);
        for (int h = 0; h < hours.size(); h++) {
            chart.centred(
                    Numbers.text(hours.get(h)) + " h",
                    frame.px(h + 0.5),
                    frame.top() + frame.height() + 16,
                    Style.INK);
        }
        return frame;
    }
}
