package org.tamor.simulate;

import java.util.Arrays;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;

/// Solves the algebraic equations `0 = g(t, x, z)` of a system for z, the other states x standing
/// still: Newton's method, each step halved until the size of the next one, by the same matrix,
/// does not grow (Deuflhard, Newton Methods for Nonlinear Problems, Springer 2004, section 3.3).
final class AlgebraicSolver {

    private static final int ITERATIONS = 200;
    private static final int HALVINGS = 40;

    /// Relative change of z at which it counts as found, and the largest at which rounding errors
    /// may stop the iteration.
    private static final double TOLERANCE = 1e-14;

    private static final double LOOSE_TOLERANCE = 1e-9;
    private static final double TINY = 1e-18;

    private final RightHandSide f;
    private final Jacobian jacobian;
    private final int first;
    private final int n;
    private final LinearSolver solver;
    private final double[] values;
    private final double[] residual;
    private final double[] step;
    private final double[] next;
    private final double[] trial;

    AlgebraicSolver(RightHandSide f, Jacobian jacobian) {
        this.f = f;
        this.jacobian = jacobian;
        n = f.dimension();
        first = f.differential();
        SparsityPattern pattern = jacobian.pattern();
        solver = LinearSolver.forPattern(n, pattern.columnStarts(), pattern.rows());
        values = new double[pattern.entries()];
        residual = new double[n];
        step = new double[n];
        next = new double[n];
        trial = new double[n];
    }

    /// Replaces the algebraic components of the state.
    ///
    /// @param name of the first unknown, for the message of a failure
    void solve(double time, double[] state, String name) {
        solver.reset();
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            f.evaluate(time, state, residual);
            if (!factor(time, state)) {
                throw failure(time, name, "cannot be solved: its derivative is singular");
            }
            double size = newtonStep(residual, state, step);
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
                shorter = newtonStep(residual, state, next) <= size * (1 - 0.25 * length);
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

    /// The matrix with rows of I for x and -dg/dz for z.
    private boolean factor(double time, double[] state) {
        jacobian.evaluate(time, state, values);
        SparsityPattern pattern = jacobian.pattern();
        for (int column = 0; column < n; column++) {
            for (int k = pattern.columnStarts()[column];
                    k < pattern.columnStarts()[column + 1];
                    k++) {
                int row = pattern.rows()[k];
                if (row < first || column < first) {
                    values[k] = 0;
                } else if (row == column) {
                    values[k] += 1;
                }
            }
        }
        return solver.factor(1, values);
    }

    /// Writes the Newton step for a residual; returns its largest relative component.
    private double newtonStep(double[] g, double[] state, double[] out) {
        Arrays.fill(out, 0, first, 0);
        System.arraycopy(g, first, out, first, n - first);
        solver.solve(out);
        double size = 0;
        for (int i = first; i < n; i++) {
            double relative = Math.abs(out[i]) / (Math.abs(state[i]) + Math.abs(out[i]) + TINY);
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
