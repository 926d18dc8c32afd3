package org.tamor.calibrate.fit;

import java.util.Arrays;
import java.util.Comparator;

/// The value q that minimises the sum of `w_i |t_i - q|`: half of the weight lies on either side.
final class WeightedMedian {

    private WeightedMedian() {}

    /// The smallest such value where several are; the fallback where no weight is above 0.
    static double of(double[] values, double[] weights, double fallback) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double half = 0.5 * Arrays.stream(weights).sum();
        double below = 0;
        for (int i : order) {
            below += weights[i];
            if (weights[i] > 0 && below >= half) {
                return values[i];
            }
        }
        return fallback;
    }
}
