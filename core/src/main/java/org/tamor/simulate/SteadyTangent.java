package org.tamor.simulate;

import org.tamor.ode.linear.LinearSolver;

/// Brings a workspace to its steady state together with its derivatives.
///
/// At rest they follow from the implicit function theorem, [Tangent#settle], and from the conserved
/// totals with which they began; the way to rest need not be followed. That holds where the left
/// null vectors of J at rest are conserved all the way, which the way itself tells: its displacement
/// then has no component along them. Where it has, as where a reactant is left over by a race, and
/// where events take place, the derivatives are carried along the way.
final class SteadyTangent {

    /// The horizon of the implicit step, in lengths of the way.
    private static final double HORIZON = 100;

    private static final int PROJECTIONS = 4;

    /// The share of a displacement that counts as not conserved.
    private static final double SAME = 1e-6;

    private SteadyTangent() {}

    static void settle(
            Workspace workspace, Tangent tangent, Course settling, SolverOptions options) {
        double[] y = workspace.y.clone();
        double[] p = workspace.p.clone();
        if (settling.events().nextDue() == Double.POSITIVE_INFINITY) {
            Course trial = new Course(workspace, options, settling.clock());
            trial.events().restoreTriggers(settling.events().triggers());
            ShiftedTimes shiftedTimes = workspace.shiftedTimes;
            workspace.tangent = null;
            workspace.shiftedTimes = null;
            trial.processEvents();
            double elapsed = Equilibration.settle(workspace, trial, options);
            workspace.tangent = tangent;
            workspace.shiftedTimes = shiftedTimes;
            if (trial.events().executions() == 0
                    && isConserved(workspace, y, trial.clock(), HORIZON * elapsed)) {
                tangent.settle(trial.clock(), HORIZON * elapsed);
                settling.events().restoreTriggers(trial.events().triggers());
                settling.continueAt(trial.clock());
                return;
            }
            System.arraycopy(y, 0, workspace.y, 0, y.length);
            System.arraycopy(p, 0, workspace.p, 0, p.length);
        }
        settling.processEvents();
        double elapsed = Equilibration.settle(workspace, settling, options);
        tangent.settle(settling.clock(), HORIZON * elapsed);
    }

    /// Whether the way from `start` has no component that the Jacobian at its end does not let decay.
    private static boolean isConserved(
            Workspace workspace, double[] start, double clock, double horizon) {
        int n = start.length;
        double[] displacement = new double[n];
        for (int i = 0; i < n; i++) {
            displacement[i] = workspace.y[i] - start[i];
        }
        double[] values = new double[workspace.jacobian.pattern().entries()];
        workspace.jacobian.evaluate(clock, workspace.y, values);
        LinearSolver solver = workspace.tangentSolver(1);
        solver.reset();
        solver.choosePivots();
        if (!solver.factor(horizon, values)) {
            return false;
        }
        for (int k = 0; k < PROJECTIONS; k++) {
            solver.solve(displacement);
        }
        double[] absolute = workspace.absoluteTolerances();
        for (int i = 0; i < n; i++) {
            double size = Math.abs(workspace.y[i]) + Math.abs(start[i]);
            if (!(Math.abs(displacement[i]) <= SAME * size + absolute[i])) {
                return false;
            }
        }
        return true;
    }
}
