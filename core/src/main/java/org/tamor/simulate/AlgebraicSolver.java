package org.tamor.simulate;

import java.util.Arrays;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;

/// Solves the algebraic equations `0 = g(t, x, z)` of a system for z, the other states x standing
/// still.
///
/// Newton's method, each step halved until the next one, by the same matrix, is smaller (Deuflhard,
/// Newton Methods for Nonlinear Problems, Springer 2004, section 3.3). It ends where a step is
/// within what rounding errors of g can cause.
///
/// The extents of fast reactions are first brought to where the reactions lead from the present
/// state, by linearly implicit Euler steps of growing length along `dz/ds = v(z)` (pseudo-transient
/// continuation, Kelley & Keyes, SIAM J. Numer. Anal. 35 (1998) 508-523): of several equilibria the
/// one is found to which the reactions run.
final class AlgebraicSolver {

    private static final int ITERATIONS = 200;
    private static final int HALVINGS = 40;
    private static final int TRANSIENT_STEPS = 200;

    private static final double FIRST_CHANGE = 1e-3;
    private static final double GROWTH = 1.5;

    /// Relative changes of z at which it counts as found, and at which a step that cannot be made
    /// smaller is taken for one of rounding errors.
    private static final double TOLERANCE = 1e-14;

    private static final double LOOSE_TOLERANCE = 1e-9;

    /// Relative error of a term of g.
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private final RightHandSide f;
    private final Jacobian jacobian;
    private final int first;
    private final int extents;
    private final int freeIterations;
    private final int n;
    private final LinearSolver solver;
    private final double[] values;
    private final double[] residual;
    private final double[] step;
    private final double[] next;
    private final double[] trial;
    private final double[] noise;
    private final double[] rowSize;

    /// @param extents the first component that is the extent of a fast reaction
    /// @param freeIterations during which steps may grow, as where the Jacobian is not complete
    AlgebraicSolver(RightHandSide f, Jacobian jacobian, int extents, int freeIterations) {
        this.freeIterations = freeIterations;
        this.f = f;
        this.jacobian = jacobian;
        this.extents = extents;
        n = f.dimension();
        first = f.differential();
        SparsityPattern pattern = jacobian.pattern();
        solver = LinearSolver.forPattern(n, pattern.columnStarts(), pattern.rows());
        values = new double[pattern.entries()];
        residual = new double[n];
        step = new double[n];
        next = new double[n];
        trial = new double[n];
        noise = new double[n];
        rowSize = new double[n];
    }

    /// Replaces the algebraic components of the state.
    ///
    /// @param name of the first unknown, for the message of a failure
    /// @throws BadInputException `simulate.fast` where fast reactions have no isolated equilibrium
    void solve(double time, double[] state, String name) {
        solver.reset();
        if (extents < n) {
            react(time, state);
        }
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            f.evaluate(time, state, residual);
            if (!factor(time, state, 0)) {
                throw extents < n
                        ? withoutEquilibrium(time, name)
                        : failure(time, name, "cannot be solved: its derivative is singular");
            }
            if (goesOnForEver()) {
                throw withoutEquilibrium(time, name);
            }
            solveFor(residual, step);
            findNoise(state);
            double size = size(step, state);
            if (size <= TOLERANCE || size <= LOOSE_TOLERANCE && size >= 0.5 * last) {
                add(state, 1, state);
                return;
            }
            last = size;
            double length = 1;
            boolean shorter = false;
            for (int halving = 0; halving < HALVINGS && !shorter; halving++) {
                add(state, length, trial);
                f.evaluate(time, trial, residual);
                solveFor(residual, next);
                shorter =
                        iteration < freeIterations
                                || size(next, state) <= size * (1 - 0.25 * length);
                if (!shorter) {
                    length *= 0.5;
                }
            }
            if (!shorter) {
                if (size <= LOOSE_TOLERANCE) {
                    return;
                }
                break;
            }
            System.arraycopy(trial, first, state, first, n - first);
        }
        throw failure(time, name, "has no solution near the present state");
    }

    private static NumericalFailureException failure(double time, String name, String reason) {
        return new NumericalFailureException(
                "simulate.algebraic",
                Location.UNKNOWN.withElement(name),
                "the algebraic equation for " + name + " " + reason + " at time " + time);
    }

    /// Whether a fast reaction has a rate that no fast reaction changes.
    private boolean goesOnForEver() {
        for (int i = extents; i < n; i++) {
            if (rowSize[i] == 0 && residual[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static BadInputException withoutEquilibrium(double time, String name) {
        return new BadInputException(
                "simulate.fast",
                Location.UNKNOWN.withElement(name),
                "the fast reactions together have no equilibrium of their own at time "
                        + time
                        + ": one goes on for ever, or several states are at rest side by side; take the"
                        + " attribute 'fast' off reactions that are not infinitely fast");
    }

    /// Lets the fast reactions run for a pseudo-time that grows until nothing changes.
    private void react(double time, double[] state) {
        double length = 0;
        double amounts = 0;
        for (int i = 0; i < first; i++) {
            amounts = Math.max(amounts, Math.abs(state[i]));
        }
        for (int i = 0; i < TRANSIENT_STEPS; i++) {
            f.evaluate(time, state, residual);
            if (i == 0) {
                length = firstLength(time, state, amounts);
            }
            if (length == 0 || !factor(time, state, length)) {
                return;
            }
            for (int k = extents; k < n; k++) {
                residual[k] *= length;
            }
            solveFor(residual, step);
            double change = 0;
            for (int k = first; k < n; k++) {
                change = Math.max(change, Math.abs(step[k]));
            }
            if (!(change <= Double.MAX_VALUE)) {
                return;
            }
            add(state, 1, state);
            length *= GROWTH;
        }
    }

    /// A pseudo-time in which amounts change little; 0 where no fast reaction goes on.
    private double firstLength(double time, double[] state, double amounts) {
        double rate = 0;
        for (int k = extents; k < n; k++) {
            rate = Math.max(rate, Math.abs(residual[k]));
        }
        if (rate == 0) {
            return 0;
        }
        jacobian.evaluate(time, state, values);
        double slope = 0;
        SparsityPattern pattern = jacobian.pattern();
        for (int k = pattern.columnStarts()[extents]; k < pattern.entries(); k++) {
            if (pattern.rows()[k] >= extents) {
                slope = Math.max(slope, Math.abs(values[k]));
            }
        }
        double length = FIRST_CHANGE * amounts / rate;
        return slope > 0 ? Math.min(length, 10 * FIRST_CHANGE / slope) : length;
    }

    /// The matrix with rows of I for x and -dg/dz for z; rows `I - length dv/dz` for extents where
    /// the length is not 0. Rows that do not depend on z keep their component.
    private boolean factor(double time, double[] state, double length) {
        jacobian.evaluate(time, state, values);
        SparsityPattern pattern = jacobian.pattern();
        Arrays.fill(rowSize, 0);
        Arrays.fill(noise, 0);
        for (int column = 0; column < n; column++) {
            for (int k = pattern.columnStarts()[column];
                    k < pattern.columnStarts()[column + 1];
                    k++) {
                int row = pattern.rows()[k];
                noise[row] += ROUNDING * Math.abs(values[k] * state[column]);
                if (row < first || column < first) {
                    values[k] = 0;
                } else {
                    rowSize[row] = Math.max(rowSize[row], Math.abs(values[k]));
                }
            }
        }
        for (int column = first; column < n; column++) {
            for (int k = pattern.columnStarts()[column];
                    k < pattern.columnStarts()[column + 1];
                    k++) {
                int row = pattern.rows()[k];
                if (row >= extents && length != 0) {
                    values[k] *= length;
                } else if (row == column && rowSize[row] > 0) {
                    values[k] += 1;
                }
            }
        }
        return solver.factor(1, values);
    }

    private void findNoise(double[] state) {
        Arrays.fill(noise, 0, first, 0);
        solver.solve(noise);
        for (int i = first; i < n; i++) {
            noise[i] = Math.abs(noise[i]) / TOLERANCE + Math.abs(state[i]) + Double.MIN_NORMAL;
        }
    }

    private void solveFor(double[] g, double[] out) {
        Arrays.fill(out, 0, first, 0);
        System.arraycopy(g, first, out, first, n - first);
        solver.solve(out);
    }

    /// The largest component of a step relative to z and the noise.
    private double size(double[] change, double[] state) {
        double size = 0;
        for (int i = first; i < n; i++) {
            double relative = Math.abs(change[i]) / Math.max(noise[i], Math.abs(state[i]));
            if (!(relative <= size)) {
                size = relative;
            }
        }
        return size;
    }

    private void add(double[] state, double length, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = i < first ? state[i] : state[i] + length * step[i];
        }
    }
}
