package org.tamor.ode.linear;

import java.util.Arrays;

/// LU factorization with partial pivoting (row interchanges) of a dense matrix.
///
/// Right-looking elimination by columns on a column-major array, Golub & Van Loan, Matrix
/// Computations, 4th ed. (2013), algorithm 3.4.1. A pivot is judged relative to the largest entry
/// of its row in the given matrix (section 3.5.2), so that the units of the unknowns do not matter.
///
/// Equations that need no other unknowns than their own and those of such equations keep their
/// diagonal as pivot, where that is not small: an exchange would mix rounding errors of other
/// equations into them, and an amount that is exactly 0 and makes itself grow would grow from these.
public final class DenseLu implements LinearSolver {

    /// How much larger another pivot must be where the row stands apart.
    private static final double PREFERENCE_APART = 1000;

    private final int n;

    /// Column-major; after factoring, the multipliers of L below the diagonal and U on and above
    /// it.
    private final double[] lu;

    /// The row exchanged with row k at step k.
    private final int[] pivots;

    private final double[] inverseDiagonal;

    /// Where each value of the Jacobian goes in `lu`.
    private final int[] target;

    private final int[] rows;

    /// The inverse of about the largest value of each row of the matrix, in the order of
    /// elimination.
    private final double[] rowScale;

    private final int[] columnStarts;

    /// How many unknowns of equations that do not stand apart each row needs.
    private final int[] needs;

    /// Whether the row, still in its place, keeps its diagonal as pivot.
    private final boolean[] apart;

    private final int[] stack;

    private int singular = -1;

    public DenseLu(int dimension, int[] columnStarts, int[] rows) {
        n = dimension;
        lu = new double[n * n];
        pivots = new int[n];
        inverseDiagonal = new double[n];
        target = new int[columnStarts[n]];
        this.rows = Arrays.copyOf(rows, target.length);
        rowScale = new double[n];
        this.columnStarts = columnStarts.clone();
        needs = new int[n];
        apart = new boolean[n];
        stack = new int[n];
        for (int column = 0; column < n; column++) {
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                target[p] = column * n + rows[p];
            }
        }
    }

    @Override
    public boolean factor(double gamma, double[] jacobian) {
        double[] a = lu;
        double[] scale = rowScale;
        Arrays.fill(a, 0);
        Arrays.fill(scale, 1);
        double finite = 0; // stays 0 unless a value is infinite or not a number
        for (int p = 0; p < target.length; p++) {
            double value = gamma * jacobian[p];
            finite += 0 * value;
            a[target[p]] -= value;
            scale[rows[p]] = Math.max(scale[rows[p]], Math.abs(value));
        }
        if (finite != 0) {
            singular = 0;
            return false;
        }
        for (int k = 0; k < n; k++) {
            a[k * n + k] += 1;
            scale[k] = 1 / scale[k];
        }
        findApart(jacobian);
        return eliminate();
    }

    private void findApart(double[] jacobian) {
        Arrays.fill(needs, 0);
        Arrays.fill(apart, false);
        for (int column = 0; column < n; column++) {
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                if (rows[p] != column && jacobian[p] != 0) {
                    needs[rows[p]]++;
                }
            }
        }
        int waiting = 0;
        for (int row = 0; row < n; row++) {
            if (needs[row] == 0) {
                stack[waiting++] = row;
            }
        }
        while (waiting > 0) {
            int k = stack[--waiting];
            apart[k] = true;
            for (int p = columnStarts[k]; p < columnStarts[k + 1]; p++) {
                if (rows[p] != k && jacobian[p] != 0 && --needs[rows[p]] == 0) {
                    stack[waiting++] = rows[p];
                }
            }
        }
    }

    private boolean eliminate() {
        double[] a = lu;
        double[] scale = rowScale;
        for (int k = 0; k < n; k++) {
            int diagonal = k * n;
            int pivot = k;
            double largest =
                    Math.abs(a[diagonal + k]) * scale[k] * (apart[k] ? PREFERENCE_APART : 1);
            for (int i = k + 1; i < n; i++) {
                double size = Math.abs(a[diagonal + i]) * scale[i];
                if (size > largest) {
                    largest = size;
                    pivot = i;
                }
            }
            double value = a[diagonal + pivot];
            double inverse = 1 / value;
            if (!(Math.abs(inverse) <= Double.MAX_VALUE) || !(largest <= Double.MAX_VALUE)) {
                singular = k;
                return false;
            }
            pivots[k] = pivot;
            apart[pivot] &= pivot == k;
            scale[pivot] = scale[k];
            inverseDiagonal[k] = inverse;
            a[diagonal + pivot] = a[diagonal + k];
            a[diagonal + k] = value;
            for (int i = k + 1; i < n; i++) {
                a[diagonal + i] *= inverse;
            }
            for (int j = k + 1; j < n; j++) {
                int column = j * n;
                double u = a[column + pivot];
                if (pivot != k) {
                    a[column + pivot] = a[column + k];
                    a[column + k] = u;
                }
                if (u != 0) {
                    for (int i = k + 1; i < n; i++) {
                        a[column + i] -= u * a[diagonal + i];
                    }
                }
            }
        }
        singular = -1;
        return true;
    }

    @Override
    public void solve(double[] vector) {
        double[] a = lu;
        for (int k = 0; k < n; k++) {
            int pivot = pivots[k];
            double x = vector[pivot];
            vector[pivot] = vector[k];
            vector[k] = x;
            if (x != 0) {
                for (int i = k + 1, p = k * n + k + 1; i < n; i++, p++) {
                    vector[i] -= x * a[p];
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            double x = vector[k] * inverseDiagonal[k];
            vector[k] = x;
            for (int i = 0, p = k * n; i < k; i++, p++) {
                vector[i] -= x * a[p];
            }
        }
    }

    @Override
    public void solve(double[] block, int columns) {
        double[] a = lu;
        for (int k = 0; k < n; k++) {
            int pivot = pivots[k];
            if (pivot != k) {
                BlockRows.exchange(block, pivot * columns, k * columns, columns);
            }
            for (int i = k + 1, p = k * n + k + 1; i < n; i++, p++) {
                if (a[p] != 0) {
                    BlockRows.subtract(block, i * columns, k * columns, a[p], columns);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            BlockRows.scale(block, k * columns, inverseDiagonal[k], columns);
            for (int i = 0, p = k * n; i < k; i++, p++) {
                if (a[p] != 0) {
                    BlockRows.subtract(block, i * columns, k * columns, a[p], columns);
                }
            }
        }
    }

    @Override
    public void solveTransposed(double[] vector) {
        double[] a = lu;
        for (int k = 0; k < n; k++) {
            double x = vector[k];
            for (int i = 0, p = k * n; i < k; i++, p++) {
                x -= a[p] * vector[i];
            }
            vector[k] = x * inverseDiagonal[k];
        }
        for (int k = n - 1; k >= 0; k--) {
            double x = vector[k];
            for (int i = k + 1, p = k * n + k + 1; i < n; i++, p++) {
                x -= a[p] * vector[i];
            }
            int pivot = pivots[k];
            vector[k] = vector[pivot];
            vector[pivot] = x;
        }
    }

    @Override
    public int singularColumn() {
        return singular;
    }

    @Override
    public void choosePivots() {
        // every factorization does
    }

    @Override
    public void reset() {
        // nothing is kept from one factorization to the next
    }
}
