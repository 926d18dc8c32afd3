package org.tamor.tumour.analysis;

import org.tamor.combination.Evaluation;
import org.tamor.combination.analysis.Direction;
import org.tamor.combination.inference.Interval;

/// How the growth of a combination departs from a reference.
///
/// @param day T, up to which the readings were used and for which the index speaks
/// @param excess expected less observed growth rate per day: positive is synergy; undefined where
///   the reference has no value
/// @param interval of the excess
/// @param standardError of the excess
/// @param degreesOfFreedom of Student's t
/// @param probability two-sided
/// @param index combination index at T, observed over expected volume: below 1 is synergy
/// @param bootstrap interval of the excess from simulated studies; NaN ends where none were
///   simulated
public record InteractionScore(
        Reference reference,
        double day,
        Evaluation excess,
        Interval interval,
        double standardError,
        double degreesOfFreedom,
        double probability,
        Interval index,
        Interval bootstrap) {

    /// The excess over its standard error: positive is synergy.
    public double score() {
        return excess.value() / standardError;
    }

    public Direction direction() {
        return Direction.of(interval);
    }

    InteractionScore withBootstrap(Interval other) {
        return new InteractionScore(
                reference,
                day,
                excess,
                interval,
                standardError,
                degreesOfFreedom,
                probability,
                index,
                other);
    }

    InteractionScore withProbability(double other) {
        return new InteractionScore(
                reference,
                day,
                excess,
                interval,
                standardError,
                degreesOfFreedom,
                other,
                index,
                bootstrap);
    }
}
