package org.tamor.cli.calibration;

import java.nio.file.Path;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.study.StudyReader;

/// Reads the problem files of commands that estimate parameters.
final class ProblemFiles {

    private static final String EXTENSION = "tamor";

    private ProblemFiles() {}

    /// The problem in a file; of a study, with the doses of its regimens.
    static PetabProblem read(Path file) {
        PetabProblem problem = PetabReader.read(file);
        return problem.extensions().containsKey(EXTENSION)
                ? StudyReader.read(file).problem()
                : problem;
    }
}
