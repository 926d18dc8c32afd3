package org.tamor.tumour.analysis;

import org.tamor.combination.inference.Interval;

/// The growth rate of an arm, as [ArmRates] defines it.
///
/// @param day T, from the start of treatment
/// @param perDay mean rate over the days 0 to T, with its interval
/// @param versusControl difference from the control per day
/// @param probability of such a difference by chance; NaN for the control
/// @param adjusted by Holm over the arms
public record ArmRate(
        String arm,
        double day,
        Interval perDay,
        Interval versusControl,
        double probability,
        double adjusted) {}
