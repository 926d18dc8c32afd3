package org.tamor.stochastic;

import java.util.Arrays;
import org.hipparchus.distribution.IntegerDistribution;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.CauchyDistribution;
import org.hipparchus.distribution.continuous.ExponentialDistribution;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.distribution.continuous.LaplaceDistribution;
import org.hipparchus.distribution.continuous.LogNormalDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.WeibullDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.tamor.expr.Distribution;
import org.tamor.stats.ContinuousDraws;
import org.tamor.stats.DiscreteDraws;
import org.tamor.stats.RandomStream;

/// Draws from the distributions of formulas.
///
/// Truncated distributions are drawn by rejection; where that fails [#ATTEMPTS] times, by inversion
/// of the distribution function between the bounds. Either way the value has the truncated
/// distribution.
final class DistributionSampler {

    private static final int ATTEMPTS = 32;

    private DistributionSampler() {}

    /// @param arguments as the distribution's definition orders them
    /// @throws IllegalArgumentException where an argument is outside its range; the message says
    ///   which
    static double draw(Distribution distribution, double[] arguments, RandomStream stream) {
        for (double argument : arguments) {
            check(!Double.isNaN(argument), "an argument has no value");
        }
        if (!distribution.isTruncated(arguments.length)) {
            return plain(distribution, arguments, stream);
        }
        int last = arguments.length - 1;
        double low = arguments[last - 1];
        double high = arguments[last];
        check(low <= high, "the lower bound " + low + " lies above the upper bound " + high);
        double[] own = Arrays.copyOf(arguments, last - 1);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double value = plain(distribution, own, stream);
            if (value >= low && value <= high) {
                return value;
            }
        }
        return switch (distribution) {
            case POISSON -> inverse(new PoissonDistribution(own[0]), low, high, stream);
            case BINOMIAL ->
                    inverse(new BinomialDistribution((int) own[0], own[1]), low, high, stream);
            default -> inverse(continuous(distribution, own), low, high, stream);
        };
    }

    private static double plain(Distribution distribution, double[] a, RandomStream stream) {
        double last = a[a.length - 1];
        double location = a.length == 2 ? a[0] : 0;
        return switch (distribution) {
            case NORMAL -> location + nonNegative(last) * stream.nextGaussian();
            case LOGNORMAL -> Math.exp(location + nonNegative(last) * stream.nextGaussian());
            case UNIFORM -> {
                check(a[0] <= a[1], "the minimum " + a[0] + " lies above the maximum " + a[1]);
                yield a[0] + stream.nextOpenDouble() * (a[1] - a[0]);
            }
            case BERNOULLI -> stream.nextOpenDouble() < probability(a[0]) ? 1 : 0;
            case BINOMIAL -> {
                check(
                        a[0] >= 0 && a[0] == Math.rint(a[0]) && a[0] <= Integer.MAX_VALUE,
                        "the number of trials is " + a[0]);
                yield DiscreteDraws.binomial(stream, a[0], probability(a[1]));
            }
            case CAUCHY -> location + positive(last) * ContinuousDraws.cauchy(stream);
            case CHISQUARE -> 2 * ContinuousDraws.gamma(stream, positive(a[0]) / 2);
            case EXPONENTIAL -> stream.nextExponential() / positive(a[0]);
            case GAMMA -> positive(last) * ContinuousDraws.gamma(stream, positive(a[0]));
            case LAPLACE -> location + positive(last) * ContinuousDraws.laplace(stream);
            case POISSON -> DiscreteDraws.poisson(stream, nonNegative(a[0]));
            case RAYLEIGH -> positive(a[0]) * ContinuousDraws.rayleigh(stream);
        };
    }

    private static RealDistribution continuous(Distribution distribution, double[] a) {
        double last = a[a.length - 1];
        double location = a.length == 2 ? a[0] : 0;
        return switch (distribution) {
            case NORMAL -> new NormalDistribution(location, last);
            case LOGNORMAL -> new LogNormalDistribution(location, last);
            case CAUCHY -> new CauchyDistribution(location, last);
            case CHISQUARE -> new GammaDistribution(a[0] / 2, 2);
            case EXPONENTIAL -> new ExponentialDistribution(1 / a[0]);
            case GAMMA -> new GammaDistribution(a[0], last);
            case LAPLACE -> new LaplaceDistribution(location, last);
            case RAYLEIGH -> new WeibullDistribution(2, last * Math.sqrt(2));
            case UNIFORM, BERNOULLI, BINOMIAL, POISSON ->
                    throw new IllegalArgumentException(distribution + " is not truncated");
        };
    }

    private static double inverse(
            RealDistribution distribution, double low, double high, RandomStream stream) {
        double from = distribution.cumulativeProbability(low);
        double to = distribution.cumulativeProbability(high);
        check(from < to, "hardly any value lies between " + low + " and " + high);
        double u = from + stream.nextOpenDouble() * (to - from);
        return Math.clamp(distribution.inverseCumulativeProbability(u), low, high);
    }

    private static double inverse(
            IntegerDistribution distribution, double low, double high, RandomStream stream) {
        double first = Math.max(0, Math.ceil(low));
        double end = Math.min(Math.floor(high), Integer.MAX_VALUE);
        double from = first == 0 ? 0 : distribution.cumulativeProbability((int) first - 1);
        double to = end < 0 ? 0 : distribution.cumulativeProbability((int) end);
        check(from < to, "hardly any value lies between " + low + " and " + high);
        double u = from + stream.nextOpenDouble() * (to - from);
        return Math.clamp(distribution.inverseCumulativeProbability(u), first, end);
    }

    private static double positive(double value) {
        check(value > 0, "an argument that must be positive is " + value);
        return value;
    }

    private static double nonNegative(double value) {
        check(value >= 0, "an argument that must not be negative is " + value);
        return value;
    }

    private static double probability(double value) {
        check(value >= 0 && value <= 1, "a probability is " + value);
        return value;
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
