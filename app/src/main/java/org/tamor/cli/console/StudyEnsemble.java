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
        Ensemble ensemble =
                EnsembleFile.read(
                        file,
                        study.problem().parameters().stream().map(PetabParameter::id).toList());
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
