package org.tamor.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.CauchyDistribution;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.ExponentialDistribution;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.distribution.continuous.LaplaceDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.distribution.continuous.WeibullDistribution;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.Prior;
import org.tamor.stats.Seeds;

/// Draws values of uncertain parameters: of the prior where one is given, else log-uniform between
/// the bounds where these are positive, else uniform. Bounds truncate priors.
///
/// A value depends on seed, member and parameter id only: neither on other parameters nor on the
/// order of draws.
final class ParameterDraws {

    private ParameterDraws() {}

    /// The values of one member, by parameter id.
    static Map<String, Double> draw(List<PetabParameter> parameters, long seed, int member) {
        Map<String, Double> values = new TreeMap<>();
        for (PetabParameter parameter : parameters) {
            if (parameter.estimate()) {
                values.put(parameter.id(), value(parameter, uniform(seed, member, parameter.id())));
            }
        }
        return values;
    }

    /// A number strictly between 0 and 1.
    static double uniform(long seed, int member, String parameter) {
        return Seeds.uniform(seed, member, parameter);
    }

    /// The quantile of the parameter's distribution at `u`.
    static double value(PetabParameter parameter, double u) {
        double low = parameter.lowerBound();
        double high = parameter.upperBound();
        if (low == high) {
            return low;
        }
        if (parameter.prior().isEmpty()) {
            return low > 0
                    ? Math.clamp(Math.exp(Math.log(low) + u * Math.log(high / low)), low, high)
                    : Math.clamp(low + u * (high - low), low, high);
        }
        Prior prior = parameter.prior().get();
        boolean logarithmic =
                switch (prior.distribution()) {
                    case LOG_NORMAL, LOG_LAPLACE, LOG_UNIFORM -> true;
                    default -> false;
                };
        RealDistribution distribution = distribution(prior);
        double from = logarithmic ? Math.log(Math.max(low, 0)) : low;
        double to = logarithmic ? Math.log(high) : high;
        double below =
                from == Double.NEGATIVE_INFINITY ? 0 : distribution.cumulativeProbability(from);
        double above = to == Double.POSITIVE_INFINITY ? 1 : distribution.cumulativeProbability(to);
        double quantile = distribution.inverseCumulativeProbability(below + u * (above - below));
        return Math.clamp(logarithmic ? Math.exp(quantile) : quantile, low, high);
    }

    /// The distribution of the value, or of its natural logarithm for the logarithmic ones.
    private static RealDistribution distribution(Prior prior) {
        double first = prior.parameters().getFirst();
        double second = prior.parameters().getLast();
        return switch (prior.distribution()) {
            case NORMAL, LOG_NORMAL -> new NormalDistribution(first, second);
            case LAPLACE, LOG_LAPLACE -> new LaplaceDistribution(first, second);
            case UNIFORM -> new UniformRealDistribution(first, second);
            case LOG_UNIFORM -> new UniformRealDistribution(Math.log(first), Math.log(second));
            case CAUCHY -> new CauchyDistribution(first, second);
            case CHI_SQUARE -> new ChiSquaredDistribution(first);
            case EXPONENTIAL -> new ExponentialDistribution(first);
            case GAMMA -> new GammaDistribution(first, second);
            case RAYLEIGH -> new WeibullDistribution(2, first * Math.sqrt(2));
        };
    }
}
