package org.tamor.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tamor.cohort.protocol.Variability;

/// The tables of a trial, as rows of cells with the header first.
public final class TrialTables {

    private TrialTables() {}

    /// What `tamor mouse` reads: a row for each animal and day.
    public static List<List<Object>> volumes(VirtualStudy study) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("treatment", "mouse", "day", "volume (mm3)", "reason"));
        for (VirtualAnimal animal : study.animals()) {
            List<VirtualAnimal.Reading> taken =
                    animal.readings().stream().filter(VirtualAnimal.Reading::taken).toList();
            for (VirtualAnimal.Reading one : taken) {
                boolean last = one.equals(taken.getLast());
                rows.add(
                        List.of(
                                animal.arm(),
                                animal.name(),
                                one.day(),
                                one.measured(),
                                last ? animal.reason() : ""));
            }
        }
        return rows;
    }

    /// What each animal truly is, with its true volume on every planned day.
    public static List<List<Object>> animals(VirtualStudy study) {
        List<Object> header = new ArrayList<>(List.of("mouse", "treatment", "allotted_day"));
        header.add("departure");
        List<String> names =
                study.animals().isEmpty()
                        ? List.of()
                        : List.copyOf(study.animals().getFirst().own().keySet());
        header.addAll(names);
        study.protocol().measurement().days().forEach(day -> header.add("true_volume_day_" + day));
        List<List<Object>> rows = new ArrayList<>();
        rows.add(header);
        for (VirtualAnimal animal : study.animals()) {
            List<Object> row = new ArrayList<>();
            row.add(animal.name());
            row.add(animal.arm());
            row.add(animal.allotted());
            row.add(animal.departure().text());
            names.forEach(name -> row.add(animal.own().getOrDefault(name, Double.NaN)));
            animal.readings().forEach(one -> row.add(one.truth()));
            rows.add(row);
        }
        return rows;
    }

    public static List<List<Object>> blots(VirtualStudy study) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("treatment", "mouse", "hour", "observable", "measured", "truth"));
        for (BlotReading one : study.blots()) {
            rows.add(
                    List.of(
                            one.arm(),
                            one.animal(),
                            one.hour(),
                            one.observable(),
                            one.measured(),
                            one.truth()));
        }
        return rows;
    }

    public static List<List<Object>> truth(Truth truth) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("quantity", "arm", "day", "truth", "standard_error", "limit", "unit"));
        for (Truth.Value one : truth.values()) {
            Quantity quantity = one.quantity();
            rows.add(
                    List.of(
                            quantity.kind().text(),
                            quantity.arm(),
                            quantity.day(),
                            one.truth(),
                            one.standardError(),
                            defined(one.limit()),
                            quantity.kind().unit()));
        }
        return rows;
    }

    /// Every estimate of every repetition beside its truth.
    public static List<List<Object>> repetitions(List<Repetition> repetitions) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "study",
                        "quantity",
                        "arm",
                        "day",
                        "estimate",
                        "low",
                        "high",
                        "truth",
                        "limit"));
        for (Repetition repetition : repetitions) {
            for (Repetition.Checked one : repetition.checked()) {
                Estimate estimate = one.estimate();
                rows.add(
                        List.of(
                                repetition.number(),
                                estimate.quantity().kind().text(),
                                estimate.quantity().arm(),
                                estimate.quantity().day(),
                                estimate.interval().estimate(),
                                defined(estimate.interval().low()),
                                defined(estimate.interval().high()),
                                one.truth().map(value -> defined(value.truth())).orElse(""),
                                one.truth().map(value -> defined(value.limit())).orElse("")));
            }
        }
        return rows;
    }

    public static List<List<Object>> coverage(List<Coverage> coverage) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "quantity",
                        "arm",
                        "studies",
                        "truth",
                        "limit",
                        "mean_estimate",
                        "mean_half_width",
                        "covered",
                        "covered_limit",
                        "detected"));
        for (Coverage one : coverage) {
            rows.add(
                    List.of(
                            one.kind().text(),
                            one.arm(),
                            one.studies(),
                            one.truth(),
                            defined(one.limit()),
                            one.estimate(),
                            defined(one.width()),
                            defined(one.covered()),
                            defined(one.coveredLimit()),
                            defined(one.detected())));
        }
        return rows;
    }

    /// How often effects are found, by animals in each arm.
    public static List<List<Object>> power(Map<Integer, List<Coverage>> sizes) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("animals", "quantity", "arm", "studies", "covered", "detected"));
        sizes.forEach(
                (animals, coverage) ->
                        coverage.stream()
                                .filter(one -> one.kind().hasNull())
                                .forEach(
                                        one ->
                                                rows.add(
                                                        List.of(
                                                                animals,
                                                                one.kind().text(),
                                                                one.arm(),
                                                                one.studies(),
                                                                defined(one.covered()),
                                                                defined(one.detected())))));
        return rows;
    }

    /// How animals differ by the plan.
    public static List<List<Object>> variability(List<Variability> variability) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("quantity", "coefficient_of_variation", "unit", "grade", "source"));
        for (Variability one : variability) {
            rows.add(
                    List.of(
                            one.name(),
                            one.coefficient(),
                            one.unit(),
                            one.grade().name(),
                            one.source()));
        }
        return rows;
    }

    /// The days on which animals were allotted, after engraftment.
    public static List<Double> allottedDays(VirtualStudy study) {
        return List.copyOf(
                new TreeSet<>(study.animals().stream().map(VirtualAnimal::allotted).toList()));
    }

    private static Object defined(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
