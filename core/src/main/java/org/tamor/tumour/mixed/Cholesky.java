package org.tamor.tumour.mixed;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/// The Cholesky factor of small symmetric matrices; a matrix that is not positive definite has the
/// empty factor.
final class Cholesky {

    private static final double TINY = 1e-13;
    private static final RealMatrix NONE = new Array2DRowRealMatrix();

    private Cholesky() {}

    /// The lower factor; without rows where a pivot is not above rounding.
    static RealMatrix of(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][n];
        for (int j = 0; j < n; j++) {
            double pivot = matrix[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= l[j][k] * l[j][k];
            }
            if (!(pivot > TINY * matrix[j][j])) {
                return NONE;
            }
            l[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < n; i++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = sum / l[j][j];
            }
        }
        return new Array2DRowRealMatrix(l, false);
    }

    static double[] solve(RealMatrix lower, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower.getEntry(i, k) * x[k];
            }
            x[i] /= lower.getEntry(i, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower.getEntry(k, i) * x[k];
            }
            x[i] /= lower.getEntry(i, i);
        }
        return x;
    }

    static double logDeterminant(RealMatrix lower) {
        double sum = 0;
        for (int i = 0; i < lower.getRowDimension(); i++) {
            sum += 2 * Math.log(lower.getEntry(i, i));
        }
        return sum;
    }
}
