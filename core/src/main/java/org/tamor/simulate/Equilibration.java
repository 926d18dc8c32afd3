package org.tamor.simulate;

import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.ode.Integrator;

/// Brings a workspace to its steady state by integration over ever longer spans.
///
/// After each span, ten times the one before, the state is judged with the elapsed time as horizon
/// and again with one a million times as long, which uncovers slow drifts. Both must find it steady
/// but for what rounding alone makes of conserved totals over such times (see [SteadyState]). Then
/// the change over the longest horizon at which rounding stays below the tolerance is added, a
/// Newton step that takes the state to rest within the square of the tolerance.
final class Equilibration {

    private static final double FIRST_SPAN = 1;
    private static final int SPANS = 10;
    private static final double LONG_HORIZON = 1e6;

    private Equilibration() {}

    /// @return for how long it was integrated
    /// @throws NumericalFailureException where some state does not settle; the message names it
    static double settle(Workspace workspace, Course course, SolverOptions options) {
        double begin = course.clock();
        double elapsed = FIRST_SPAN;
        SteadyState.Verdict verdict = new SteadyState.Verdict(0, Double.POSITIVE_INFINITY);
        for (int span = 0; span < SPANS; span++, elapsed *= 10) {
            course.advance(begin + elapsed, (Integrator _, double _, double _) -> {});
            course.processEvents();
            double clock = course.clock();
            verdict = judge(workspace, clock, elapsed, options);
            if (verdict.isSteady()) {
                verdict = judge(workspace, clock, LONG_HORIZON * elapsed, options);
                if (verdict.isSteady()) {
                    polish(workspace, clock, elapsed, options);
                    return elapsed;
                }
            }
        }
        String name =
                workspace.model.states().isEmpty()
                        ? ""
                        : workspace.model.states().get(verdict.worst());
        throw new NumericalFailureException(
                "simulate.no-steady-state",
                Location.UNKNOWN.withElement(name),
                "no steady state after "
                        + (course.clock() - begin)
                        + " units of time: "
                        + name
                        + " does not settle; stop its growth by a setting of the"
                        + " pre-equilibration");
    }

    private static SteadyState.Verdict judge(
            Workspace workspace, double clock, double horizon, SolverOptions options) {
        return workspace
                .steadyState()
                .judgeBeyondRounding(
                        clock,
                        workspace.y,
                        horizon,
                        options.relativeTolerance(),
                        workspace.absoluteTolerances());
    }

    private static void polish(
            Workspace workspace, double clock, double elapsed, SolverOptions options) {
        SteadyState steadyState = workspace.steadyState();
        double[] absolute = workspace.absoluteTolerances();
        double longest = LONG_HORIZON * elapsed;
        for (double horizon = longest; horizon > elapsed / LONG_HORIZON; horizon /= 10) {
            if (steadyState
                    .judge(clock, workspace.y, horizon, options.relativeTolerance(), absolute)
                    .isSteady()) {
                steadyState.apply(workspace.y);
                return;
            }
        }
    }
}
