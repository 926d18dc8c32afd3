package org.tamor.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.IntegerDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams and draws against the probabilities they should have; all seeds are fixed.
class DrawsTest {

    private static final int COUNT = 100_000;

    @Test
    void streamsOfNeighbouringMembersAreUniformAndUncorrelated() {
        double sum = 0;
        double squares = 0;
        double products = 0;
        for (int member = 0; member < COUNT; member++) {
            double u = RandomStream.of(7, member).nextOpenDouble() - 0.5;
            double v = RandomStream.of(7, member + 1).nextOpenDouble() - 0.5;
            sum += u;
            squares += u * u;
            products += u * v;
        }
        assertThat(sum / COUNT).isCloseTo(0, within(4 / Math.sqrt(12.0 * COUNT)));
        assertThat(squares / COUNT).isCloseTo(1.0 / 12, within(4 / Math.sqrt(180.0 * COUNT)));
        assertThat(products / COUNT).isCloseTo(0, within(4 / 12.0 / Math.sqrt(COUNT)));
    }

    @Test
    void streamRepeatsItselfAndDiffersFromOthers() {
        long first = RandomStream.of(1, 2).nextLong();
        assertThat(RandomStream.of(1, 2).nextLong()).isEqualTo(first);
        assertThat(RandomStream.of(2, 1).nextLong()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 4, 9.9, 10, 37.5, 1000})
    void poissonNumbersHaveTheirProbabilities(double mean) {
        RandomStream stream = RandomStream.of(11, 0);
        assertDistribution(
                new PoissonDistribution(mean), s -> DiscreteDraws.poisson(s, mean), stream);
    }

    @ParameterizedTest
    @CsvSource({"20,0.1", "100,0.2", "100,0.85", "5000,0.4", "3,0.5"})
    void binomialNumbersHaveTheirProbabilities(int trials, double probability) {
        RandomStream stream = RandomStream.of(12, 0);
        assertDistribution(
                new BinomialDistribution(trials, probability),
                s -> DiscreteDraws.binomial(s, trials, probability),
                stream);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, 2.5, 30})
    void gammaNumbersHaveMeanAndVarianceOfTheirShape(double shape) {
        RandomStream stream = RandomStream.of(13, 0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double x = ContinuousDraws.gamma(stream, shape);
            sum += x;
            squares += (x - shape) * (x - shape);
        }
        assertThat(sum / COUNT).isCloseTo(shape, within(4 * Math.sqrt(shape / COUNT)));
        double errorOfVariance = Math.sqrt((2 + 6 / shape) / COUNT) * shape;
        assertThat(squares / COUNT).isCloseTo(shape, within(4 * errorOfVariance));
    }

    /// Pearson's test over cells of at least 20 expected numbers: chi-square less than 4.5 standard
    /// deviations above its mean.
    private static void assertDistribution(
            IntegerDistribution expected,
            ToDoubleFunction<RandomStream> draw,
            RandomStream stream) {
        int low = expected.inverseCumulativeProbability(1e-9);
        int high = expected.inverseCumulativeProbability(1 - 1e-9);
        double[] counts = new double[high - low + 1];
        for (int i = 0; i < COUNT; i++) {
            counts[Math.clamp((long) draw.applyAsDouble(stream), low, high) - low]++;
        }
        double statistic = 0;
        int cells = 0;
        double cellCount = 0;
        double cellExpected = 0;
        for (int k = low; k <= high; k++) {
            cellCount += counts[k - low];
            cellExpected += COUNT * expected.probability(k);
            if (cellExpected >= 20) {
                statistic += (cellCount - cellExpected) * (cellCount - cellExpected) / cellExpected;
                cells++;
                cellCount = 0;
                cellExpected = 0;
            }
        }
        assertThat(cells).isGreaterThan(2);
        assertThat(statistic).isLessThan(cells + 4.5 * Math.sqrt(2.0 * cells));
    }
}
