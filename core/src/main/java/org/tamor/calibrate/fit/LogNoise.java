package org.tamor.calibrate.fit;

/// What the logarithm z of a noise parameter minimises: `(n - power) z + q exp(-2 z) + a exp(-z) +
/// (z - mean)^2 / (2 width^2)`, a convex function.
///
/// @param count n of measurements
/// @param quadratic q, half the sum of squared residuals at z = 0 with normal noise
/// @param absolute a, the sum of absolute residuals at z = 0 with Laplace noise
record LogNoise(int count, double quadratic, double absolute, InnerPrior prior) {

    private static final int MOST_STEPS = 200;

    /// The minimum between two bounds: where the derivative, which grows with z, is 0. By Newton's
    /// method, and by halving where that leaves the interval known to hold the minimum.
    double best(double lower, double upper) {
        if (derivative(lower) >= 0) {
            return lower;
        }
        if (derivative(upper) <= 0) {
            return upper;
        }
        double low = lower;
        double high = upper;
        double z = start(lower, upper);
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = derivative(z);
            if (slope < 0) {
                low = z;
            } else {
                high = z;
            }
            double next = z - slope / secondDerivative(z);
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - z) <= 4 * Math.ulp(z) || !(low < next && next < high)) {
                return next;
            }
            z = next;
        }
        return z;
    }

    /// The minimum without prior where the noise is of one kind.
    private double start(double lower, double upper) {
        double n = Math.max(1, count - prior.power());
        double without = absolute == 0 ? 0.5 * Math.log(2 * quadratic / n) : Math.log(absolute / n);
        return without > lower && without < upper ? without : 0.5 * (lower + upper);
    }

    private double derivative(double z) {
        return count
                - prior.power()
                - 2 * quadratic * Math.exp(-2 * z)
                - absolute * Math.exp(-z)
                + (z - prior.mean()) / (prior.width() * prior.width());
    }

    private double secondDerivative(double z) {
        return 4 * quadratic * Math.exp(-2 * z)
                + absolute * Math.exp(-z)
                + 1 / (prior.width() * prior.width());
    }
}
