package org.tamor.calibrate.anneal;

import java.util.Arrays;
import java.util.List;

/// A population at the end of its way.
///
/// @param islands the members of each, all of one weight
/// @param stages in their order
/// @param logRatios by island: the logarithm of the integral of the last density over that of the
///   first one; from a prior to its posterior the marginal likelihood
/// @param evaluations how often the densities were asked for
/// @param failures how often they could not be computed
/// @param rested whether the last stage ended because its members had forgotten where they started
public record AnnealedSample(
        List<List<Particle>> islands,
        List<Stage> stages,
        List<Double> logRatios,
        long evaluations,
        long failures,
        boolean rested) {

    public AnnealedSample {
        islands = islands.stream().map(List::copyOf).toList();
        stages = List.copyOf(stages);
        logRatios = List.copyOf(logRatios);
    }

    /// The logarithm of the mean of the islands' ratios.
    public double logRatio() {
        double most = logRatios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double sum = logRatios.stream().mapToDouble(one -> Math.exp(one - most)).sum();
        return most + Math.log(sum / logRatios.size());
    }

    /// The standard error of [#logRatio], from how far the islands are apart.
    public double logRatioError() {
        double[] values = logRatios.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(one -> (one - mean) * (one - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
