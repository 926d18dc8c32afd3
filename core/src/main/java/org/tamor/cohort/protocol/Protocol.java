package org.tamor.cohort.protocol;

import java.nio.file.Path;
import java.util.List;
import org.tamor.tumour.analysis.TumourOptions;

/// What is planned before a virtual study begins.
///
/// @param file as given
/// @param study folder of the study whose model the tumours follow
/// @param volume the observable that reads the volume in mm3
/// @param treatmentHour when treatment starts in the study's experiments: what they do from then on
///   is done from the allotment of an animal on, what they do before is done from its engraftment
///   on
/// @param control name of the untreated arm
/// @param blots [BlotPlan#NONE] for none
/// @param truthAnimals how many animals the truth is computed from, each in every arm
/// @param repetitions how often the study is carried out
/// @param seed the same seed gives the same animals for any number of threads
/// @param analysis chosen before the study
public record Protocol(
        String file,
        String title,
        Path study,
        String volume,
        double treatmentHour,
        List<PlannedArm> arms,
        String control,
        Randomisation randomisation,
        MeasurementPlan measurement,
        List<Variability> variability,
        BlotPlan blots,
        int truthAnimals,
        int repetitions,
        long seed,
        TumourOptions analysis) {

    public Protocol {
        arms = List.copyOf(arms);
        variability = List.copyOf(variability);
    }

    /// How many animals are allotted, those for blots among them.
    public int allotted() {
        return arms.stream().mapToInt(arm -> arm.animals() + blots.tumours()).sum();
    }

    /// With other repetitions, seed and threads.
    public Protocol with(int otherRepetitions, long otherSeed, TumourOptions otherAnalysis) {
        return new Protocol(
                file,
                title,
                study,
                volume,
                treatmentHour,
                arms,
                control,
                randomisation,
                measurement,
                variability,
                blots,
                truthAnimals,
                otherRepetitions,
                otherSeed,
                otherAnalysis);
    }

    /// With so many animals in every arm, and as many tumours engrafted for each place as before.
    public Protocol withAnimals(int animals) {
        List<PlannedArm> resized =
                arms.stream()
                        .map(arm -> new PlannedArm(arm.name(), arm.experiment(), animals))
                        .toList();
        int places = resized.stream().mapToInt(arm -> arm.animals() + blots.tumours()).sum();
        int engrafted =
                (int) Math.ceil((double) randomisation.engrafted() * places / allotted() - 1e-9);
        return new Protocol(
                file,
                title,
                study,
                volume,
                treatmentHour,
                resized,
                control,
                new Randomisation(
                        engrafted,
                        randomisation.days(),
                        randomisation.rule(),
                        randomisation.volume(),
                        randomisation.smallest(),
                        randomisation.largest(),
                        randomisation.method()),
                measurement,
                variability,
                blots,
                truthAnimals,
                repetitions,
                seed,
                analysis);
    }
}
