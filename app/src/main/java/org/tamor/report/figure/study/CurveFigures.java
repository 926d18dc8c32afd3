package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.PlotPoints;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Thinning;
import org.tamor.report.figure.study.FigureSpec.Curve;
import org.tamor.report.figure.study.FigureSpec.CurvePanel;

/// Draws time courses in small multiples: simulated lines, measured points.
final class CurveFigures {

    private static final double THINNING = 0.002;
    private static final int LABEL_WIDTH = 176;

    private final Readings readings;

    CurveFigures(Readings readings) {
        this.readings = readings;
    }

    Figure build(FigureSpec.Curves spec) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "panel", "curve", "experiment", "kind", "time_h", "value", "dataset");
        List<PlotPanel> panels = new ArrayList<>();
        for (CurvePanel panel : spec.panels()) {
            panels.add(panel(spec, panel, data));
        }
        panels = spec.logarithmic() ? sameDecades(panels) : panels;
        boolean labelled = !sameSingleLabel(panels);
        PanelPlot plot =
                labelled
                        ? new PanelPlot(2, spec.logarithmic() ? 286 : 262, LABEL_WIDTH)
                        : new PanelPlot(3, 236, 22);
        DataTable table = data.build();
        long points =
                table.rows().stream()
                        .filter(row -> row.get(3).toString().startsWith("measured"))
                        .count();
        String description =
                String.format(
                        Locale.ROOT,
                        "%d panels of %s over time, %d curves and %d measured points.",
                        panels.size(),
                        spec.logarithmic() ? "values on a logarithmic axis" : "values",
                        spec.panels().stream().mapToInt(panel -> panel.curves().size()).sum(),
                        points);
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption() + legend(table) + (labelled ? "" : curveName(panels)),
                description,
                plot.height(panels.size()),
                plot.option(
                        labelled ? panels : panels.stream().map(CurveFigures::unlabelled).toList()),
                table,
                readings.takeMissing());
    }

    /// Whether every panel has one curve and all have the same name, which then need not be
    /// repeated.
    private static boolean sameSingleLabel(List<PlotPanel> panels) {
        return panels.size() > 2
                && panels.stream().allMatch(panel -> panel.curves().size() == 1)
                && panels.stream()
                                .map(panel -> panel.curves().getFirst().label())
                                .distinct()
                                .count()
                        == 1;
    }

    private static String curveName(List<PlotPanel> panels) {
        return " Curves: " + panels.getFirst().curves().getFirst().label() + ".";
    }

    private static PlotPanel unlabelled(PlotPanel panel) {
        List<PlotCurve> curves =
                panel.curves().stream()
                        .map(
                                curve ->
                                        new PlotCurve(
                                                "",
                                                curve.style(),
                                                curve.x(),
                                                curve.y(),
                                                curve.marks()))
                        .toList();
        return new PlotPanel(
                panel.title(), panel.x(), panel.y(), curves, panel.points(), panel.references());
    }

    /// What filled and hollow points mean; "" where there are none.
    private static String legend(DataTable table) {
        boolean used = table.rows().stream().anyMatch(row -> row.get(3).equals("measured"));
        boolean aside =
                table.rows().stream().anyMatch(row -> row.get(3).toString().contains("aside"));
        return (used ? " Filled points: measurements used for calibration." : "")
                + (aside ? " Hollow points: measurements kept aside." : "");
    }

    private PlotPanel panel(FigureSpec.Curves spec, CurvePanel panel, DataTable.Builder data) {
        List<PlotCurve> curves = new ArrayList<>();
        List<PlotPoints> points = new ArrayList<>();
        OptionalDouble end = end(spec, panel);
        for (Curve curve : panel.curves()) {
            Style style = Style.of(curve.line(), curve.drug());
            readings.course(panel.observable(), curve.experiment(), spec.from(), end)
                    .ifPresent(course -> curves.add(line(spec, panel, curve, course, style, data)));
            for (boolean keptAside : new boolean[] {false, true}) {
                PlotPoints measured = points(spec, panel, curve, style, keptAside, data);
                if (measured.x().length > 0) {
                    points.add(measured);
                }
            }
        }
        double[] x = all(curves, points, true);
        double[] y = all(curves, points, false);
        return new PlotPanel(
                panel.title(),
                timeAxis(spec, x),
                valueAxis(spec, panel, y),
                curves,
                points,
                List.of());
    }

    /// The last time that a panel shows: that of its last measurement, or all that was asked for
    /// where there is none.
    private OptionalDouble end(FigureSpec.Curves spec, CurvePanel panel) {
        OptionalDouble last =
                panel.curves().stream()
                        .flatMap(
                                curve ->
                                        readings
                                                .measured(
                                                        panel.measured(),
                                                        panel.observable(),
                                                        curve.experiment())
                                                .stream())
                        .mapToDouble(Readings.MeasuredPoint::time)
                        .filter(time -> time <= spec.to().orElse(Double.POSITIVE_INFINITY))
                        .max();
        return last.isPresent() && !spec.relative() ? last : spec.to();
    }

    private PlotCurve line(
            FigureSpec.Curves spec,
            CurvePanel panel,
            Curve curve,
            Readings.Course course,
            Style style,
            DataTable.Builder data) {
        double[] values = course.values().clone();
        if (spec.relative() && values[0] != 0) {
            double first = values[0];
            Arrays.setAll(values, i -> values[i] / first);
        }
        double[] shape =
                spec.logarithmic()
                        ? Arrays.stream(values)
                                .map(value -> Math.log(Math.max(value, 1e-300)))
                                .toArray()
                        : values;
        boolean[] keep = Thinning.keep(course.times(), shape, THINNING);
        double[] times = Thinning.select(course.times(), keep);
        double[] kept = Thinning.select(values, keep);
        for (int i = 0; i < times.length; i++) {
            data.add(
                    panel.title(),
                    curve.label(),
                    curve.experiment(),
                    "simulated",
                    Numbers.round(times[i], 6),
                    Numbers.round(kept[i], 6),
                    "");
        }
        return new PlotCurve(curve.label(), style, onAxis(spec, times), kept, false);
    }

    private PlotPoints points(
            FigureSpec.Curves spec,
            CurvePanel panel,
            Curve curve,
            Style style,
            boolean keptAside,
            DataTable.Builder data) {
        List<double[]> points = new ArrayList<>();
        for (Readings.MeasuredPoint point :
                readings.measured(panel.measured(), panel.observable(), curve.experiment())) {
            boolean inside =
                    point.time() >= spec.from().orElse(Double.NEGATIVE_INFINITY)
                            && point.time() <= spec.to().orElse(Double.POSITIVE_INFINITY)
                            && (!spec.logarithmic() || point.value() > 0);
            if (inside && !spec.relative() && point.keptAside() == keptAside) {
                points.add(new double[] {point.time(), point.value()});
                data.add(
                        panel.title(),
                        curve.label(),
                        curve.experiment(),
                        keptAside ? "measured, kept aside" : "measured",
                        Numbers.round(point.time(), 6),
                        Numbers.round(point.value(), 6),
                        point.dataset());
            }
        }
        double[] times = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] values = points.stream().mapToDouble(point -> point[1]).toArray();
        return new PlotPoints(
                curve.label() + (keptAside ? ", kept aside" : ", measured"),
                style,
                onAxis(spec, times),
                values,
                keptAside);
    }

    private static double[] onAxis(FigureSpec.Curves spec, double[] hours) {
        double origin = spec.timeUnit() == FigureSpec.TimeUnit.MINUTES ? spec.from().orElse(0) : 0;
        return Arrays.stream(hours).map(hour -> spec.timeUnit().of(hour - origin)).toArray();
    }

    private static PlotAxis timeAxis(FigureSpec.Curves spec, double[] x) {
        OptionalDouble low = Arrays.stream(x).min();
        OptionalDouble high = Arrays.stream(x).max();
        double from = Math.min(0, low.orElse(0));
        if (spec.timeUnit() == FigureSpec.TimeUnit.DAYS) {
            return PlotAxis.days(from, high.orElse(7));
        }
        double start = spec.timeUnit() == FigureSpec.TimeUnit.MINUTES ? 0 : low.orElse(0);
        double end = high.orElse(1);
        double step =
                spec.timeUnit() == FigureSpec.TimeUnit.MINUTES ? 30 : end - start > 48 ? 24 : 6;
        return new PlotAxis(
                "time (" + spec.timeUnit().symbol() + ")",
                false,
                start,
                Math.ceil(end / step - 1e-9) * step,
                step);
    }

    private PlotAxis valueAxis(FigureSpec.Curves spec, CurvePanel panel, double[] y) {
        double low =
                Arrays.stream(y).filter(value -> !spec.logarithmic() || value > 0).min().orElse(1);
        double high = Arrays.stream(y).max().orElse(10);
        String name =
                spec.relative() ? "fold over the start" : readings.axisName(panel.observable());
        return spec.logarithmic() && high > 0
                ? PlotAxis.decades(name, low, high)
                : PlotAxis.round(name, Math.min(0, low), high);
    }

    /// The same decades in all panels, so that heights can be compared.
    private static List<PlotPanel> sameDecades(List<PlotPanel> panels) {
        double low = panels.stream().mapToDouble(panel -> panel.y().min()).min().orElse(1);
        double high = panels.stream().mapToDouble(panel -> panel.y().max()).max().orElse(10);
        return panels.stream()
                .map(
                        panel ->
                                new PlotPanel(
                                        panel.title(),
                                        panel.x(),
                                        PlotAxis.decades(panel.y().name(), low, high),
                                        panel.curves(),
                                        panel.points(),
                                        panel.references()))
                .toList();
    }

    private static double[] all(List<PlotCurve> curves, List<PlotPoints> points, boolean x) {
        return java.util.stream.DoubleStream.concat(
                        curves.stream()
                                .flatMapToDouble(curve -> Arrays.stream(x ? curve.x() : curve.y())),
                        points.stream()
                                .flatMapToDouble(set -> Arrays.stream(x ? set.x() : set.y())))
                .toArray();
    }
}
