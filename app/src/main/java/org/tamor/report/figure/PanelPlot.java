package org.tamor.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.PlotPoints;
import org.tamor.report.figure.PlotPanel.ReferenceLine;

/// Lays out panels in rows and labels every curve at its end.
///
/// Positions are in pixels of a canvas that is [#WIDTH] wide, so that labels can be kept apart
/// before anything is drawn.
public final class PanelPlot {

    /// The width of every figure, pixels.
    public static final int WIDTH = 1100;

    private static final int TOP = 34;
    private static final int BOTTOM = 50;
    private static final int LEFT = 66;
    private static final int LABEL_HEIGHT = 15;
    private static final int LABEL_CHARACTERS = 22;

    private final int columns;
    private final int panelHeight;
    private final int labelWidth;

    /// @param columns how many panels stand side by side
    /// @param panelHeight pixels, with title and axis
    /// @param labelWidth pixels kept free to the right of each panel
    public PanelPlot(int columns, int panelHeight, int labelWidth) {
        this.columns = columns;
        this.panelHeight = panelHeight;
        this.labelWidth = labelWidth;
    }

    public int height(int panels) {
        return (panels + columns - 1) / columns * panelHeight;
    }

    public Map<String, Object> option(List<PlotPanel> panels) {
        List<Object> titles = new ArrayList<>();
        List<Object> grids = new ArrayList<>();
        List<Object> xAxes = new ArrayList<>();
        List<Object> yAxes = new ArrayList<>();
        List<Object> series = new ArrayList<>();
        List<Object> graphics = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            PlotPanel panel = panels.get(i);
            int cellWidth = WIDTH / columns;
            int left = i % columns * cellWidth + LEFT;
            int top = i / columns * panelHeight + TOP;
            int width = cellWidth - LEFT - labelWidth;
            int height = panelHeight - TOP - BOTTOM;
            titles.add(title(panel.title(), left, top - 26, cellWidth - LEFT));
            grids.add(Json.object("left", left, "top", top, "width", width, "height", height));
            xAxes.add(panel.x().option(i, false));
            yAxes.add(panel.y().option(i, true));
            for (PlotCurve curve : panel.curves()) {
                series.add(line(curve, i));
            }
            for (PlotPoints points : panel.points()) {
                series.add(scatter(points, i));
            }
            for (ReferenceLine reference : panel.references()) {
                if (panel.y().holds(reference.y())) {
                    series.add(reference(reference, panel, i));
                }
            }
            addLabels(panel, left, top, width, height, graphics);
        }
        Map<String, Object> option = base();
        option.put("title", titles);
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("graphic", graphics);
        option.put(
                "tooltip",
                Json.object()
                        .with("trigger", "axis")
                        .with("confine", true)
                        .with("textStyle", Json.object("fontSize", 12, "color", Style.INK)));
        return option;
    }

    /// What all options have in common.
    public static Map<String, Object> base() {
        return Json.object()
                .with("animation", false)
                .with("backgroundColor", "transparent")
                .with(
                        "textStyle",
                        Json.object("fontFamily", Style.FONT, "color", Style.INK, "fontSize", 12));
    }

    /// A title of one line, or of two that reach higher where it is wider than it may be.
    public static Map<String, Object> title(String text, int left, int top, int width) {
        String wrapped = LabelPlacement.wrap(text, (int) (width / 7.6));
        return Json.object()
                .with("text", wrapped)
                .with("left", left)
                .with("top", wrapped.contains("\n") ? top - 10 : top)
                .with("padding", 0)
                .with(
                        "textStyle",
                        Json.object(
                                "fontSize",
                                13,
                                "fontWeight",
                                600,
                                "color",
                                Style.INK,
                                "lineHeight",
                                15));
    }

    private static Map<String, Object> line(PlotCurve curve, int panel) {
        Style style = curve.style();
        return Json.object()
                .with("type", "line")
                .with("name", curve.label())
                .with("xAxisIndex", panel)
                .with("yAxisIndex", panel)
                .with("data", Json.points(curve.x(), curve.y()))
                .with("showSymbol", curve.marks())
                .with("symbol", style.symbol())
                .with("symbolRotate", style.rotation())
                .with("symbolSize", 7)
                .with("clip", true)
                .with(
                        "lineStyle",
                        Json.object("color", style.colour(), "width", 2, "type", style.lineType()))
                .with("itemStyle", Json.object("color", style.colour()));
    }

    private static Map<String, Object> scatter(PlotPoints points, int panel) {
        Style style = points.style();
        return Json.object()
                .with("type", "scatter")
                .with("name", points.label())
                .with("xAxisIndex", panel)
                .with("yAxisIndex", panel)
                .with("data", Json.points(points.x(), points.y()))
                .with("symbol", style.symbol())
                .with("symbolRotate", style.rotation())
                .with("symbolSize", 8)
                .with("clip", false)
                .with("z", 4)
                .with(
                        "itemStyle",
                        Json.object(
                                "color", points.open() ? "#ffffff" : style.colour(),
                                "borderColor", points.open() ? style.colour() : "#ffffff",
                                "borderWidth", points.open() ? 1.5 : 0.8));
    }

    private static Map<String, Object> reference(
            ReferenceLine reference, PlotPanel panel, int index) {
        return Json.object()
                .with("type", "line")
                .with("name", reference.label())
                .with("xAxisIndex", index)
                .with("yAxisIndex", index)
                .with(
                        "data",
                        List.of(
                                List.of(panel.x().min(), reference.y()),
                                List.of(panel.x().max(), reference.y())))
                .with("showSymbol", false)
                .with("silent", true)
                .with("tooltip", Json.object("show", false))
                .with("lineStyle", Json.object("color", Style.GREY, "width", 1, "type", "dashed"))
                .with("itemStyle", Json.object("color", Style.GREY));
    }

    private void addLabels(
            PlotPanel panel, int left, int top, int width, int height, List<Object> graphics) {
        List<String> texts = new ArrayList<>();
        List<String> colours = new ArrayList<>();
        List<double[]> ends = new ArrayList<>();
        for (PlotCurve curve : panel.curves()) {
            int last = lastInside(panel, curve);
            if (last >= 0 && !curve.label().isEmpty()) {
                texts.add(LabelPlacement.wrap(curve.label(), LABEL_CHARACTERS));
                colours.add(curve.style().colour());
                ends.add(
                        new double[] {
                            left + panel.x().fraction(curve.x()[last]) * width,
                            top + (1 - panel.y().fraction(curve.y()[last])) * height
                        });
            }
        }
        for (ReferenceLine reference : panel.references()) {
            if (!reference.label().isEmpty() && panel.y().holds(reference.y())) {
                texts.add(LabelPlacement.wrap(reference.label(), LABEL_CHARACTERS));
                colours.add(Style.MUTED);
                ends.add(
                        new double[] {
                            left + width, top + (1 - panel.y().fraction(reference.y())) * height
                        });
            }
        }
        double[] wanted = ends.stream().mapToDouble(end -> end[1]).toArray();
        double[] heights =
                texts.stream()
                        .mapToDouble(
                                text ->
                                        LABEL_HEIGHT
                                                        * (1
                                                                + text.chars()
                                                                        .filter(c -> c == '\n')
                                                                        .count())
                                                + 2)
                        .toArray();
        double needed = Arrays.stream(heights).sum();
        double low = top - Math.max(6, needed - height - BOTTOM + 12);
        double high = top + height + (needed > height ? BOTTOM - 6 : 2);
        double[] placed = LabelPlacement.spread(wanted, heights, low, high);
        for (int i = 0; i < placed.length; i++) {
            graphics.add(leader(ends.get(i), left + width, placed[i], colours.get(i)));
            graphics.add(text(texts.get(i), left + width + 18, placed[i], colours.get(i)));
        }
    }

    private static int lastInside(PlotPanel panel, PlotCurve curve) {
        for (int i = curve.x().length - 1; i >= 0; i--) {
            if (panel.x().holds(curve.x()[i]) && panel.y().holds(curve.y()[i])) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, Object> leader(double[] end, double right, double y, String colour) {
        List<Object> points =
                List.of(
                        List.of(Numbers.round(end[0] + 3, 5), Numbers.round(end[1], 5)),
                        List.of(
                                Numbers.round(Math.max(end[0] + 3, right + 4), 5),
                                Numbers.round(end[1], 5)),
                        List.of(Numbers.round(right + 15, 5), Numbers.round(y, 5)));
        return Json.object()
                .with("type", "polyline")
                .with("silent", true)
                .with("z", 1)
                .with("shape", Json.object("points", points))
                .with(
                        "style",
                        Json.object(
                                "stroke",
                                colour,
                                "lineWidth",
                                0.8,
                                "opacity",
                                0.55,
                                "fill",
                                "none"));
    }

    public static Map<String, Object> text(String text, double x, double y, String colour) {
        return Json.object()
                .with("type", "text")
                .with("silent", true)
                .with("x", Numbers.round(x, 5))
                .with("y", Numbers.round(y, 5))
                .with(
                        "style",
                        Json.object()
                                .with("text", text)
                                .with("fill", colour)
                                .with("font", "12px " + Style.FONT)
                                .with("verticalAlign", "middle")
                                .with("lineHeight", 14));
    }
}
