package org.tamor.combination.inference;

import java.util.List;
import org.hipparchus.special.Gamma;
import org.tamor.stats.ContinuousDraws;
import org.tamor.stats.RandomStream;

/// How heavy the tails of the noise are: Student's t of unknown degrees of freedom, scaled to
/// variance 1.
///
/// The degrees of freedom nu are not fixed at an estimate: each simulated plate draws them from
/// their posterior, the scale at its maximum. The prior is Jeffreys', the root of the determinant
/// of Fisher's information on nu and the scale, `(nu/(nu+3))^(1/2) (psi'(nu/2) - psi'((nu+1)/2) - 2
/// (nu+3)/(nu (nu+1)^2))^(1/2)`, over all nu from 2.5 to infinity, in steps of 0.05 of 1/nu. Few
/// residuals tell little about tails, and then the bands are wider.
///
/// @param posterior of each of the listed degrees of freedom, sum 1
record TailModel(double[] posterior) {

    private static final double[] FREEDOM = freedom();

    private static final int SCALE_STEPS = 15;

    private static double[] freedom() {
        double[] freedom = new double[9];
        for (int f = 0; f < freedom.length; f++) {
            freedom[f] = 1 / (0.05 * f);
        }
        return freedom;
    }

    /// A residual and how much of it is the level's own error: 1 less its leverage.
    record Residual(double value, double own) {}

    /// From the residuals of weighted fits.
    static TailModel of(List<Residual> residuals) {
        double[] values =
                residuals.stream()
                        .filter(r -> r.own > 0.05)
                        .mapToDouble(r -> r.value / Math.sqrt(r.own))
                        .toArray();
        double[] shares =
                residuals.stream().filter(r -> r.own > 0.05).mapToDouble(Residual::own).toArray();
        double[] logs = new double[FREEDOM.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < logs.length; f++) {
            logs[f] = logLikelihood(values, shares, FREEDOM[f]) + logPrior(FREEDOM[f]);
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

    /// Jeffreys' prior as a density in 1/nu.
    private static double logPrior(double freedom) {
        double nu = Math.min(freedom, 1e3);
        double information =
                nu
                        / (nu + 3)
                        * (Gamma.trigamma(nu / 2)
                                - Gamma.trigamma((nu + 1) / 2)
                                - 2 * (nu + 3) / (nu * (nu + 1) * (nu + 1)));
        return 0.5 * Math.log(information) + 2 * Math.log(nu);
    }

    /// Every residual counts for the share of it that is its own.
    private static double logLikelihood(double[] residuals, double[] shares, double freedom) {
        double count = 0;
        double variance = 0;
        for (int i = 0; i < residuals.length; i++) {
            count += shares[i];
            variance += shares[i] * residuals[i] * residuals[i];
        }
        variance = Math.max(variance / count, 1e-300);
        if (Double.isInfinite(freedom)) {
            return -0.5 * count * (Math.log(2 * Math.PI * variance) + 1);
        }
        for (int step = 0; step < SCALE_STEPS; step++) {
            double next = 0;
            for (int i = 0; i < residuals.length; i++) {
                double square = residuals[i] * residuals[i];
                next += shares[i] * (freedom + 1) * square / (freedom + square / variance);
            }
            variance = Math.max(next / count, 1e-300);
        }
        double sum =
                count
                        * (Gamma.logGamma((freedom + 1) / 2)
                                - Gamma.logGamma(freedom / 2)
                                - 0.5 * Math.log(Math.PI * freedom * variance));
        for (int i = 0; i < residuals.length; i++) {
            double square = residuals[i] * residuals[i];
            sum -= shares[i] * 0.5 * (freedom + 1) * Math.log1p(square / (freedom * variance));
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

    /// The error of one well, variance 1.
    static double noise(double freedom, RandomStream stream) {
        double z = stream.nextGaussian();
        if (Double.isInfinite(freedom)) {
            return z;
        }
        return z * Math.sqrt((freedom - 2) / (2 * ContinuousDraws.gamma(stream, freedom / 2)));
    }
}
