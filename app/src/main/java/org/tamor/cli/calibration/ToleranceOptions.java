package org.tamor.cli.calibration;

import org.tamor.cli.console.OptionGroup;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine.Option;

/// How closely experiments are simulated.
final class ToleranceOptions extends OptionGroup {

    @Option(
            names = "--rtol",
            defaultValue = "1e-6",
            description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(
            names = "--atol",
            defaultValue = "1e-12",
            description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    void check() {
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(
                absoluteTolerance > 0 && absoluteTolerance < Double.POSITIVE_INFINITY,
                "--atol must be positive");
    }

    SolverOptions solver(int maximalSteps) {
        return new SolverOptions(relativeTolerance, absoluteTolerance, maximalSteps);
    }
}
