package org.tamor.combination.analysis;

import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;

/// A parameter of interaction of a fitted surface.
///
/// @param name the field's name, such as `log10 alpha12`
/// @param meaning what a value above the neutral one says
/// @param estimate with a status where the data do not determine it
/// @param interval from refits of simulated surfaces; NaN ends without simulation
/// @param neutral the value of no interaction
/// @param synergyAbove whether synergy is above the neutral value
public record SurfaceParameter(
        String name,
        String meaning,
        Evaluation estimate,
        Interval interval,
        double neutral,
        boolean synergyAbove) {

    /// What the interval says; neither where the data do not determine the parameter.
    public Direction direction() {
        if (!estimate.isDefined() || Double.isNaN(interval.low())) {
            return Direction.UNDEFINED;
        }
        if (!isDetermined()) {
            return Direction.NEITHER;
        }
        boolean above = interval.low() > neutral;
        boolean below = interval.high() < neutral;
        if (!above && !below) {
            return Direction.NEITHER;
        }
        return above == synergyAbove ? Direction.SYNERGY : Direction.ANTAGONISM;
    }

    /// Whether the data tell the parameter.
    public boolean isDetermined() {
        return estimate.isDefined() && estimate.reason().isEmpty();
    }
}
