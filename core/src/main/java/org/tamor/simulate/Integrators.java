package org.tamor.simulate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.jit.CompiledModel;
import org.tamor.ode.BackwardDifferentiation;
import org.tamor.ode.DormandPrince;
import org.tamor.ode.Integrator;
import org.tamor.ode.Rosenbrock;
import org.tamor.ode.Tolerances;

/// What integrates the runs of a workspace: the method that was asked for, or the one that suits
/// the model.
final class Integrators {

    /// Measured on the curated models of BioModels: with up to 12 states the Rosenbrock method
    /// takes four fifths of the time of the multistep method, with more as long or longer.
    private static final int MOST_STATES_OF_ONE_STEP = 12;

    private final Workspace workspace;
    private final boolean suitsOneStep;
    private final Map<SolverOptions.Method, Integrator> integrators =
            new EnumMap<>(SolverOptions.Method.class);

    /// The tolerances of all of them.
    private double relative;

    private double[] absolute = new double[0];

    /// Whether the one-step method has come to a place in the present run where it cannot go on.
    private boolean oneStepFailed;

    Integrators(Workspace workspace) {
        this.workspace = workspace;
        suitsOneStep = suitsOneStep(workspace.model);
    }

    /// Forgets where a method did not get through: a run, and what follows a pre-equilibration,
    /// which may have been computed before, begin alike.
    void begin() {
        oneStepFailed = false;
    }

    /// Leaves the one-step method for the multistep one for the rest of the run where the choice is
    /// free.
    ///
    /// @param failed what did not get through
    /// @return whether that makes a difference
    boolean changesMethod(SolverOptions options, Integrator failed) {
        boolean changes =
                options.method() == SolverOptions.Method.AUTOMATIC && failed instanceof Rosenbrock;
        oneStepFailed |= changes;
        return changes;
    }

    private boolean usesOneStep() {
        return suitsOneStep && !oneStepFailed;
    }

    /// Whether the states are few and what a long step would overlook is not there: jumps of
    /// the rates within it, which spoil the solution before them too, and pulses of the clock.
    private static boolean suitsOneStep(CompiledModel model) {
        return model.dimension() <= MOST_STATES_OF_ONE_STEP
                && model.differential() == model.dimension()
                && model.discontinuities().stream()
                        .noneMatch(
                                jump ->
                                        jump.timing().isEmpty()
                                                && (jump.inRates() || jump.ofTimeAlone()));
    }

    /// The integrator for the options, with the absolute tolerances of the workspace.
    Integrator integrator(SolverOptions options) {
        if (relative != options.relativeTolerance()
                || !Arrays.equals(absolute, workspace.absoluteTolerances())) {
            integrators.clear();
            relative = options.relativeTolerance();
            absolute = workspace.absoluteTolerances().clone();
        }
        return integrators.computeIfAbsent(
                method(options),
                method -> newIntegrator(method, new Tolerances(relative, absolute)));
    }

    private SolverOptions.Method method(SolverOptions options) {
        if (options.method() != SolverOptions.Method.AUTOMATIC) {
            return options.method();
        }
        return usesOneStep()
                ? SolverOptions.Method.ROSENBROCK
                : SolverOptions.Method.BACKWARD_DIFFERENTIATION;
    }

    private Integrator newIntegrator(SolverOptions.Method method, Tolerances tolerances) {
        return switch (method) {
            case AUTOMATIC, BACKWARD_DIFFERENTIATION ->
                    new BackwardDifferentiation(
                            workspace.rightHandSide,
                            workspace.jacobian,
                            tolerances,
                            workspace.newSolver());
            case ROSENBROCK -> {
                refuseAlgebraic("a Rosenbrock method");
                yield new Rosenbrock(
                        workspace.rightHandSide,
                        workspace.jacobian,
                        workspace.timeSlope(),
                        tolerances,
                        workspace.newSolver());
            }
            case EXPLICIT -> {
                refuseAlgebraic("an explicit method");
                yield new DormandPrince(workspace.rightHandSide, tolerances);
            }
        };
    }

    private void refuseAlgebraic(String method) {
        if (workspace.isAlgebraic()) {
            throw new BadInputException(
                    "simulate.integrator",
                    Location.UNKNOWN.withElement(
                            workspace.model.states().get(workspace.model.differential())),
                    "the model has algebraic rules, delays or fast reactions, which "
                            + method
                            + " cannot solve; leave the choice of the method out");
        }
    }
}
