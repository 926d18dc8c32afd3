package org.tamor.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "4-OHT 1 uM, 4-OHT 1 \u00b5M",
        "ERalpha pS118, ER\u03b1 pS118",
        "17beta-oestradiol, 17\u03b2-oestradiol",
        "about +- 2 SD, about \u00b1 2 SD",
        "serum uMbrella, serum uMbrella",
        "museum, museum"
    })
    void setsTheSignsThatAsciiStandsFor(String ascii, String typeset) {
        assertThat(Words.typeset(ascii)).isEqualTo(typeset);
    }

    @ParameterizedTest
    @CsvSource({
        "nM, nM",
        "per_h, 1/h",
        "nM_per_h, nM/h",
        "per_nM_h, 1/(nM\u00b7h)",
        "dimensionless, dimensionless"
    })
    void writesUnitsAsFractions(String identifier, String fraction) {
        assertThat(Words.unit(identifier)).isEqualTo(fraction);
    }

    @ParameterizedTest
    @CsvSource({
        "after 84 h of, after 84\u00a0h of",
        "80 % less, 80\u00a0% less",
        "10 hands, 10 hands",
        "1 uM, 1\u00a0\u00b5M"
    })
    void keepsNumbersWithTheirUnits(String text, String kept) {
        assertThat(Words.prose(text)).isEqualTo(kept);
    }
}
