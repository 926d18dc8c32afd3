package org.tamor.tumour.metrics;

import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.tumour.Animal;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// What became of one tumour.
///
/// @param best least change of the volume in percent after day 10
/// @param bestAverage least running average of the change after day 10: the average at a reading is
///   that of all readings up to it, the first (0 %) among them
/// @param rate slope of the straight line of log volume on days, per day
/// @param areaRate `2 A / T^2` with A the area under `log(V / V_0)` over 0 to T, the last day: the
///   rate of the exponential with this area (Guo et al., BMC Cancer 19 (2019) 718)
/// @param relativeVolume last volume over the first
public record AnimalResponse(
        String arm,
        Animal animal,
        Evaluation best,
        Evaluation bestAverage,
        ResponseCategory category,
        Evaluation rate,
        Evaluation areaRate,
        Evaluation relativeVolume) {

    private static final double FIRST_DAY = 10;

    public static AnimalResponse of(TumourStudy study, String arm, Animal animal) {
        Evaluation best = best(animal, false);
        Evaluation average = best(animal, true);
        return new AnimalResponse(
                arm,
                animal,
                best,
                average,
                best.isDefined()
                        ? ResponseCategory.of(best.value(), average.value())
                        : ResponseCategory.NOT_EVALUABLE,
                rate(study, animal, Double.POSITIVE_INFINITY),
                areaRate(study, animal),
                animal.baseline() > 0
                        ? Evaluation.ok(animal.readings().getLast().volume() / animal.baseline())
                        : noBaseline());
    }

    /// Percent change of the volume since the first reading, for each reading.
    public static double[] changes(Animal animal) {
        return animal.readings().stream()
                .mapToDouble(one -> 100 * (one.volume() / animal.baseline() - 1))
                .toArray();
    }

    private static Evaluation noBaseline() {
        return Evaluation.undefined(Status.UNDEFINED_MODEL, "the first volume is 0");
    }

    private static Evaluation best(Animal animal, boolean averaged) {
        if (!(animal.baseline() > 0)) {
            return noBaseline();
        }
        double[] changes = changes(animal);
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < changes.length; i++) {
            sum += changes[i];
            if (animal.readings().get(i).day() - animal.firstDay() > FIRST_DAY) {
                least = Math.min(least, averaged ? sum / (i + 1) : changes[i]);
            }
        }
        return Double.isInfinite(least)
                ? Evaluation.undefined(Status.UNDEFINED_MODEL, "no reading after day 10")
                : Evaluation.ok(least);
    }

    /// The slope by least squares over the readings up to a day.
    public static Evaluation rate(TumourStudy study, Animal animal, double until) {
        List<VolumeReading> used =
                animal.readings().stream().filter(one -> one.day() <= until).toList();
        double meanDay = used.stream().mapToDouble(VolumeReading::day).average().orElse(0);
        double meanLog =
                used.stream().mapToDouble(one -> study.logarithm(one.volume())).average().orElse(0);
        double squares = 0;
        double products = 0;
        for (VolumeReading one : used) {
            double x = one.day() - meanDay;
            squares += x * x;
            products += x * (study.logarithm(one.volume()) - meanLog);
        }
        return squares > 0
                ? Evaluation.ok(products / squares)
                : Evaluation.undefined(Status.UNDEFINED_MODEL, "fewer than two days");
    }

    private static Evaluation areaRate(TumourStudy study, Animal animal) {
        double length = animal.lastDay() - animal.firstDay();
        if (!(length > 0)) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "fewer than two days");
        }
        double start = study.logarithm(animal.baseline());
        double area = 0;
        List<VolumeReading> readings = animal.readings();
        for (int i = 1; i < readings.size(); i++) {
            double width = readings.get(i).day() - readings.get(i - 1).day();
            double left = study.logarithm(readings.get(i - 1).volume()) - start;
            double right = study.logarithm(readings.get(i).volume()) - start;
            area += 0.5 * width * (left + right);
        }
        return Evaluation.ok(2 * area / (length * length));
    }
}
