package org.tamor.calibrate.fit;

import java.util.Arrays;

/// The minimum of a convex quadratic function in a box: `g^T p + p^T H p / 2` over `l <= p <= u`.
///
/// An active-set method (Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), section 16.5):
/// the free coordinates go towards the minimum over them until one meets its bound and stays there;
/// at the minimum the fixed coordinate that pulls inwards the most is freed. The function falls
/// from step to step, so the end is exact but for rounding.
final class BoxQuadratic {

    /// Added to the diagonal, relative to its largest entry, so that the matrix can be factored.
    private static final double SMALLEST_CURVATURE = 1e-13;

    private final int n;
    private final double[][] factor;
    private final double[] direction;
    private final double[] pull;
    private final int[] free;
    private final boolean[] fixed;

    BoxQuadratic(int dimension) {
        n = dimension;
        factor = new double[n][n];
        direction = new double[n];
        pull = new double[n];
        free = new int[n];
        fixed = new boolean[n];
    }

    /// Writes the minimum to `p`.
    ///
    /// @param lower at most 0
    /// @param upper at least 0
    /// @param ridge added to every diagonal entry of the matrix
    void minimise(
            double[] gradient,
            double[][] curvature,
            double ridge,
            double[] lower,
            double[] upper,
            double[] p) {
        double diagonal = ridge + SMALLEST_CURVATURE * largestDiagonal(curvature);
        while (!descend(gradient, curvature, diagonal, lower, upper, p)) {
            diagonal *= 100; // rounding errors made the matrix indefinite
        }
    }

    /// @return false where the matrix cannot be factored
    private boolean descend(
            double[] gradient,
            double[][] curvature,
            double diagonal,
            double[] lower,
            double[] upper,
            double[] p) {
        Arrays.fill(p, 0);
        for (int k = 0; k < n; k++) {
            fixed[k] =
                    lower[k] == upper[k]
                            || (lower[k] == 0 && gradient[k] >= 0)
                            || (upper[k] == 0 && gradient[k] <= 0);
        }
        for (int round = 0; round < 6 * n + 20; round++) {
            pulls(gradient, curvature, diagonal, p);
            int count = 0;
            for (int k = 0; k < n; k++) {
                if (!fixed[k]) {
                    free[count++] = k;
                }
            }
            if (count > 0 && !solve(curvature, diagonal, count)) {
                return false;
            }
            if (!advance(count, lower, upper, p)) {
                continue;
            }
            pulls(gradient, curvature, diagonal, p);
            if (!release(lower, upper, p)) {
                return true;
            }
        }
        return true;
    }

    private double largestDiagonal(double[][] curvature) {
        double largest = Double.MIN_NORMAL;
        for (int k = 0; k < n; k++) {
            largest = Math.max(largest, curvature[k][k]);
        }
        return largest;
    }

    /// The gradient at p.
    private void pulls(double[] gradient, double[][] curvature, double diagonal, double[] p) {
        for (int k = 0; k < n; k++) {
            double sum = gradient[k] + diagonal * p[k];
            for (int l = 0; l < n; l++) {
                sum += curvature[k][l] * p[l];
            }
            pull[k] = sum;
        }
    }

    /// Cholesky's factorization of the free part and the step to the minimum over it.
    ///
    /// @return false where the matrix is not positive definite
    private boolean solve(double[][] curvature, double diagonal, int count) {
        for (int a = 0; a < count; a++) {
            double[] row = factor[a];
            for (int b = 0; b <= a; b++) {
                double sum = curvature[free[a]][free[b]] + (a == b ? diagonal : 0);
                double[] other = factor[b];
                for (int c = 0; c < b; c++) {
                    sum -= row[c] * other[c];
                }
                if (a == b) {
                    if (!(sum > 0)) {
                        return false;
                    }
                    row[a] = Math.sqrt(sum);
                } else {
                    row[b] = sum / other[b];
                }
            }
        }
        for (int a = 0; a < count; a++) {
            double sum = -pull[free[a]];
            for (int c = 0; c < a; c++) {
                sum -= factor[a][c] * direction[c];
            }
            direction[a] = sum / factor[a][a];
        }
        for (int a = count - 1; a >= 0; a--) {
            double sum = direction[a];
            for (int c = a + 1; c < count; c++) {
                sum -= factor[c][a] * direction[c];
            }
            direction[a] = sum / factor[a][a];
        }
        return true;
    }

    /// @return whether the minimum over the free coordinates was reached; else one more is fixed
    private boolean advance(int count, double[] lower, double[] upper, double[] p) {
        double share = 1;
        int blocking = -1;
        for (int a = 0; a < count; a++) {
            int k = free[a];
            double room = direction[a] > 0 ? upper[k] - p[k] : lower[k] - p[k];
            if (direction[a] != 0 && room / direction[a] < share) {
                share = Math.max(0, room / direction[a]);
                blocking = k;
            }
        }
        for (int a = 0; a < count; a++) {
            int k = free[a];
            p[k] = Math.clamp(p[k] + share * direction[a], lower[k], upper[k]);
            if (k == blocking) {
                p[k] = direction[a] > 0 ? upper[k] : lower[k];
                fixed[k] = true;
            }
        }
        return blocking < 0;
    }

    /// Frees the coordinate that pulls inwards the most.
    ///
    /// @return false where none does
    private boolean release(double[] lower, double[] upper, double[] p) {
        int worst = -1;
        double largest = 0;
        for (int k = 0; k < n; k++) {
            largest = Math.max(largest, SMALLEST_CURVATURE * Math.abs(pull[k]));
        }
        for (int k = 0; k < n; k++) {
            if (fixed[k] && lower[k] < upper[k]) {
                double inwards = p[k] == lower[k] ? -pull[k] : pull[k];
                if (inwards > largest) {
                    largest = inwards;
                    worst = k;
                }
            }
        }
        if (worst < 0) {
            return false;
        }
        fixed[worst] = false;
        return true;
    }
}
