package org.tamor.tumour.analysis;

import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.metrics.AnimalResponse;

/// The animals of an arm that were not measured up to the study's last day.
///
/// @param animals in the arm
/// @param early how many left before the last day of the study
/// @param forSize of these, for the size of their tumours by the file's own words
/// @param earlyRate mean growth rate per day of those that left; NaN where none has one
/// @param stayedRate likewise of those that stayed, over the same days
/// @param earlyVolume mean of the last volumes of those that left, mm3; NaN for none
public record DropOut(
        String arm,
        int animals,
        int early,
        int forSize,
        double earlyRate,
        double stayedRate,
        double earlyVolume,
        double lastDay) {

    static DropOut of(TumourStudy study, Arm arm) {
        double last = study.days()[study.days().length - 1];
        List<Animal> early =
                arm.animals().stream().filter(animal -> animal.lastDay() < last).toList();
        List<Animal> stayed =
                arm.animals().stream().filter(animal -> animal.lastDay() >= last).toList();
        double until = early.stream().mapToDouble(Animal::lastDay).max().orElse(last);
        return new DropOut(
                arm.name(),
                arm.animals().size(),
                early.size(),
                (int)
                        early.stream()
                                .filter(animal -> animal.departure() == Departure.TUMOUR_SIZE)
                                .count(),
                mean(study, early, until),
                mean(study, stayed, until),
                early.stream()
                        .mapToDouble(animal -> animal.readings().getLast().volume())
                        .average()
                        .orElse(Double.NaN),
                arm.animals().stream().mapToDouble(Animal::lastDay).max().orElse(0));
    }

    private static double mean(TumourStudy study, List<Animal> animals, double until) {
        return animals.stream()
                .map(animal -> AnimalResponse.rate(study, animal, until))
                .filter(Evaluation::isDefined)
                .mapToDouble(Evaluation::value)
                .average()
                .orElse(Double.NaN);
    }
}
