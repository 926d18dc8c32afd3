package org.tamor.cli.console;

import java.util.Optional;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine.Option;

/// What a user says about the method that integrates.
public final class IntegratorOption {

    @Option(
            names = "--integrator",
            paramLabel = "auto|bdf|explicit",
            description =
                    "what integrates: bdf, the implicit backward differentiation formulas, or"
                            + " explicit, the Runge-Kutta pair of Dormand and Prince, often faster"
                            + " where nothing is stiff, slow or hopeless elsewhere, and not for"
                            + " algebraic rules and fast reactions (default: auto, which is bdf)")
    private Optional<String> name = Optional.empty();

    public boolean isGiven() {
        return name.isPresent();
    }

    public boolean isExplicit() {
        return name.filter("explicit"::equals).isPresent();
    }

    /// What is wrong with it, in a sentence; empty where nothing is.
    public Optional<String> problem() {
        return switch (name.orElse("auto")) {
            case "auto", "bdf", "explicit" -> Optional.empty();
            default -> Optional.of("--integrator is auto, bdf or explicit, not " + name.orElse(""));
        };
    }

    public SolverOptions.Method method() {
        return isExplicit()
                ? SolverOptions.Method.EXPLICIT
                : SolverOptions.Method.BACKWARD_DIFFERENTIATION;
    }

    /// How many steps are allowed between two outputs: `most`, fewer by an explicit method, which a
    /// stiff model would keep busy for long without a word.
    public int steps(int most) {
        return isExplicit() ? Math.min(most, SolverOptions.EXPLICIT_STEPS) : most;
    }

    /// The line that says what integrated.
    public String said() {
        return "integrator: "
                + (isExplicit()
                        ? "explicit (Dormand-Prince 5(4))"
                        : "bdf (backward differentiation)");
    }
}
