package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.Evaluation;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Status;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.analysis.AnalysisOptions;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.ModelScore;
import org.tamor.combination.analysis.StudyAnalyser;
import org.tamor.combination.curve.GrowthRate;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.ColourScale;
import org.tamor.report.figure.ConventionName;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.Style;

/// Scores simulated dose matrices under every convention, by cell number and by growth rate.
///
/// The matrices have no noise, so there is nothing to test: the figure shows the mean excess over
/// all combinations, expected less simulated, and the data what each convention would find in a
/// drug combined with itself.
final class ConventionFigures {

    private static final int ROW = 25;
    private static final int LEFT = 330;
    private static final int TOP = 44;
    private static final int BELOW = 150;
    private static final double LEAST_LIMIT = 10;

    private final Readings readings;

    ConventionFigures(Readings readings) {
        this.readings = readings;
    }

    /// One column of the figure.
    private record Column(String panel, String scale, CombinationAnalysis analysis) {

        String label() {
            return panel + ", " + scale;
        }
    }

    Figure build(FigureSpec.Synergy spec) {
        List<String> notes = new ArrayList<>();
        List<Column> columns = columns(spec, notes);
        notes.addAll(readings.takeMissing());
        List<List<Optional<ModelScore>>> rows = List.copyOf(rows(columns).values());
        double limit = LEAST_LIMIT;
        for (Column column : columns) {
            for (ModelScore score : scores(column)) {
                limit =
                        score.mean().isDefined()
                                ? Math.max(limit, 100 * Math.abs(score.mean().value()))
                                : limit;
            }
        }
        ChartParts chart = new ChartParts();
        if (!columns.isEmpty()) {
            draw(chart, columns, rows, Math.ceil(limit / 5) * 5);
        }
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Mean excess of %s with %s by %d conventions in %d columns; positive is"
                                + " synergy.",
                        spec.y().name(),
                        spec.x().name(),
                        rows.size(),
                        columns.size()),
                TOP + ROW * rows.size() + BELOW,
                chart.option(),
                data(columns),
                notes);
    }

    private List<Column> columns(FigureSpec.Synergy spec, List<String> notes) {
        List<CombinationBlock> blocks = new ArrayList<>();
        List<String> panels = new ArrayList<>();
        List<ResponseScale> scales =
                spec.start().isPresent()
                        ? List.of(ResponseScale.VIABILITY, ResponseScale.GROWTH_RATE)
                        : List.of(ResponseScale.VIABILITY);
        for (FigureSpec.MatrixPanel panel : spec.panels()) {
            for (ResponseScale scale : scales) {
                blocks.add(block(spec, panel, scale));
                panels.add(panel.label());
            }
        }
        CombinationStudy study =
                StudyAnalyser.analyse(
                        blocks, AnalysisOptions.standard().draws(0).detailed(0), done -> {});
        List<Column> columns = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            int index = Integer.parseInt(analysis.block().name());
            columns.add(
                    new Column(
                            panels.get(index), name(scales.get(index % scales.size())), analysis));
        }
        for (CombinationStudy.Unusable block : study.unusable()) {
            int index = Integer.parseInt(block.block());
            notes.add(
                    panels.get(index)
                            + ", "
                            + name(scales.get(index % scales.size()))
                            + ": "
                            + block.reason());
        }
        return columns;
    }

    private static String name(ResponseScale scale) {
        return scale == ResponseScale.VIABILITY ? "number" : "growth rate";
    }

    /// The simulated matrix of a panel, named by its place in the list of blocks.
    private CombinationBlock block(
            FigureSpec.Synergy spec, FigureSpec.MatrixPanel panel, ResponseScale scale) {
        Map<List<Double>, String> cells = new LinkedHashMap<>();
        readings.cells(panel.cells()).forEach(cell -> cells.put(cell.doses(), cell.experiment()));
        String control = cells.getOrDefault(List.of(0.0, 0.0), "");
        OptionalDouble untreated = readings.at(spec.observable(), control, spec.time());
        List<Well> wells = new ArrayList<>();
        cells.forEach(
                (doses, experiment) -> {
                    OptionalDouble count = readings.at(spec.observable(), experiment, spec.time());
                    double response =
                            count.isEmpty() || untreated.isEmpty()
                                    ? Double.NaN
                                    : response(
                                            spec,
                                            experiment,
                                            count.getAsDouble(),
                                            untreated.getAsDouble(),
                                            scale);
                    wells.add(
                            new Well(
                                    new double[] {doses.get(0), doses.get(1)},
                                    response,
                                    "",
                                    "",
                                    WellRole.TREATED));
                });
        int index = 2 * spec.panels().indexOf(panel) + (scale == ResponseScale.VIABILITY ? 0 : 1);
        List<Drug> drugs =
                List.of(
                        new Drug(spec.y().name(), spec.y().unit()),
                        new Drug(spec.x().name(), spec.x().unit()));
        return new CombinationBlock(
                Integer.toString(spec.start().isPresent() ? index : index / 2),
                panel.label(),
                Double.NaN,
                CombinationData.of(drugs, scale, wells));
    }

    private double response(
            FigureSpec.Synergy spec,
            String experiment,
            double count,
            double untreated,
            ResponseScale scale) {
        if (scale == ResponseScale.VIABILITY) {
            return count / untreated;
        }
        OptionalDouble start =
                readings.at(spec.observable(), experiment, spec.start().getAsDouble());
        return start.isEmpty()
                ? Double.NaN
                : GrowthRate.value(count, untreated, start.getAsDouble()).value();
    }

    /// The scores of a column; those that assume a growth rate are left out, as it is known here.
    private static List<ModelScore> scores(Column column) {
        return column.analysis().scores().stream()
                .filter(score -> !score.key().startsWith("bliss-gr-"))
                .toList();
    }

    /// The scores of all columns by convention; empty where the scale has no such convention.
    private static Map<String, List<Optional<ModelScore>>> rows(List<Column> columns) {
        Map<String, List<Optional<ModelScore>>> rows = new LinkedHashMap<>();
        columns.forEach(
                column ->
                        scores(column).forEach(score -> rows.put(score.key(), new ArrayList<>())));
        rows.forEach(
                (key, row) ->
                        columns.forEach(
                                column ->
                                        row.add(
                                                scores(column).stream()
                                                        .filter(score -> score.key().equals(key))
                                                        .findFirst())));
        return rows;
    }

    private static String label(List<Optional<ModelScore>> row) {
        return row.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(ConventionName::of)
                .orElse("");
    }

    private static void draw(
            ChartParts chart,
            List<Column> columns,
            List<List<Optional<ModelScore>>> rows,
            double limit) {
        int height = ROW * rows.size();
        int width = PanelPlot.WIDTH - LEFT - 30;
        Json.JsonObject across =
                ChartParts.categoryAxis(
                        "",
                        columns.stream()
                                .map(column -> LabelPlacement.wrap(column.label(), 14))
                                .toList(),
                        0);
        across.with(
                "axisLabel",
                Json.object("interval", 0, "color", Style.INK, "fontSize", 11, "lineHeight", 14));
        int index =
                chart.categories(
                        "Mean excess (points)",
                        LEFT,
                        TOP,
                        width,
                        height,
                        across,
                        ChartParts.categoryAxis(
                                "",
                                rows.reversed().stream().map(ConventionFigures::label).toList(),
                                0));
        List<Object> cells = new ArrayList<>();
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < columns.size(); x++) {
                cells.add(cell(rows.reversed().get(y).get(x), x, y, limit));
            }
        }
        int series =
                chart.series(
                        Json.object()
                                .with("type", "heatmap")
                                .with("name", "mean excess")
                                .with("xAxisIndex", index)
                                .with("yAxisIndex", index)
                                .with("data", cells)
                                .with("label", Json.object("show", true, "fontSize", 12))
                                .with(
                                        "itemStyle",
                                        Json.object("borderColor", "#d8d8d8", "borderWidth", 0.6)));
        chart.scale(
                ColourScale.legend(
                        series,
                        -limit,
                        limit,
                        ColourScale.DIVERGING,
                        LEFT,
                        TOP + height + 82,
                        "synergy +" + Numbers.text(limit),
                        "antagonism \u2212" + Numbers.text(limit)));
    }

    private static Object cell(Optional<ModelScore> score, int x, int y, double limit) {
        Evaluation mean =
                score.map(ModelScore::mean)
                        .orElse(Evaluation.undefined(Status.UNDEFINED_MODEL, "not on this scale"));
        double points = mean.isDefined() ? 100 * mean.value() : 0;
        String text =
                score.isEmpty()
                        ? "\u2013"
                        : mean.isDefined()
                                ? String.format(Locale.ROOT, "%+.0f", points + 0.0)
                                        .replace('-', '\u2212')
                                : "\u00d7";
        return Json.object()
                .with("value", List.of(x, y, Numbers.round(points, 4)))
                .with(
                        "label",
                        Json.object()
                                .with("formatter", text)
                                .with(
                                        "color",
                                        Math.abs(points) > 0.62 * limit ? "#ffffff" : Style.INK));
    }

    private static DataTable data(List<Column> columns) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "panel",
                        "scale",
                        "convention",
                        "mean_excess_points",
                        "drug_with_itself_points",
                        "status");
        for (Column column : columns) {
            for (ModelScore score : scores(column)) {
                data.add(
                        column.panel(),
                        column.scale(),
                        ConventionName.of(score),
                        DataTable.number(100 * score.mean().value()),
                        DataTable.number(100 * score.shamBias().value()),
                        score.status());
            }
        }
        return data.build();
    }
}
