package org.tamor.combination.inference;

import java.util.Arrays;

/// Probabilities and quantiles from sorted draws of a statistic. With B draws a probability is a multiple
/// of 1/(B + 1), the observed value counted among them, so that a test at level k/(B + 1) is exact.
final class Ranks {

    private Ranks() {}

    /// The share of draws at least as large, the observed one counted.
    static double atLeast(double value, double[] sorted) {
        int at = Arrays.binarySearch(sorted, value);
        int below = at >= 0 ? at : -at - 1;
        while (below > 0 && sorted[below - 1] == value) {
            below--;
        }
        return (1.0 + sorted.length - below) / (sorted.length + 1.0);
    }

    /// Twice the smaller tail.
    static double twoSided(double value, double[] sorted) {
        double upper = atLeast(value, sorted);
        double[] mirrored = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            mirrored[i] = -sorted[sorted.length - 1 - i];
        }
        return Math.min(1, 2 * Math.min(upper, atLeast(-value, mirrored)));
    }

    /// The order statistic number `p (B + 1)`.
    static double quantile(double[] sorted, double p) {
        int at = (int) Math.round(p * (sorted.length + 1)) - 1;
        return sorted[Math.clamp(at, 0, sorted.length - 1)];
    }
}
