package org.tamor.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tamor.report.figure.Json.JsonObject;

/// Collects the parts of an ECharts option whose layout is known in pixels, so that bands, frames
/// and labels can be drawn as shapes beneath and above the series.
public final class ChartParts {

    private final List<Object> titles = new ArrayList<>();
    private final List<Object> grids = new ArrayList<>();
    private final List<Object> xAxes = new ArrayList<>();
    private final List<Object> yAxes = new ArrayList<>();
    private final List<Object> series = new ArrayList<>();
    private final List<Object> shapes = new ArrayList<>();
    private final List<Object> colours = new ArrayList<>();

    /// A pair of axes and where it stands.
    public record Frame(
            int index, int left, int top, int width, int height, PlotAxis x, PlotAxis y) {

        public double px(double value) {
            return left + x.fraction(value) * width;
        }

        public double py(double value) {
            return top + (1 - y.fraction(value)) * height;
        }
    }

    /// Adds numerical axes.
    public Frame frame(
            String title, int left, int top, int width, int height, PlotAxis x, PlotAxis y) {
        int index = box(title, left, top, width, height);
        xAxes.add(x.option(index, false));
        yAxes.add(y.option(index, true));
        return new Frame(index, left, top, width, height, x, y);
    }

    /// Adds axes of categories; rows from below.
    public int categories(
            String title,
            int left,
            int top,
            int width,
            int height,
            Map<String, Object> x,
            Map<String, Object> y) {
        int index = box(title, left, top, width, height);
        x.put("gridIndex", index);
        y.put("gridIndex", index);
        xAxes.add(x);
        yAxes.add(y);
        return index;
    }

    /// Adds a numerical axis across and one of categories upwards.
    public Frame strip(
            String title,
            int left,
            int top,
            int width,
            int height,
            PlotAxis x,
            Map<String, Object> y) {
        int index = box(title, left, top, width, height);
        y.put("gridIndex", index);
        xAxes.add(x.option(index, false));
        yAxes.add(y);
        return new Frame(index, left, top, width, height, x, new PlotAxis("", false, 0, 1, 0));
    }

    private int box(String title, int left, int top, int width, int height) {
        titles.add(PanelPlot.title(title, left, top - 26, width + 60));
        grids.add(Json.object("left", left, "top", top, "width", width, "height", height));
        return grids.size() - 1;
    }

    /// An axis of named classes.
    public static JsonObject categoryAxis(String name, List<String> labels, int nameGap) {
        return Json.object()
                .with("type", "category")
                .with("data", labels)
                .with("name", name)
                .with("nameLocation", "middle")
                .with("nameGap", nameGap)
                .with("nameTextStyle", Json.object("color", Style.MUTED, "fontSize", 12))
                .with("axisLine", Json.object("show", false))
                .with("axisTick", Json.object("show", false))
                .with("axisLabel", Json.object("interval", 0, "color", Style.INK, "fontSize", 12));
    }

    public void line(Frame frame, String name, double[] x, double[] y, String colour, Object dash) {
        series.add(
                Json.object()
                        .with("type", "line")
                        .with("name", name)
                        .with("xAxisIndex", frame.index)
                        .with("yAxisIndex", frame.index)
                        .with("data", Json.points(x, y))
                        .with("showSymbol", false)
                        .with("clip", true)
                        .with("lineStyle", Json.object("color", colour, "width", 2, "type", dash))
                        .with("itemStyle", Json.object("color", colour)));
    }

    /// @param open whether the symbols are hollow
    public void points(
            Frame frame,
            String name,
            double[] x,
            double[] y,
            String colour,
            String symbol,
            boolean open) {
        points(frame, name, Json.points(x, y), colour, symbol, open);
    }

    public void points(
            Frame frame,
            String name,
            List<Object> data,
            String colour,
            String symbol,
            boolean open) {
        series.add(
                Json.object()
                        .with("type", "scatter")
                        .with("name", name)
                        .with("xAxisIndex", frame.index)
                        .with("yAxisIndex", frame.index)
                        .with("data", data)
                        .with("symbol", symbol)
                        .with("symbolSize", 8)
                        .with("clip", true)
                        .with("z", 4)
                        .with(
                                "itemStyle",
                                Json.object(
                                        "color", open ? "#ffffff" : colour,
                                        "borderColor", open ? colour : "#ffffff",
                                        "borderWidth", open ? 1.5 : 0.8)));
    }

    public int series(Map<String, Object> one) {
        series.add(one);
        return series.size() - 1;
    }

    public void scale(Map<String, Object> visualMap) {
        colours.add(visualMap);
    }

    /// A filled area between two lines, beneath the series and cut at the frame.
    public void band(Frame frame, double[] x, double[] low, double[] high, String colour) {
        List<Object> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            points.add(inside(frame, x[i], high[i]));
        }
        for (int i = x.length - 1; i >= 0; i--) {
            points.add(inside(frame, x[i], low[i]));
        }
        shapes.add(
                Json.object()
                        .with("type", "polygon")
                        .with("silent", true)
                        .with("z", 1)
                        .with("shape", Json.object("points", points))
                        .with("style", Json.object("fill", colour, "opacity", 0.18)));
    }

    private static List<Object> inside(Frame frame, double x, double y) {
        double px = Math.clamp(frame.px(x), frame.left, frame.left + frame.width);
        double py = Math.clamp(frame.py(y), frame.top, frame.top + frame.height);
        return List.of(Numbers.round(px, 5), Numbers.round(py, 5));
    }

    /// A straight line in pixels.
    public void rule(double x1, double y1, double x2, double y2, String colour, double width) {
        rule(x1, y1, x2, y2, colour, width, false);
    }

    public void rule(
            double x1,
            double y1,
            double x2,
            double y2,
            String colour,
            double width,
            boolean dashed) {
        JsonObject style = Json.object("stroke", colour, "lineWidth", width);
        if (dashed) {
            style.with("lineDash", List.of(5, 4));
        }
        shapes.add(
                Json.object()
                        .with("type", "line")
                        .with("silent", true)
                        .with("z", 3)
                        .with(
                                "shape",
                                Json.object(
                                        "x1", Numbers.round(x1, 6),
                                        "y1", Numbers.round(y1, 6),
                                        "x2", Numbers.round(x2, 6),
                                        "y2", Numbers.round(y2, 6)))
                        .with("style", style));
    }

    /// A dashed line across the frame at a value of the upright axis.
    public void horizontal(Frame frame, double y, String label) {
        if (!frame.y.holds(y)) {
            return;
        }
        double at = frame.py(y);
        rule(frame.left, at, frame.left + frame.width, at, Style.GREY, 1, true);
        text(label, frame.left + frame.width + 6, at, Style.MUTED);
    }

    public void text(String text, double x, double y, String colour) {
        if (!text.isEmpty()) {
            shapes.add(PanelPlot.text(text, x, y, colour));
        }
    }

    /// A text in the middle of what is written at `x`.
    public void centred(String text, double x, double y, String colour) {
        Map<String, Object> shape = PanelPlot.text(text, x, y, colour);
        if (shape.get("style") instanceof JsonObject style) {
            style.with("textAlign", "center").with("align", "center");
        }
        shapes.add(shape);
    }

    public Map<String, Object> option() {
        Map<String, Object> option = PanelPlot.base();
        option.put("title", titles);
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("graphic", shapes);
        if (!colours.isEmpty()) {
            option.put("visualMap", colours);
        }
        option.put("tooltip", Json.object("trigger", "item", "confine", true));
        return option;
    }
}
