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

    public static Ensemble of(Study study, Optional<Path> file) {
        return file.map(given -> read(study, given))
                .or(study::ensemble)
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "study.no-ensemble",
                                        Location.ofFile(study.folder().toString()),
                                        "the study has no ensemble; make one with tamor anneal or"
                                                + " tamor sample and give it with --ensemble"));
    }

    public static Ensemble read(Study study, Path file) {
        return EnsembleFile.read(
                file, study.problem().parameters().stream().map(PetabParameter::id).toList());
    }
}
