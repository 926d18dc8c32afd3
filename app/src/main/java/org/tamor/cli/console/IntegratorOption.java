package org.tamor.cli.console;

import java.util.Optional;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine.Option;

/// What a user says about the method that integrates.
public final class IntegratorOption {

    @Option(
            names = "--integrator",
            paramLabel = "auto|bdf|rosenbrock|explicit",
            description =
                    "what integrates: bdf, the implicit backward differentiation formulas;"
                        + " rosenbrock, the linearly implicit Runge-Kutta method Rodas5P; or"
                        + " explicit, the Runge-Kutta pair of Dormand and Prince, often faster"
                        + " where nothing is stiff, slow or hopeless elsewhere. Algebraic rules,"
                        + " delays and fast reactions need bdf (default: auto, which is rosenbrock"
                        + " for models of few states, bdf for others and where that does not get"
                        + " through)")
    private Optional<String> name = Optional.empty();

    public boolean isGiven() {
        return name.isPresent();
    }

    /// Whether derivatives can be computed beside the steps.
    public boolean goesWithDerivatives() {
        return switch (method()) {
            case AUTOMATIC, BACKWARD_DIFFERENTIATION -> true;
            case ROSENBROCK, EXPLICIT -> false;
        };
    }

    /// What is wrong with it, in a sentence; empty where nothing is.
    public Optional<String> problem() {
        return switch (name.orElse("auto")) {
            case "auto", "bdf", "rosenbrock", "explicit" -> Optional.empty();
            default ->
                    Optional.of(
                            "--integrator is auto, bdf, rosenbrock or explicit, not "
                                    + name.orElse(""));
        };
    }

    public SolverOptions.Method method() {
        return switch (name.orElse("auto")) {
            case "bdf" -> SolverOptions.Method.BACKWARD_DIFFERENTIATION;
            case "rosenbrock" -> SolverOptions.Method.ROSENBROCK;
            case "explicit" -> SolverOptions.Method.EXPLICIT;
            default -> SolverOptions.Method.AUTOMATIC;
        };
    }

    /// How many steps are allowed between two outputs: `most`, fewer by an explicit method, which a
    /// stiff model would keep busy for long without a word.
    public int steps(int most) {
        return method() == SolverOptions.Method.EXPLICIT
                ? Math.min(most, SolverOptions.EXPLICIT_STEPS)
                : most;
    }

    /// The line that says what integrated.
    ///
    /// @param derivatives whether derivatives were computed beside the steps
    public String said(boolean derivatives) {
        return "integrator: "
                + switch (method()) {
                    case AUTOMATIC ->
                            derivatives
                                    ? "auto (bdf beside derivatives)"
                                    : "auto (rosenbrock for few states, else bdf)";
                    case BACKWARD_DIFFERENTIATION -> "bdf (backward differentiation)";
                    case ROSENBROCK -> "rosenbrock (Rodas5P)";
                    case EXPLICIT -> "explicit (Dormand-Prince 5(4))";
                };
    }
}
