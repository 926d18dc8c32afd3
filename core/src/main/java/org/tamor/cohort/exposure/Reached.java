package org.tamor.cohort.exposure;

import java.util.List;

/// What a treatment reaches of the static exposure.
///
/// @param name of the arm, or of the people
/// @param isArm whether it is an arm of the virtual study
/// @param exposure by the study's own parameter vector
/// @param rate net growth rate per day at the average levels, held constant
/// @param asDosed net growth rate per day of the arm with its levels as they rise and fall; NaN for
///   people
/// @param multiples of both average levels at which the rate has its target, ascending; empty where
///   none between [StaticExposureRunner#LEAST_MULTIPLE] and [StaticExposureRunner#LARGEST_MULTIPLE]
///   does
/// @param share of the ensemble whose rate at its own average levels is at or below the target; NaN
///   without an ensemble
/// @param spread exposures by the vectors of the ensemble
public record Reached(
        String name,
        boolean isArm,
        Exposure exposure,
        double rate,
        double asDosed,
        List<Double> multiples,
        double share,
        List<Exposure> spread) {

    public Reached {
        multiples = List.copyOf(multiples);
        spread = List.copyOf(spread);
    }
}
