package org.tamor.ode;

import java.util.Arrays;
import org.tamor.ode.linear.LinearSolver;

/// The rows `0 = g(t, y)` of a system in which other rows are `dy/dt = f(t, y)`.
///
/// A [LinearSolver] factors `I - gamma J`. Handed a J whose algebraic rows are divided by gamma and
/// have `1 / gamma` added on the diagonal, it factors a matrix whose algebraic rows are `-dg/dy`:
/// the Newton matrix of a backward differentiation formula for a system of index 1 (Brenan,
/// Campbell & Petzold, Numerical Solution of Initial-Value Problems in Differential-Algebraic
/// Equations, SIAM 1996, chapter 5).
public final class AlgebraicRows {

    private final RightHandSide f;
    private final Jacobian jacobian;
    private final int differential;
    private final double[] values;
    private final double[] shifted;

    /// By row, whether it depends on an algebraic component at present.
    private final boolean[] determines;

    public AlgebraicRows(RightHandSide f, Jacobian jacobian) {
        this.f = f;
        this.jacobian = jacobian;
        differential = f.differential();
        values = new double[jacobian.pattern().entries()];
        shifted = new double[f.dimension()];
        determines = new boolean[f.dimension()];
    }

    /// Whether the system has such rows.
    static boolean in(RightHandSide f) {
        return f.differential() < f.dimension();
    }

    /// Factors the matrix for the given gamma and Jacobian.
    ///
    /// A row that depends on no algebraic component at present, as that of a fast reaction without
    /// reactants, keeps its component where it is.
    public boolean factor(LinearSolver solver, double gamma, double[] jacobianValues) {
        SparsityPattern pattern = jacobian.pattern();
        findDetermining(jacobianValues);
        for (int column = 0; column < pattern.dimension(); column++) {
            for (int k = pattern.columnStarts()[column];
                    k < pattern.columnStarts()[column + 1];
                    k++) {
                int row = pattern.rows()[k];
                double value = jacobianValues[k];
                values[k] =
                        row < differential ? value : shift(row, column, value) / gamma;
            }
        }
        return solver.factor(gamma, values);
    }

    private double shift(int row, int column, double value) {
        return row == column && determines[row] ? value + 1 : value;
    }

    private void findDetermining(double[] jacobianValues) {
        SparsityPattern pattern = jacobian.pattern();
        Arrays.fill(determines, false);
        for (int k = pattern.columnStarts()[differential]; k < pattern.entries(); k++) {
            determines[pattern.rows()[k]] |= jacobianValues[k] != 0;
        }
    }

    /// Puts the derivatives of the algebraic components, from `J_z z' = -(dg/dt + J_x x')`, in the
    /// place of the residuals; 0 where they cannot be found. The derivative by time is a difference
    /// quotient.
    void completeSlopes(LinearSolver solver, double time, double[] state, double[] slopes) {
        SparsityPattern pattern = jacobian.pattern();
        double[] present = Arrays.copyOf(slopes, slopes.length);
        double step = 1e-7 * Math.max(1e-3, Math.abs(time));
        f.evaluate(time + step, state, shifted);
        jacobian.evaluate(time, state, values);
        findDetermining(values);
        for (int column = 0; column < pattern.dimension(); column++) {
            for (int k = pattern.columnStarts()[column];
                    k < pattern.columnStarts()[column + 1];
                    k++) {
                int row = pattern.rows()[k];
                values[k] = row < differential ? 0 : shift(row, column, values[k]);
            }
        }
        for (int i = differential; i < slopes.length; i++) {
            slopes[i] = (shifted[i] - present[i]) / step;
        }
        if (solver.factor(1, values)) {
            solver.solve(slopes);
        }
        System.arraycopy(present, 0, slopes, 0, differential);
        for (int i = differential; i < slopes.length; i++) {
            if (!(Math.abs(slopes[i]) <= Double.MAX_VALUE)) {
                Arrays.fill(slopes, differential, slopes.length, 0);
                return;
            }
        }
    }
}
