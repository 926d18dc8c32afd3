package org.tamor.report.figure.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.calibrate.fit.FitResult;
import org.tamor.calibrate.fit.LocalFit;
import org.tamor.calibrate.fit.MultiStart;
import org.tamor.calibrate.fit.StartResult;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.PlotPoints;
import org.tamor.report.figure.PlotPanel.ReferenceLine;
import org.tamor.report.figure.Style;

/// Draws fits: the objective of all starts, where the best of them ended, curves and residuals.
public final class CalibrationFigures {

    /// The smallest difference of objectives that is told from 0.
    private static final double FLOOR = 1e-4;

    /// How far above the best objective starts are drawn with their parameters.
    private static final double CLOSE = 3;

    private static final int MOST_PANELS = 24;

    /// Of the experiments in a panel; more are drawn without.
    private static final int MOST_NAMES = 8;

    private static final int MOST_PARAMETERS = 80;

    private static final List<String> COLOURS =
            List.of(
                    Style.BLUE,
                    Style.VERMILLION,
                    Style.GREEN,
                    Style.PURPLE,
                    Style.ORANGE,
                    Style.SKY,
                    Style.GREY);

    private final FitResult result;

    private CalibrationFigures(FitResult result) {
        this.result = result;
    }

    /// The figures of a fit.
    public static List<Figure> ofFit(FitResult result) {
        CalibrationFigures figures = new CalibrationFigures(result);
        return List.of(
                figures.waterfall(), figures.parameters(), figures.curves(), figures.residuals());
    }

    private Figure waterfall() {
        List<StartResult> ranked = MultiStart.ranked(result.starts());
        DataTable.Builder data =
                new DataTable.Builder("rank", "start", "objective", "above_best", "status");
        List<double[]> converged = new ArrayList<>();
        List<double[]> others = new ArrayList<>();
        double highest = 1;
        for (int i = 0; i < ranked.size(); i++) {
            StartResult start = ranked.get(i);
            double above = Math.max(FLOOR, start.value() - result.objective());
            highest = Math.max(highest, above);
            boolean ended = start.fit().status() == LocalFit.Status.CONVERGED;
            (ended ? converged : others).add(new double[] {i + 1, above});
            data.add(i + 1, start.index(), start.value(), above, start.fit().status().label());
        }
        PlotPanel panel =
                new PlotPanel(
                        "",
                        PlotAxis.round("starts, the best first", 0, Math.max(5, ranked.size())),
                        PlotAxis.decades("objective above the best", FLOOR, highest),
                        List.of(),
                        List.of(
                                points("converged", Style.BLUE, converged, false),
                                points("not converged", Style.VERMILLION, others, true)),
                        List.of(new ReferenceLine(FitResult.SAME, "counts as the same")));
        PanelPlot plot = new PanelPlot(1, 330, 150);
        int failed = result.starts().size() - ranked.size();
        return figure(
                "waterfall",
                "All starts",
                "How far each start ended above the best objective (minus log-posterior; at most "
                        + FLOOR
                        + " is drawn there). Steps are minima that several starts share. Filled:"
                        + " converged; hollow: not.",
                plot.height(1),
                plot.option(List.of(panel)),
                data.build(),
                failed == 0
                        ? List.of()
                        : List.of(failed + " starts found no point with a likelihood."));
    }

    private Figure parameters() {
        int n = Math.min(MOST_PARAMETERS, result.space().dimension());
        double[] lower = result.space().lower();
        double[] upper = result.space().upper();
        DataTable.Builder data =
                new DataTable.Builder("parameter", "start", "share_of_range", "above_best");
        List<Object> close = new ArrayList<>();
        List<Object> best = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int k = n - 1; k >= 0; k--) {
            int row = names.size();
            String id = result.space().parameter(k).id();
            names.add(id);
            for (StartResult start : MultiStart.ranked(result.starts())) {
                double above = start.value() - result.objective();
                if (above < CLOSE) {
                    double share = (start.fit().point()[k] - lower[k]) / (upper[k] - lower[k]);
                    close.add(List.of(Numbers.round(share, 5), row));
                    data.add(id, start.index(), share, above);
                }
            }
            best.add(
                    List.of(
                            Numbers.round((result.best()[k] - lower[k]) / (upper[k] - lower[k]), 5),
                            row));
        }
        ChartParts chart = new ChartParts();
        ChartParts.Frame frame =
                chart.strip(
                        "",
                        260,
                        30,
                        700,
                        18 * n + 20,
                        new PlotAxis(
                                "from the lower bound (0) to the upper one (1), on the scale",
                                false,
                                0,
                                1,
                                0.25),
                        ChartParts.categoryAxis("", names, 10));
        chart.points(frame, "start", close, Style.ORANGE, "circle", true);
        chart.points(frame, "best", best, Style.BLUE, "diamond", false);
        return figure(
                "parameters",
                "Where the best starts ended",
                "Diamonds: the best point; circles: starts within "
                        + CLOSE
                        + " of its objective. Circles far from the diamond show parameters that the"
                        + " measurements leave open.",
                18 * n + 100,
                chart.option(),
                data.build(),
                n < result.space().dimension()
                        ? List.of(
                                "Only the first "
                                        + n
                                        + " parameters are drawn; all stand in starts.csv.")
                        : List.of());
    }

    /// Measurements of an observable by experiment, as indices.
    private Map<String, Map<String, List<Integer>>> groups() {
        Map<String, Map<String, List<Integer>>> groups = new LinkedHashMap<>();
        List<Measurement> measurements = problem().measurements();
        for (int i = 0; i < measurements.size(); i++) {
            Measurement one = measurements.get(i);
            if (Double.isFinite(one.time())) {
                groups.computeIfAbsent(one.observable(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(one.experiment(), key -> new ArrayList<>())
                        .add(i);
            }
        }
        return groups;
    }

    private PetabProblem problem() {
        return result.evaluation().problem();
    }

    private Figure curves() {
        DataTable.Builder data =
                new DataTable.Builder("observable", "experiment", "time", "measured", "simulated");
        List<PlotPanel> panels = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        groups().forEach(
                        (observable, experiments) -> {
                            boolean named =
                                    experiments.size() > 1 && experiments.size() <= MOST_NAMES;
                            List<PlotCurve> curves = new ArrayList<>();
                            List<PlotPoints> points = new ArrayList<>();
                            experiments.forEach(
                                    (experiment, indices) -> {
                                        Style style = style(curves.size());
                                        List<double[]> measured = new ArrayList<>();
                                        Map<Double, Double> simulated = new TreeMap<>();
                                        for (int i : indices) {
                                            Measurement one = problem().measurements().get(i);
                                            double value = result.atBest().simulations()[i];
                                            measured.add(new double[] {one.time(), one.value()});
                                            simulated.putIfAbsent(one.time(), value);
                                            data.add(
                                                    observable,
                                                    experiment,
                                                    one.time(),
                                                    one.value(),
                                                    value);
                                        }
                                        curves.add(
                                                new PlotCurve(
                                                        named ? experiment : "",
                                                        style,
                                                        array(List.copyOf(simulated.keySet())),
                                                        array(List.copyOf(simulated.values())),
                                                        false));
                                        points.add(
                                                points(experiment, style.colour(), measured, true));
                                    });
                            panels.add(
                                    panel(
                                            observable,
                                            "measured and simulated",
                                            curves,
                                            points,
                                            List.of()));
                        });
        return grid(
                "curves",
                "Measurements and the fitted model",
                "Circles: measured; lines join the simulated values at the same times. Where"
                    + " parameters differ between replicates, the line follows the first. Of more"
                    + " than 8 experiments in a panel the names stand in the data only.",
                panels,
                data,
                notes);
    }

    private Figure residuals() {
        DataTable.Builder data =
                new DataTable.Builder("observable", "experiment", "time", "residual");
        List<PlotPanel> panels = new ArrayList<>();
        groups().forEach(
                        (observable, experiments) -> {
                            List<PlotPoints> points = new ArrayList<>();
                            experiments.forEach(
                                    (experiment, indices) -> {
                                        List<double[]> values = new ArrayList<>();
                                        for (int i : indices) {
                                            double time = problem().measurements().get(i).time();
                                            double residual = result.atBest().residuals()[i];
                                            values.add(new double[] {time, residual});
                                            data.add(observable, experiment, time, residual);
                                        }
                                        points.add(
                                                points(
                                                        experiment,
                                                        style(points.size()).colour(),
                                                        values,
                                                        false));
                                    });
                            panels.add(
                                    panel(
                                            observable,
                                            "residual",
                                            List.of(),
                                            points,
                                            List.of(
                                                    new ReferenceLine(0, ""),
                                                    new ReferenceLine(-2, ""),
                                                    new ReferenceLine(2, ""))));
                        });
        return grid(
                "residuals",
                "Residuals",
                "Measured minus simulated in units of the noise scale; most should lie between the"
                        + " lines at -2 and 2, without a trend.",
                panels,
                data,
                new ArrayList<>());
    }

    private static PlotPanel panel(
            String title,
            String axis,
            List<PlotCurve> curves,
            List<PlotPoints> points,
            List<ReferenceLine> references) {
        double[] x =
                range(
                        points.stream().map(PlotPoints::x).toList(),
                        curves.stream().map(PlotCurve::x).toList());
        double[] y =
                range(
                        points.stream().map(PlotPoints::y).toList(),
                        curves.stream().map(PlotCurve::y).toList());
        for (ReferenceLine line : references) {
            y[0] = Math.min(y[0], line.y());
            y[1] = Math.max(y[1], line.y());
        }
        return new PlotPanel(
                title,
                PlotAxis.round("time", x[0], x[1]),
                PlotAxis.round(axis, y[0], y[1]),
                curves,
                points,
                references);
    }

    private static double[] range(List<double[]> first, List<double[]> second) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        List<double[]> all = new ArrayList<>(first);
        all.addAll(second);
        for (double[] values : all) {
            for (double value : values) {
                range[0] = Math.min(range[0], value);
                range[1] = Math.max(range[1], value);
            }
        }
        return range;
    }

    private static Figure grid(
            String id,
            String title,
            String caption,
            List<PlotPanel> panels,
            DataTable.Builder data,
            List<String> notes) {
        List<PlotPanel> drawn = panels.subList(0, Math.min(MOST_PANELS, panels.size()));
        if (drawn.size() < panels.size()) {
            notes.add(
                    (panels.size() - drawn.size())
                            + " more observables are not drawn; their values are in the table of"
                            + " the figure.");
        }
        if (drawn.isEmpty()) {
            notes.add("All measurements are of steady states, which have no time to be drawn at.");
        }
        PanelPlot plot = new PanelPlot(drawn.size() == 1 ? 1 : 2, 290, 120);
        return figure(
                id,
                title,
                caption,
                Math.max(80, plot.height(drawn.size())),
                plot.option(drawn),
                data.build(),
                notes);
    }

    private static Style style(int index) {
        return new Style(COLOURS.get(index % COLOURS.size()), List.of(), "circle", 0);
    }

    private static PlotPoints points(
            String label, String colour, List<double[]> points, boolean open) {
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = points.get(i)[0];
            y[i] = points.get(i)[1];
        }
        return new PlotPoints(label, new Style(colour, List.of(), "circle", 0), x, y, open);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static Figure figure(
            String id,
            String title,
            String caption,
            int height,
            Map<String, Object> option,
            DataTable data,
            List<String> notes) {
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                title,
                caption,
                caption,
                height,
                option,
                data,
                notes);
    }
}
