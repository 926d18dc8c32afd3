package org.tamor.report.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tamor.combination.Evaluation;
import org.tamor.combination.analysis.CellLineContrast;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.combination.analysis.IndexTable;
import org.tamor.combination.analysis.ModelScore;
import org.tamor.combination.analysis.SingleDrug;
import org.tamor.combination.analysis.SurfaceParameter;
import org.tamor.combination.inference.CellScore;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.SynergyTest;
import org.tamor.report.figure.DataTable;

/// The tables of a combination analysis. Responses and excesses are canonical, as a share of the
/// control; a cell without a value is empty.
final class CombinationTables {

    private final CombinationStudy study;

    CombinationTables(CombinationStudy study) {
        this.study = study;
    }

    /// All tables by file name.
    Map<String, DataTable> all() {
        Map<String, DataTable> tables = new LinkedHashMap<>();
        tables.put("scores.csv", scores());
        tables.put("cells.csv", cells());
        tables.put("curves.csv", curves());
        tables.put("surfaces.csv", surfaces());
        tables.put("contrasts.csv", contrasts());
        tables.put("verdicts.csv", verdicts());
        return tables;
    }

    private static Object number(double value) {
        return Double.isNaN(value) ? "" : value;
    }

    private static Object value(Evaluation evaluation) {
        return number(evaluation.value());
    }

    /// What names a block in every table.
    private static List<Object> block(DoseResponses alone) {
        List<Object> cells = new ArrayList<>();
        cells.add(alone.block().name());
        cells.add(alone.names());
        cells.add(alone.block().cellLine());
        cells.add(number(alone.block().hours()));
        return cells;
    }

    private static List<String> columns(String... further) {
        List<String> columns = new ArrayList<>(List.of("block", "drugs", "cell_line", "hours"));
        columns.addAll(List.of(further));
        return columns;
    }

    private static List<Object> row(CombinationAnalysis analysis, Object... further) {
        return row(analysis.alone(), further);
    }

    private static List<Object> row(DoseResponses alone, Object... further) {
        List<Object> row = block(alone);
        row.addAll(List.of(further));
        return row;
    }

    private DataTable scores() {
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            for (ModelScore score : analysis.scores()) {
                rows.add(
                        row(
                                analysis,
                                score.key(),
                                score.key().equals(study.options().primary())
                                        ? "primary"
                                        : "sensitivity",
                                score.identity().model(),
                                score.identity().scale().toString(),
                                score.identity().source().toString(),
                                score.identity().convention().toString(),
                                score.identity().version(),
                                score.assumption(),
                                value(score.mean()),
                                number(score.excess().estimate()),
                                number(score.excess().low()),
                                number(score.excess().high()),
                                score.basis().toString(),
                                number(score.probability()),
                                number(score.adjusted()),
                                score.direction().text(),
                                score.table().synergy() / analysis.unit(),
                                score.table().antagonism() / analysis.unit(),
                                score.shamCompliant() ? "yes" : "no",
                                value(score.shamBias()),
                                score.table().undefinedShare(),
                                score.status()));
            }
        }
        return new DataTable(
                columns(
                        "key",
                        "role",
                        "model",
                        "scale",
                        "single_drugs",
                        "convention",
                        "version",
                        "assumption",
                        "mean_excess",
                        "excess",
                        "low",
                        "high",
                        "interval_from",
                        "p",
                        "adjusted_p",
                        "verdict",
                        "mean_synergy",
                        "mean_antagonism",
                        "sham_compliant",
                        "sham_bias",
                        "share_undefined",
                        "status"),
                rows);
    }

    /// One row for each combination; expected responses of all references of the data's own scale
    /// in columns.
    private DataTable cells() {
        int most =
                study.analyses().stream()
                        .mapToInt(a -> a.block().data().drugs().size())
                        .max()
                        .orElse(2);
        List<String> keys =
                study.analyses().stream()
                        .flatMap(analysis -> analysis.scores().stream())
                        .filter(score -> !score.key().startsWith("bliss-gr-"))
                        .map(ModelScore::key)
                        .distinct()
                        .toList();
        List<String> columns = columns();
        for (int i = 1; i <= most; i++) {
            columns.add("dose" + i);
        }
        columns.addAll(
                List.of(
                        "wells",
                        "observed",
                        "expected",
                        "excess",
                        "band_low",
                        "band_high",
                        "adjusted_p",
                        "combination_index"));
        for (int i = 1; i <= most; i++) {
            columns.add("dose_reduction_index" + i);
        }
        columns.add("status");
        keys.forEach(key -> columns.add("expected_" + key));
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            for (int i = 0; i < analysis.primaryScore().table().cells().size(); i++) {
                rows.add(cell(analysis, i, most, keys));
            }
        }
        return new DataTable(columns, rows);
    }

    private static List<Object> cell(
            CombinationAnalysis analysis, int index, int most, List<String> keys) {
        double unit = analysis.unit();
        CellScore primary = analysis.primaryScore().table().cells().get(index);
        List<Object> row = block(analysis.alone());
        double[] doses = primary.doses();
        for (int i = 0; i < most; i++) {
            row.add(i < doses.length ? doses[i] : "");
        }
        Optional<SynergyTest.CellTest> test = test(analysis, doses);
        row.add(primary.wells());
        row.add(primary.observed() / unit);
        row.add(number(primary.expected().value() / unit));
        row.add(number(primary.excess().value() / unit));
        row.add(test.map(found -> number(found.excess().low() / unit)).orElse(""));
        row.add(test.map(found -> number(found.excess().high() / unit)).orElse(""));
        row.add(test.map(found -> number(found.probability())).orElse(""));
        row.add(analysis.index().map(table -> index(table, index)).orElse(""));
        for (int i = 0; i < most; i++) {
            int drug = i;
            row.add(analysis.index().map(table -> reduction(table, index, drug)).orElse(""));
        }
        row.add(primary.excess().reason());
        Map<String, ModelScore> byKey = new TreeMap<>();
        analysis.scores().forEach(score -> byKey.put(score.key(), score));
        for (String key : keys) {
            ModelScore score = byKey.get(key);
            row.add(
                    score == null
                            ? ""
                            : number(score.table().cells().get(index).expected().value() / unit));
        }
        return row;
    }

    private static Object index(IndexTable table, int row) {
        return value(table.rows().get(row).index());
    }

    private static Object reduction(IndexTable table, int row, int drug) {
        List<Evaluation> reductions = table.rows().get(row).reductions();
        return drug < reductions.size() ? value(reductions.get(drug)) : "";
    }

    private static Optional<SynergyTest.CellTest> test(
            CombinationAnalysis analysis, double[] doses) {
        return analysis.inference()
                .flatMap(
                        found ->
                                found.cells().stream()
                                        .filter(cell -> Arrays.equals(cell.doses(), doses))
                                        .findFirst());
    }

    private DataTable curves() {
        List<List<Object>> rows = new ArrayList<>();
        List<DoseResponses> blocks = new ArrayList<>();
        study.analyses().forEach(analysis -> blocks.add(analysis.alone()));
        blocks.addAll(study.alone());
        for (DoseResponses alone : blocks) {
            for (SingleDrug drug : alone.drugs()) {
                rows.add(
                        row(
                                alone,
                                drug.drug().name(),
                                drug.drug().unit(),
                                drug.fit().shape().toString(),
                                drug.fit().hill().baseline() / alone.unit(),
                                drug.fit().hill().limit() / alone.unit(),
                                drug.fit().hill().slope(),
                                number(drug.relative().estimate()),
                                number(drug.relative().low()),
                                number(drug.relative().high()),
                                number(drug.robustRelative()),
                                value(drug.absolute()),
                                number(drug.absoluteInterval().low()),
                                number(drug.absoluteInterval().high()),
                                drug.absolute().reason(),
                                number(drug.areaUnder()),
                                number(drug.fit().flatProbability()),
                                number(Math.sqrt(drug.fit().residualVariance()) / alone.unit()),
                                drug.fit().converged() ? "yes" : "no"));
            }
        }
        return new DataTable(
                columns(
                        "drug",
                        "unit",
                        "shape",
                        "E0",
                        "Em",
                        "slope",
                        "relative_EC50",
                        "relative_low",
                        "relative_high",
                        "robust_relative_EC50",
                        "absolute_IC50",
                        "absolute_low",
                        "absolute_high",
                        "absolute_status",
                        "area_under",
                        "flat_p",
                        "residual_deviation",
                        "converged"),
                rows);
    }

    private DataTable surfaces() {
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            analysis.surfaces()
                    .ifPresent(
                            surfaces -> {
                                surfaces.musyc()
                                        .forEach(
                                                parameter ->
                                                        rows.add(parameter(analysis, parameter)));
                                rows.add(parameter(analysis, surfaces.kappa()));
                                surfaces.effectiveDose()
                                        .forEach(
                                                parameter ->
                                                        rows.add(parameter(analysis, parameter)));
                            });
        }
        return new DataTable(
                columns("parameter", "meaning", "estimate", "low", "high", "verdict", "status"),
                rows);
    }

    private static List<Object> parameter(
            CombinationAnalysis analysis, SurfaceParameter parameter) {
        return row(
                analysis,
                parameter.name(),
                parameter.meaning(),
                value(parameter.estimate()),
                number(parameter.interval().low()),
                number(parameter.interval().high()),
                parameter.direction().text(),
                parameter.estimate().reason());
    }

    private DataTable contrasts() {
        List<List<Object>> rows = new ArrayList<>();
        for (CellLineContrast contrast : study.contrasts()) {
            Interval excess = contrast.contrast().excess().interval();
            rows.add(
                    List.of(
                            contrast.first(),
                            contrast.second(),
                            "difference of excess, " + contrast.what(),
                            "",
                            "",
                            excess.estimate(),
                            number(excess.low()),
                            number(excess.high()),
                            number(contrast.contrast().excess().probability()),
                            ""));
            for (CellLineContrast.Fold fold : contrast.folds()) {
                rows.add(
                        List.of(
                                fold.block(),
                                "",
                                "fold re-sensitisation of " + fold.drug(),
                                fold.partner().name(),
                                fold.partnerDose(),
                                value(fold.value().fold()),
                                number(fold.value().interval().low()),
                                number(fold.value().interval().high()),
                                "",
                                fold.value().fold().reason()));
            }
        }
        return new DataTable(
                List.of(
                        "first",
                        "second",
                        "quantity",
                        "partner",
                        "partner_dose",
                        "estimate",
                        "low",
                        "high",
                        "p",
                        "status"),
                rows);
    }

    private DataTable verdicts() {
        List<List<Object>> rows = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            rows.add(
                    row(
                            analysis,
                            analysis.primaryScore().verdict(),
                            analysis.verdict().headline(),
                            String.join("; ", analysis.verdict().synergy()),
                            String.join("; ", analysis.verdict().antagonism()),
                            String.join("; ", analysis.verdict().neither()),
                            String.join(" ", analysis.verdict().flips()),
                            String.join(" ", analysis.verdict().efficacyAndPotency()),
                            String.join(" ", analysis.verdict().advice()),
                            analysis.detailed() ? "in detail" : "screened"));
        }
        study.unusable()
                .forEach(
                        block ->
                                rows.add(
                                        List.of(
                                                block.block(),
                                                "",
                                                "",
                                                "",
                                                "not analysed",
                                                block.reason(),
                                                "",
                                                "",
                                                "",
                                                "",
                                                "",
                                                "",
                                                block.code())));
        return new DataTable(
                columns(
                        "verdict",
                        "headline",
                        "synergy_by",
                        "antagonism_by",
                        "neither_by",
                        "depends_on",
                        "efficacy_and_potency",
                        "next_plate",
                        "analysis"),
                rows);
    }
}
