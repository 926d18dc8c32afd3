package org.tamor.cli.calibration;

import java.util.ArrayList;
import java.util.List;
import org.tamor.calibrate.fit.Density;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The option `--density` of commands that maximise a posterior.
final class DensityOption {

    static final String DESCRIPTION =
            "what the density of priors is of: value, as PEtab defines it, or scale, the value on"
                    + " the scale that it is moved on, where a log-uniform prior is flat (default"
                    + " ${DEFAULT-VALUE})";

    private DensityOption() {}

    static Density of(String label, CommandSpec command) {
        List<String> labels = new ArrayList<>();
        for (Density one : Density.values()) {
            if (one.label().equals(label)) {
                return one;
            }
            labels.add(one.label());
        }
        throw new ParameterException(
                command.commandLine(),
                "--density takes " + String.join(" or ", labels) + ", not '" + label + "'");
    }
}
