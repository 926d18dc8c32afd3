package org.tamor.cli.calibration;

import org.tamor.calibrate.sample.ConvergenceGate;
import org.tamor.cli.console.OptionGroup;
import picocli.CommandLine.Option;

/// What draws must reach to pass for draws from the posterior.
final class ConvergenceOptions extends OptionGroup {

    @Option(
            names = "--rhat",
            paramLabel = "R",
            description = "the R-hat that every parameter must stay below (default 1.05)")
    private double rHat = ConvergenceGate.STANDARD.rHat();

    @Option(
            names = "--ess",
            paramLabel = "N",
            description = "effective draws that every parameter must have (default 100)")
    private double effective = ConvergenceGate.STANDARD.effectiveSampleSize();

    void check() {
        check(rHat > 1 && rHat <= 10, "--rhat must lie between 1 and 10");
        check(effective >= 0 && effective <= 1e9, "--ess must lie between 0 and 1e9");
    }

    ConvergenceGate gate() {
        return new ConvergenceGate(rHat, effective);
    }
}
