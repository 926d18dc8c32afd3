package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.ColourScale;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.Style;

/// The response matrix with its values, and beside it the excess over the primary reference with
/// marks of significance.
final class CombinationHeatMaps {

    private static final List<String> SEQUENTIAL =
            List.of("#08306b", "#1b5a9e", "#4a90c4", "#94c4df", "#cfe1f2", "#f7fbff");
    private static final int LEFT = 120;
    private static final int TOP = 40;
    private static final int BELOW = 112;
    private static final int GAP = 120;

    private CombinationHeatMaps() {}

    /// @param limit of the excess's colours, the same for all blocks
    static Figure build(
            String id, CombinationAnalysis analysis, CombinationGrid grid, double limit) {
        int rowHeight = grid.second().length > 10 ? 24 : 30;
        int height = rowHeight * grid.second().length;
        int width = (PanelPlot.WIDTH - LEFT - GAP - 24) / 2;
        double most = 100;
        for (double[] row : grid.response()) {
            for (double value : row) {
                most = Double.isFinite(value) ? Math.max(most, value) : most;
            }
        }
        ChartParts chart = new ChartParts();
        int left = LEFT;
        int right = LEFT + width + GAP;
        String model = analysis.primaryScore().identity().model();
        int response =
                heat(
                        chart,
                        grid,
                        "Response (" + grid.unit() + ")",
                        left,
                        width,
                        height,
                        most,
                        true);
        int excess =
                heat(
                        chart,
                        grid,
                        "Excess over " + model + " (points)",
                        right,
                        width,
                        height,
                        limit,
                        false);
        chart.scale(
                ColourScale.legend(
                        response,
                        0,
                        most,
                        SEQUENTIAL,
                        left,
                        TOP + height + 62,
                        Numbers.text(most),
                        "0"));
        chart.scale(
                ColourScale.legend(
                        excess,
                        -limit,
                        limit,
                        ColourScale.DIVERGING,
                        right,
                        TOP + height + 62,
                        "synergy +" + Numbers.text(limit),
                        "antagonism \u2212" + Numbers.text(limit)));
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Response matrix and excess",
                "Left: mean response of every combination; the least doses stand below and on the"
                        + " left. Right: expected by "
                        + model
                        + " less observed, so that blue is synergy and orange antagonism; white is"
                        + " no interaction. "
                        + marks(analysis),
                String.format(
                        Locale.ROOT,
                        "Heat maps of %s against %s with values.",
                        grid.name(0),
                        grid.name(1)),
                TOP + height + BELOW,
                chart.option(),
                data(grid),
                List.of());
    }

    private static String marks(CombinationAnalysis analysis) {
        return analysis.inference().isPresent()
                ? "* p < 0.05, ** p < 0.01, *** p < 0.001, adjusted for the number of combinations."
                : "No marks of significance: the block was not simulated.";
    }

    private static int heat(
            ChartParts chart,
            CombinationGrid grid,
            String title,
            int left,
            int width,
            int height,
            double limit,
            boolean response) {
        int[] columns = response ? all(grid.first()) : grid.mixedColumns();
        int[] rows = response ? all(grid.second()) : grid.mixedRows();
        int index =
                chart.categories(
                        title,
                        left,
                        TOP,
                        width,
                        height,
                        ChartParts.categoryAxis(grid.name(0), labels(grid.first(), columns), 30),
                        ChartParts.categoryAxis(
                                grid.name(1), labels(grid.second(), rows), grid.nameGap()));
        return chart.series(
                Json.object()
                        .with("type", "heatmap")
                        .with("name", title)
                        .with("progressive", 0)
                        .with("xAxisIndex", index)
                        .with("yAxisIndex", index)
                        .with("data", cells(grid, columns, rows, limit, response))
                        .with(
                                "label",
                                Json.object(
                                        "show",
                                        true,
                                        "fontSize",
                                        grid.first().length > 9 ? 10 : 12))
                        .with(
                                "itemStyle",
                                Json.object("borderColor", "#d8d8d8", "borderWidth", 0.6)));
    }

    private static int[] all(double[] doses) {
        return IntStream.range(0, doses.length).toArray();
    }

    private static List<String> labels(double[] doses, int[] which) {
        return CombinationGrid.labels(Arrays.stream(which).mapToDouble(i -> doses[i]).toArray());
    }

    private static List<Object> cells(
            CombinationGrid grid, int[] columns, int[] rows, double limit, boolean response) {
        List<Object> cells = new ArrayList<>();
        double[][] values = response ? grid.response() : grid.excess();
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                double value = values[rows[y]][columns[x]];
                if (!Double.isFinite(value)) {
                    continue;
                }
                boolean dark = response ? value < 0.45 * limit : Math.abs(value) > 0.62 * limit;
                long rounded = Math.round(value);
                String text =
                        (!response && rounded > 0 ? "+" : "")
                                + rounded
                                + (response ? "" : stars(grid.adjusted()[rows[y]][columns[x]]));
                cells.add(
                        Json.object()
                                .with("value", List.of(x, y, Numbers.round(value, 4)))
                                .with(
                                        "label",
                                        Json.object()
                                                .with("formatter", text.replace('-', '\u2212'))
                                                .with("color", dark ? "#ffffff" : Style.INK)));
            }
        }
        return cells;
    }

    static String stars(double probability) {
        return probability < 0.001
                ? " ***"
                : probability < 0.01 ? " **" : probability < 0.05 ? " *" : "";
    }

    private static DataTable data(CombinationGrid grid) {
        DataTable.Builder data =
                new DataTable.Builder(
                        grid.name(0),
                        grid.name(1),
                        "response_percent",
                        "excess_points",
                        "adjusted_p");
        for (int y = 0; y < grid.second().length; y++) {
            for (int x = 0; x < grid.first().length; x++) {
                if (!Double.isNaN(grid.response()[y][x])) {
                    data.add(
                            grid.first()[x],
                            grid.second()[y],
                            DataTable.number(grid.response()[y][x]),
                            DataTable.number(grid.excess()[y][x]),
                            DataTable.number(grid.adjusted()[y][x]));
                }
            }
        }
        return data.build();
    }
}
