package org.tamor.simulate;

import org.tamor.ode.AlgebraicRows;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.linear.LinearSolver;

/// Judges whether a state is steady.
///
/// The measure is the change `d` that an implicit Euler step of a given length T would make,
/// linearized: `(I - T J) d = T f(y)`. For a mode that decays at rate k it is `T k / (1 + T k)`
/// times its distance from rest: the whole remaining distance for modes faster than 1 / T, and the
/// drift over T for slower ones. It needs no unit of time, is not deceived by the noise of stiff
/// modes, and conserved totals, which make J singular, do no harm. A component under an algebraic
/// equation `0 = g` has the row `-dg/dy d = g`. A state is steady where `|d_i|
/// <= relative |y_i| + absolute_i` for every i.
public final class SteadyState {

    private final RightHandSide f;
    private final Jacobian jacobian;
    private final LinearSolver solver;
    private final AlgebraicRows algebraicRows;
    private final double[] values;
    private final double[] change;

    public SteadyState(RightHandSide f, Jacobian jacobian) {
        this.f = f;
        this.jacobian = jacobian;
        solver =
                LinearSolver.forPattern(
                        f.dimension(),
                        jacobian.pattern().columnStarts(),
                        jacobian.pattern().rows());
        algebraicRows = new AlgebraicRows(f, jacobian);
        values = new double[jacobian.pattern().entries()];
        change = new double[f.dimension()];
    }

    /// The remaining change of the worst component relative to what is allowed: steady where at
    /// most 1.
    ///
    /// @param worst 0 or more: the component; share: its `|d_i| / allowed_i`, infinite where f or J
    ///   is not finite
    public record Verdict(int worst, double share) {
        public boolean isSteady() {
            return share <= 1;
        }
    }

    /// Judges the state over the next `horizon` units of time.
    public Verdict judge(
            double time, double[] state, double horizon, double relative, double[] absolute) {
        f.evaluate(time, state, change);
        jacobian.evaluate(time, state, values);
        solver.reset(); // no pivots of earlier states: the verdict belongs to this state alone
        boolean solvable = algebraicRows.factor(solver, horizon, values);
        for (int i = 0; i < f.differential(); i++) {
            change[i] *= horizon;
        }
        if (solvable) {
            solver.solve(change);
        }
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < change.length; i++) {
            double share = Math.abs(change[i]) / (relative * Math.abs(state[i]) + absolute[i]);
            if (!(share <= largest)) {
                worst = i;
                largest = share;
                if (Double.isNaN(share)) {
                    return new Verdict(i, Double.POSITIVE_INFINITY);
                }
            }
        }
        return new Verdict(worst, largest);
    }

    /// Adds the last judged change to the state: one step of pseudo-transient Newton iteration.
    public void apply(double[] state) {
        for (int i = 0; i < change.length; i++) {
            state[i] += change[i];
        }
    }
}
