package org.tamor.calibrate.ensemble;

import org.hipparchus.special.Erf;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// The distribution of a measurement that is yet to be made: a mixture of the noise about what each
/// member of an ensemble predicts.
///
/// With weights w, simulated values y and noise scales s, `F(x) = sum w F0((x - y) / s)`, of
/// logarithms where the noise is logarithmic.
@SuppressWarnings("ArrayRecordComponent") // treated as read-only
public record NoiseMixture(
        NoiseDistribution noise, double[] weights, double[] simulations, double[] scales) {

    private static final double RELATIVE = 1e-7;

    /// The probability of at most x.
    public double cumulative(double x) {
        if (noise.logarithmic() && !(x > 0)) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * standard(noise.residual(x, simulations[i], scales[i]));
        }
        return sum;
    }

    private double standard(double z) {
        return switch (noise) {
            case NORMAL, LOG_NORMAL -> 0.5 * Erf.erfc(-z / Math.sqrt(2));
            case LAPLACE, LOG_LAPLACE -> z < 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
        };
    }

    /// The value at or below which lies the probability p, by halving between the least and the
    /// greatest of the members' own.
    public double quantile(double p) {
        double z =
                switch (noise) {
                    case NORMAL, LOG_NORMAL -> Math.sqrt(2) * Erf.erfInv(2 * p - 1);
                    case LAPLACE, LOG_LAPLACE -> p < 0.5 ? Math.log(2 * p) : -Math.log(2 * (1 - p));
                };
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double widest = 0;
        for (int i = 0; i < weights.length; i++) {
            double own =
                    noise.logarithmic()
                            ? simulations[i] * Math.exp(scales[i] * z)
                            : simulations[i] + scales[i] * z;
            low = Math.min(low, own);
            high = Math.max(high, own);
            widest = Math.max(widest, noise.logarithmic() ? own * scales[i] : scales[i]);
        }
        while (high - low > RELATIVE * widest) {
            double middle = low + 0.5 * (high - low);
            if (!(low < middle && middle < high)) {
                break;
            }
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + 0.5 * (high - low);
    }
}
