package org.tamor.combination.curve;

import java.util.Arrays;

/// A curve through measured means, for drugs that no Hill curve describes and for scores of raw
/// monotherapies.
///
/// Between doses the response is a monotone cubic in log dose (Fritsch and Carlson, SIAM J. Numer.
/// Anal. 17 (1980) 238-246, harmonic-mean slopes of Fritsch and Butland 1984), so it makes no bumps
/// that the means do not have; from 0 to the least dose it is linear in dose; above the last dose it
/// is constant. The inverse is the first dose at which the response is reached.
public final class Interpolated implements DoseResponse {

    private final double baseline;
    private final double[] logDoses;
    private final double[] values;
    private final double[] slopes;

    private Interpolated(double baseline, double[] doses, double[] values) {
        this.baseline = baseline;
        this.logDoses = Arrays.stream(doses).map(Math::log).toArray();
        this.values = values.clone();
        this.slopes = slopes(logDoses, this.values);
    }

    /// @param doses above 0, increasing
    public static Interpolated through(double baseline, double[] doses, double[] values) {
        if (doses.length == 0 || doses.length != values.length) {
            throw new IllegalArgumentException(doses.length + " doses, " + values.length + " values");
        }
        for (int i = 0; i < doses.length; i++) {
            if (!(doses[i] > (i == 0 ? 0 : doses[i - 1]))) {
                throw new IllegalArgumentException("doses do not increase");
            }
        }
        return new Interpolated(baseline, doses, values);
    }

    private static double[] slopes(double[] x, double[] y) {
        int n = x.length;
        double[] result = new double[n];
        for (int i = 1; i < n - 1; i++) {
            double left = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
            double right = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
            if (left * right > 0) {
                double w1 = 2 * (x[i + 1] - x[i]) + (x[i] - x[i - 1]);
                double w2 = (x[i + 1] - x[i]) + 2 * (x[i] - x[i - 1]);
                result[i] = (w1 + w2) / (w1 / left + w2 / right);
            }
        }
        return result;
    }

    @Override
    public double value(double dose) {
        if (dose == 0) {
            return baseline;
        }
        int n = logDoses.length;
        double x = Math.log(dose);
        if (x <= logDoses[0]) {
            return baseline + (values[0] - baseline) * Math.exp(x - logDoses[0]);
        }
        if (x >= logDoses[n - 1]) {
            return values[n - 1];
        }
        int found = Arrays.binarySearch(logDoses, x);
        if (found >= 0) {
            return values[found];
        }
        int i = -found - 2;
        double width = logDoses[i + 1] - logDoses[i];
        double t = (x - logDoses[i]) / width;
        double s = 1 - t;
        return values[i] * (1 + 2 * t) * s * s
                + slopes[i] * width * t * s * s
                + values[i + 1] * t * t * (3 - 2 * t)
                - slopes[i + 1] * width * t * t * s;
    }

    @Override
    public double baseline() {
        return baseline;
    }

    /// The mean furthest from the baseline on the side of the last one.
    @Override
    public double limit() {
        double sign = Math.signum(values[values.length - 1] - baseline);
        double furthest = baseline;
        for (double value : values) {
            furthest = sign * (value - furthest) > 0 ? value : furthest;
        }
        return furthest;
    }

    @Override
    public double inverse(double response) {
        double sign = Math.signum(limit() - baseline);
        if (sign * (response - baseline) <= 0) {
            return response == baseline || sign != 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < values.length; i++) {
            if (sign * (values[i] - response) >= 0) {
                double low = i == 0 ? 0 : Math.exp(logDoses[i - 1]);
                return bisect(low, Math.exp(logDoses[i]), response, sign);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private double bisect(double low, double high, double response, double sign) {
        double left = low;
        double right = high;
        for (int i = 0; i < 200 && right - left > 1e-15 * right; i++) {
            double middle = 0.5 * (left + right);
            if (sign * (value(middle) - response) >= 0) {
                right = middle;
            } else {
                left = middle;
            }
        }
        return right;
    }
}
