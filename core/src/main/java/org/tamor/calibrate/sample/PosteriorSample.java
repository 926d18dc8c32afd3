package org.tamor.calibrate.sample;

import java.util.List;
import java.util.Map;

/// The draws of all chains.
///
/// @param chains draws in their order; positions in the coordinates of the [LogDensity]
/// @param evaluations how often the likelihood was asked for
/// @param failures how often it could not be computed
/// @param temperatures the ladder, from 1 upwards
/// @param acceptance shares of accepted steps at temperature 1 after the burn-in, by kind of step,
///   and of exchanges between temperatures as `exchange 1`, `exchange 2` and so on
public record PosteriorSample(
        List<List<Draw>> chains,
        long evaluations,
        long failures,
        List<Double> temperatures,
        Map<String, Double> acceptance) {

    public PosteriorSample {
        chains = chains.stream().map(List::copyOf).toList();
        temperatures = List.copyOf(temperatures);
        acceptance = Map.copyOf(acceptance);
    }

    /// One draw.
    ///
    /// @param position treated as read-only
    @SuppressWarnings("ArrayRecordComponent")
    public record Draw(double[] position, double logPrior, double logLikelihood) {}

    /// The values of one coordinate, chain by chain.
    public double[][] of(int coordinate) {
        return chains.stream()
                .map(
                        chain ->
                                chain.stream()
                                        .mapToDouble(draw -> draw.position()[coordinate])
                                        .toArray())
                .toArray(double[][]::new);
    }
}
