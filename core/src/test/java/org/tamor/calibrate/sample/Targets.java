package org.tamor.calibrate.sample;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Distributions with known moments.
final class Targets {

    private Targets() {}

    /// A target with the same bounds for each coordinate and a flat prior.
    static LogDensity flat(
            int dimension, double lower, double upper, ToDoubleFunction<double[]> logLikelihood) {
        return new LogDensity() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double lower(int coordinate) {
                return lower;
            }

            @Override
            public double upper(int coordinate) {
                return upper;
            }

            @Override
            public double logPrior(double[] position) {
                return 0;
            }

            @Override
            public double logLikelihood(double[] position) {
                return logLikelihood.applyAsDouble(position);
            }
        };
    }

    static PosteriorSample sample(LogDensity target, SamplerOptions options, double... centre) {
        return Sampler.start(
                        target, options, StartingPoints.around(target, List.of(centre), options))
                .run((sampler, generation, last) -> {});
    }

    static double mean(double[][] chains) {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).average().orElseThrow();
    }

    static double variance(double[][] chains) {
        double mean = mean(chains);
        return Arrays.stream(chains)
                .flatMapToDouble(Arrays::stream)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
    }

    /// The share of the draws that are above a value.
    static double above(double[][] chains, double value) {
        return Arrays.stream(chains)
                .flatMapToDouble(Arrays::stream)
                .map(x -> x > value ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
