package org.tamor.report.tumour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Numbers;
import org.tamor.tumour.analysis.ArmProgression;
import org.tamor.tumour.analysis.ArmRate;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.growth.GrowthLawFit;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.metrics.DaySummary;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.survival.KaplanMeier;

/// The results of a study of tumour volumes as tables. A value that does not exist is an empty
/// cell, with its reason beside it where it has one.
final class TumourTables {

    private static final int DIGITS = 8;

    private final TumourAnalysis analysis;

    TumourTables(TumourAnalysis analysis) {
        this.analysis = analysis;
    }

    /// All tables by the name of their file.
    Map<String, DataTable> all() {
        Map<String, DataTable> tables = new LinkedHashMap<>();
        tables.put("days.csv", days());
        tables.put("animals.csv", animals());
        tables.put("inhibition.csv", inhibition());
        tables.put("rates.csv", rates());
        tables.put("progression.csv", progression());
        tables.put("survival.csv", survival());
        tables.put("growth-laws.csv", laws());
        tables.put("interaction.csv", interaction());
        tables.put("interaction-by-day.csv", course());
        tables.put("sensitivity.csv", sensitivity());
        tables.put("power.csv", power());
        tables.put("verdicts.csv", verdicts());
        return tables;
    }

    static Object cell(double value) {
        return Double.isFinite(value) ? Numbers.round(value, DIGITS) : "";
    }

    private static Object cell(Evaluation evaluation) {
        return cell(evaluation.value());
    }

    private DataTable days() {
        List<List<Object>> rows = new ArrayList<>();
        for (DaySummary day : analysis.days()) {
            rows.add(
                    List.of(
                            day.arm(),
                            day.day(),
                            day.atRisk(),
                            day.measured(),
                            cell(day.mean()),
                            cell(day.standardError()),
                            cell(day.geometricMean()),
                            cell(day.median())));
        }
        return new DataTable(
                List.of(
                        "arm",
                        "day",
                        "animals_at_risk",
                        "animals_measured",
                        "mean_mm3",
                        "standard_error_mm3",
                        "geometric_mean_mm3",
                        "median_mm3"),
                rows);
    }

    private DataTable animals() {
        List<List<Object>> rows = new ArrayList<>();
        for (AnimalResponse one : analysis.responses()) {
            rows.add(
                    List.of(
                            one.arm(),
                            one.animal().name(),
                            cell(one.animal().baseline()),
                            one.animal().lastDay(),
                            one.animal().departure().text(),
                            one.animal().reason(),
                            cell(one.best()),
                            cell(one.bestAverage()),
                            one.category().name(),
                            cell(one.rate()),
                            cell(one.areaRate()),
                            cell(one.relativeVolume())));
        }
        return new DataTable(
                List.of(
                        "arm",
                        "animal",
                        "first_volume_mm3",
                        "last_day",
                        "left_for",
                        "reason_in_file",
                        "best_response_percent",
                        "best_average_response_percent",
                        "category",
                        "growth_rate_per_day",
                        "area_growth_rate_per_day",
                        "last_relative_volume"),
                rows);
    }

    private DataTable inhibition() {
        List<List<Object>> rows = new ArrayList<>();
        for (Inhibition one : analysis.inhibitions()) {
            Map<String, Evaluation> measures = new LinkedHashMap<>();
            measures.put("treated_over_control_percent", one.treatedOverControl());
            measures.put("tumour_growth_inhibition_percent", one.growthInhibition());
            measures.put("growth_delay_days", one.growthDelay());
            measures.put("log10_cell_kill", one.logCellKill());
            measures.put("rate_inhibition_percent", one.rateInhibition());
            measures.put("area_rate_over_control_percent", one.areaRatio());
            measures.forEach(
                    (name, value) ->
                            rows.add(
                                    List.of(
                                            one.arm(),
                                            cell(one.day()),
                                            name,
                                            cell(value),
                                            value.status().name(),
                                            value.reason())));
        }
        return new DataTable(List.of("arm", "day", "measure", "value", "status", "reason"), rows);
    }

    private DataTable rates() {
        List<List<Object>> rows = new ArrayList<>();
        for (ArmRate rate : analysis.rates()) {
            rows.add(
                    List.of(
                            rate.arm(),
                            rate.day(),
                            cell(rate.perDay().estimate()),
                            cell(rate.perDay().low()),
                            cell(rate.perDay().high()),
                            cell(rate.versusControl().estimate()),
                            cell(rate.versusControl().low()),
                            cell(rate.versusControl().high()),
                            cell(rate.probability()),
                            cell(rate.adjusted())));
        }
        return new DataTable(
                List.of(
                        "arm",
                        "up_to_day",
                        "growth_rate_per_day",
                        "low",
                        "high",
                        "difference_from_control",
                        "difference_low",
                        "difference_high",
                        "p",
                        "p_adjusted"),
                rows);
    }

    private DataTable progression() {
        List<List<Object>> rows = new ArrayList<>();
        for (ArmProgression one : analysis.progression()) {
            Interval median = one.curve().medianInterval();
            rows.add(
                    List.of(
                            one.arm(),
                            one.times().size(),
                            one.events(),
                            cell(one.curve().median()),
                            cell(median.low()),
                            cell(median.high()),
                            one.hazardRatio().map(ratio -> cell(ratio.ratio())).orElse(""),
                            one.hazardRatio().map(ratio -> cell(ratio.interval().low())).orElse(""),
                            one.hazardRatio()
                                    .map(ratio -> cell(ratio.interval().high()))
                                    .orElse(""),
                            one.hazardRatio().map(ratio -> ratio.ratio().reason()).orElse(""),
                            one.versusControl().map(test -> cell(test.statistic())).orElse(""),
                            one.versusControl().map(test -> cell(test.probability())).orElse("")));
        }
        return new DataTable(
                List.of(
                        "arm",
                        "animals",
                        "progressed",
                        "median_days",
                        "median_low",
                        "median_high",
                        "hazard_ratio",
                        "hazard_ratio_low",
                        "hazard_ratio_high",
                        "reason",
                        "log_rank_chi_squared",
                        "log_rank_p"),
                rows);
    }

    private DataTable survival() {
        List<List<Object>> rows = new ArrayList<>();
        for (ArmProgression one : analysis.progression()) {
            for (KaplanMeier.Step step : one.curve().steps()) {
                rows.add(
                        List.of(
                                one.arm(),
                                cell(step.time()),
                                step.atRisk(),
                                step.events(),
                                step.censored(),
                                cell(step.survival()),
                                cell(step.low()),
                                cell(step.high())));
            }
        }
        return new DataTable(
                List.of(
                        "arm",
                        "day",
                        "at_risk",
                        "progressed",
                        "censored",
                        "without_progression",
                        "low",
                        "high"),
                rows);
    }

    private DataTable laws() {
        List<List<Object>> rows = new ArrayList<>();
        for (List<GrowthLawFit> fits : analysis.laws()) {
            double best = fits.getFirst().criterion().value();
            for (GrowthLawFit fit : fits) {
                rows.add(
                        List.of(
                                fit.arm(),
                                fit.law().text(),
                                cell(fit.rate()),
                                cell(fit.limit()),
                                fit.limit().reason(),
                                cell(fit.deviation()),
                                cell(fit.criterion()),
                                cell(fit.criterion().value() - best),
                                fit.criterion().reason()));
            }
        }
        return new DataTable(
                List.of(
                        "arm",
                        "law",
                        "rate_per_day",
                        "limit_mm3_or_mm3_per_day",
                        "limit_remark",
                        "deviation_log",
                        "aicc",
                        "aicc_above_best",
                        "remark"),
                rows);
    }

    private static final List<String> SCORE_COLUMNS =
            List.of(
                    "combination",
                    "reference",
                    "up_to_day",
                    "excess_per_day",
                    "low",
                    "high",
                    "standard_error",
                    "degrees_of_freedom",
                    "score",
                    "p",
                    "index",
                    "index_low",
                    "index_high",
                    "verdict",
                    "reason");

    private static List<Object> row(InteractionAnalysis interaction, InteractionScore score) {
        return new ArrayList<>(
                List.of(
                        interaction.design().combination(),
                        score.reference().text(),
                        score.day(),
                        cell(score.excess()),
                        cell(score.interval().low()),
                        cell(score.interval().high()),
                        cell(score.standardError()),
                        cell(score.degreesOfFreedom()),
                        cell(score.score()),
                        cell(score.probability()),
                        cell(score.index().estimate()),
                        cell(score.index().low()),
                        cell(score.index().high()),
                        score.direction().text(),
                        score.excess().reason()));
    }

    private DataTable interaction() {
        List<List<Object>> rows = new ArrayList<>();
        for (InteractionAnalysis interaction : analysis.interactions()) {
            for (InteractionScore score : interaction.scores()) {
                List<Object> row = row(interaction, score);
                row.add(cell(score.bootstrap().low()));
                row.add(cell(score.bootstrap().high()));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(SCORE_COLUMNS);
        columns.add("bootstrap_low");
        columns.add("bootstrap_high");
        return new DataTable(columns, rows);
    }

    private DataTable course() {
        List<List<Object>> rows = new ArrayList<>();
        for (InteractionAnalysis interaction : analysis.interactions()) {
            for (InteractionAnalysis.CoursePoint point : interaction.course()) {
                List<Object> row = row(interaction, point.score());
                row.add(cell(point.adjusted()));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(SCORE_COLUMNS);
        columns.add("p_adjusted_over_days");
        return new DataTable(columns, rows);
    }

    private DataTable sensitivity() {
        List<List<Object>> rows = new ArrayList<>();
        for (InteractionAnalysis one : analysis.interactions()) {
            one.ownRates()
                    .ifPresent(
                            contrast ->
                                    rows.add(
                                            sensitivity(
                                                    one,
                                                    "each animal's own rate, per day",
                                                    contrast)));
            one.bent()
                    .ifPresent(
                            contrast ->
                                    rows.add(
                                            sensitivity(
                                                    one,
                                                    "rates that change with time, mean per day",
                                                    contrast)));
            one.onLastDay()
                    .ifPresent(
                            contrast ->
                                    rows.add(
                                            sensitivity(
                                                    one,
                                                    "log volume on day "
                                                            + Numbers.text(one.lastDay())
                                                            + ", animals left only (biased)",
                                                    contrast)));
        }
        return new DataTable(
                List.of(
                        "combination",
                        "what",
                        "excess_by_bliss",
                        "low",
                        "high",
                        "degrees_of_freedom",
                        "p"),
                rows);
    }

    private List<Object> sensitivity(InteractionAnalysis one, String what, Contrast contrast) {
        Interval interval = contrast.interval(analysis.options().level());
        return List.of(
                one.design().combination(),
                what,
                cell(interval.estimate()),
                cell(interval.low()),
                cell(interval.high()),
                cell(contrast.degreesOfFreedom()),
                cell(contrast.probability()));
    }

    private DataTable power() {
        List<List<Object>> rows = new ArrayList<>();
        for (InteractionAnalysis one : analysis.interactions()) {
            for (double[] point : one.plan().power()) {
                rows.add(List.of(one.design().combination(), point[0], cell(point[1])));
            }
        }
        return new DataTable(
                List.of("combination", "animals_per_arm", "power_for_measured_excess"), rows);
    }

    private DataTable verdicts() {
        List<List<Object>> rows = new ArrayList<>();
        for (InteractionAnalysis one : analysis.interactions()) {
            String name = one.design().combination();
            rows.add(List.of(name, "verdict", one.verdict().headline()));
            one.verdict().flips().forEach(text -> rows.add(List.of(name, "depends on", text)));
            one.verdict().dropOut().forEach(text -> rows.add(List.of(name, "animals left", text)));
            one.verdict().advice().forEach(text -> rows.add(List.of(name, "next study", text)));
        }
        analysis.notes().forEach(text -> rows.add(List.of("", "not computed", text)));
        return new DataTable(List.of("combination", "kind", "sentence"), rows);
    }
}
