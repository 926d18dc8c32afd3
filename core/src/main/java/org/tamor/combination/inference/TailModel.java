package org.tamor.combination.inference;

import org.hipparchus.special.Gamma;
import org.tamor.stats.ContinuousDraws;
import org.tamor.stats.RandomStream;

/// How heavy the tails of the noise are: Student's t of unknown degrees of freedom, scaled to variance 1.
///
/// The degrees of freedom are not fixed at an estimate: each simulated plate draws them from their posterior
/// (flat over the listed values, scale at its maximum). Few residuals tell little about tails, and then the
/// bands are wider.
///
/// @param posterior of each of the listed degrees of freedom, sum 1
record TailModel(double[] posterior) {

    /// All above 4, so that the kurtosis exists.
    private static final double[] FREEDOM = {Double.POSITIVE_INFINITY, 20, 10, 7, 5.5, 4.6};

    private static final int SCALE_STEPS = 15;

    /// From standardised residuals.
    static TailModel of(double[] residuals) {
        double[] logs = new double[FREEDOM.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < logs.length; f++) {
            logs[f] = logLikelihood(residuals, FREEDOM[f]);
            most = Math.max(most, logs[f]);
        }
        double total = 0;
        for (int f = 0; f < logs.length; f++) {
            logs[f] = Math.exp(logs[f] - most);
            total += logs[f];
        }
        for (int f = 0; f < logs.length; f++) {
            logs[f] /= total;
        }
        return new TailModel(logs);
    }

    private static double logLikelihood(double[] residuals, double freedom) {
        double variance = 0;
        for (double residual : residuals) {
            variance += residual * residual / residuals.length;
        }
        variance = Math.max(variance, 1e-300);
        if (Double.isInfinite(freedom)) {
            return -0.5 * residuals.length * (Math.log(2 * Math.PI * variance) + 1);
        }
        for (int step = 0; step < SCALE_STEPS; step++) {
            double next = 0;
            for (double residual : residuals) {
                double square = residual * residual;
                next += (freedom + 1) * square / (freedom + square / variance);
            }
            variance = Math.max(next / residuals.length, 1e-300);
        }
        double sum =
                residuals.length
                        * (Gamma.logGamma((freedom + 1) / 2)
                                - Gamma.logGamma(freedom / 2)
                                - 0.5 * Math.log(Math.PI * freedom * variance));
        for (double residual : residuals) {
            sum -= 0.5 * (freedom + 1) * Math.log1p(residual * residual / (freedom * variance));
        }
        return sum;
    }

    /// The degrees of freedom of one simulated plate.
    double draw(RandomStream stream) {
        double left = stream.nextDouble();
        for (int f = 0; f < posterior.length; f++) {
            left -= posterior[f];
            if (left < 0) {
                return FREEDOM[f];
            }
        }
        return FREEDOM[0];
    }

    /// The mean of `wells` errors times the root of their number: variance 1, kurtosis that of one over their number.
    static double noise(double freedom, double wells, RandomStream stream) {
        double z = stream.nextGaussian();
        if (Double.isInfinite(freedom)) {
            return z;
        }
        double own = 4 + Math.max(1, wells) * (freedom - 4);
        double square = 2 * ContinuousDraws.gamma(stream, own / 2);
        return z * Math.sqrt((own - 2) / square);
    }

    /// The sum of squares of errors about their means for unit variance.
    static double squares(double freedom, int count, RandomStream stream) {
        if (count == 0) {
            return 0;
        }
        double excess = Double.isInfinite(freedom) ? 0 : 6 / (freedom - 4);
        double effective = count / (1 + excess / 2);
        return count / effective * 2 * ContinuousDraws.gamma(stream, effective / 2);
    }
}
