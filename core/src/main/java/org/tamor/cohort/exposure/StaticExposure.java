package org.tamor.cohort.exposure;

import java.util.List;
import java.util.Optional;
import org.tamor.cohort.protocol.ExposurePlan;

/// The static exposure of a tumour to two drugs.
///
/// @param allotted day after engraftment on which the levels begin
/// @param volume of the tumour on that day, mm3
/// @param untreated net growth rate per day without either drug
/// @param surface of the study's own parameter vector
/// @param curve of the same, refined on every edge of the grid
/// @param interpolation the largest factor by which a crossing that is interpolated between the
///   nodes departs from the refined one, both alone; NaN where no drug alone reaches the target
/// @param band over the ensemble; empty without one
/// @param reached by each treatment
/// @param cut edges of the network that were cut; empty for none
public record StaticExposure(
        ExposurePlan plan,
        double allotted,
        double volume,
        double untreated,
        RateSurface surface,
        StaticCurve curve,
        double interpolation,
        Optional<Band> band,
        List<Reached> reached,
        List<String> cut) {

    public StaticExposure {
        reached = List.copyOf(reached);
        cut = List.copyOf(cut);
    }

    /// The curves over an ensemble: of the rates at each node the 5 %, 50 % and 95 % quantile, and
    /// where these have the target. Beyond the curve of the 95 % quantile 95 of 100 vectors keep
    /// the tumour at the target or below.
    ///
    /// @param vectors how many were used
    /// @param failed how many of them could not be simulated and are left out
    /// @param weight share of the vectors, by weight, that have a static exposure within the range
    public record Band(
            int vectors,
            int failed,
            double weight,
            RateSurface low,
            RateSurface median,
            RateSurface high,
            StaticCurve fewest,
            StaticCurve half,
            StaticCurve most) {}
}
