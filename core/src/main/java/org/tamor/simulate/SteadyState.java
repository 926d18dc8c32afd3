package org.tamor.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;
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
/// equation `0 = g` has the row `-dg/dy d = g`. A state is steady where `|d_i| <= relative |y_i| +
/// absolute_i` for every i.
///
/// What does not decay at all, a conserved total, is changed by T times the rounding of f. Over a
/// long T that is more than any tolerance though nothing moves. How much it is can be measured:
/// states that differ from y by a few units in the last place have other roundings, but the same
/// drift. So [#judgeBeyondRounding] also allows the spread of d over such states; a drift within it
/// cannot be told from none in this arithmetic.
public final class SteadyState {

    /// By how much neighbouring states differ, relative to each component: 256 roundings of it.
    private static final double LAST_DIGITS = 0x1p-44;

    private static final int NEIGHBOURS = 8;

    private final RightHandSide f;
    private final Jacobian jacobian;
    private final LinearSolver solver;
    private final AlgebraicRows algebraicRows;
    private final double[] values;
    private final double[] change;
    private boolean solvable;

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
        jacobian.evaluate(time, state, values);
        solver.reset(); // no pivots of earlier states: the verdict belongs to this state alone
        solvable = algebraicRows.factor(solver, horizon, values);
        findChange(time, state, horizon);
        return verdict(allowed(state, relative, absolute));
    }

    /// As [#judge], but a change within the spread that rounding gives it is allowed too.
    public Verdict judgeBeyondRounding(
            double time, double[] state, double horizon, double relative, double[] absolute) {
        Verdict plain = judge(time, state, horizon, relative, absolute);
        if (plain.isSteady()) {
            return plain;
        }
        double[] own = change.clone();
        double[] least = change.clone();
        double[] greatest = change.clone();
        double[] neighbour = new double[own.length];
        SplittableRandom random = new SplittableRandom(0);
        for (int n = 0; n < NEIGHBOURS; n++) {
            for (int i = 0; i < neighbour.length; i++) {
                neighbour[i] = state[i] * (1 + LAST_DIGITS * random.nextDouble(-1, 1));
            }
            findChange(time, neighbour, horizon);
            for (int i = 0; i < neighbour.length; i++) {
                least[i] = Math.min(least[i], change[i]);
                greatest[i] = Math.max(greatest[i], change[i]);
            }
        }
        System.arraycopy(own, 0, change, 0, own.length);
        double[] allowed = allowed(state, relative, absolute);
        for (int i = 0; i < allowed.length; i++) {
            double spread = greatest[i] - least[i];
            if (!(spread <= Double.MAX_VALUE)) {
                return new Verdict(i, Double.POSITIVE_INFINITY);
            }
            allowed[i] += spread;
        }
        return verdict(allowed);
    }

    /// Adds the last judged change to the state, less what of it does not decay: one step of
    /// pseudo-transient Newton iteration that keeps conserved totals.
    public void apply(double[] state) {
        if (!solvable) {
            return;
        }
        double[] lasting = change.clone();
        Arrays.fill(lasting, f.differential(), lasting.length, 0);
        solver.solve(lasting);
        for (int i = 0; i < change.length; i++) {
            state[i] += change[i] - lasting[i];
        }
    }

    /// Finds d for a state near the one that was factored for.
    private void findChange(double time, double[] state, double horizon) {
        f.evaluate(time, state, change);
        for (int i = 0; i < f.differential(); i++) {
            change[i] *= horizon;
        }
        if (solvable) {
            solver.solve(change);
        }
    }

    private static double[] allowed(double[] state, double relative, double[] absolute) {
        double[] allowed = new double[state.length];
        for (int i = 0; i < state.length; i++) {
            allowed[i] = relative * Math.abs(state[i]) + absolute[i];
        }
        return allowed;
    }

    private Verdict verdict(double[] allowed) {
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < change.length; i++) {
            double share = Math.abs(change[i]) / allowed[i];
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
}
