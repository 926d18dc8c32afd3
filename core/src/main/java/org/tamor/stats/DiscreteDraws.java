package org.tamor.stats;

import org.hipparchus.special.Gamma;

/// Draws of whole numbers.
public final class DiscreteDraws {

    /// Below this mean the distribution is walked through from 0.
    private static final double WALK = 10;

    private DiscreteDraws() {}

    /// A Poisson number of the given mean (0 or more), as a double because it may exceed an int.
    ///
    /// Small means: inversion by walking from 0. Others: transformed rejection with squeeze, PTRS
    /// (Hormann, Insurance: Mathematics and Economics 12 (1993) 39-45).
    public static double poisson(RandomStream stream, double mean) {
        if (!(mean >= 0) || mean > 1e15) {
            throw new IllegalArgumentException("Poisson mean " + mean);
        }
        return mean < WALK ? poissonByWalk(stream, mean) : poissonByRejection(stream, mean);
    }

    private static double poissonByWalk(RandomStream stream, double mean) {
        double limit = Math.exp(-mean);
        double product = stream.nextOpenDouble();
        int k = 0;
        while (product > limit) {
            product *= stream.nextOpenDouble();
            k++;
        }
        return k;
    }

    private static double poissonByRejection(RandomStream stream, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        double logMean = Math.log(mean);
        while (true) {
            double u = stream.nextOpenDouble() - 0.5;
            double v = stream.nextOpenDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) {
                return k;
            }
            if (k >= 0
                    && (us >= 0.013 || v <= us)
                    && Math.log(v * inverseAlpha / (a / (us * us) + b))
                            <= k * logMean - mean - Gamma.logGamma(k + 1)) {
                return k;
            }
        }
    }

    /// The number of successes in `trials` trials.
    ///
    /// Small means: waiting times between successes (Devroye, Non-Uniform Random Variate Generation
    /// (1986), p. 525). Others: transformed rejection, BTRS (Hormann, J. Stat. Comput. Simul. 46
    /// (1993) 101-110).
    public static double binomial(RandomStream stream, double trials, double probability) {
        if (probability > 0.5) {
            return trials - binomial(stream, trials, 1 - probability);
        }
        if (probability <= 0 || trials <= 0) {
            return 0;
        }
        return trials * probability < WALK
                ? binomialByWaiting(stream, trials, probability)
                : binomialByRejection(stream, trials, probability);
    }

    private static double binomialByWaiting(
            RandomStream stream, double trials, double probability) {
        double logMiss = Math.log1p(-probability);
        double tried = 0;
        int successes = -1;
        while (tried <= trials) {
            tried += Math.floor(Math.log(stream.nextOpenDouble()) / logMiss) + 1;
            successes++;
        }
        return successes;
    }

    private static double binomialByRejection(
            RandomStream stream, double trials, double probability) {
        double spread = Math.sqrt(trials * probability * (1 - probability));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double centre = trials * probability + 0.5;
        double alpha = (2.83 + 5.1 / b) * spread;
        double squeeze = 0.92 - 4.2 / b;
        double logOdds = Math.log(probability / (1 - probability));
        double mode = Math.floor((trials + 1) * probability);
        double atMode = logWeight(mode, trials, logOdds);
        while (true) {
            double u = stream.nextOpenDouble() - 0.5;
            double v = stream.nextOpenDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + centre);
            if (k < 0 || k > trials) {
                continue;
            }
            if (us >= 0.07 && v <= squeeze
                    || Math.log(v * alpha / (a / (us * us) + b))
                            <= logWeight(k, trials, logOdds) - atMode) {
                return k;
            }
        }
    }

    private static double logWeight(double k, double trials, double logOdds) {
        return k * logOdds - Gamma.logGamma(k + 1) - Gamma.logGamma(trials - k + 1);
    }
}
