package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.ColourScale;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Style;

/// The excess as a landscape seen from above, on logarithmic dose axes: bands of one colour between
/// contour lines, linear in the logarithm of dose between the tested doses.
final class ContourFigure {

    private static final int STEPS = 80;
    private static final int LEFT = 120;
    private static final int TOP = 40;
    private static final int SIDE = 380;

    private ContourFigure() {}

    /// @param limit of the colours, as in the heat map
    static Figure build(
            String id, CombinationAnalysis analysis, CombinationGrid grid, double limit) {
        int[] columns = grid.mixedColumns();
        int[] rows = grid.mixedRows();
        ChartParts chart = new ChartParts();
        DataTable.Builder data = new DataTable.Builder(grid.name(0), grid.name(1), "excess_points");
        double[] x = logs(grid.first(), columns);
        double[] y = logs(grid.second(), rows);
        String model = analysis.primaryScore().identity().model();
        int index =
                chart.categories(
                        "Excess over " + model + " (points)",
                        LEFT,
                        TOP,
                        SIDE + 240,
                        SIDE,
                        ChartParts.categoryAxis(grid.name(0), ticks(grid.first(), columns, x), 30),
                        ChartParts.categoryAxis(
                                grid.name(1), ticks(grid.second(), rows, y), grid.nameGap()));
        List<Object> cells = new ArrayList<>();
        for (int j = 0; j <= STEPS; j++) {
            for (int i = 0; i <= STEPS; i++) {
                double u = x[0] + (x[x.length - 1] - x[0]) * i / STEPS;
                double v = y[0] + (y[y.length - 1] - y[0]) * j / STEPS;
                double value = at(grid, columns, rows, x, y, u, v);
                if (Double.isFinite(value)) {
                    cells.add(List.of(i, j, Numbers.round(value, 3)));
                    data.add(
                            Numbers.round(Math.exp(u), 5),
                            Numbers.round(Math.exp(v), 5),
                            Numbers.round(value, 5));
                }
            }
        }
        int series =
                chart.series(
                        Json.object()
                                .with("type", "heatmap")
                                .with("name", "excess")
                                .with("progressive", 0)
                                .with("xAxisIndex", index)
                                .with("yAxisIndex", index)
                                .with("data", cells)
                                .with("label", Json.object("show", false)));
        chart.scale(pieces(series, limit));
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Contours of the excess",
                "The tested combinations on logarithmic dose axes; between them the excess is"
                    + " interpolated, not measured. Blue is synergy, orange antagonism, white the"
                    + " band around no interaction.",
                "Contour map of the excess over " + model + ".",
                TOP + SIDE + 70,
                chart.option(),
                data.build(),
                List.of());
    }

    private static double[] logs(double[] all, int[] which) {
        return Arrays.stream(which).mapToDouble(i -> Math.log(all[i])).toArray();
    }

    /// One label for each step; empty but where a tested dose stands.
    private static List<String> ticks(double[] all, int[] which, double[] logs) {
        String[] labels = new String[STEPS + 1];
        Arrays.fill(labels, "");
        double span = logs[logs.length - 1] - logs[0];
        for (int i = 0; i < which.length; i++) {
            int at = span > 0 ? (int) Math.round(STEPS * (logs[i] - logs[0]) / span) : 0;
            labels[at] = Numbers.text(all[which[i]]);
        }
        return List.of(labels);
    }

    private static double at(
            CombinationGrid grid,
            int[] columns,
            int[] rows,
            double[] x,
            double[] y,
            double u,
            double v) {
        int i = below(x, u);
        int j = below(y, v);
        int i2 = Math.min(i + 1, x.length - 1);
        int j2 = Math.min(j + 1, y.length - 1);
        double s = i2 == i ? 0 : (u - x[i]) / (x[i2] - x[i]);
        double t = j2 == j ? 0 : (v - y[j]) / (y[j2] - y[j]);
        double lower =
                mix(grid.excess()[rows[j]][columns[i]], grid.excess()[rows[j]][columns[i2]], s);
        double upper =
                mix(grid.excess()[rows[j2]][columns[i]], grid.excess()[rows[j2]][columns[i2]], s);
        return mix(lower, upper, t);
    }

    private static double mix(double a, double b, double share) {
        return share == 0 ? a : share == 1 ? b : (1 - share) * a + share * b;
    }

    private static int below(double[] values, double value) {
        int i = 0;
        while (i < values.length - 2 && values[i + 1] <= value) {
            i++;
        }
        return i;
    }

    /// Nine bands: the middle one, around 0, is white.
    private static Json.JsonObject pieces(int series, double limit) {
        List<Object> pieces = new ArrayList<>();
        int bands = ColourScale.DIVERGING.size();
        double width = 2 * limit / bands;
        for (int k = bands - 1; k >= 0; k--) {
            double low = Numbers.round(-limit + k * width, 3);
            double high = Numbers.round(-limit + (k + 1) * width, 3);
            String label =
                    Numbers.text(low, 2)
                            + " to "
                            + Numbers.text(high, 2)
                            + (k == bands - 1 ? "  synergy" : k == 0 ? "  antagonism" : "");
            Json.JsonObject piece =
                    Json.object("color", ColourScale.DIVERGING.get(k), "label", label);
            if (k > 0) {
                piece.with("gte", low);
            }
            if (k < bands - 1) {
                piece.with("lt", high);
            }
            pieces.add(piece);
        }
        return Json.object()
                .with("type", "piecewise")
                .with("seriesIndex", List.of(series))
                .with("dimension", 2)
                .with("pieces", pieces)
                .with("left", LEFT + SIDE + 262)
                .with("top", TOP + 20)
                .with("align", "left")
                .with("itemSymbol", "rect")
                .with("itemWidth", 22)
                .with("itemHeight", 16)
                .with("textStyle", Json.object("color", Style.INK, "fontSize", 12));
    }
}
