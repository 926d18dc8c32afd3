package org.tamor.combination.curve;

import java.util.Arrays;

/// Nonlinear least squares within a box: Levenberg-Marquardt with Nielsen's damping (Madsen, Nielsen
/// and Tingleff, Methods for Non-Linear Least Squares Problems, 2004, section 3.2).
///
/// A parameter on a bound stays there while the descent direction points outwards; one whose bounds
/// are equal is fixed. Ours, beside Hipparchus, because a bootstrap refits small problems millions of
/// times: normal equations of at most a dozen unknowns and no allocation per step take a tenth of the
/// time. The tests hold it against Hipparchus.
public final class LeastSquares {

    private static final double GRADIENT_TOLERANCE = 1e-14;
    private static final double STEP_TOLERANCE = 1e-10;

    private LeastSquares() {}

    /// Weighted residuals and their derivatives.
    public interface Problem {

        /// How many residuals there are.
        int size();

        /// Writes the residuals at `p` and, unless the length of `jacobian` is 0, their derivatives,
        /// `jacobian[i * p.length + k]`.
        void evaluate(double[] p, double[] residuals, double[] jacobian);
    }

    /// @param cost the sum of squares at `parameters`
    /// @param converged false where the iterations ran out
    public record Solution(double[] parameters, double cost, boolean converged, int iterations) {}

    private static final double[] NONE = {};

    /// The local minimum that the start leads to; deterministic.
    public static Solution minimise(
            Problem problem, double[] start, double[] lower, double[] upper, int maxIterations) {
        int n = start.length;
        int m = problem.size();
        double[] p = clamped(start, lower, upper);
        double[] residuals = new double[m];
        double[] trialResiduals = new double[m];
        double[] jacobian = new double[m * n];
        double[] normal = new double[n * n];
        double[] gradient = new double[n];
        double[] damped = new double[n * n];
        double[] step = new double[n];
        double[] trial = new double[n];
        boolean[] free = new boolean[n];
        problem.evaluate(p, residuals, jacobian);
        double cost = squared(residuals);
        if (!Double.isFinite(cost)) {
            return new Solution(p, Double.POSITIVE_INFINITY, false, 0);
        }
        double damping = 1e-3;
        double growth = 2;
        double scale = cost;
        boolean converged = false;
        int iteration = 0;
        for (; iteration < maxIterations && !converged; iteration++) {
            normalEquations(jacobian, residuals, m, n, normal, gradient);
            double largest = freeSet(p, lower, upper, gradient, free);
            if (largest <= GRADIENT_TOLERANCE * (scale + 1e-300)) {
                converged = true;
                break;
            }
            boolean accepted = false;
            for (int attempt = 0; attempt < 40; attempt++) {
                if (!solve(normal, gradient, free, damping, n, damped, step)) {
                    damping *= growth;
                    growth *= 2;
                    continue;
                }
                double moved = 0;
                double predicted = 0;
                for (int i = 0; i < n; i++) {
                    trial[i] = Math.clamp(p[i] + step[i], lower[i], upper[i]);
                    double actual = trial[i] - p[i];
                    moved = Math.max(moved, Math.abs(actual) / (Math.abs(p[i]) + 1e-3));
                    predicted +=
                            -actual * gradient[i]
                                    + damping * normal[i * n + i] * actual * actual;
                }
                if (moved <= STEP_TOLERANCE) {
                    converged = true;
                    break;
                }
                problem.evaluate(trial, trialResiduals, NONE);
                double trialCost = squared(trialResiduals);
                if (trialCost < cost) {
                    double gain = (cost - trialCost) / Math.max(predicted, 1e-300);
                    double cube = 2 * gain - 1;
                    damping *= Math.max(1.0 / 3, 1 - cube * cube * cube);
                    damping = Math.max(damping, 1e-12);
                    growth = 2;
                    converged = cost - trialCost <= 1e-12 * cost && moved <= 1e-4;
                    System.arraycopy(trial, 0, p, 0, n);
                    cost = trialCost;
                    problem.evaluate(p, residuals, jacobian);
                    accepted = true;
                    break;
                }
                damping *= growth;
                growth *= 2;
            }
            if (!accepted && !converged) {
                converged = largest <= 1e-6 * (scale + 1e-300);
                break;
            }
        }
        return new Solution(p, cost, converged, iteration);
    }

    private static double[] clamped(double[] start, double[] lower, double[] upper) {
        double[] p = start.clone();
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.clamp(p[i], lower[i], upper[i]);
        }
        return p;
    }

    private static double squared(double[] residuals) {
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    private static void normalEquations(
            double[] jacobian,
            double[] residuals,
            int m,
            int n,
            double[] normal,
            double[] gradient) {
        Arrays.fill(normal, 0);
        Arrays.fill(gradient, 0);
        for (int i = 0; i < m; i++) {
            int row = i * n;
            double residual = residuals[i];
            for (int a = 0; a < n; a++) {
                double left = jacobian[row + a];
                if (left == 0) {
                    continue;
                }
                gradient[a] += left * residual;
                for (int b = 0; b <= a; b++) {
                    normal[a * n + b] += left * jacobian[row + b];
                }
            }
        }
    }

    /// Marks the free parameters; returns the largest scaled gradient among them.
    private static double freeSet(
            double[] p, double[] lower, double[] upper, double[] gradient, boolean[] free) {
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            boolean blocked =
                    lower[i] == upper[i]
                            || (p[i] <= lower[i] && gradient[i] > 0)
                            || (p[i] >= upper[i] && gradient[i] < 0);
            free[i] = !blocked;
            if (free[i]) {
                largest = Math.max(largest, Math.abs(gradient[i]));
            }
        }
        return largest;
    }

    /// Solves `(N + damping diag(N)) step = -gradient` over the free parameters by Cholesky.
    private static boolean solve(
            double[] normal,
            double[] gradient,
            boolean[] free,
            double damping,
            int n,
            double[] factor,
            double[] step) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value;
                if (i == j) {
                    double diagonal = normal[i * n + i];
                    value = free[i] ? diagonal * (1 + damping) + 1e-300 : 1;
                } else {
                    value = free[i] && free[j] ? normal[i * n + j] : 0;
                }
                for (int k = 0; k < j; k++) {
                    value -= factor[i * n + k] * factor[j * n + k];
                }
                if (i == j) {
                    if (!(value > 0)) {
                        return false;
                    }
                    factor[i * n + i] = Math.sqrt(value);
                } else {
                    factor[i * n + j] = value / factor[j * n + j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            double value = free[i] ? -gradient[i] : 0;
            for (int k = 0; k < i; k++) {
                value -= factor[i * n + k] * step[k];
            }
            step[i] = value / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double value = step[i];
            for (int k = i + 1; k < n; k++) {
                value -= factor[k * n + i] * step[k];
            }
            step[i] = value / factor[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(step[i])) {
                return false;
            }
        }
        return true;
    }
}
