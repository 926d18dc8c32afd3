package org.tamor.tumour.mixed;

import org.hipparchus.distribution.continuous.TDistribution;
import org.tamor.combination.inference.Interval;

/// An estimate that is referred to Student's t.
///
/// @param standardError adjusted for small samples
public record Contrast(double estimate, double standardError, double degreesOfFreedom) {

    private static final double LARGE = 1e6;

    /// The estimate over its standard error.
    public double statistic() {
        return estimate / standardError;
    }

    /// The two-sided probability of an estimate as far from 0 by chance.
    public double probability() {
        return 2 * t().cumulativeProbability(-Math.abs(statistic()));
    }

    /// The interval that covers the truth with a probability of `level`.
    public Interval interval(double level) {
        double half = quantile(0.5 + level / 2) * standardError;
        return new Interval(estimate, estimate - half, estimate + half, level);
    }

    /// The quantile of Student's t with these degrees of freedom.
    public double quantile(double probability) {
        return t().inverseCumulativeProbability(probability);
    }

    private TDistribution t() {
        return new TDistribution(Math.min(degreesOfFreedom, LARGE));
    }
}
