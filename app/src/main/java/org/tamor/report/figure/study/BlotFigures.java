package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.study.FigureSpec.Band;
import org.tamor.report.figure.study.FigureSpec.Lane;

/// Draws blots: a strip of bands for every antibody, lanes labelled once on top, quantification
/// bars beneath each strip.
final class BlotFigures {

    private static final int LEFT = 150;
    private static final double SLANT = 0.66;
    private static final double CHARACTER = 6.3;
    private static final int STRIP = 30;
    private static final int BARS = 46;
    private static final int GAP = 16;

    private final Readings readings;

    BlotFigures(Readings readings) {
        this.readings = readings;
    }

    Figure build(FigureSpec.Blot spec) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "antibody",
                        "observable",
                        "lane",
                        "experiment",
                        "time_h",
                        "amount",
                        "relative_to_reference");
        List<Object> grids = new ArrayList<>();
        List<Object> xAxes = new ArrayList<>();
        List<Object> yAxes = new ArrayList<>();
        List<Object> series = new ArrayList<>();
        List<Object> graphics = new ArrayList<>(laneLabels(spec));
        List<String> notes = new ArrayList<>();
        int header = header(spec);
        int width = PanelPlot.WIDTH - LEFT - right(spec);
        for (int i = 0; i < spec.bands().size(); i++) {
            Band band = spec.bands().get(i);
            double[] amounts =
                    spec.lanes().stream()
                            .mapToDouble(
                                    lane ->
                                            readings.at(
                                                            band.observable(),
                                                            lane.experiment(),
                                                            spec.time())
                                                    .orElse(Double.NaN))
                            .map(amount -> amount < 0 ? 0 : amount)
                            .toArray();
            OptionalDouble found = readings.at(band.observable(), spec.reference(), spec.time());
            double reference = found.orElse(0) > 0 ? found.getAsDouble() : Double.NaN;
            double strongest = Arrays.stream(amounts).filter(Double::isFinite).max().orElse(0);
            if (Double.isNaN(reference) && found.isPresent()) {
                reference = strongest > 0 ? strongest : 1;
                notes.add(
                        band.label()
                                + ": the reference lane is empty; bars are relative to the"
                                + " strongest lane");
            }
            double scale = reference;
            double[] relative = Arrays.stream(amounts).map(amount -> amount / scale).toArray();
            double[] fractions =
                    Arrays.stream(amounts)
                            .map(amount -> strongest > 0 ? amount / strongest : amount)
                            .toArray();
            int top = header + i * (STRIP + BARS + GAP);
            graphics.add(strip(fractions, top, width));
            graphics.add(leftLabel(band.label(), top + STRIP / 2.0, Style.INK, 600));
            graphics.add(
                    leftLabel("relative amount", top + STRIP + 4 + BARS / 2.0, Style.MUTED, 400));
            grids.add(
                    Json.object(
                            "left", LEFT, "top", top + STRIP + 4, "width", width, "height", BARS));
            xAxes.add(laneAxis(spec, i));
            yAxes.add(
                    amountAxis(
                            i, Arrays.stream(relative).filter(Double::isFinite).max().orElse(1)));
            series.add(bars(spec, band, i, relative));
            for (int lane = 0; lane < amounts.length; lane++) {
                if (Double.isFinite(amounts[lane])) {
                    data.add(
                            band.label(),
                            band.observable(),
                            laneName(spec.lanes().get(lane)),
                            spec.lanes().get(lane).experiment(),
                            spec.time(),
                            Numbers.round(amounts[lane], 6),
                            Double.isFinite(relative[lane])
                                    ? Numbers.round(relative[lane], 6)
                                    : "");
                }
            }
        }
        notes.addAll(readings.takeMissing());
        Map<String, Object> option = PanelPlot.base();
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("graphic", graphics);
        option.put("tooltip", Json.object("trigger", "item", "confine", true));
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Virtual blot of %d antibodies in %d lanes at %s h, with bars relative to"
                            + " %s.",
                        spec.bands().size(),
                        spec.lanes().size(),
                        Numbers.text(spec.time()),
                        spec.reference()),
                header + spec.bands().size() * (STRIP + BARS + GAP),
                option,
                data.build(),
                notes);
    }

    private static String laneName(Lane lane) {
        return lane.line().isEmpty()
                ? lane.label()
                : Style.lineName(lane.line()) + ", " + lane.label();
    }

    private static Map<String, Object> strip(double[] fractions, int top, int width) {
        return Json.object()
                .with("type", "image")
                .with("silent", true)
                .with("x", LEFT)
                .with("y", top)
                .with(
                        "style",
                        Json.object()
                                .with("image", BandImage.dataUri(fractions, width, STRIP))
                                .with("width", width)
                                .with("height", STRIP));
    }

    private static Map<String, Object> leftLabel(String text, double y, String colour, int weight) {
        return Json.object()
                .with("type", "text")
                .with("silent", true)
                .with("x", LEFT - 12)
                .with("y", y)
                .with(
                        "style",
                        Json.object()
                                .with("text", LabelPlacement.wrap(text, 20))
                                .with("fill", colour)
                                .with(
                                        "font",
                                        weight + (weight > 400 ? " 12px " : " 11px ") + Style.FONT)
                                .with("textAlign", "right")
                                .with("verticalAlign", "middle"));
    }

    /// How high the slanting labels reach, with room for the names of the cell lines above.
    private static int header(FigureSpec.Blot spec) {
        int longest = spec.lanes().stream().mapToInt(lane -> lane.label().length()).max().orElse(0);
        return (int) (longest * CHARACTER * Math.sin(SLANT)) + 34;
    }

    /// How far the labels of the last lanes reach beyond them.
    private static int right(FigureSpec.Blot spec) {
        int last = spec.lanes().getLast().label().length();
        return Math.max(14, (int) (last * CHARACTER * Math.cos(SLANT)) - 24);
    }

    /// Lane labels slanting upwards, and a line over the lanes of each cell line with its colour.
    private static List<Object> laneLabels(FigureSpec.Blot spec) {
        List<Object> labels = new ArrayList<>();
        int header = header(spec);
        double lane = (double) (PanelPlot.WIDTH - LEFT - right(spec)) / spec.lanes().size();
        for (int i = 0; i < spec.lanes().size(); i++) {
            String text = spec.lanes().get(i).label();
            Map<String, Object> label =
                    PanelPlot.text(text, LEFT + (i + 0.5) * lane - 4, header - 12, Style.INK);
            label.put("rotation", SLANT);
            labels.add(label);
        }
        int first = 0;
        for (int i = 1; i <= spec.lanes().size(); i++) {
            String line = spec.lanes().get(first).line();
            if (i == spec.lanes().size() || !spec.lanes().get(i).line().equals(line)) {
                double left = LEFT + first * lane + 6;
                double right = LEFT + i * lane - 6;
                String colour = Style.colour(line);
                labels.add(
                        Json.object()
                                .with("type", "line")
                                .with("silent", true)
                                .with(
                                        "shape",
                                        Json.object(
                                                "x1",
                                                left,
                                                "y1",
                                                header - 4,
                                                "x2",
                                                right,
                                                "y2",
                                                header - 4))
                                .with("style", Json.object("stroke", colour, "lineWidth", 3)));
                if (!line.isEmpty()) {
                    labels.add(PanelPlot.text(Style.lineName(line), left - 30, 10, colour));
                }
                first = i;
            }
        }
        return labels;
    }

    private static Map<String, Object> laneAxis(FigureSpec.Blot spec, int grid) {
        return Json.object()
                .with("type", "category")
                .with("gridIndex", grid)
                .with("data", spec.lanes().stream().map(BlotFigures::laneName).toList())
                .with("axisLabel", Json.object("show", false))
                .with("axisTick", Json.object("show", false))
                .with("axisLine", Json.object("lineStyle", Json.object("color", Style.MUTED)));
    }

    private static Map<String, Object> amountAxis(int grid, double largest) {
        double top = Math.max(1, largest) * 1.3;
        return Json.object()
                .with("type", "value")
                .with("gridIndex", grid)
                .with("min", 0)
                .with("max", Numbers.round(top, 3))
                .with("interval", Numbers.round(top, 3))
                .with("axisLabel", Json.object("show", false))
                .with("axisTick", Json.object("show", false))
                .with("splitLine", Json.object("show", false));
    }

    private static String amount(double relative) {
        return relative < 1e-3 ? (relative < 1e-9 ? "0" : "<0.001") : Numbers.text(relative, 2);
    }

    private static Map<String, Object> bars(
            FigureSpec.Blot spec, Band band, int grid, double[] relative) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < relative.length; i++) {
            if (Double.isFinite(relative[i])) {
                items.add(
                        Json.object()
                                .with("value", Numbers.round(relative[i], 4))
                                .with("label", Json.object("formatter", amount(relative[i])))
                                .with(
                                        "itemStyle",
                                        Json.object(
                                                "color",
                                                Style.colour(spec.lanes().get(i).line()))));
            } else {
                items.add("-");
            }
        }
        return Json.object()
                .with("type", "bar")
                .with("name", band.label())
                .with("xAxisIndex", grid)
                .with("yAxisIndex", grid)
                .with("data", items)
                .with("barWidth", "55%")
                .with("barMaxWidth", 40)
                .with(
                        "label",
                        Json.object(
                                "show", true, "position", "top", "distance", 2, "fontSize", 11));
    }
}
