package org.tamor.report.figure.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tamor.format.sedml.OutputDefinition.Axis;
import org.tamor.format.sedml.OutputDefinition.Plot3D;
import org.tamor.format.sedml.OutputDefinition.Surface;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.sedml.ExperimentResults;
import org.tamor.sedml.NumericArray;

/// Draws a three-dimensional plot of a simulation experiment from above: a map with the heights as
/// colours, or coloured points where the positions form no grid.
final class ExperimentSurface {

    private static final int PANEL = 430;
    private static final int MAXIMUM_CELLS = 160;
    private static final List<String> COLOURS =
            List.of("#f7fbff", "#cfe1f2", "#94c4df", "#4a90c4", "#1b5a9e", "#08306b");

    private final ExperimentResults results;
    private final Plot3D plot;
    private final List<String> notes = new ArrayList<>();
    private final DataTable.Builder data = new DataTable.Builder("surface", "x", "y", "z");
    private final List<Object> titles = new ArrayList<>();
    private final List<Object> grids = new ArrayList<>();
    private final List<Object> xAxes = new ArrayList<>();
    private final List<Object> yAxes = new ArrayList<>();
    private final List<Object> series = new ArrayList<>();
    private final List<Object> colours = new ArrayList<>();

    ExperimentSurface(ExperimentResults results, Plot3D plot) {
        this.results = results;
        this.plot = plot;
    }

    Figure build() {
        for (int i = 0; i < plot.surfaces().size(); i++) {
            surface(plot.surfaces().get(i), i);
        }
        Map<String, Object> option = PanelPlot.base();
        option.put("title", titles);
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("visualMap", colours);
        option.put("tooltip", Json.object("trigger", "item", "confine", true));
        return new Figure(
                plot.id(),
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                plot.title(),
                "Seen from above; colours are heights.",
                plot.surfaces().size() + " surfaces.",
                Math.max(1, plot.surfaces().size()) * PANEL,
                option,
                data.build(),
                notes);
    }

    private String label(String generator) {
        return results.document().generators().stream()
                .filter(g -> g.id().equals(generator))
                .map(g -> g.label())
                .findFirst()
                .orElse("");
    }

    /// The numbers of a generator for each number of z; of an index of z where there is none.
    private double[] positions(String generator, NumericArray z, int dimension) {
        double[] positions = new double[z.values().length];
        if (generator.isEmpty()) {
            int inner = z.rank() < 2 ? 1 : z.shape()[z.rank() - 1];
            Arrays.setAll(
                    positions,
                    i -> dimension == 0 ? i % Math.max(1, inner) : i / Math.max(1, inner));
            return positions;
        }
        double[] given = results.of(generator).values();
        Arrays.setAll(positions, i -> given.length == 0 ? Double.NaN : given[i % given.length]);
        return positions;
    }

    private void surface(Surface surface, int index) {
        NumericArray z = results.of(surface.z());
        double[] x = positions(surface.x(), z, 0);
        double[] y = positions(surface.y(), z, 1);
        double[] heights = z.values().clone();
        boolean logarithmic = plot.zAxis().map(Axis::logarithmic).orElse(surface.logZ());
        String name = surface.name().isBlank() ? label(surface.z()) : surface.name();
        for (int i = 0; i < heights.length; i++) {
            data.add(name, x[i], y[i], heights[i]);
            if (logarithmic) {
                heights[i] = heights[i] > 0 ? Math.log10(heights[i]) : Double.NaN;
            }
        }
        String shown = logarithmic ? "log10 " + name : name;
        int top = index * PANEL + 30;
        titles.add(PanelPlot.title(shown, 92, top - 26, PanelPlot.WIDTH - 280));
        grids.add(Json.object("left", 92, "top", top, "width", 770, "height", PANEL - 96));
        SortedSet<Double> columns = distinct(x);
        SortedSet<Double> rows = distinct(y);
        boolean grid =
                (long) columns.size() * rows.size() == heights.length
                        && columns.size() > 1
                        && rows.size() > 1;
        List<Object> points =
                grid ? cells(x, y, heights, columns, rows, name) : scattered(x, y, heights);
        String xName = axisName(plot.xAxis(), surface.x());
        String yName = axisName(plot.yAxis(), surface.y());
        if (grid) {
            xAxes.add(category(shownOf(columns), xName, index, false));
            yAxes.add(category(shownOf(rows), yName, index, true));
        } else {
            boolean logX = plot.xAxis().map(Axis::logarithmic).orElse(surface.logX());
            boolean logY = plot.yAxis().map(Axis::logarithmic).orElse(surface.logY());
            xAxes.add(spanning(xName, logX, x, false).option(index, false));
            yAxes.add(spanning(yName, logY, y, true).option(index, true));
        }
        series.add(
                Json.object()
                        .with("type", grid ? "heatmap" : "scatter")
                        .with("name", shown)
                        .with("xAxisIndex", index)
                        .with("yAxisIndex", index)
                        .with("symbolSize", 9)
                        .with(
                                "itemStyle",
                                Json.object(
                                        "borderColor", Style.MUTED, "borderWidth", grid ? 0 : 0.6))
                        .with("data", points));
        colours.add(scale(heights, index, top));
    }

    private static PlotAxis spanning(
            String name, boolean logarithmic, double[] values, boolean vertical) {
        double low = Arrays.stream(values).filter(v -> !logarithmic || v > 0).min().orElse(1);
        double high = Arrays.stream(values).filter(v -> !logarithmic || v > 0).max().orElse(10);
        return PlotAxis.spanning(name, logarithmic, low, high, vertical);
    }

    private String axisName(Optional<Axis> axis, String generator) {
        return axis.map(Axis::name).filter(n -> !n.isBlank()).orElse(label(generator));
    }

    private static SortedSet<Double> distinct(double[] values) {
        SortedSet<Double> distinct = new TreeSet<>();
        for (double value : values) {
            distinct.add(value);
        }
        return distinct;
    }

    private List<Object> cells(
            double[] x,
            double[] y,
            double[] z,
            SortedSet<Double> columns,
            SortedSet<Double> rows,
            String name) {
        int across = (columns.size() + MAXIMUM_CELLS - 1) / MAXIMUM_CELLS;
        int up = (rows.size() + MAXIMUM_CELLS - 1) / MAXIMUM_CELLS;
        if (across > 1 || up > 1) {
            notes.add(name + ": every " + across + ". column and every " + up + ". row is drawn");
        }
        Map<Double, Integer> columnOf = places(columns, across);
        Map<Double, Integer> rowOf = places(rows, up);
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            Integer column = columnOf.get(x[i]);
            Integer row = rowOf.get(y[i]);
            if (column != null && row != null) {
                cells.add(
                        List.of(column, row, Double.isFinite(z[i]) ? Numbers.round(z[i], 5) : "-"));
            }
        }
        return cells;
    }

    private static Map<Double, Integer> places(SortedSet<Double> values, int every) {
        Map<Double, Integer> places = new TreeMap<>();
        int i = 0;
        for (double value : values) {
            if (i % every == 0) {
                places.put(value, i / every);
            }
            i++;
        }
        return places;
    }

    private static List<String> shownOf(SortedSet<Double> values) {
        int every = (values.size() + MAXIMUM_CELLS - 1) / MAXIMUM_CELLS;
        List<String> shown = new ArrayList<>();
        int i = 0;
        for (double value : values) {
            if (i++ % every == 0) {
                shown.add(Numbers.text(value, 4));
            }
        }
        return shown;
    }

    private static List<Object> scattered(double[] x, double[] y, double[] z) {
        List<Object> points = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i]) && Double.isFinite(z[i])) {
                points.add(
                        List.of(
                                Numbers.round(x[i], 6),
                                Numbers.round(y[i], 6),
                                Numbers.round(z[i], 6)));
            }
        }
        return points;
    }

    private static Map<String, Object> category(
            List<String> labels, String name, int grid, boolean vertical) {
        return Json.object()
                .with("type", "category")
                .with("gridIndex", grid)
                .with("data", labels)
                .with("name", name)
                .with("nameLocation", "middle")
                .with("nameGap", vertical ? 62 : 28)
                .with("nameTextStyle", Json.object("color", Style.MUTED, "fontSize", 12))
                .with(
                        "axisLabel",
                        Json.object("color", Style.INK, "fontSize", 12, "hideOverlap", true))
                .with("axisTick", Json.object("show", false));
    }

    private static Map<String, Object> scale(double[] heights, int index, int top) {
        double low = Arrays.stream(heights).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(heights).filter(Double::isFinite).max().orElse(1);
        return Json.object()
                .with("type", "continuous")
                .with("seriesIndex", index)
                .with("dimension", 2)
                .with("min", Numbers.round(low, 4))
                .with("max", Numbers.round(high > low ? high : low + 1, 4))
                .with("calculable", false)
                .with("orient", "vertical")
                .with("left", 890)
                .with("top", top)
                .with("itemHeight", PANEL - 130)
                .with("precision", 3)
                .with("text", List.of(Numbers.text(high, 3), Numbers.text(low, 3)))
                .with("inRange", Json.object("color", COLOURS));
    }
}
