package org.tamor.tumour.analysis;

import org.tamor.combination.inference.Interval;

/// The growth rate of an arm by the mixed model over all readings.
///
/// @param perDay with its interval
/// @param versusControl difference from the control per day
/// @param probability of such a difference by chance; NaN for the control
/// @param adjusted by Holm over the arms
public record ArmRate(
        String arm, Interval perDay, Interval versusControl, double probability, double adjusted) {}
