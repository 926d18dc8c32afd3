package org.tamor.report.figure.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tamor.calibrate.ensemble.Bands;
import org.tamor.calibrate.ensemble.Prediction;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;

/// Draws what an ensemble predicts, with the measurements beside.
public final class PredictionFigures {

    private static final int COLUMNS = 3;
    private static final int ROW = 260;
    private static final int MOST_PANELS = 30;

    private PredictionFigures() {}

    /// One panel for each observable and experiment.
    public static Figure draw(Prediction prediction) {
        Map<Integer, List<Prediction.Point>> groups = new LinkedHashMap<>();
        for (Prediction.Point point : prediction.points()) {
            groups.computeIfAbsent(point.group(), group -> new ArrayList<>()).add(point);
        }
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "observable",
                        "experiment",
                        "time",
                        "value05",
                        "value50",
                        "value95",
                        "measurement05",
                        "measurement95",
                        "measured");
        List<String> notes = new ArrayList<>();
        int panel = 0;
        for (Map.Entry<Integer, List<Prediction.Point>> entry : groups.entrySet()) {
            List<Prediction.Measured> measured =
                    prediction.measured().stream()
                            .filter(one -> one.point().group() == entry.getKey())
                            .toList();
            if (panel < MOST_PANELS) {
                panel(chart, panel++, entry.getValue(), measured);
                rows(data, entry.getValue(), measured);
            } else {
                notes.add(name(entry.getValue().getFirst()) + ": only " + MOST_PANELS + " fit");
            }
        }
        return new Figure(
                "predictions",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "What the ensemble predicts, and what was measured",
                "Line: the median of the simulated values. Dark band: their central 90 %, the"
                        + " uncertainty of the parameters. Pale band: the central 90 % of a"
                        + " measurement, noise included. Dots: the measurements; hollow where they"
                        + " lie outside.",
                panel + " panels with simulated bands and measurements against time.",
                (panel + COLUMNS - 1) / COLUMNS * ROW,
                chart.option(),
                data.build(),
                notes);
    }

    private static String name(Prediction.Point point) {
        return point.what().experiment().isEmpty()
                ? point.what().observable()
                : point.what().observable() + ", " + point.what().experiment();
    }

    private static void panel(
            ChartParts chart,
            int panel,
            List<Prediction.Point> points,
            List<Prediction.Measured> measured) {
        List<Prediction.Point> finite =
                points.stream().filter(point -> Double.isFinite(point.what().time())).toList();
        List<Prediction.Point> shown = finite.isEmpty() ? points : finite;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Prediction.Point point : shown) {
            low = Math.min(low, point.measurement().q05());
            high = Math.max(high, point.measurement().q95());
        }
        for (Prediction.Measured one : measured) {
            low = Math.min(low, one.measurement().value());
            high = Math.max(high, one.measurement().value());
        }
        double[] time = times(shown);
        double last = time[time.length - 1];
        double width = (double) PanelPlot.WIDTH / COLUMNS;
        ChartParts.Frame frame =
                chart.frame(
                        name(points.getFirst()),
                        (int) (panel % COLUMNS * width) + 66,
                        panel / COLUMNS * ROW + 44,
                        (int) width - 100,
                        150,
                        PlotAxis.spanning(
                                "time", false, time[0], last > time[0] ? last : time[0] + 1, false),
                        PlotAxis.round("", low, high));
        chart.band(
                frame,
                time,
                of(shown, point -> point.measurement().q05()),
                of(shown, point -> point.measurement().q95()),
                Style.SKY);
        chart.band(
                frame,
                time,
                of(shown, point -> point.value().q05()),
                of(shown, point -> point.value().q95()),
                Style.BLUE);
        chart.line(
                frame,
                "median",
                time,
                of(shown, point -> point.value().median()),
                Style.BLUE,
                "solid");
        dots(chart, frame, "measured", measured, true);
        dots(chart, frame, "measured, outside", measured, false);
    }

    private static void dots(
            ChartParts chart,
            ChartParts.Frame frame,
            String name,
            List<Prediction.Measured> measured,
            boolean inside) {
        List<Object> points = new ArrayList<>();
        for (Prediction.Measured one : measured) {
            if (one.inside() == inside) {
                double time = one.measurement().time();
                points.add(
                        List.of(
                                Numbers.round(Double.isFinite(time) ? time : frame.x().max(), 6),
                                Numbers.round(one.measurement().value(), 6)));
            }
        }
        if (!points.isEmpty()) {
            chart.points(frame, name, points, Style.VERMILLION, "circle", !inside);
        }
    }

    private static void rows(
            DataTable.Builder data,
            List<Prediction.Point> points,
            List<Prediction.Measured> measured) {
        for (Prediction.Point point : points) {
            Bands value = point.value();
            List<String> values =
                    measured.stream()
                            .filter(one -> one.point().equals(point))
                            .map(one -> Double.toString(one.measurement().value()))
                            .toList();
            data.add(
                    point.what().observable(),
                    point.what().experiment(),
                    point.what().time(),
                    value.q05(),
                    value.median(),
                    value.q95(),
                    point.measurement().q05(),
                    point.measurement().q95(),
                    String.join(" ", values));
        }
    }

    /// The steady state stands at the right edge where there are no finite times.
    private static double[] times(List<Prediction.Point> points) {
        double[] times = of(points, point -> point.what().time());
        return Double.isFinite(times[0]) ? times : new double[] {0};
    }

    private static double[] of(
            List<Prediction.Point> points, ToDoubleFunction<Prediction.Point> what) {
        return points.stream().mapToDouble(what).toArray();
    }
}
