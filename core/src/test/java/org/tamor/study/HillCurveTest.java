package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HillCurveTest {

    private static final double[] DOSES = {0, 0.1, 0.3, 1, 3, 10, 30, 100, 300};

    private static HillCurve.Fit fit(HillCurve curve, double[] doses) {
        return HillCurve.fit(doses, Arrays.stream(doses).map(curve::value).toArray());
    }

    @ParameterizedTest
    @CsvSource({"100, 20, 5, 1", "1, 40, 0.7, 2.5", "1e6, 1e4, 60, 0.6", "0, 1e-3, 12, 4", "-3, 5, 2, 1"})
    void findsTheCurveThatMadeTheValues(double base, double plateau, double halfDose, double slope) {
        HillCurve.Fit fit = fit(new HillCurve(base, plateau, halfDose, slope), DOSES);
        assertThat(fit).isInstanceOfSatisfying(HillCurve.Fit.Fitted.class, fitted -> {
            double range = Math.abs(plateau - base);
            assertThat(fitted.curve().halfDose()).isCloseTo(halfDose, Percentage.withPercentage(1e-3));
            assertThat(fitted.curve().slope()).isCloseTo(slope, Percentage.withPercentage(1e-3));
            assertThat(fitted.curve().base()).isCloseTo(base, within(1e-5 * range));
            assertThat(fitted.curve().plateau()).isCloseTo(plateau, within(1e-5 * range));
            assertThat(fitted.misfit()).isLessThan(1e-6);
        });
    }

    @Test
    void theDoseAtAValueIsTheInverseOfTheCurve() {
        HillCurve curve = new HillCurve(100, 20, 5, 1.5);
        assertThat(curve.doseAt(curve.value(7)).orElseThrow()).isCloseTo(7, within(1e-12));
        assertThat(curve.doseAt(20)).isEmpty();
        assertThat(curve.doseAt(101)).isEmpty();
    }

    @Test
    void aFlatSeriesIsNotFitted() {
        HillCurve.Fit fit = fit(new HillCurve(5, 5, 1, 1), DOSES);
        assertThat(fit).isInstanceOfSatisfying(
                HillCurve.Fit.Failed.class, failed -> assertThat(failed.reason()).contains("do not respond"));
    }

    @Test
    void threeDosesAreTooFew() {
        HillCurve.Fit fit = fit(new HillCurve(5, 1, 1, 1), new double[] {0, 1, 10});
        assertThat(fit).isInstanceOfSatisfying(
                HillCurve.Fit.Failed.class, failed -> assertThat(failed.reason()).contains("at least four"));
    }

    @Test
    void aBellIsAPoorFit() {
        HillCurve.Fit fit = HillCurve.fit(DOSES, new double[] {0, 1, 3, 8, 10, 8, 3, 1, 0});
        assertThat(fit).isInstanceOfSatisfying(
                HillCurve.Fit.Fitted.class, fitted -> assertThat(fitted.misfit()).isGreaterThan(0.1));
    }
}
