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
import org.hipparchus.special.Gamma;

/// The logarithm of the probability `F(b) - F(a)` of an interval.
///
/// In an upper tail F is 1 in all digits, so that the difference would be 0; there the survival
/// function `1 - F` stands in, which for symmetric distributions is F mirrored.
final class IntervalProbability {

    private IntervalProbability() {}

    /// Minus infinity where the interval is outside the support, or its probability too small for a
    /// number.
    ///
    /// @param a may be minus infinity
    /// @param b may be infinity
    static double logarithm(RealDistribution distribution, double a, double b) {
        double lower = Math.max(a, distribution.getSupportLowerBound());
        double upper = Math.min(b, distribution.getSupportUpperBound());
        if (!(lower < upper)) {
            return Double.NEGATIVE_INFINITY;
        }
        return switch (distribution) {
            case UniformRealDistribution uniform ->
                    Math.log(upper - lower)
                            - Math.log(
                                    uniform.getSupportUpperBound()
                                            - uniform.getSupportLowerBound());
            case ExponentialDistribution exponential ->
                    ofHazards(lower / exponential.getMean(), upper / exponential.getMean());
            case WeibullDistribution weibull ->
                    ofHazards(hazard(weibull, lower), hazard(weibull, upper));
            case NormalDistribution normal -> mirrored(normal, normal.getMean(), lower, upper);
            case LaplaceDistribution laplace ->
                    mirrored(laplace, laplace.getLocation(), lower, upper);
            case CauchyDistribution cauchy ->
                    cauchy(
                            (lower - cauchy.getMedian()) / cauchy.getScale(),
                            (upper - cauchy.getMedian()) / cauchy.getScale());
            case GammaDistribution gamma ->
                    gamma(gamma.getShape(), lower / gamma.getScale(), upper / gamma.getScale());
            case ChiSquaredDistribution chi ->
                    gamma(0.5 * chi.getDegreesOfFreedom(), 0.5 * lower, 0.5 * upper);
            default ->
                    throw new IllegalStateException(
                            "no probability of " + distribution.getClass().getSimpleName());
        };
    }

    private static double hazard(WeibullDistribution weibull, double x) {
        return Math.pow(x / weibull.getScale(), weibull.getShape());
    }

    /// `ln(exp(-lower) - exp(-upper))`.
    private static double ofHazards(double lower, double upper) {
        return -lower + Math.log(-Math.expm1(lower - upper));
    }

    private static double mirrored(
            RealDistribution distribution, double centre, double lower, double upper) {
        boolean above = lower > centre;
        double a = above ? 2 * centre - upper : lower;
        double b = above ? 2 * centre - lower : upper;
        return Math.log(cumulative(distribution, b) - cumulative(distribution, a));
    }

    private static double cumulative(RealDistribution distribution, double x) {
        return x == Double.NEGATIVE_INFINITY ? 0 : distribution.cumulativeProbability(x);
    }

    private static double cauchy(double lower, double upper) {
        double probability =
                lower > 0 || upper < 0
                        ? Math.atan(1 / lower) - Math.atan(1 / upper)
                        : Math.atan(upper) - Math.atan(lower);
        return Math.log(probability / Math.PI);
    }

    private static double gamma(double shape, double lower, double upper) {
        return Math.log(
                lower > shape
                        ? gammaAbove(shape, lower) - gammaAbove(shape, upper)
                        : gammaBelow(shape, upper) - gammaBelow(shape, lower));
    }

    private static double gammaAbove(double shape, double x) {
        return x == Double.POSITIVE_INFINITY ? 0 : Gamma.regularizedGammaQ(shape, x);
    }

    private static double gammaBelow(double shape, double x) {
        return x == Double.POSITIVE_INFINITY ? 1 : Gamma.regularizedGammaP(shape, x);
    }
}
