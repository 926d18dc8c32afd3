package org.tamor.calibrate.fit;

import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabProblem;

/// What a fit needs of a problem besides what every use of it does.
final class FitChecks {

    private FitChecks() {}

    static void check(PetabProblem problem) {
        if (problem.measurements().isEmpty()) {
            throw new BadInputException(
                    "fit.no-measurements",
                    Location.ofFile(problem.file().toString()),
                    "there are no measurements to fit to; add rows to the measurement table");
        }
    }
}
