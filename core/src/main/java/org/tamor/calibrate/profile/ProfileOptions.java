package org.tamor.calibrate.profile;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.tamor.calibrate.fit.Density;

/// How to profile.
///
/// @param level of the intervals, between 0 and 1
/// @param maximumSteps to each side
/// @param threads how many parameters at once; results do not depend on it
/// @param density what the density of priors is of
public record ProfileOptions(double level, int maximumSteps, int threads, Density density) {

    public static final ProfileOptions STANDARD = new ProfileOptions(0.95, 60, 1);

    /// With the densities that PEtab defines.
    public ProfileOptions(double level, int maximumSteps, int threads) {
        this(level, maximumSteps, threads, Density.VALUE);
    }

    public ProfileOptions {
        if (!(level > 0 && level < 1) || maximumSteps < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "the level must lie between 0 and 1, steps and threads be at least 1");
        }
    }

    /// By how much the objective may rise: half the quantile of the chi-square distribution with
    /// one degree of freedom (Wilks' theorem).
    public double threshold() {
        return 0.5 * new ChiSquaredDistribution(1).inverseCumulativeProbability(level);
    }
}
