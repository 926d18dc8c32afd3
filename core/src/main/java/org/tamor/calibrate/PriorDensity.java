package org.tamor.calibrate;

import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.CauchyDistribution;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.ExponentialDistribution;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.distribution.continuous.LaplaceDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.distribution.continuous.WeibullDistribution;
import org.tamor.format.petab.Prior;

/// A prior as a distribution of the value or of its logarithm.
///
/// @param distribution of the value x; of `ln x` where logarithmic
public record PriorDensity(RealDistribution distribution, boolean logarithmic) {

    /// Of probabilities, below which their relative error may be seen.
    private static final double SMALLEST_DIFFERENCE = 1e-9;

    public static PriorDensity of(Prior prior) {
        double first = prior.parameters().getFirst();
        double second = prior.parameters().getLast();
        RealDistribution distribution =
                switch (prior.distribution()) {
                    case NORMAL, LOG_NORMAL -> new NormalDistribution(first, second);
                    case LAPLACE, LOG_LAPLACE -> new LaplaceDistribution(first, second);
                    case UNIFORM -> new UniformRealDistribution(first, second);
                    case LOG_UNIFORM ->
                            new UniformRealDistribution(Math.log(first), Math.log(second));
                    case CAUCHY -> new CauchyDistribution(first, second);
                    case CHI_SQUARE -> new ChiSquaredDistribution(first);
                    case EXPONENTIAL -> new ExponentialDistribution(first);
                    case GAMMA -> new GammaDistribution(first, second);
                    case RAYLEIGH -> new WeibullDistribution(2, first * Math.sqrt(2));
                };
        boolean logarithmic =
                switch (prior.distribution()) {
                    case LOG_NORMAL, LOG_LAPLACE, LOG_UNIFORM -> true;
                    default -> false;
                };
        return new PriorDensity(distribution, logarithmic);
    }

    /// The logarithm of the density at x; minus infinity outside the support.
    public double logDensity(double x) {
        if (!logarithmic) {
            return ofArgument(x);
        }
        return x > 0 ? ofArgument(Math.log(x)) - Math.log(x) : Double.NEGATIVE_INFINITY;
    }

    /// The library's logarithm of the Laplace density is minus infinity where the density itself is
    /// too small for a number.
    private double ofArgument(double x) {
        return distribution instanceof LaplaceDistribution laplace
                ? -Math.log(2 * laplace.getScale())
                        - Math.abs(x - laplace.getLocation()) / laplace.getScale()
                : distribution.logDensity(x);
    }

    /// The derivative of [#logDensity] at x inside the support; at the kink of a Laplace distribution
    /// it counts as 0.
    public double logDensityDerivative(double x) {
        return logarithmic ? (slope(Math.log(x)) - 1) / x : slope(x);
    }

    private double slope(double x) {
        return switch (distribution) {
            case NormalDistribution normal ->
                    (normal.getMean() - x)
                            / (normal.getStandardDeviation() * normal.getStandardDeviation());
            case LaplaceDistribution laplace ->
                    Math.signum(laplace.getLocation() - x) / laplace.getScale();
            case CauchyDistribution cauchy -> {
                double distance = x - cauchy.getMedian();
                yield -2 * distance / (cauchy.getScale() * cauchy.getScale() + distance * distance);
            }
            case ChiSquaredDistribution chi ->
                    (0.5 * chi.getDegreesOfFreedom() - 1) / x - 0.5;
            case ExponentialDistribution exponential -> -1 / exponential.getMean();
            case GammaDistribution gamma -> (gamma.getShape() - 1) / x - 1 / gamma.getScale();
            case WeibullDistribution weibull -> {
                double shape = weibull.getShape();
                double ratio = x / weibull.getScale();
                yield (shape - 1) / x - shape / weibull.getScale() * Math.pow(ratio, shape - 1);
            }
            case UniformRealDistribution _ -> 0;
            default ->
                    throw new IllegalStateException(
                            "no derivative of " + distribution.getClass().getSimpleName());
        };
    }

    /// The logarithm of the probability of a value from lower to upper; minus infinity where there
    /// is none.
    public double logProbability(double lower, double upper) {
        return logarithmic
                ? IntervalProbability.logarithm(
                        distribution, Math.log(Math.max(lower, 0)), Math.log(Math.max(upper, 0)))
                : IntervalProbability.logarithm(distribution, lower, upper);
    }

    /// The probability of a value of at most x.
    public double cumulative(double x) {
        double argument = logarithmic ? Math.log(Math.max(x, 0)) : x;
        if (Double.isInfinite(argument)) {
            return argument > 0 ? 1 : 0;
        }
        return distribution.cumulativeProbability(argument);
    }

    /// The value below which the share u of the probability between two values lies.
    ///
    /// Where that probability is so small that differences of [#cumulative] lose their digits, the
    /// value is found by halving.
    ///
    /// @param u strictly between 0 and 1
    public double quantile(double lower, double upper, double u) {
        double below = cumulative(lower);
        double above = cumulative(upper);
        if (above - below < SMALLEST_DIFFERENCE) {
            return byHalving(lower, upper, logProbability(lower, upper) + Math.log(u));
        }
        double argument = distribution.inverseCumulativeProbability(below + u * (above - below));
        return logarithmic ? Math.exp(argument) : argument;
    }

    private double byHalving(double lower, double upper, double logProbability) {
        double low = Math.max(lower, -Double.MAX_VALUE);
        double high = Math.min(upper, Double.MAX_VALUE);
        double middle = 0.5 * low + 0.5 * high;
        while (low < middle && middle < high) {
            if (logProbability(lower, middle) < logProbability) {
                low = middle;
            } else {
                high = middle;
            }
            middle = 0.5 * low + 0.5 * high;
        }
        return middle;
    }
}
