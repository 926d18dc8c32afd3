package org.tamor.calibrate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.failure.BadInputException;
import org.tamor.failure.NumericalFailureException;
import org.tamor.stats.ConvergenceDiagnostics;

/// Draws from distributions with known moments; the same draws for any number of threads and after
/// an interruption.
class SamplerTest {

    private static final SamplerOptions OPTIONS =
            SamplerOptions.standard()
                    .withTemperatures(1, 100)
                    .withLength(3000, 2000, 10)
                    .withSeed(11)
                    .withThreads(2);

    @TempDir private Path folder = Path.of("");

    /// Standard deviations 1 and 0.01 with correlation 0.95: a narrow ridge.
    private static double ridge(double[] x) {
        double a = x[0];
        double b = x[1] / 0.01;
        return -(a * a - 2 * 0.95 * a * b + b * b) / (2 * (1 - 0.95 * 0.95));
    }

    @ParameterizedTest
    @EnumSource(SamplerOptions.Method.class)
    void gaussian(SamplerOptions.Method method) {
        LogDensity target = Targets.flat(2, -20, 20, SamplerTest::ridge);
        PosteriorSample sample = Targets.sample(target, OPTIONS.withMethod(method), 5, 1);
        assertThat(ConvergenceDiagnostics.rHat(sample.of(0))).isLessThan(1.02);
        assertThat(ConvergenceDiagnostics.bulkEffectiveSampleSize(sample.of(0)))
                .isGreaterThan(1500);
        assertThat(Targets.mean(sample.of(0))).isCloseTo(0, within(0.1));
        assertThat(Targets.variance(sample.of(0))).isCloseTo(1, within(0.12));
        assertThat(Targets.variance(sample.of(1))).isCloseTo(1e-4, within(1.2e-5));
    }

    /// `x` normal with standard deviation 1 and `y - x^2` normal with 0.3: y has the mean 1 and the
    /// variance `2 + 0.09`.
    @ParameterizedTest
    @EnumSource(SamplerOptions.Method.class)
    void banana(SamplerOptions.Method method) {
        LogDensity target =
                Targets.flat(
                        2,
                        -50,
                        50,
                        x -> -0.5 * x[0] * x[0] - 0.5 * Math.pow((x[1] - x[0] * x[0]) / 0.3, 2));
        PosteriorSample sample =
                Targets.sample(target, OPTIONS.withMethod(method).withLength(3000, 5000, 20), 0, 0);
        assertThat(Targets.mean(sample.of(0))).isCloseTo(0, within(0.15));
        assertThat(Targets.variance(sample.of(0))).isCloseTo(1, within(0.15));
        assertThat(Targets.mean(sample.of(1))).isCloseTo(1, within(0.15));
        assertThat(Targets.variance(sample.of(1))).isCloseTo(2.09, within(0.6));
    }

    /// Reflection at the bounds leaves a uniform distribution uniform, up to the edges.
    @ParameterizedTest
    @EnumSource(SamplerOptions.Method.class)
    void uniform(SamplerOptions.Method method) {
        LogDensity target = Targets.flat(3, 2, 5, x -> 0);
        PosteriorSample sample = Targets.sample(target, OPTIONS.withMethod(method), 3, 3, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(Targets.mean(sample.of(i))).isCloseTo(3.5, within(0.06));
            assertThat(Targets.variance(sample.of(i))).isCloseTo(9 / 12.0, within(0.05));
            assertThat(Targets.above(sample.of(i), 4.85)).isCloseTo(0.05, within(0.015));
            assertThat(1 - Targets.above(sample.of(i), 2.15)).isCloseTo(0.05, within(0.015));
        }
    }

    /// Two modes 20 standard deviations apart with the weights 0.3 and 0.7, all chains started in
    /// the smaller one.
    @Test
    void temperingFindsBothModes() {
        LogDensity target =
                Targets.flat(
                        2,
                        -30,
                        30,
                        x -> {
                            double left = -0.5 * (Math.pow(x[0] + 10, 2) + x[1] * x[1]);
                            double right = -0.5 * (Math.pow(x[0] - 10, 2) + x[1] * x[1]);
                            double large = Math.max(left, right);
                            return large
                                    + Math.log(
                                            0.3 * Math.exp(left - large)
                                                    + 0.7 * Math.exp(right - large));
                        });
        SamplerOptions options = OPTIONS.withMethod(SamplerOptions.Method.ADAPTIVE_METROPOLIS);
        PosteriorSample cold = Targets.sample(target, options, -10, 0);
        assertThat(Targets.above(cold.of(0), 0)).isZero();
        PosteriorSample tempered = Targets.sample(target, options.withTemperatures(5, 200), -10, 0);
        assertThat(Targets.above(tempered.of(0), 0)).isCloseTo(0.7, within(0.07));
        assertThat(ConvergenceDiagnostics.rHat(tempered.of(0))).isLessThan(1.05);
        assertThat(tempered.temperatures()).hasSize(5).isSorted().startsWith(1.0).endsWith(200.0);
    }

    /// A likelihood that fails for half of the positions is a truncated one, and the failures are
    /// counted.
    @Test
    void failuresAreCountedAndNeverKept() {
        LogDensity target =
                Targets.flat(
                        1, -10, 10, x -> x[0] < 0 ? Double.NEGATIVE_INFINITY : -0.5 * x[0] * x[0]);
        PosteriorSample sample = Targets.sample(target, OPTIONS, 1);
        assertThat(sample.failures()).isPositive().isLessThan(sample.evaluations());
        assertThat(Targets.above(sample.of(0), 0)).isEqualTo(1);
        assertThat(Targets.mean(sample.of(0))).isCloseTo(Math.sqrt(2 / Math.PI), within(0.06));
    }

    @Test
    void saysWhereNothingCanBeSimulated() {
        LogDensity target = Targets.flat(1, -1, 1, x -> Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Targets.sample(target, OPTIONS, 0))
                .isInstanceOf(NumericalFailureException.class)
                .hasMessageContaining("--start");
    }

    private static void assertSame(PosteriorSample one, PosteriorSample other) {
        for (int c = 0; c < one.chains().size(); c++) {
            assertThat(other.chains().get(c)).hasSameSizeAs(one.chains().get(c));
            for (int k = 0; k < one.chains().get(c).size(); k++) {
                assertThat(other.chains().get(c).get(k).position())
                        .isEqualTo(one.chains().get(c).get(k).position());
            }
        }
        assertThat(other.evaluations()).isEqualTo(one.evaluations());
        assertThat(other.acceptance()).isEqualTo(one.acceptance());
        assertThat(other.temperatures()).isEqualTo(one.temperatures());
    }

    private static final SamplerOptions SHORT =
            OPTIONS.withLength(330, 70, 3).withTemperatures(3, 20).withChains(3);

    private final LogDensity banana =
            Targets.flat(2, -50, 50, x -> -0.5 * x[0] * x[0] - 5 * Math.pow(x[1] - x[0] * x[0], 2));

    @Test
    void threadsDoNotMatter() {
        assertSame(
                Targets.sample(banana, SHORT.withThreads(1), 0, 0),
                Targets.sample(banana, SHORT.withThreads(3), 0, 0));
    }

    @Test
    void seedsMatter() {
        PosteriorSample one = Targets.sample(banana, SHORT, 0, 0);
        PosteriorSample other = Targets.sample(banana, SHORT.withSeed(12), 0, 0);
        assertThat(one.of(0)[0]).isNotEqualTo(other.of(0)[0]);
    }

    /// Saves the state and stops the first time that so many generations are done.
    private Path interrupted(SamplerOptions options, int generations) {
        Path file = folder.resolve("state-" + generations + ".tsv");
        Sampler sampler =
                Sampler.start(
                        banana,
                        options,
                        StartingPoints.around(banana, List.of(new double[2]), options));
        assertThatThrownBy(
                        () ->
                                sampler.run(
                                        (running, generation, last) -> {
                                            if (generation >= generations) {
                                                save(running, file);
                                                throw new CancellationException();
                                            }
                                        }))
                .isInstanceOf(CancellationException.class);
        return file;
    }

    private static void save(Sampler sampler, Path file) {
        try {
            sampler.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void goesOnAfterAnInterruption() {
        PosteriorSample whole = Targets.sample(banana, SHORT, 0, 0);
        for (int generations : new int[] {0, 100, 330, 450}) {
            Path file = interrupted(SHORT, generations);
            assertSame(whole, Sampler.resume(banana, SHORT, file).run((s, g, last) -> {}));
        }
    }

    @Test
    void addsDrawsToAFinishedRun() throws IOException {
        Path file = folder.resolve("done.tsv");
        Sampler.start(banana, SHORT, StartingPoints.around(banana, List.of(new double[2]), SHORT))
                .run(
                        (sampler, generation, last) -> {
                            if (generation == last) {
                                save(sampler, file);
                            }
                        });
        SamplerOptions longer = SHORT.withLength(330, 190, 3);
        PosteriorSample added = Sampler.resume(banana, longer, file).run((s, g, last) -> {});
        PosteriorSample whole = Targets.sample(banana, longer, 0, 0);
        assertThat(added.of(1)).isDeepEqualTo(whole.of(1));
    }

    @Test
    void refusesStatesThatDoNotBelong() throws IOException {
        Path file = interrupted(SHORT, 100);
        assertThatThrownBy(() -> Sampler.resume(banana, SHORT.withSeed(3), file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("seed=3");
        LogDensity other = Targets.flat(2, -50, 50, x -> -x[0] * x[0] - x[1] * x[1]);
        assertThatThrownBy(() -> Sampler.resume(other, SHORT, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("another problem");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> Sampler.resume(banana, SHORT, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("without --resume");
        Files.writeString(file, text.replace("walker\t0", "walker\t7"));
        assertThatThrownBy(() -> Sampler.resume(banana, SHORT, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> Sampler.resume(banana, SHORT, folder.resolve("none.tsv")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no state");
    }
}
