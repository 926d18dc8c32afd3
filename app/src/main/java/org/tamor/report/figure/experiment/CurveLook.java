package org.tamor.report.figure.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tamor.format.sedml.PlotStyle;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Style;

/// Gives the curves of a simulation experiment their looks: what the document's styles say, and
/// colours in turn for the rest.
final class CurveLook {

    private static final List<String> COLOURS =
            List.of(
                    Style.BLUE,
                    Style.VERMILLION,
                    Style.GREEN,
                    Style.PURPLE,
                    Style.ORANGE,
                    Style.SKY,
                    Style.GREY,
                    "#8C3B00");

    private final SedmlDocument document;
    private int next;

    CurveLook(SedmlDocument document) {
        this.document = document;
    }

    /// The next curve's look.
    ///
    /// @param style the id of a style; "" for none
    /// @param measured whether points are drawn rather than a line, where the style leaves it open
    Look of(String style, boolean measured) {
        Optional<PlotStyle> given = resolved(style);
        String otherwise = COLOURS.get(next % COLOURS.size());
        List<Integer> dash = next < COLOURS.size() ? List.of() : List.of(7, 4);
        next++;
        return new Look(given, otherwise, dash, measured);
    }

    private Optional<PlotStyle> resolved(String id) {
        Optional<PlotStyle> style = find(id);
        while (style.isPresent() && !style.get().base().isEmpty()) {
            PlotStyle top = style.get();
            style = Optional.of(find(top.base()).map(top::over).orElse(top));
        }
        return style;
    }

    private Optional<PlotStyle> find(String id) {
        return document.styles().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /// How one curve looks.
    record Look(Optional<PlotStyle> style, String otherwise, List<Integer> dash, boolean measured) {

        String colour() {
            return style.flatMap(PlotStyle::lineColour)
                    .or(() -> style.flatMap(PlotStyle::markerColour))
                    .or(() -> style.flatMap(PlotStyle::fillColour))
                    .orElse(otherwise);
        }

        private Object lineType() {
            return switch (style.flatMap(PlotStyle::lineType).orElse("").toLowerCase(Locale.ROOT)) {
                case "dash" -> List.of(8, 5);
                case "dot" -> List.of(2, 3);
                case "dashdot" -> List.of(8, 4, 2, 4);
                case "dashdotdot" -> List.of(8, 4, 2, 4, 2, 4);
                case "solid" -> "solid";
                default -> dash.isEmpty() ? "solid" : dash;
            };
        }

        private boolean hasLine() {
            Optional<String> type = style.flatMap(PlotStyle::lineType);
            return type.map(t -> !t.equals("none")).orElse(!measured);
        }

        private String symbol() {
            return switch (style.flatMap(PlotStyle::markerType)
                    .orElse("")
                    .toLowerCase(Locale.ROOT)) {
                case "square" -> "rect";
                case "diamond" -> "diamond";
                case "triangleup" -> "triangle";
                case "triangledown" -> "path://M0,0L10,0L5,10Z";
                case "triangleleft" -> "path://M10,0L10,10L0,5Z";
                case "triangleright" -> "path://M0,0L10,5L0,10Z";
                case "xcross" -> "path://M0,2L2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5Z";
                case "plus" -> "path://M4,0L6,0L6,4L10,4L10,6L6,6L6,10L4,10L4,6L0,6L0,4L4,4Z";
                case "star" ->
                        "path://M0,-10L2.9,-4L9.5,-3.1L4.8,1.5L5.9,8.1L0,5L-5.9,8.1L-4.8,1.5L-9.5,-3.1L-2.9,-4Z";
                case "hdash" -> "path://M0,4L10,4L10,6L0,6Z";
                case "vdash" -> "path://M4,0L6,0L6,10L4,10Z";
                default -> "circle";
            };
        }

        private boolean hasMarkers() {
            Optional<String> type = style.flatMap(PlotStyle::markerType);
            return type.map(t -> !t.equals("none")).orElse(measured || !hasLine());
        }

        /// @param repetitions how many lines of the same name there are
        Map<String, Object> line(String name, List<Object> data, int axis, int repetitions) {
            double width =
                    style.map(s -> s.lineThickness().orElse(2)).orElse(repetitions > 3 ? 1.2 : 2.0);
            double opacity = repetitions <= 3 ? 1 : repetitions <= 30 ? 0.6 : 0.3;
            boolean markers = hasMarkers() || data.size() == 1;
            return Json.object()
                    .with("type", "line")
                    .with("name", name)
                    .with("yAxisIndex", axis)
                    .with("data", data)
                    .with("showSymbol", markers)
                    .with("showAllSymbol", true)
                    .with("symbol", symbol())
                    .with("symbolSize", style.map(s -> s.markerSize().orElse(7)).orElse(7.0))
                    .with("clip", true)
                    .with(
                            "lineStyle",
                            Json.object(
                                    "color",
                                    colour(),
                                    "width",
                                    hasLine() ? width : 0,
                                    "opacity",
                                    hasLine() ? opacity : 0,
                                    "type",
                                    lineType()))
                    .with(
                            "itemStyle",
                            Json.object(
                                    "color",
                                    style.flatMap(PlotStyle::markerColour).orElse(colour())));
        }

        Map<String, Object> bar(String name, List<Object> data, int axis, String type) {
            Json.JsonObject bar =
                    Json.object()
                            .with("type", "bar")
                            .with("name", name)
                            .with("yAxisIndex", axis)
                            .with("data", data)
                            .with("barMaxWidth", 40)
                            .with("barMinWidth", 2)
                            .with(
                                    "itemStyle",
                                    Json.object(
                                            "color",
                                            style.flatMap(PlotStyle::fillColour).orElse(colour())));
            return type.toLowerCase(Locale.ROOT).contains("stacked")
                    ? bar.with("stack", "bars " + axis)
                    : bar;
        }

        /// How an area is filled.
        Map<String, Object> fill() {
            String fill = style.flatMap(PlotStyle::fillColour).orElse(colour());
            return Json.object("fill", fill, "opacity", fill.length() > 7 ? 1 : 0.25);
        }

        /// A series without data, which stands for an area in the legend.
        Map<String, Object> legendEntry(String name) {
            String fill = style.flatMap(PlotStyle::fillColour).orElse(colour());
            return Json.object()
                    .with("type", "line")
                    .with("name", name)
                    .with("data", List.of())
                    .with("symbol", "rect")
                    .with("symbolSize", 12)
                    .with("lineStyle", Json.object("opacity", 0))
                    .with("itemStyle", Json.object("color", fill, "opacity", 0.4));
        }
    }

    /// Thin lines with caps at both ends.
    static Map<String, Object> errorBars(
            String name, List<Object> data, int axis, String colour, boolean vertical) {
        return Json.object()
                .with("type", "line")
                .with("name", name)
                .with("yAxisIndex", axis)
                .with("data", data)
                .with("showSymbol", true)
                .with("showAllSymbol", true)
                .with("symbol", "rect")
                .with("symbolSize", vertical ? List.of(8, 1.4) : List.of(1.4, 8))
                .with("silent", true)
                .with("z", 1)
                .with("lineStyle", Json.object("color", colour, "width", 1.2, "type", "solid"))
                .with("itemStyle", Json.object("color", colour));
    }
}
