package org.tamor.report.figure.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.tamor.format.sedml.DataGenerator;
import org.tamor.format.sedml.OutputDefinition.Axis;
import org.tamor.format.sedml.OutputDefinition.Curve;
import org.tamor.format.sedml.OutputDefinition.Plot2D;
import org.tamor.format.sedml.OutputDefinition.ShadedArea;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Thinning;
import org.tamor.sedml.ExperimentResults;
import org.tamor.sedml.NumericArray;

/// Draws a two-dimensional plot of a simulation experiment.
///
/// An array of several dimensions becomes one line for each index of the outer ones, all with one
/// name and colour.
final class ExperimentPlot {

    private static final int HEIGHT = 430;
    private static final int TOP = 18;
    private static final int BOTTOM = 52;
    private static final int LEFT = 76;
    private static final int RIGHT = 250;
    private static final int RIGHT_AXIS = 62;
    private static final int MAXIMUM_LINES = 200;

    private final ExperimentResults results;
    private final Plot2D plot;
    private final CurveLook look;
    private final List<Object> series = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final DataTable.Builder data = new DataTable.Builder("curve", "repetition", "x", "y");
    private final List<List<Double>> ranges =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final boolean horizontal;
    private final boolean bars;
    private final NavigableSet<Double> categories = new TreeSet<>();
    private final List<Band> bands = new ArrayList<>();
    private int repetitions;

    /// A filled area, drawn when the axes are known.
    private record Band(double[] x, double[] low, double[] high, int axis, CurveLook.Look look) {}

    ExperimentPlot(ExperimentResults results, Plot2D plot) {
        this.results = results;
        this.plot = plot;
        look = new CurveLook(results.document());
        bars = !plot.curves().isEmpty() && plot.curves().stream().allMatch(ExperimentPlot::isBar);
        horizontal = bars && plot.curves().getFirst().type().startsWith("horizontal");
    }

    private static boolean isBar(Curve curve) {
        return curve.type().toLowerCase(Locale.ROOT).contains("bar");
    }

    Figure build() {
        for (ShadedArea area : plot.areas()) {
            area(area);
        }
        if (bars) {
            plot.curves().forEach(this::addCategories);
        }
        for (Curve curve : plot.curves()) {
            curve(curve);
        }
        boolean twoAxes = plot.rightAxis().isPresent();
        Map<String, Object> option = PanelPlot.base();
        option.put(
                "grid",
                Json.object(
                        "left",
                        LEFT,
                        "top",
                        TOP,
                        "right",
                        RIGHT + (twoAxes ? RIGHT_AXIS : 0),
                        "bottom",
                        BOTTOM));
        PlotAxis xAxis = axis(0, plot.xAxis(), isLogX(), xName(), false);
        PlotAxis leftAxis = axis(1, plot.yAxis(), isLogY(false), yName(false), true);
        PlotAxis rightAxis = axis(2, plot.rightAxis(), isLogY(true), yName(true), true);
        Map<String, Object> x = bars ? categoryAxis(xAxis.name()) : option(xAxis, false);
        List<Object> y = new ArrayList<>();
        y.add(option(leftAxis, true));
        if (twoAxes) {
            Map<String, Object> right = option(rightAxis, true);
            right.put("position", "right");
            right.put("splitLine", Json.object("show", false));
            y.add(right);
        }
        option.put("xAxis", horizontal ? withGap(y.getFirst(), 26) : x);
        option.put("yAxis", horizontal ? withGap(x, 46) : y);
        option.put("series", series);
        option.put("legend", legend());
        int width = PanelPlot.WIDTH - LEFT - RIGHT - (twoAxes ? RIGHT_AXIS : 0);
        option.put(
                "graphic",
                bands.stream()
                        .map(
                                band ->
                                        polygon(
                                                band,
                                                xAxis,
                                                band.axis() == 1 ? rightAxis : leftAxis,
                                                width))
                        .toList());
        option.put(
                "tooltip",
                Json.object()
                        .with("trigger", "item")
                        .with("confine", true)
                        .with("textStyle", Json.object("fontSize", 12, "color", Style.INK)));
        String title = plot.title();
        return new Figure(
                plot.id(),
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                title,
                repetitions > 1 ? "One line for each of " + repetitions + " repetitions." : "",
                names.size() + " curves: " + String.join(", ", names) + ".",
                HEIGHT,
                option,
                data.build(),
                notes);
    }

    @SuppressWarnings("unchecked")
    private static Object withGap(Object axis, int gap) {
        ((Map<String, Object>) axis).put("nameGap", gap);
        return axis;
    }

    private Map<String, Object> legend() {
        return Json.object()
                .with("type", "scroll")
                .with("orient", "vertical")
                .with("left", PanelPlot.WIDTH - RIGHT + 22)
                .with("top", 14)
                .with("bottom", 20)
                .with("width", RIGHT - 18)
                .with("itemWidth", 26)
                .with("itemGap", 8)
                .with("data", List.copyOf(names))
                .with(
                        "textStyle",
                        Json.object()
                                .with("fontSize", 12)
                                .with("color", Style.INK)
                                .with("width", RIGHT - 70)
                                .with("overflow", "break"));
    }

    private DataGenerator generator(String id) {
        return results.document().generators().stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double[] counted(int length) {
        double[] positions = new double[length];
        Arrays.setAll(positions, i -> i);
        return positions;
    }

    private String unused(String name) {
        String free = name;
        for (int i = 2; names.contains(free); i++) {
            free = name + " (" + i + ")";
        }
        names.add(free);
        return free;
    }

    private String name(String given, String generator) {
        return unused(given.isBlank() ? generator(generator).label() : given);
    }

    private void curve(Curve curve) {
        String name = name(curve.name(), curve.y());
        NumericArray y = results.of(curve.y());
        List<double[]> lines = lines(y);
        List<double[]> positions = curve.x().isEmpty() ? List.of() : lines(results.of(curve.x()));
        repetitions = Math.max(repetitions, lines.size());
        int shown = Math.min(lines.size(), MAXIMUM_LINES);
        if (shown < lines.size()) {
            notes.add(name + ": " + shown + " of " + lines.size() + " repetitions are drawn");
        }
        boolean measured =
                !generator(curve.y()).calculation().variables().isEmpty()
                        && generator(curve.y()).calculation().variables().stream()
                                .allMatch(v -> v.target().isReference());
        CurveLook.Look style = look.of(curve.style(), measured);
        int axis = curve.onRightAxis() && plot.rightAxis().isPresent() ? 1 : 0;
        for (int i = 0; i < shown; i++) {
            double[] heights = lines.get(i);
            double[] across =
                    positions.isEmpty()
                            ? counted(heights.length)
                            : positions.get(Math.min(i, positions.size() - 1));
            int length = Math.min(across.length, heights.length);
            double[] given = Arrays.copyOf(across, length);
            across = bars ? indices(given) : given;
            heights = Arrays.copyOf(heights, length);
            extend(0, across);
            extend(1 + axis, heights);
            for (int k = 0; k < length; k++) {
                data.add(name, (double) i, given[k], heights[k]);
            }
            series.add(
                    bars
                            ? style.bar(name, pairs(across, heights, axis), axis, curve.type())
                            : style.line(name, points(across, heights, axis), axis, lines.size()));
            errors(curve, i, name, across, heights, axis, style.colour());
        }
    }

    /// One line for each index of the outer dimensions.
    private static List<double[]> lines(NumericArray array) {
        if (array.rank() <= 1) {
            return List.of(array.values());
        }
        int length = array.shape()[array.rank() - 1];
        List<double[]> lines = new ArrayList<>();
        for (int from = 0; length > 0 && from < array.values().length; from += length) {
            lines.add(Arrays.copyOfRange(array.values(), from, from + length));
        }
        return lines;
    }

    private void extend(int range, double[] values) {
        boolean logarithmic = range == 0 ? isLogX() : isLogY(range == 2);
        var summary =
                DoubleStream.of(values)
                        .filter(Double::isFinite)
                        .filter(v -> !logarithmic || v > 0)
                        .summaryStatistics();
        if (summary.getCount() > 0) {
            ranges.get(range).add(summary.getMin());
            ranges.get(range).add(summary.getMax());
        }
    }

    private List<Object> points(double[] x, double[] y, int axis) {
        double[] across = x;
        double[] heights = y;
        boolean ascending = true;
        for (int i = 1; i < x.length; i++) {
            ascending &= x[i] >= x[i - 1];
        }
        boolean finite = DoubleStream.of(y).allMatch(Double::isFinite);
        if (ascending && finite && x.length > 400 && !isLogY(axis == 1)) {
            boolean[] keep = Thinning.keep(x, y, 0.0004);
            across = Thinning.select(x, keep);
            heights = Thinning.select(y, keep);
        }
        return pairs(across, heights, axis);
    }

    private List<Object> pairs(double[] x, double[] y, int axis) {
        boolean logX = isLogX();
        boolean logY = isLogY(axis == 1);
        List<Object> pairs = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            boolean drawn =
                    Double.isFinite(x[i])
                            && Double.isFinite(y[i])
                            && (!logX || x[i] > 0)
                            && (!logY || y[i] > 0);
            Object across =
                    Double.isFinite(x[i]) && (!logX || x[i] > 0) ? Numbers.round(x[i], 6) : "-";
            Object height = drawn ? Numbers.round(y[i], 6) : "-";
            pairs.add(horizontal ? List.of(height, across) : List.of(across, height));
        }
        return pairs;
    }

    private void errors(
            Curve curve, int line, String name, double[] x, double[] y, int axis, String colour) {
        List<double[]> lengths = new ArrayList<>();
        for (String id : curve.errors()) {
            List<double[]> all = id.isEmpty() ? List.of() : lines(results.of(id));
            lengths.add(all.isEmpty() ? new double[0] : all.get(Math.min(line, all.size() - 1)));
        }
        bars(name, x, y, axis, colour, lengths.get(2), lengths.get(3), true);
        bars(name, x, y, axis, colour, lengths.get(0), lengths.get(1), false);
    }

    private void bars(
            String name,
            double[] x,
            double[] y,
            int axis,
            String colour,
            double[] above,
            double[] below,
            boolean vertical) {
        if (above.length == 0 && below.length == 0) {
            return;
        }
        double[] up = above.length == 0 ? below : above;
        double[] down = below.length == 0 ? above : below;
        int length = Math.min(x.length, Math.min(up.length, down.length));
        double[] ends = new double[3 * length];
        double[] across = new double[3 * length];
        for (int i = 0; i < length; i++) {
            double centre = vertical ? y[i] : x[i];
            double[] marks = {centre - down[i], centre + up[i], Double.NaN};
            for (int k = 0; k < 3; k++) {
                ends[3 * i + k] = marks[k];
                across[3 * i + k] = vertical ? x[i] : y[i];
            }
        }
        extend(vertical ? 1 + axis : 0, ends);
        series.add(
                CurveLook.errorBars(
                        name,
                        vertical ? pairs(across, ends, axis) : pairs(ends, across, axis),
                        axis,
                        colour,
                        vertical != horizontal));
    }

    private void addCategories(Curve curve) {
        if (curve.x().isEmpty()) {
            for (double position : counted(lines(results.of(curve.y())).getFirst().length)) {
                categories.add(position);
            }
        } else {
            DoubleStream.of(results.of(curve.x()).values()).forEach(categories::add);
        }
    }

    private double[] indices(double[] positions) {
        List<Double> sorted = List.copyOf(categories);
        return DoubleStream.of(positions).map(position -> sorted.indexOf(position)).toArray();
    }

    private Map<String, Object> categoryAxis(String name) {
        return Json.object()
                .with("type", "category")
                .with("data", categories.stream().map(v -> Numbers.text(v, 5)).toList())
                .with("name", name)
                .with("nameLocation", "middle")
                .with("nameGap", 26)
                .with("nameTextStyle", Json.object("color", Style.MUTED, "fontSize", 12))
                .with(
                        "axisLabel",
                        Json.object("color", Style.INK, "fontSize", 12, "hideOverlap", true))
                .with(
                        "axisLine",
                        Json.object(
                                "onZero", false, "lineStyle", Json.object("color", Style.MUTED)))
                .with("axisTick", Json.object("show", false));
    }

    /// A band in pixels of the canvas, beneath the curves.
    private static Map<String, Object> polygon(Band band, PlotAxis x, PlotAxis y, int width) {
        int height = HEIGHT - TOP - BOTTOM;
        List<Object> points = new ArrayList<>();
        int n = band.x().length;
        for (int i = 0; i < 2 * n; i++) {
            int k = i < n ? i : 2 * n - 1 - i;
            double across = x.fraction(band.x()[k]);
            double up = y.fraction(i < n ? band.low()[k] : band.high()[k]);
            if (Double.isFinite(across) && Double.isFinite(up)) {
                points.add(
                        List.of(
                                Numbers.round(LEFT + Math.clamp(across, 0.0, 1.0) * width, 6),
                                Numbers.round(TOP + (1 - Math.clamp(up, 0.0, 1.0)) * height, 6)));
            }
        }
        return Json.object()
                .with("type", "polygon")
                .with("silent", true)
                .with("z", 0)
                .with("shape", Json.object("points", points))
                .with("style", band.look().fill());
    }

    /// The band between two rows of numbers.
    private void area(ShadedArea area) {
        String name = name(area.name(), area.to());
        double[] from = lines(results.of(area.from())).getFirst();
        double[] to = lines(results.of(area.to())).getFirst();
        double[] x =
                area.x().isEmpty() ? counted(from.length) : lines(results.of(area.x())).getFirst();
        int length = Math.min(x.length, Math.min(from.length, to.length));
        int axis = area.onRightAxis() && plot.rightAxis().isPresent() ? 1 : 0;
        double[] low = new double[length];
        double[] height = new double[length];
        for (int i = 0; i < length; i++) {
            low[i] = Math.min(from[i], to[i]);
            height[i] = Math.abs(to[i] - from[i]);
            data.add(name + ", from", 0.0, x[i], from[i]);
            data.add(name + ", to", 0.0, x[i], to[i]);
        }
        extend(0, x);
        extend(1 + axis, from);
        extend(1 + axis, to);
        CurveLook.Look style = look.of(area.style(), false);
        double[] high = new double[length];
        Arrays.setAll(high, i -> low[i] + height[i]);
        bands.add(new Band(Arrays.copyOf(x, length), low, high, axis, style));
        series.add(style.legendEntry(name));
    }

    private boolean isLogX() {
        return plot.xAxis()
                .map(Axis::logarithmic)
                .orElse(plot.curves().stream().anyMatch(Curve::logX));
    }

    private boolean isLogY(boolean right) {
        Optional<Axis> given = right ? plot.rightAxis() : plot.yAxis();
        return given.map(Axis::logarithmic)
                .orElse(plot.curves().stream().anyMatch(c -> c.logY() && c.onRightAxis() == right));
    }

    private String xName() {
        List<String> labels =
                plot.curves().stream()
                        .map(c -> c.x().isEmpty() ? "" : generator(c.x()).label())
                        .distinct()
                        .toList();
        return labels.size() == 1 ? labels.getFirst() : "";
    }

    private String yName(boolean right) {
        List<String> labels =
                plot.curves().stream()
                        .filter(c -> c.onRightAxis() == right)
                        .map(c -> generator(c.y()).label())
                        .distinct()
                        .toList();
        return labels.size() == 1 ? labels.getFirst() : "";
    }

    private static Map<String, Object> option(PlotAxis axis, boolean vertical) {
        Map<String, Object> option = axis.option(0, vertical);
        option.remove("gridIndex");
        return option;
    }

    private PlotAxis axis(
            int range,
            Optional<Axis> given,
            boolean logarithmic,
            String otherwise,
            boolean vertical) {
        String name = given.map(Axis::name).filter(n -> !n.isBlank()).orElse(otherwise);
        List<Double> values = ranges.get(range);
        double low = values.stream().mapToDouble(v -> v).min().orElse(logarithmic ? 1 : 0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(logarithmic ? 10 : 1);
        PlotAxis axis = PlotAxis.spanning(name, logarithmic, low, high, vertical);
        OptionalDouble min = given.map(Axis::min).orElse(OptionalDouble.empty());
        OptionalDouble max = given.map(Axis::max).orElse(OptionalDouble.empty());
        if (min.isPresent() || max.isPresent()) {
            axis =
                    new PlotAxis(
                            name, logarithmic, min.orElse(axis.min()), max.orElse(axis.max()), 0);
        }
        return axis;
    }
}
