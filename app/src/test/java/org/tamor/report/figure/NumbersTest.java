package org.tamor.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.4237, 0.424",
        "-0.0179, \u22120.0179",
        "12345, 12300",
        "99999, 10\u2075",
        "1.234e6, 1.23 \u00d7 10\u2076",
        "0.0004, 4 \u00d7 10\u207b\u2074",
        "-2e-12, \u22122 \u00d7 10\u207b\u00b9\u00b2",
        "1e20, 10\u00b2\u2070",
        "Infinity, \u221e"
    })
    void readsAsPeopleWriteIt(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @Test
    void roundsToSignificantDigits() {
        assertThat(Numbers.round(123456.789, 3)).isEqualTo(123000);
        assertThat(Numbers.round(-0.00123456, 3)).isEqualTo(-0.00123);
        assertThat(Numbers.round(0, 3)).isZero();
        assertThat(Numbers.round(Double.NaN, 3)).isNaN();
    }

    @Test
    void aProbabilityIsNothingOrAllOnlyWhereItIs() {
        assertThat(Numbers.probability(0)).isEqualTo("0 %");
        assertThat(Numbers.probability(1e-6)).isEqualTo("< 1 %");
        assertThat(Numbers.probability(0.004)).isEqualTo("< 1 %");
        assertThat(Numbers.probability(0.01)).isEqualTo("1 %");
        assertThat(Numbers.probability(0.5)).isEqualTo("50 %");
        assertThat(Numbers.probability(0.99)).isEqualTo("99 %");
        assertThat(Numbers.probability(0.996)).isEqualTo("> 99 %");
        assertThat(Numbers.probability(1)).isEqualTo("100 %");
        double sixth = 1.0 / 6;
        double all = sixth + sixth + sixth + sixth + sixth + sixth;
        assertThat(all).isLessThan(1);
        assertThat(Numbers.probability(all)).isEqualTo("100 %");
    }
}
