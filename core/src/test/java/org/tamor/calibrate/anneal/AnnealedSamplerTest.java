package org.tamor.calibrate.anneal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.failure.BadInputException;
import org.tamor.failure.NumericalFailureException;
import org.tamor.parallel.Progress;
import org.tamor.stats.RandomStream;

class AnnealedSamplerTest {

    private static final AnnealingOptions OPTIONS =
            AnnealingOptions.standard().withPopulation(4, 256).withSeed(7);

    /// A standard normal prior with a likelihood.
    private record Likelihood(int dimension, ToDoubleFunction<double[]> logLikelihood)
            implements AnnealingPath {

        @Override
        public Terms terms(double[] position) {
            double squares = 0;
            for (double one : position) {
                squares += one * one;
            }
            return new Terms(-0.5 * squares, logLikelihood.applyAsDouble(position));
        }
    }

    private static List<double[]> draws(int dimension, int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> RandomStream.of(99, k))
                .map(
                        stream ->
                                IntStream.range(0, dimension)
                                        .mapToDouble(i -> stream.nextGaussian()))
                .map(normals -> normals.toArray())
                .toList();
    }

    private static AnnealedSample run(AnnealingPath path, AnnealingOptions options) {
        return start(path, options).run(Progress.SILENT, sampler -> {});
    }

    private static AnnealedSampler start(AnnealingPath path, AnnealingOptions options) {
        return AnnealedSampler.start(
                path, options, draws(path.dimension(), options.members()), Progress.SILENT);
    }

    private static double[] values(AnnealedSample sample, int coordinate) {
        return sample.islands().stream()
                .flatMap(List::stream)
                .mapToDouble(particle -> particle.position()[coordinate])
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    /// Twenty coordinates, of which two are measured, as sum and difference, with the errors 0.01
    /// and 0.1: the posterior and the marginal likelihood are known.
    @Test
    void normalPosteriorAndItsMarginalLikelihoodAreFound() {
        double narrow = 0.01;
        double wide = 0.1;
        AnnealingPath path =
                new Likelihood(
                        20,
                        z ->
                                -0.5 * square((z[0] + z[1] - 2) / narrow)
                                        - 0.5 * square((z[0] - z[1] + 1) / wide));
        AnnealedSample sample = run(path, OPTIONS);
        // sum and difference are N(0, 2) under the prior
        double logEvidence = logEvidence(2, narrow) + logEvidence(-1, wide);
        assertThat(sample.logRatio()).isCloseTo(logEvidence, within(0.35));
        assertThat(sample.logRatioError()).isBetween(0.005, 0.3);
        assertThat(mean(values(sample, 0)) + mean(values(sample, 1))).isCloseTo(2, within(0.002));
        assertThat(mean(values(sample, 0)) - mean(values(sample, 1)))
                .isCloseTo(-2 / (2 + wide * wide), within(0.02));
        assertThat(variance(values(sample, 0))).isCloseTo(0.25 * wide * wide, within(0.0007));
        assertThat(mean(values(sample, 19))).isCloseTo(0, within(0.15));
        assertThat(variance(values(sample, 19))).isCloseTo(1, within(0.2));
        assertThat(sample.rested()).isTrue();
    }

    /// The logarithm of the integral of `exp(-(s - y)^2 / (2 e^2))` over s from N(0, 2).
    private static double logEvidence(double y, double error) {
        double variance = 2 + error * error;
        return 0.5 * Math.log(error * error / variance) - 0.5 * y * y / variance;
    }

    private static double square(double x) {
        return x * x;
    }

    /// Two regions of which one has three times the probability of the other.
    @Test
    void regionsFarApartGetTheirShares() {
        AnnealingPath path =
                new Likelihood(
                        4,
                        z ->
                                Math.log(
                                        3 * Math.exp(-0.5 * square((z[0] - 1) / 0.02))
                                                + Math.exp(-0.5 * square((z[0] + 1) / 0.02))));
        AnnealedSample sample = run(path, OPTIONS);
        double share =
                mean(
                        IntStream.range(0, 1024)
                                .mapToDouble(k -> values(sample, 0)[k] > 0 ? 1 : 0)
                                .toArray());
        assertThat(share).isCloseTo(0.75, within(0.08));
        assertThat(sample.logRatio()).isCloseTo(Math.log(4 * 0.02) - 0.5 / 1.0004, within(0.25));
    }

    @Test
    void positionsWithoutLikelihoodHaveNone() {
        AnnealingPath path = new Likelihood(2, z -> z[0] > 0 ? 0 : Double.NEGATIVE_INFINITY);
        AnnealedSample sample = run(path, OPTIONS);
        assertThat(IntStream.range(0, 1024).filter(k -> !(values(sample, 0)[k] > 0))).isEmpty();
        assertThat(sample.logRatio()).isCloseTo(Math.log(0.5), within(0.1));
        assertThat(sample.failures()).isGreaterThan(300);
    }

    @Test
    void threadsDoNotMatter() {
        AnnealingPath path = new Likelihood(3, z -> -50 * square(z[0] * z[1] - 1));
        AnnealingOptions small = OPTIONS.withPopulation(2, 32);
        AnnealedSample one = run(path, small.withThreads(1));
        AnnealedSample three = run(path, small.withThreads(3));
        assertThat(three.logRatios()).isEqualTo(one.logRatios());
        assertThat(values(three, 2)).containsExactly(values(one, 2));
    }

    @Test
    void interruptedRunGoesOnToTheSameEnd(@TempDir Path folder) throws IOException {
        AnnealingPath path = new Likelihood(3, z -> -50 * square(z[0] * z[1] - 1));
        AnnealingOptions small = OPTIONS.withPopulation(2, 32);
        AnnealedSample whole = run(path, small);
        Path file = folder.resolve("state.tsv");
        List<Integer> sweeps = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                start(path, small)
                                        .run(
                                                Progress.SILENT,
                                                sampler -> {
                                                    save(sampler, file);
                                                    sweeps.add(1);
                                                    if (sweeps.size() == 5) {
                                                        throw new CancellationException();
                                                    }
                                                }))
                .isInstanceOf(CancellationException.class);
        AnnealedSample resumed =
                AnnealedSampler.resume(path, small, file).run(Progress.SILENT, sampler -> {});
        assertThat(resumed.logRatios()).isEqualTo(whole.logRatios());
        assertThat(resumed.evaluations()).isEqualTo(whole.evaluations());
        assertThat(values(resumed, 1)).containsExactly(values(whole, 1));
        AnnealingPath other = new Likelihood(3, z -> -square(z[0]));
        assertThatThrownBy(() -> AnnealedSampler.resume(other, small, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("another problem");
        assertThatThrownBy(() -> AnnealedSampler.resume(path, small.withSeed(8), file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other options");
        Files.writeString(file, Files.readString(file).replace("end\n", ""));
        assertThatThrownBy(() -> AnnealedSampler.resume(path, small, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not whole");
    }

    private static void save(AnnealedSampler sampler, Path file) {
        try {
            sampler.save(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingThatCanBeSimulatedIsSaid() {
        AnnealingPath path = new Likelihood(2, z -> Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> run(path, OPTIONS))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContaining("no likelihood can be computed");
    }
}
