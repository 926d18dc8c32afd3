package org.tamor.cli.console;

import java.nio.file.Path;
import java.util.Optional;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabParameter;
import org.tamor.study.Study;

/// The ensemble that a command is given, or else that of the study.
public final class StudyEnsemble {

    private StudyEnsemble() {}

    /// One that knows measurements alone, or nothing but the prior.
    ///
    /// @throws BadInputException where there is none, or the one given knows the sentences too
    public static Ensemble of(Study study, Optional<Path> file) {
        return file.map(given -> ofMeasurements(study, given))
                .or(study::ensemble)
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "study.no-ensemble",
                                        Location.ofFile(study.folder().toString()),
                                        "the study has no ensemble; make one with tamor anneal or"
                                                + " tamor sample and give it with --ensemble"));
    }

    /// Vectors of the study's parameters, whatever they know.
    public static Ensemble read(Study study, Path file) {
        return EnsembleFile.read(
                file, study.problem().parameters().stream().map(PetabParameter::id).toList());
    }

    /// Vectors that the study's sentences may still be applied to.
    ///
    /// @throws BadInputException where they know the sentences
    public static Ensemble ofMeasurements(Study study, Path file) {
        Ensemble ensemble = read(study, file);
        if (ensemble.knowsSentences()) {
            throw new BadInputException(
                    "study.ensemble-knows-sentences",
                    Location.ofFile(file.toString()).withElement("knows"),
                    "these vectors agree with the study's sentences already, which would count"
                            + " twice; give an ensemble that knows the measurements only, or name"
                            + " this one in the study as sentence_ensemble_file");
        }
        return ensemble;
    }
}
