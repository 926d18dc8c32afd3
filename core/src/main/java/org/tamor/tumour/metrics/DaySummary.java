package org.tamor.tumour.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;

/// An arm on one day.
///
/// @param atRisk animals measured on this day or later
/// @param measured animals measured on this day
/// @param mean of the volumes measured, mm3
/// @param standardError of the mean; NaN for one animal
/// @param geometricMean volumes of 0 taken as the floor of the study
public record DaySummary(
        String arm,
        double day,
        int atRisk,
        int measured,
        double mean,
        double standardError,
        double geometricMean,
        double median) {

    /// Every arm on every day on which one of its animals was measured.
    public static List<DaySummary> of(TumourStudy study) {
        List<DaySummary> summaries = new ArrayList<>();
        for (Arm arm : study.arms()) {
            for (double day : study.days()) {
                double[] volumes =
                        arm.animals().stream()
                                .flatMapToDouble(animal -> animal.volumeOn(day).stream())
                                .sorted()
                                .toArray();
                if (volumes.length > 0) {
                    summaries.add(summary(study, arm, day, volumes));
                }
            }
        }
        return summaries;
    }

    private static DaySummary summary(TumourStudy study, Arm arm, double day, double[] sorted) {
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElse(0);
        double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
        double logarithm = Arrays.stream(sorted).map(study::logarithm).average().orElse(0);
        return new DaySummary(
                arm.name(),
                day,
                atRisk(arm, day),
                n,
                mean,
                n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN,
                Math.exp(logarithm),
                0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]));
    }

    /// How many animals of an arm were measured on a day or later.
    public static int atRisk(Arm arm, double day) {
        return (int)
                arm.animals().stream().map(Animal::lastDay).filter(last -> last >= day).count();
    }
}
