package org.tamor.ode.linear;

import java.util.Arrays;

/// How large the rows of `I - gamma J` are, in units of which the multipliers of an elimination are
/// judged: the largest value of each row of the Jacobian, not always the latest.
public final class RowSizes {

    /// A multiplier beyond which other pivots are needed.
    public static final double LARGEST_GROWTH = 1e6;

    private static final int FACTORIZATIONS_BETWEEN_MEASUREMENTS = 8;

    private final int[] rows;
    private final double[] sizes;
    private int factorizations;

    /// @param rows of the Jacobian's values
    public RowSizes(int dimension, int[] rows) {
        this.rows = rows;
        sizes = new double[dimension];
    }

    /// To be called before each factorization; measures the first and every eighth Jacobian.
    public void follow(double[] jacobian) {
        if (factorizations++ % FACTORIZATIONS_BETWEEN_MEASUREMENTS == 0) {
            measure(jacobian);
        }
    }

    public void measure(double[] jacobian) {
        Arrays.fill(sizes, 0);
        for (int p = 0; p < rows.length; p++) {
            sizes[rows[p]] = Math.max(sizes[rows[p]], Math.abs(jacobian[p]));
        }
    }

    /// Has the next Jacobian measured.
    public void reset() {
        factorizations = 0;
    }

    /// One over the size of a row.
    public double inverse(double gamma, int row) {
        return 1 / (1 + Math.abs(gamma) * sizes[row]);
    }
}
