package org.tamor.calibrate.fit;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// What the Fisher information leaves out of the second derivatives, `S = sum_i r_i r_i''`, made
/// from how gradients change: the update of Dennis, Gay and Welsch (ACM Trans. Math. Softw. 7
/// (1981) 348-368) with their sizing, and their choice after each step of the model that foretold
/// it better.
final class SecondOrderPart {

    private final int n;
    private final double[][] s;
    private boolean preferred;

    SecondOrderPart(int dimension) {
        n = dimension;
        s = new double[dimension][dimension];
    }

    /// The curvature for the next step: the information with this part where that foretold the last
    /// step better, without negative eigenvalues.
    double[][] addedTo(double[][] information) {
        if (!preferred) {
            return information;
        }
        double[][] sum = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l <= k; l++) {
                sum[k][l] = information[k][l] + s[k][l];
                sum[l][k] = sum[k][l];
            }
        }
        return Eigenvectors.of(sum)
                .map(split -> withoutNegative(sum, split))
                .orElseGet(() -> forgotten(information));
    }

    /// What was learnt has grown beyond what can be computed with.
    private double[][] forgotten(double[][] information) {
        for (double[] row : s) {
            Arrays.fill(row, 0);
        }
        preferred = false;
        return information;
    }

    private static double[][] withoutNegative(
            double[][] matrix, EigenDecompositionSymmetric split) {
        double[] values = split.getEigenvalues();
        if (values[values.length - 1] >= 0) {
            return matrix;
        }
        int n = matrix.length;
        double[][] vectors = split.getV().getData();
        double[][] result = new double[n][n];
        for (int j = 0; j < n && values[j] > 0; j++) {
            for (int k = 0; k < n; k++) {
                double factor = values[j] * vectors[k][j];
                for (int l = 0; l < n; l++) {
                    result[k][l] += factor * vectors[l][j];
                }
            }
        }
        return result;
    }

    /// Compares what both models said of a step with what it did.
    ///
    /// @param change of the objective over the step
    void compare(double[] gradient, double[][] information, double[] step, double change) {
        double linear = dot(gradient, step);
        double without = linear + 0.5 * form(information, step);
        double with = without + 0.5 * form(s, step);
        preferred = Math.abs(change - with) < Math.abs(change - without);
    }

    /// @param change of the gradient over the step
    /// @param unexplained the part of it that the old derivatives of the residuals do not explain
    void update(double[] step, double[] change, double[] unexplained) {
        double along = dot(step, change);
        if (!(along > 0)) {
            return;
        }
        double own = form(s, step);
        double sizing =
                own == 0 ? 1 : Math.min(1, Math.abs(dot(step, unexplained)) / Math.abs(own));
        double[] missing = new double[n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                s[k][l] *= sizing;
            }
            missing[k] = unexplained[k] - dot(s[k], step);
        }
        double share = dot(step, missing) / along;
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                s[k][l] +=
                        (missing[k] * change[l]
                                        + change[k] * missing[l]
                                        - share * change[k] * change[l])
                                / along;
            }
        }
    }

    private static double form(double[][] matrix, double[] step) {
        double sum = 0;
        for (int k = 0; k < step.length; k++) {
            sum += step[k] * dot(matrix[k], step);
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
