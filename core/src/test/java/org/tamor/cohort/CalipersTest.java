package org.tamor.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.tamor.cohort.protocol.MeasurementPlan;
import org.tamor.stats.RandomStream;

class CalipersTest {

    private static Calipers calipers(double variation, double rounding) {
        return new Calipers(
                new MeasurementPlan(
                        List.of(0., 1., 2.),
                        2,
                        variation,
                        rounding,
                        4,
                        Double.POSITIVE_INFINITY,
                        0));
    }

    @Test
    void theErrorHasTheGivenCoefficientOfVariation() {
        RandomStream stream = RandomStream.of(5, 0);
        Calipers calipers = calipers(0.2, 0);
        double[] logs =
                DoubleStream.generate(() -> Math.log(calipers.measure(300, stream) / 300))
                        .limit(20_000)
                        .toArray();
        double mean = DoubleStream.of(logs).average().orElseThrow();
        double variance =
                DoubleStream.of(logs).map(x -> (x - mean) * (x - mean)).sum() / (logs.length - 1);
        double expected = Math.log1p(0.04);
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(expected / logs.length)));
        assertThat(variance)
                .isCloseTo(expected, within(4 * expected * Math.sqrt(2.0 / logs.length)));
    }

    @Test
    void lengthAndWidthAreRounded() {
        // W = cbrt(2 V / 1.25) = 5.4288 and L = 6.786 for 100 mm3
        double measured = calipers(0, 0.5).measure(100, RandomStream.of(1, 0));
        assertThat(measured).isCloseTo(7.0 * 5.5 * 5.5 / 2, within(0.006));
        assertThat(calipers(0, 0).measure(100, RandomStream.of(1, 0))).isEqualTo(100);
    }

    @Test
    void whatCannotBeFeltIsZero() {
        assertThat(calipers(0, 0).measure(3.99, RandomStream.of(1, 0))).isZero();
        assertThat(calipers(0, 0).measure(4.01, RandomStream.of(1, 0))).isEqualTo(4.01);
    }
}
