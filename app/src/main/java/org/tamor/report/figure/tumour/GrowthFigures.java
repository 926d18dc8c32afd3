package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Volumes over time: the arms' means with the animals at risk, and every animal.
final class GrowthFigures {

    private static final String VOLUME = "tumour volume (mm\u00b3)";
    private static final int LEFT = 160;
    private static final int TOP = 40;
    private static final int HEIGHT = 360;
    private static final int PANEL = 270;
    private static final int LINE = 17;

    private GrowthFigures() {}

    static Figure means(TumourAnalysis analysis, ArmColours colours, List<String> shown) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("arm", "day", "geometric_mean_mm3", "low", "high", "animals");
        PlotAxis days = days(analysis);
        Map<String, ArmCurve> curves = new LinkedHashMap<>();
        for (String arm : shown) {
            analysis.study()
                    .arm(arm)
                    .ifPresent(found -> curves.put(arm, ArmCurve.of(analysis, found)));
        }
        double least = 10;
        double most = 1;
        for (ArmCurve curve : curves.values()) {
            least = Math.min(least, Arrays.stream(curve.low()).min().orElse(least));
            most = Math.max(most, Arrays.stream(curve.high()).max().orElse(most));
        }
        ChartParts.Frame frame =
                chart.frame(
                        "Geometric mean of the volumes, \u00b1 one standard error",
                        LEFT,
                        TOP,
                        700,
                        HEIGHT,
                        days,
                        PlotAxis.decades(VOLUME, least, most));
        List<Double> wanted = new ArrayList<>();
        curves.forEach(
                (arm, curve) -> {
                    for (int i = 0; i < curve.days().length; i++) {
                        data.add(
                                arm,
                                Numbers.round(curve.days()[i], 8),
                                Numbers.round(curve.mean()[i], 8),
                                Numbers.round(curve.low()[i], 8),
                                Numbers.round(curve.high()[i], 8),
                                curve.animals()[i]);
                        whisker(
                                chart,
                                frame,
                                curve.days()[i],
                                curve.low()[i],
                                curve.high()[i],
                                colours.of(arm));
                    }
                    chart.line(
                            frame,
                            arm,
                            curve.days(),
                            curve.mean(),
                            colours.of(arm),
                            colours.dash(arm));
                    chart.points(
                            frame,
                            arm,
                            curve.days(),
                            curve.mean(),
                            colours.of(arm),
                            "circle",
                            false);
                    wanted.add(
                            curve.mean().length == 0
                                    ? TOP
                                    : frame.py(curve.mean()[curve.mean().length - 1]));
                });
        labels(chart, frame, shown, wanted, colours);
        atRisk(chart, frame, analysis, shown, colours);
        return new Figure(
                "growth-means",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Growth of the arms",
                "On a logarithmic axis exponential growth is a straight line. Where animals leave"
                    + " because their tumours are large, the mean of those left bends down: look at"
                    + " the animals at risk below.",
                "Mean tumour volume over time for " + shown.size() + " arms.",
                TOP + HEIGHT + 62 + LINE * (shown.size() + 1),
                chart.option(),
                data.build(),
                TumourFigures.notShown(analysis, shown));
    }

    private static void whisker(
            ChartParts chart,
            ChartParts.Frame frame,
            double x,
            double low,
            double high,
            String colour) {
        if (high > low && frame.y().holds(low) && frame.y().holds(high)) {
            chart.rule(frame.px(x), frame.py(low), frame.px(x), frame.py(high), colour, 1.2);
        }
    }

    /// The names of the arms at the ends of their curves.
    static void labels(
            ChartParts chart,
            ChartParts.Frame frame,
            List<String> arms,
            List<Double> wanted,
            ArmColours colours) {
        List<String> texts =
                arms.stream().map(arm -> LabelPlacement.wrap(Words.prose(arm), 30)).toList();
        double[] heights =
                texts.stream()
                        .mapToDouble(text -> 16 + 14 * text.chars().filter(c -> c == '\n').count())
                        .toArray();
        double[] placed =
                LabelPlacement.spread(
                        Numbers.array(wanted),
                        heights,
                        frame.top(),
                        frame.top() + frame.height() + 8);
        for (int i = 0; i < arms.size(); i++) {
            chart.text(
                    texts.get(i),
                    frame.left() + frame.width() + 12,
                    placed[i],
                    colours.of(arms.get(i)));
        }
    }

    /// The animals still measured at each tick of the days, a row for each arm.
    private static void atRisk(
            ChartParts chart,
            ChartParts.Frame frame,
            TumourAnalysis analysis,
            List<String> shown,
            ArmColours colours) {
        double y = frame.top() + frame.height() + 56;
        chart.text("animals at risk", 8, y, Style.MUTED);
        for (int i = 0; i < shown.size(); i++) {
            double row = y + LINE * (i + 1);
            String name = shown.get(i);
            chart.text(shortened(name), 8, row, colours.of(name));
            List<Animal> animals = analysis.study().arm(name).map(Arm::animals).orElse(List.of());
            for (double day : ticks(frame.x())) {
                long count = animals.stream().filter(animal -> animal.lastDay() >= day).count();
                chart.centred(Long.toString(count), frame.px(day), row, Style.INK);
            }
        }
    }

    /// A name that fits beside a frame.
    static String shortened(String name) {
        String text = Words.prose(name);
        return text.length() > 20 ? text.substring(0, 19) + "\u2026" : text;
    }

    static List<Double> ticks(PlotAxis days) {
        List<Double> ticks = new ArrayList<>();
        for (double day = days.min(); day <= days.max() + 1e-9; day += days.interval()) {
            ticks.add(day);
        }
        return ticks;
    }

    static PlotAxis days(TumourAnalysis analysis) {
        double[] days = analysis.study().days();
        double last = days[days.length - 1];
        double first = Math.min(0, days[0]);
        double interval =
                last - first <= 8 ? 1 : last - first <= 16 ? 2 : last - first <= 70 ? 7 : 28;
        double low = Math.floor(first / interval + 1e-9) * interval;
        return new PlotAxis(
                "days from the start of treatment",
                false,
                low,
                Math.ceil(last / interval - 1e-9) * interval,
                interval);
    }

    private static PlotAxis volumes(TumourAnalysis analysis) {
        double least = Double.POSITIVE_INFINITY;
        double most = 1;
        for (Arm arm : analysis.study().arms()) {
            for (Animal animal : arm.animals()) {
                for (VolumeReading one : animal.readings()) {
                    least = Math.min(least, Math.max(one.volume(), analysis.study().floor()));
                    most = Math.max(most, one.volume());
                }
            }
        }
        return PlotAxis.decades(VOLUME, least, most);
    }

    static Figure animals(TumourAnalysis analysis, ArmColours colours) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data = new DataTable.Builder("arm", "animal", "day", "volume_mm3");
        PlotAxis days = days(analysis);
        PlotAxis volumes = volumes(analysis);
        List<Arm> arms = analysis.study().arms();
        int columns = Math.min(arms.size() <= 4 ? 2 : 3, arms.size());
        int cell = PanelPlot.WIDTH / columns;
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = arms.get(i);
            ChartParts.Frame frame =
                    chart.frame(
                            Words.prose(arm.name()) + ", " + arm.animals().size() + " animals",
                            i % columns * cell + 66,
                            i / columns * PANEL + 36,
                            cell - 96,
                            PANEL - 88,
                            days,
                            volumes);
            for (Animal animal : arm.animals()) {
                double[] x = animal.readings().stream().mapToDouble(VolumeReading::day).toArray();
                double[] y =
                        animal.readings().stream()
                                .mapToDouble(
                                        one -> Math.max(one.volume(), analysis.study().floor()))
                                .toArray();
                chart.series(
                        thin(
                                frame,
                                animal.name(),
                                x,
                                y,
                                Style.mix(colours.of(arm.name()), "#ffffff", 0.45)));
                for (VolumeReading one : animal.readings()) {
                    data.add(arm.name(), animal.name(), one.day(), Numbers.round(one.volume(), 8));
                }
            }
            ArmCurve curve = ArmCurve.of(analysis, arm);
            chart.line(frame, "geometric mean", curve.days(), curve.mean(), Style.INK, "solid");
        }
        return new Figure(
                "growth-animals",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Every animal",
                "One line for each animal, the black line is their geometric mean."
                        + (analysis.study().zeros() > 0
                                ? " A volume of 0 is drawn at "
                                        + Numbers.text(analysis.study().floor())
                                        + " mm\u00b3."
                                : ""),
                "Spaghetti plots of tumour volume for " + arms.size() + " arms.",
                (arms.size() + columns - 1) / columns * PANEL,
                chart.option(),
                data.build(),
                List.of());
    }

    /// A thin line of one animal.
    static Map<String, Object> thin(
            ChartParts.Frame frame, String name, double[] x, double[] y, String colour) {
        return Json.object()
                .with("type", "line")
                .with("name", name)
                .with("xAxisIndex", frame.index())
                .with("yAxisIndex", frame.index())
                .with("data", Json.points(x, y))
                .with("showSymbol", x.length == 1)
                .with("symbol", "circle")
                .with("symbolSize", 4)
                .with("clip", true)
                .with("lineStyle", Json.object("color", colour, "width", 1.1))
                .with("itemStyle", Json.object("color", colour));
    }
}
