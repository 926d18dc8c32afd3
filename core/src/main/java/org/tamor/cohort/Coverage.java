package org.tamor.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the estimates of a quantity fared over repetitions, each against the truth up to the day
/// that its own analysis used.
///
/// @param studies how many gave an estimate
/// @param intervals how many gave an interval too
/// @param covered share of these intervals that hold the truth
/// @param coveredLimit share that hold what the analysis tends to with many animals; NaN where that
///   is not known
/// @param detected share whose interval excludes 0, the power; NaN where 0 has no meaning
/// @param width mean half width of the intervals
public record Coverage(
        Quantity.Kind kind,
        String arm,
        int studies,
        int intervals,
        double truth,
        double limit,
        double estimate,
        double width,
        double covered,
        double coveredLimit,
        double detected) {

    private record Key(Quantity.Kind kind, String arm) {}

    /// The rows of all quantities.
    static List<Coverage> of(List<Repetition> repetitions) {
        Map<Key, List<Repetition.Checked>> byKey = new LinkedHashMap<>();
        for (Repetition repetition : repetitions) {
            for (Repetition.Checked one : repetition.checked()) {
                Quantity quantity = one.estimate().quantity();
                if (one.truth().isPresent()) {
                    byKey.computeIfAbsent(
                                    new Key(quantity.kind(), quantity.arm()),
                                    key -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        List<Coverage> rows = new ArrayList<>();
        for (Quantity.Kind kind : Quantity.Kind.values()) {
            byKey.forEach(
                    (key, all) -> {
                        if (key.kind() == kind) {
                            rows.add(row(key, all));
                        }
                    });
        }
        return rows;
    }

    private static Coverage row(Key key, List<Repetition.Checked> all) {
        int intervals = 0;
        int covered = 0;
        int limited = 0;
        int coveredLimit = 0;
        int detected = 0;
        double truth = 0;
        double limit = 0;
        double estimate = 0;
        double width = 0;
        for (Repetition.Checked one : all) {
            Truth.Value value = one.truth().orElseThrow();
            Estimate own = one.estimate();
            truth += value.truth() / all.size();
            limit += value.limit() / all.size();
            estimate += own.interval().estimate() / all.size();
            if (own.hasInterval()) {
                intervals++;
                width += 0.5 * (own.interval().high() - own.interval().low());
                covered += own.interval().contains(value.truth()) ? 1 : 0;
                detected += own.interval().contains(0) ? 0 : 1;
                limited += Double.isNaN(value.limit()) ? 0 : 1;
                coveredLimit += own.interval().contains(value.limit()) ? 1 : 0;
            }
        }
        return new Coverage(
                key.kind(),
                key.arm(),
                all.size(),
                intervals,
                truth,
                limit,
                estimate,
                share(width, intervals),
                share(covered, intervals),
                share(coveredLimit, limited),
                key.kind().hasNull() ? share(detected, intervals) : Double.NaN);
    }

    private static double share(double count, int of) {
        return of == 0 ? Double.NaN : count / of;
    }
}
