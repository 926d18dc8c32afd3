package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Json.JsonObject;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.study.FigureSpec.Agent;
import org.tamor.report.figure.study.FigureSpec.MatrixPanel;

/// Draws dose matrices as heat maps with their values, single agents on the margins, and the excess
/// over Bliss independence beside each.
final class MatrixFigures {

    private static final int LEFT = 92;
    private static final int TOP = 34;
    private static final int CELL_HEIGHT = 27;
    private static final int BELOW = 60;
    private static final int LEGEND = 52;
    private static final List<String> SEQUENTIAL =
            List.of("#08306b", "#1b5a9e", "#4a90c4", "#94c4df", "#cfe1f2", "#f7fbff");
    private static final List<String> DIVERGING =
            List.of(
                    "#b35806", "#e08214", "#fdb863", "#fee0b6", "#ffffff", "#d1e5f0", "#92c5de",
                    "#4393c3", "#2166ac");

    private final Readings readings;

    MatrixFigures(Readings readings) {
        this.readings = readings;
    }

    Figure build(FigureSpec.Matrix spec) {
        List<DoseMatrix> matrices =
                spec.panels().stream()
                        .map(
                                panel ->
                                        DoseMatrix.read(
                                                readings,
                                                panel.cells(),
                                                spec.observable(),
                                                spec.time()))
                        .toList();
        List<String> notes = new ArrayList<>(readings.takeMissing());
        DataTable.Builder data =
                new DataTable.Builder(
                        "panel",
                        spec.y().name() + "_" + spec.y().unit(),
                        spec.x().name() + "_" + spec.x().unit(),
                        "percent_of_untreated",
                        "bliss_excess_points");
        double largestShare = 100;
        double largestExcess = 5;
        for (DoseMatrix matrix : matrices) {
            for (int y = 0; y < matrix.yDoses().size(); y++) {
                for (int x = 0; x < matrix.xDoses().size(); x++) {
                    largestShare = finiteMax(largestShare, 100 * matrix.response()[y][x]);
                    largestExcess = finiteMax(largestExcess, Math.abs(matrix.excess(y, x)));
                }
            }
        }
        double excessLimit = Math.ceil(largestExcess / 5) * 5;
        double shareLimit = Math.ceil(largestShare / 10) * 10;
        Layout layout = new Layout();
        int top = 0;
        for (int i = 0; i < matrices.size(); i++) {
            DoseMatrix matrix = matrices.get(i);
            MatrixPanel panel = spec.panels().get(i);
            if (matrix.isEmpty() || Double.isNaN(matrix.response()[0][0])) {
                notes.add(
                        panel.label()
                                + ": the untreated cells are missing, so there is no control");
                continue;
            }
            String share = "% of untreated: " + panel.label();
            layout.add(spec, matrix, top, true, share, cells(matrix, true, shareLimit));
            layout.add(
                    spec,
                    matrix,
                    top,
                    false,
                    "Bliss excess: " + panel.label(),
                    cells(matrix, false, excessLimit));
            top += TOP + matrix.yDoses().size() * CELL_HEIGHT + BELOW;
            tabulate(matrix, panel, data);
        }
        Map<String, Object> option = layout.option(shareLimit, excessLimit, top);
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Heat maps of %s against %s at %s h: percent of untreated, and excess over"
                            + " Bliss independence (positive is synergy), for %d conditions.",
                        spec.y().name(),
                        spec.x().name(),
                        Numbers.text(spec.time()),
                        spec.panels().size()),
                Math.max(120, top + LEGEND),
                option,
                data.build(),
                notes);
    }

    private static double finiteMax(double current, double candidate) {
        return Double.isFinite(candidate) ? Math.max(current, candidate) : current;
    }

    private static void tabulate(DoseMatrix matrix, MatrixPanel panel, DataTable.Builder data) {
        for (int y = 0; y < matrix.yDoses().size(); y++) {
            for (int x = 0; x < matrix.xDoses().size(); x++) {
                double share = 100 * matrix.response()[y][x];
                double excess = matrix.excess(y, x);
                data.add(
                        panel.label(),
                        matrix.yDoses().get(y),
                        matrix.xDoses().get(x),
                        Double.isNaN(share) ? "" : Numbers.round(share, 6),
                        Double.isNaN(excess) ? "" : Numbers.round(excess, 6));
            }
        }
    }

    /// The cells as `[column, row, value]`; the excess has none on the margins and starts beyond
    /// them.
    private static List<Object> cells(DoseMatrix matrix, boolean share, double limit) {
        List<Object> cells = new ArrayList<>();
        for (int y = 0; y < matrix.yDoses().size(); y++) {
            for (int x = 0; x < matrix.xDoses().size(); x++) {
                double value = share ? 100 * matrix.response()[y][x] : matrix.excess(y, x);
                if (Double.isNaN(value)) {
                    continue;
                }
                boolean dark = share ? value < 0.5 * limit : Math.abs(value) > 0.62 * limit;
                String sign = !share && Math.round(value) > 0 ? "+" : "";
                String text = sign + Math.round(value);
                cells.add(
                        Json.object()
                                .with(
                                        "value",
                                        List.of(
                                                x - (share ? 0 : 1),
                                                y - (share ? 0 : 1),
                                                Numbers.round(value, 4)))
                                .with(
                                        "label",
                                        Json.object()
                                                .with("formatter", text.replace('-', '\u2212'))
                                                .with("color", dark ? "#ffffff" : Style.INK)));
            }
        }
        return cells;
    }

    /// Collects the parts of the option, panel by panel.
    private static final class Layout {
        private final List<Object> titles = new ArrayList<>();
        private final List<Object> grids = new ArrayList<>();
        private final List<Object> xAxes = new ArrayList<>();
        private final List<Object> yAxes = new ArrayList<>();
        private final List<Object> series = new ArrayList<>();
        private final List<Object> graphics = new ArrayList<>();

        void add(
                FigureSpec.Matrix spec,
                DoseMatrix matrix,
                int top,
                boolean share,
                String title,
                List<Object> cells) {
            int index = grids.size();
            int rows = matrix.yDoses().size() - (share ? 0 : 1);
            int left = (share ? 0 : PanelPlot.WIDTH / 2) + LEFT;
            int width = PanelPlot.WIDTH / 2 - LEFT - 16;
            int column = width / matrix.xDoses().size();
            int height = rows * CELL_HEIGHT;
            int skip = share ? 0 : 1;
            titles.add(PanelPlot.title(title, left, top + 6, PanelPlot.WIDTH / 2 - LEFT));
            grids.add(
                    Json.object(
                            "left",
                            left,
                            "top",
                            top + TOP,
                            "width",
                            column * (matrix.xDoses().size() - skip),
                            "height",
                            height));
            xAxes.add(
                    axis(
                            index,
                            spec.x(),
                            matrix.xDoses().subList(skip, matrix.xDoses().size()),
                            30));
            yAxes.add(
                    axis(
                            index,
                            spec.y(),
                            matrix.yDoses().subList(skip, matrix.yDoses().size()),
                            56));
            if (share) {
                int bottom = top + TOP + height;
                int right = left + column * matrix.xDoses().size();
                graphics.add(rule(left + column, top + TOP - 4, left + column, bottom + 4));
                graphics.add(rule(left - 4, bottom - CELL_HEIGHT, right + 4, bottom - CELL_HEIGHT));
            }
            series.add(
                    Json.object()
                            .with("type", "heatmap")
                            .with("name", title)
                            .with("xAxisIndex", index)
                            .with("yAxisIndex", index)
                            .with("data", cells)
                            .with("label", Json.object("show", true, "fontSize", 12))
                            .with(
                                    "itemStyle",
                                    Json.object("borderColor", "#d8d8d8", "borderWidth", 0.6))
                            .with(
                                    "emphasis",
                                    Json.object(
                                            "itemStyle", Json.object("borderColor", Style.INK))));
        }

        /// Sets the single agents off from the combinations.
        private static JsonObject rule(int x1, int y1, int x2, int y2) {
            return Json.object()
                    .with("type", "line")
                    .with("silent", true)
                    .with("z", 20)
                    .with("shape", Json.object("x1", x1, "y1", y1, "x2", x2, "y2", y2))
                    .with("style", Json.object("stroke", Style.INK, "lineWidth", 2));
        }

        private static JsonObject axis(int grid, Agent agent, List<Double> doses, int nameGap) {
            List<String> labels = new ArrayList<>();
            for (double dose : doses) {
                labels.add(dose == 0 ? "none" : Numbers.text(dose));
            }
            return Json.object()
                    .with("type", "category")
                    .with("gridIndex", grid)
                    .with("data", labels)
                    .with("name", agent.name() + " (" + agent.unit() + ")")
                    .with("nameLocation", "middle")
                    .with("nameGap", nameGap)
                    .with("nameTextStyle", Json.object("color", Style.MUTED, "fontSize", 12))
                    .with("axisLine", Json.object("show", false))
                    .with("axisTick", Json.object("show", false))
                    .with(
                            "axisLabel",
                            Json.object("interval", 0, "color", Style.INK, "fontSize", 12));
        }

        Map<String, Object> option(double shareLimit, double excessLimit, int top) {
            List<Integer> shares = new ArrayList<>();
            List<Integer> excesses = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                (i % 2 == 0 ? shares : excesses).add(i);
            }
            Map<String, Object> option = PanelPlot.base();
            option.put("title", titles);
            option.put("grid", grids);
            option.put("xAxis", xAxes);
            option.put("yAxis", yAxes);
            option.put("series", series);
            option.put("graphic", graphics);
            option.put(
                    "visualMap",
                    List.of(
                            scale(
                                    shares,
                                    0,
                                    shareLimit,
                                    SEQUENTIAL,
                                    LEFT,
                                    top,
                                    Numbers.text(shareLimit) + " % of untreated",
                                    "0 %"),
                            scale(
                                    excesses,
                                    -excessLimit,
                                    excessLimit,
                                    DIVERGING,
                                    PanelPlot.WIDTH / 2 + LEFT,
                                    top,
                                    "synergy (+" + Numbers.text(excessLimit) + " points)",
                                    "antagonism (\u2212" + Numbers.text(excessLimit) + ")")));
            return option;
        }

        private static JsonObject scale(
                List<Integer> series,
                double low,
                double high,
                List<String> colours,
                int left,
                int top,
                String highText,
                String lowText) {
            return Json.object()
                    .with("type", "continuous")
                    .with("seriesIndex", series)
                    .with("dimension", 2)
                    .with("min", low)
                    .with("max", high)
                    .with("calculable", false)
                    .with("hoverLink", false)
                    .with("orient", "horizontal")
                    .with("left", left)
                    .with("top", top + 18)
                    .with("itemWidth", 12)
                    .with("itemHeight", 150)
                    .with("text", List.of(highText, lowText))
                    .with("textStyle", Json.object("color", Style.INK, "fontSize", 12))
                    .with("inRange", Json.object("color", colours));
        }
    }
}
