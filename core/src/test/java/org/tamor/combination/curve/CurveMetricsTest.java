package org.tamor.combination.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.Status;
import org.tamor.stats.RandomStream;

class CurveMetricsTest {

    private static final double[] DOSES = {0, 0, 0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100};

    private static CurveFit fit(double[] values) {
        return CurveFit.of(Monotherapies.single(DOSES, values), FitOptions.standard());
    }

    private static double[] values(DoseResponse curve, double noise, long seed) {
        RandomStream stream = RandomStream.of(seed, 0);
        return Arrays.stream(DOSES)
                .map(d -> curve.value(d) + noise * stream.nextGaussian())
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"2000, 0.4142135624", "1000, 0", "500, -0.2928932188"})
    void growthRate(double count, double golden) {
        assertThat(GrowthRate.value(count, 4000, 1000).value()).isCloseTo(golden, within(6e-11));
    }

    @Test
    void growthRateWithoutTimeZero() {
        assertThat(GrowthRate.ofViability(0.5, 72, 36).value()).isCloseTo(0.414214, within(6e-7));
        assertThat(GrowthRate.ofViability(0.5, 72, 109).isDefined()).isFalse();
    }

    @Test
    void aControlThatDidNotGrowHasNoGrowthRate() {
        assertThat(GrowthRate.value(900, 1000, 1000).status()).isEqualTo(Status.UNDEFINED_MODEL);
    }

    @Test
    void gr50() {
        assertThat(new Hill(1, 0.1, 1.5, 1).inverse(0.5)).isCloseTo(1.160397, within(6e-7));
        assertThat(new Hill(1, 0.6, 1.5, 1).inverse(0.5)).isInfinite();
    }

    @Test
    void relativeInhibition() {
        assertThat(Sensitivity.relativeInhibition(5, 80, 1.3, 0.2, -1, 1.5))
                .isCloseTo(43.930264841, within(6e-10));
        Hill curve = new Hill(0.95, 0.2, 1.3, Math.pow(10, 0.2));
        double from = 0.1;
        double to = Math.pow(10, 1.5);
        assertThat(Sensitivity.relativeInhibition(curve, from, to))
                .isCloseTo(43.930264841, within(6e-9));
        assertThat(100 * (1 - Sensitivity.areaUnder(curve, from, to)))
                .isCloseTo(43.930264841, within(1e-7));
    }

    @Test
    void medianEffect() {
        MedianEffect line =
                MedianEffect.line(
                                new double[] {0.25, 0.5, 1, 2, 4, 8},
                                new double[] {0.18, 0.31, 0.48, 0.66, 0.80, 1})
                        .orElseThrow();
        assertThat(line.slope()).isCloseTo(1.048651, within(6e-7));
        assertThat(line.medianDose()).isCloseTo(1.068403, within(6e-7));
        assertThat(line.correlation()).isCloseTo(0.99998, within(6e-6));
        assertThat(line.dose(0.75).value()).isCloseTo(3.045936, within(6e-7));
        assertThat(line.excluded()).containsExactly(8.0);
        assertThat(line.dose(1).isDefined()).isFalse();
    }

    /// As of a drug whose target is cut: all that is left of an effect is rounding.
    @Test
    void aLineThatIsFlatButForRoundingGivesNoDose() {
        MedianEffect line =
                MedianEffect.line(
                                new double[] {1, 10, 100},
                                new double[] {1e-9, 1e-9, 1e-9 * (1 + 1e-9)})
                        .orElseThrow();
        assertThat(line.medianDose()).isInfinite();
        assertThat(line.dose(1e-12).status()).isEqualTo(Status.UNDEFINED_MODEL);
        assertThat(line.dose(0.5).isDefined()).isFalse();
    }

    @RepeatedTest(20)
    void recoversACurveWithoutNoise(RepetitionInfo info) {
        RandomStream stream = RandomStream.of(3, info.getCurrentRepetition());
        Hill truth =
                new Hill(
                        0.8 + 0.4 * stream.nextDouble(),
                        0.6 * stream.nextDouble(),
                        0.5 + 3 * stream.nextDouble(),
                        Math.pow(10, -1 + 2 * stream.nextDouble()));
        CurveFit fit = fit(values(truth, 0, 1));
        assertThat(fit.hill().halfDose() / truth.halfDose()).isCloseTo(1, within(1e-6));
        assertThat(fit.hill().slope() / truth.slope()).isCloseTo(1, within(1e-6));
        assertThat(fit.hill().limit()).isCloseTo(truth.limit(), within(1e-6));
        assertThat(fit.shape()).isEqualTo(CurveFit.Shape.SIGMOID);
    }

    @Test
    void seesAFlatCurve() {
        CurveFit fit = fit(values(new Flat(1), 0.05, 5));
        assertThat(fit.shape()).isEqualTo(CurveFit.Shape.FLAT);
        assertThat(fit.curve().inverse(0.5)).isInfinite();
        assertThat(fit.absoluteDose(0.5).isDefined()).isFalse();
        assertThat(fit(values(new Flat(1), 0, 5)).shape()).isEqualTo(CurveFit.Shape.FLAT);
    }

    @Test
    void seesTwoPhasesAndHormesis() {
        TwoPhase two = new TwoPhase(new Hill(1, 0.6, 2, 0.05), new Hill(1, 0.5, 3, 15));
        assertThat(fit(values(two, 0.005, 6)).shape()).isEqualTo(CurveFit.Shape.BIPHASIC);
        TwoPhase hormesis = new TwoPhase(new Hill(1, 1.3, 2, 0.05), new Hill(1, 0.1, 2, 5));
        CurveFit fit = fit(values(hormesis, 0.005, 7));
        assertThat(fit.shape()).isEqualTo(CurveFit.Shape.NON_MONOTONE);
        assertThat(fit.absoluteDose(0.5).value()).isCloseTo(hormesis.inverse(0.5), within(0.3));
    }

    @Test
    void absoluteAndRelativeDosesDiffer() {
        Hill truth = new Hill(1, 0.3, 1.2, 1);
        CurveFit fit = fit(values(truth, 0, 1));
        assertThat(fit.relativeDose(0.5)).isCloseTo(1, within(1e-6));
        assertThat(fit.absoluteDose(0.5).value()).isCloseTo(truth.inverse(0.5), within(1e-6));
        assertThat(fit.absoluteDose(0.2).isDefined()).isFalse();
    }

    @Test
    void robustFitIgnoresAnOutlier() {
        Hill truth = new Hill(1, 0.2, 1.2, 1);
        double[] values = values(truth, 0.005, 8);
        values[5] = 0.3;
        Monotherapies data = Monotherapies.single(DOSES, values);
        double plain = data.fit(FitOptions.standard()).curves()[0].halfDose();
        double robust = data.fit(FitOptions.standard().robustly()).curves()[0].halfDose();
        assertThat(Math.abs(robust - 1)).isLessThan(0.5 * Math.abs(plain - 1)).isLessThan(0.15);
    }

    @Test
    void interpolationPassesThroughTheMeansAndInverts() {
        Interpolated curve =
                Interpolated.through(1, new double[] {0.1, 1, 10}, new double[] {0.9, 0.5, 0.2});
        assertThat(curve.value(0)).isEqualTo(1);
        assertThat(curve.value(1)).isEqualTo(0.5);
        assertThat(curve.value(100)).isEqualTo(0.2);
        assertThat(curve.value(curve.inverse(0.4))).isCloseTo(0.4, within(1e-12));
        assertThat(curve.inverse(0.95)).isCloseTo(0.05, within(1e-12));
        assertThat(curve.inverse(0.1)).isInfinite();
        assertThat(curve.doseFor(1.1).status()).isEqualTo(Status.WRONG_SIDE);
    }

    @Test
    void proliferationRateIsTheSlopeAfterTheDelay() {
        double[] times = {0, 12, 24, 48, 72};
        double[] counts = {100, 400, 400, 800, 1600};
        assertThat(GrowthRate.proliferationRate(times, counts, 24).value())
                .isCloseTo(1.0 / 24, within(1e-12));
        assertThat(GrowthRate.proliferationRate(times, counts, 72).isDefined()).isFalse();
    }
}
