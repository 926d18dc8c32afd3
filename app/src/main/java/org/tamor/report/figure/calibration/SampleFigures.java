package org.tamor.report.figure.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tamor.calibrate.sample.Coordinate;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.format.petab.ParameterScale;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;

/// Figures of draws from a posterior distribution: the walks of the chains, the distribution of
/// each parameter beside its prior, and the most correlated pairs.
public final class SampleFigures {

    private static final int COLUMNS = 3;
    private static final int MOST_PANELS = 24;
    private static final int MOST_PAIRS = 6;
    private static final int TRACE_POINTS = 250;
    private static final int PAIR_POINTS = 300;
    private static final int BINS = 30;
    private static final List<String> COLOURS =
            List.of(
                    Style.BLUE,
                    Style.VERMILLION,
                    Style.GREEN,
                    Style.PURPLE,
                    Style.ORANGE,
                    Style.SKY);

    private final PosteriorSample sample;
    private final List<Coordinate> coordinates;

    private SampleFigures(PosteriorSample sample, List<Coordinate> coordinates) {
        this.sample = sample;
        this.coordinates = coordinates;
    }

    /// Draws the figures.
    public static List<Figure> draw(PosteriorSample sample, List<Coordinate> coordinates) {
        SampleFigures figures = new SampleFigures(sample, coordinates);
        List<Figure> result = new ArrayList<>(List.of(figures.marginals(), figures.traces()));
        if (coordinates.size() > 1) {
            result.add(figures.pairs());
        }
        return result;
    }

    /// The values of a parameter on the linear scale, chain by chain.
    private double[][] values(int parameter) {
        return Arrays.stream(sample.of(parameter))
                .map(
                        chain ->
                                Arrays.stream(chain)
                                        .map(coordinates.get(parameter)::linear)
                                        .toArray())
                .toArray(double[][]::new);
    }

    /// Logarithmic where the values span more than a decade.
    private PlotAxis axis(int parameter, String name) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] chain : values(parameter)) {
            for (double value : chain) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        boolean logarithmic =
                coordinates.get(parameter).scale() != ParameterScale.LINEAR && high > 10 * low;
        return logarithmic ? PlotAxis.decades(name, low, high) : PlotAxis.round(name, low, high);
    }

    private static ChartParts.Frame frame(
            ChartParts chart, int panel, String title, PlotAxis x, PlotAxis y) {
        int width = PanelPlot.WIDTH / COLUMNS;
        return chart.frame(
                title,
                panel % COLUMNS * width + 66,
                panel / COLUMNS * 250 + 34,
                width - 100,
                150,
                x,
                y);
    }

    private static int height(int panels) {
        return (panels + COLUMNS - 1) / COLUMNS * 250;
    }

    private List<String> notShown() {
        return coordinates.stream()
                .skip(MOST_PANELS)
                .map(coordinate -> coordinate.id() + ": only the first " + MOST_PANELS + " fit")
                .toList();
    }

    private Figure traces() {
        ChartParts chart = new ChartParts();
        DataTable.Builder data = new DataTable.Builder("parameter", "chain", "draw", "value");
        int panels = Math.min(MOST_PANELS, coordinates.size());
        for (int i = 0; i < panels; i++) {
            String id = coordinates.get(i).id();
            double[][] values = values(i);
            PlotAxis x = PlotAxis.spanning("draw", false, 1, values[0].length, false);
            ChartParts.Frame frame = frame(chart, i, id, x, axis(i, ""));
            for (int c = 0; c < values.length; c++) {
                int step = Math.max(1, values[c].length / TRACE_POINTS);
                int count = (values[c].length + step - 1) / step;
                double[] draws = new double[count];
                double[] shown = new double[count];
                for (int k = 0; k < count; k++) {
                    draws[k] = 1.0 + k * step;
                    shown[k] = values[c][k * step];
                    data.add(id, c + 1, draws[k], shown[k]);
                }
                line(chart, frame, "chain " + (c + 1), draws, shown, colour(c));
            }
        }
        return new Figure(
                "traces",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "The walk of each chain",
                "One colour for each chain. Chains that have converged cover the same range all the"
                        + " time; one that stays apart, or drifts, has not.",
                panels + " panels with the values of a parameter against the number of the draw.",
                height(panels),
                chart.option(),
                data.build(),
                notShown());
    }

    private static void line(
            ChartParts chart,
            ChartParts.Frame frame,
            String name,
            double[] x,
            double[] y,
            String colour) {
        chart.series(
                Json.object()
                        .with("type", "line")
                        .with("name", name)
                        .with("xAxisIndex", frame.index())
                        .with("yAxisIndex", frame.index())
                        .with("data", Json.points(x, y))
                        .with("showSymbol", false)
                        .with(
                                "lineStyle",
                                Json.object("color", colour, "width", 0.8, "opacity", 0.7))
                        .with("itemStyle", Json.object("color", colour)));
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private Figure marginals() {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("parameter", "from", "to", "density", "prior_density");
        int panels = Math.min(MOST_PANELS, coordinates.size());
        for (int i = 0; i < panels; i++) {
            marginal(chart, data, i);
        }
        return new Figure(
                "marginals",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "What is known of each parameter",
                "Filled: the density of the draws. Line: the prior, as far as it reaches into the"
                    + " panel. Densities are those of the parameter on the scale on which it was"
                    + " sampled (logarithmic where it is positive). Where the two look alike, the"
                    + " measurements say nothing.",
                panels + " panels with the density of a parameter's draws and its prior.",
                height(panels),
                chart.option(),
                data.build(),
                notShown());
    }

    private void marginal(ChartParts chart, DataTable.Builder data, int parameter) {
        Coordinate coordinate = coordinates.get(parameter);
        double[] all =
                Arrays.stream(sample.of(parameter))
                        .flatMapToDouble(Arrays::stream)
                        .sorted()
                        .toArray();
        double low = all[0];
        double width = (all[all.length - 1] - low) / BINS;
        double[] density = new double[BINS];
        for (double value : all) {
            int bin = width > 0 ? (int) Math.min(BINS - 1, (value - low) / width) : 0;
            density[bin] += 1 / (all.length * Math.max(width, Double.MIN_NORMAL));
        }
        double[] x = new double[2 * BINS];
        double[] y = new double[2 * BINS];
        double[] middles = new double[BINS];
        double[] prior = new double[BINS];
        double highest = 0;
        for (int k = 0; k < BINS; k++) {
            x[2 * k] = coordinate.linear(low + k * width);
            x[2 * k + 1] = coordinate.linear(low + (k + 1) * width);
            y[2 * k] = density[k];
            y[2 * k + 1] = density[k];
            middles[k] = coordinate.linear(low + (k + 0.5) * width);
            prior[k] = coordinate.proper() ? coordinate.priorDensity(low + (k + 0.5) * width) : 0;
            highest = Math.max(highest, Math.max(density[k], prior[k]));
            data.add(coordinate.id(), x[2 * k], x[2 * k + 1], density[k], prior[k]);
        }
        PlotAxis upright = new PlotAxis("density", false, 0, Numbers.round(1.05 * highest, 2), 0);
        ChartParts.Frame frame =
                frame(chart, parameter, coordinate.id(), axis(parameter, ""), upright);
        chart.band(frame, x, new double[2 * BINS], y, Style.BLUE);
        chart.line(frame, "draws", x, y, Style.BLUE, "solid");
        if (coordinate.proper()) {
            chart.line(frame, "prior", middles, prior, Style.VERMILLION, "dashed");
        }
    }

    /// Two parameters and the correlation of their coordinates.
    private record Pair(int first, int second, double correlation) {}

    private List<Pair> mostCorrelated() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < coordinates.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(new Pair(j, i, correlation(j, i)));
            }
        }
        pairs.sort(
                (one, other) ->
                        Double.compare(Math.abs(other.correlation()), Math.abs(one.correlation())));
        return pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    }

    private double correlation(int first, int second) {
        double[] a = Arrays.stream(sample.of(first)).flatMapToDouble(Arrays::stream).toArray();
        double[] b = Arrays.stream(sample.of(second)).flatMapToDouble(Arrays::stream).toArray();
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            ab += (a[k] - meanA) * (b[k] - meanB);
            aa += (a[k] - meanA) * (a[k] - meanA);
            bb += (b[k] - meanB) * (b[k] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    private Figure pairs() {
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("first", "second", "chain", "first_value", "second_value");
        List<Pair> pairs = mostCorrelated();
        for (int p = 0; p < pairs.size(); p++) {
            Pair pair = pairs.get(p);
            String first = coordinates.get(pair.first()).id();
            String second = coordinates.get(pair.second()).id();
            ChartParts.Frame frame =
                    frame(
                            chart,
                            p,
                            String.format(Locale.ROOT, "correlation %.2f", pair.correlation()),
                            axis(pair.first(), first),
                            axis(pair.second(), second));
            double[][] x = values(pair.first());
            double[][] y = values(pair.second());
            for (int c = 0; c < x.length; c++) {
                int step = Math.max(1, x[c].length / PAIR_POINTS);
                List<Object> points = new ArrayList<>();
                for (int k = 0; k < x[c].length; k += step) {
                    points.add(List.of(Numbers.round(x[c][k], 5), Numbers.round(y[c][k], 5)));
                    data.add(first, second, c + 1, x[c][k], y[c][k]);
                }
                dots(chart, frame, "chain " + (c + 1), points, colour(c));
            }
        }
        return new Figure(
                "pairs",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "The most correlated pairs",
                "Each dot is a draw; one colour for each chain. A narrow ridge means that the"
                        + " measurements fix a combination of the two better than either.",
                pairs.size() + " panels with the draws of two parameters against each other.",
                height(pairs.size()),
                chart.option(),
                data.build(),
                List.of());
    }

    private static void dots(
            ChartParts chart,
            ChartParts.Frame frame,
            String name,
            List<Object> points,
            String colour) {
        chart.series(
                Json.object()
                        .with("type", "scatter")
                        .with("name", name)
                        .with("xAxisIndex", frame.index())
                        .with("yAxisIndex", frame.index())
                        .with("data", points)
                        .with("symbolSize", 3)
                        .with("itemStyle", Json.object("color", colour, "opacity", 0.5)));
    }
}
