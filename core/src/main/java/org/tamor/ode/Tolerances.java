package org.tamor.ode;

import java.util.Arrays;

/// The error allowed in one step: `relative * |y_i| + absolute_i` for component i, in the
/// root-mean-square sense.
///
/// @param relative at least 0, dimensionless
/// @param absolute greater than 0, one for each component, in its unit
@SuppressWarnings("ArrayRecordComponent") // read in inner loops; never changed after construction
public record Tolerances(double relative, double[] absolute) {

    public Tolerances {
        if (!(relative >= 0) || relative == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "relative tolerance must be finite and not negative, is " + relative);
        }
        absolute = absolute.clone();
        for (int i = 0; i < absolute.length; i++) {
            if (!(absolute[i] > 0) || absolute[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "absolute tolerance must be finite and positive, is "
                                + absolute[i]
                                + " for component "
                                + i);
            }
        }
    }

    /// The same absolute tolerance for every component.
    public static Tolerances uniform(double relative, double absolute, int dimension) {
        double[] all = new double[dimension];
        Arrays.fill(all, absolute);
        return new Tolerances(relative, all);
    }

    int dimension() {
        return absolute.length;
    }

    /// Writes `1 / (relative * |y_i| + absolute_i)`.
    void weights(double[] state, double[] weights) {
        double relativeTolerance = relative;
        double[] floor = absolute;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (relativeTolerance * Math.abs(state[i]) + floor[i]);
        }
    }

    /// The weighted root-mean-square norm `sqrt(sum (v_i w_i)^2 / n)`; 0 for no components.
    static double norm(double[] vector, double[] weights) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            double scaled = vector[i] * weights[i];
            sum += scaled * scaled;
        }
        return vector.length == 0 ? 0 : Math.sqrt(sum / vector.length);
    }

    /// The component with the largest `|v_i| w_i`, or the first that is not finite; -1 for no
    /// components.
    static int worst(double[] vector, double[] weights) {
        int worst = -1;
        double largest = -1;
        for (int i = 0; i < vector.length; i++) {
            double size = Math.abs(vector[i]) * weights[i];
            if (!(size <= Double.MAX_VALUE)) {
                return i;
            }
            if (size > largest) {
                largest = size;
                worst = i;
            }
        }
        return worst;
    }
}
