package org.tamor.calibrate.fit;

/// A curvature made from gradients along the way: the formula of Broyden, Fletcher, Goldfarb and
/// Shanno with Powell's damping, which keeps it positive definite (Nocedal and Wright, Numerical
/// Optimization, 2nd ed. (2006), procedure 18.2).
final class DampedBfgs {

    private static final double LEAST_SHARE = 0.2;

    private final double[][] matrix;
    private boolean scaled;

    /// Nothing is known of the curvature yet.
    DampedBfgs(int dimension) {
        matrix = new double[dimension][dimension];
        for (int k = 0; k < dimension; k++) {
            matrix[k][k] = 1;
        }
    }

    /// @param initial without negative eigenvalues; not changed
    DampedBfgs(double[][] initial) {
        matrix = new double[initial.length][];
        for (int k = 0; k < initial.length; k++) {
            matrix[k] = initial[k].clone();
        }
        scaled = true;
    }

    double[][] matrix() {
        return matrix;
    }

    /// @param step from one point to the next
    /// @param change of the gradient
    void update(double[] step, double[] change) {
        int n = step.length;
        double along = dot(step, change);
        double length = dot(step, step);
        if (length == 0) {
            return;
        }
        if (!scaled) {
            double size =
                    along > 0
                            ? dot(change, change) / along
                            : Math.sqrt(dot(change, change) / length);
            for (int k = 0; k < n; k++) {
                matrix[k][k] = Math.max(size, Double.MIN_NORMAL);
            }
            scaled = true;
        }
        double[] image = new double[n];
        for (int k = 0; k < n; k++) {
            image[k] = dot(matrix[k], step);
        }
        double expected = dot(step, image);
        double share =
                along >= LEAST_SHARE * expected
                        ? 1
                        : (1 - LEAST_SHARE) * expected / (expected - along);
        double[] damped = new double[n];
        for (int k = 0; k < n; k++) {
            damped[k] = share * change[k] + (1 - share) * image[k];
        }
        double dampedAlong = dot(step, damped);
        if (!(expected > 0) || !(dampedAlong > 0)) {
            return;
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                matrix[k][l] +=
                        damped[k] * damped[l] / dampedAlong - image[k] * image[l] / expected;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
