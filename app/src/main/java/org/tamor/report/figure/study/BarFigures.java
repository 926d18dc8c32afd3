package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.study.FigureSpec.Bar;
import org.tamor.report.figure.study.FigureSpec.BarGroup;

/// Draws bars in groups, one panel for each group, all on one scale.
final class BarFigures {

    private static final int LEFT = 66;
    private static final int TOP = 34;
    private static final int BOTTOM = 76;
    private static final int PANEL = 276;

    private final Readings readings;

    BarFigures(Readings readings) {
        this.readings = readings;
    }

    Figure build(FigureSpec.Bars spec) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "group",
                        "arm",
                        "experiment",
                        "time_h",
                        spec.observable(),
                        "relative_to_reference");
        List<String> notes = new ArrayList<>();
        double reference = 1;
        if (spec.relativeTo().isPresent()) {
            OptionalDouble found =
                    readings.at(spec.observable(), spec.relativeTo().get(), spec.time());
            reference = found.orElse(Double.NaN);
            if (!(reference > 0)) {
                notes.add(
                        "the reference "
                                + spec.relativeTo().get()
                                + " has no positive value: values are not relative");
                reference = 1;
            }
        }
        List<double[]> values = new ArrayList<>();
        for (BarGroup group : spec.groups()) {
            double[] heights = new double[group.bars().size()];
            for (int i = 0; i < heights.length; i++) {
                Bar bar = group.bars().get(i);
                double value =
                        readings.at(spec.observable(), bar.experiment(), spec.time())
                                .orElse(Double.NaN);
                heights[i] = value / reference;
                if (Double.isFinite(value)) {
                    data.add(
                            group.label(),
                            bar.label(),
                            bar.experiment(),
                            spec.time(),
                            Numbers.round(value, 6),
                            Numbers.round(heights[i], 6));
                }
            }
            values.add(heights);
        }
        notes.addAll(readings.takeMissing());
        double largest =
                values.stream()
                        .flatMapToDouble(Arrays::stream)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        boolean relative =
                spec.relativeTo().isPresent()
                        && notes.stream().noneMatch(note -> note.contains("relative"));
        String name = relative ? "fold of reference" : readings.axisName(spec.observable());
        PlotAxis axis = PlotAxis.round(name, 0, largest * 1.08);
        int columns = columns(spec);
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption()
                        + (relative ? " Reference: " + referenceName(spec) + "." : ""),
                String.format(
                        Locale.ROOT,
                        "Bars of %s at %s h in %d groups%s.",
                        readings.axisName(spec.observable()),
                        Numbers.text(spec.time()),
                        spec.groups().size(),
                        spec.relativeTo().map(id -> ", relative to " + id).orElse("")),
                (spec.groups().size() + columns - 1) / columns * PANEL,
                option(spec, values, axis, columns),
                data.build(),
                notes);
    }

    /// As many panels side by side as leave room for the bars.
    private static int columns(FigureSpec.Bars spec) {
        int most = spec.groups().stream().mapToInt(group -> group.bars().size()).max().orElse(1);
        int room = most <= 2 ? 4 : most <= 4 ? 3 : most <= 10 ? 2 : 1;
        return Math.min(room, spec.groups().size());
    }

    /// The reference as its group and bar are labelled, or the levels of its cell where it is not
    /// drawn.
    private static String referenceName(FigureSpec.Bars spec) {
        String reference = spec.relativeTo().orElse("");
        for (BarGroup group : spec.groups()) {
            for (Bar bar : group.bars()) {
                if (bar.experiment().equals(reference)) {
                    return group.label() + ", " + bar.label();
                }
            }
        }
        return Style.lineName(reference.replace("__", ", "));
    }

    private static Map<String, Object> option(
            FigureSpec.Bars spec, List<double[]> values, PlotAxis axis, int columns) {
        List<Object> titles = new ArrayList<>();
        List<Object> grids = new ArrayList<>();
        List<Object> xAxes = new ArrayList<>();
        List<Object> yAxes = new ArrayList<>();
        List<Object> series = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            BarGroup group = spec.groups().get(i);
            int cell = PanelPlot.WIDTH / columns;
            int left = i % columns * cell + LEFT;
            int top = i / columns * PANEL + TOP;
            titles.add(PanelPlot.title(group.label(), left, top - 26, cell - LEFT));
            grids.add(
                    Json.object()
                            .with("left", left)
                            .with("top", top)
                            .with("width", cell - LEFT - 12)
                            .with("height", PANEL - TOP - BOTTOM));
            xAxes.add(categories(group, i, cell - LEFT - 12));
            Map<String, Object> yAxis = axis.option(i, true);
            if (i % columns > 0) {
                yAxis.remove("name");
            }
            yAxes.add(yAxis);
            series.add(bars(group, i, values.get(i)));
        }
        Map<String, Object> option = PanelPlot.base();
        option.put("title", titles);
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("tooltip", Json.object("trigger", "item", "confine", true));
        return option;
    }

    /// A category axis whose labels are broken to the width that a bar has, or slant where a word
    /// is wider.
    static Map<String, Object> categories(BarGroup group, int grid, int width) {
        int characters = (int) ((double) width / Math.max(1, group.bars().size()) / 5.9);
        boolean slanted =
                group.bars().stream()
                        .flatMap(bar -> Stream.of(LabelPlacement.wrap(bar.label(), 1).split("\n")))
                        .anyMatch(word -> word.length() > characters);
        List<String> labels =
                group.bars().stream()
                        .map(
                                bar ->
                                        slanted
                                                ? bar.label()
                                                : LabelPlacement.wrap(bar.label(), characters))
                        .toList();
        return Json.object()
                .with("type", "category")
                .with("gridIndex", grid)
                .with("data", labels)
                .with("axisTick", Json.object("show", false))
                .with("axisLine", Json.object("lineStyle", Json.object("color", Style.MUTED)))
                .with(
                        "axisLabel",
                        Json.object(
                                        "interval",
                                        0,
                                        "color",
                                        Style.INK,
                                        "fontSize",
                                        10.5,
                                        "lineHeight",
                                        13)
                                .with("rotate", slanted ? 32 : 0));
    }

    private static Map<String, Object> bars(BarGroup group, int panel, double[] values) {
        List<Object> items = new ArrayList<>();
        for (double value : values) {
            items.add(
                    Double.isFinite(value)
                            ? Json.object()
                                    .with("value", Numbers.round(value, 5))
                                    .with("label", Json.object("formatter", Numbers.text(value, 2)))
                            : "-");
        }
        return Json.object()
                .with("type", "bar")
                .with("name", group.label())
                .with("xAxisIndex", panel)
                .with("yAxisIndex", panel)
                .with("data", items)
                .with("barWidth", "62%")
                .with("barMaxWidth", 56)
                .with("itemStyle", Json.object("color", Style.colour(group.line())))
                .with("label", Json.object("show", true, "position", "top", "fontSize", 11));
    }
}
