package org.tamor.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Quantiles of samples.
public final class Quantiles {

    private Quantiles() {}

    /// The quantile by linear interpolation of order statistics (type 7 of Hyndman and Fan, Am.
    /// Stat. 50:361, 1996).
    public static double ofSorted(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// The smallest value at or below which lies at least the share p of the weight.
    ///
    /// @param weights not negative, with a positive sum
    public static double weighted(double[] values, double[] weights, double p) {
        int[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double wanted = p * Arrays.stream(weights).sum();
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum >= wanted * (1 - 1e-12) && weights[i] > 0) {
                return values[i];
            }
        }
        return values[order[order.length - 1]];
    }
}
