package org.tamor.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.BadInputException;

/// One mistake each in a sound regimen file: the message names file, line and remedy.
class RegimenReaderErrorsTest {

    private static final String SOUND =
            """
            amounts: nmol/kg
            subject: {mass: 20 g}
            drugs:
              tamoxifen: {molar_mass: 371.5 g/mol, routes: {sc: depot}}
              temsirolimus: {routes: {iv: {into: blood, rate: infusion}}}
            regimens:
              both:
                end: 35 d
                doses:
                  - {drug: tamoxifen, amount: 50 mg/kg, route: sc, every: 1 d, days: 5 on 2 off, cycles: 4}
                  - {drug: temsirolimus, amount: 10 nmol/kg, route: iv, over: 2 h, every: 7 d, doses: 4}
                holidays: [{from: 7 d, to: 8 d}]
                rules:
                  - {hold: tamoxifen, while: volume > 1500}
            """;

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    amounts: nmol/kg | amounts: nmol/lb | :1:1 (amounts) | no unit of amounts | regimen.bad-unit
                    amounts: nmol/kg | amount: nmol/kg | :1:1 (amount) | did you mean amounts? | regimen.unknown-key
                    mass: 20 g | mass: 20 stone | :2:11 (mass) | g or kg | regimen.bad-unit
                    371.5 g/mol | 371.5 | :4:15 (molar_mass) | write a number above 0 and g/mol | regimen.bad-unit
                    molar_mass: 371.5 g/mol, | | :10 | it takes the drug's molar_mass | regimen.bad-unit
                    50 mg/kg | 50 mg/m2 | :10 | the subject's surface | regimen.bad-unit
                    50 mg/kg | 50 IU | :10:27 (amount) | the unit 'IU' is not known | regimen.bad-unit
                    50 mg/kg | 50 | :10:27 (amount) | its unit, such as 50 mg/kg | regimen.bad-amount
                    50 mg/kg | -50 mg/kg | :10 | is no amount | regimen.bad-amount
                    50 mg/kg | 1e400 mg/kg | :10 | is no amount | regimen.bad-amount
                    drug: tamoxifen | drug: tamoxifn | :10:10 (drug) | did you mean tamoxifen? | regimen.unknown-name
                    route: sc | route: po | :10 | has no route po | regimen.unknown-name
                    every: 1 d | every: 1 | :10 | such as 24 h | regimen.bad-time
                    every: 1 d | every: 0 h | :10 | at least a minute apart | regimen.bad-time
                    5 on 2 off | 5 on | :10 | 1,8,15 of 28 | regimen.bad-days
                    5 on 2 off | 1-9 of 7 | :10 | names no days | regimen.bad-days
                    , cycles: 4 | | :10 | have no end | regimen.no-end
                    cycles: 4 | cycles: 4, doses: 3 | :10 | two ends, cycles and doses | regimen.bad-timing
                    days: 5 on 2 off, | | :10 | there is no cycle here | regimen.bad-timing
                    cycles: 4 | cycles: 6 | :10 | at or after the end, 840.0 h | regimen.after-end
                    cycles: 4 | until: 90000 wk | :10 | more than 100000 doses | regimen.too-many
                    cycles: 4 | cycles: four | :10 | no whole number | regimen.bad-number
                    cycles: 4 | cycles: 4, missed: [21] | :10 | there are only 20 | regimen.bad-number
                    cycles: 4 | cycles: 4, missed: {share: 10, seed: 1} | :10 | no percentage | regimen.bad-number
                    every: 1 d, | at: [1 d], | :10 | does not go with at | regimen.bad-timing
                    every: 7 d, doses: 4 | at: [1 d, 24 h] | :11 | is there twice | regimen.overlap
                    every: 7 d, doses: 4 | every: 1 h, doses: 4 | :11 | is infused again before | regimen.overlap
                    temsirolimus, amount: 10 nmol/kg, route: iv, over: 2 h, every: 7 d, doses: 4 | tamoxifen, amount: 1 mg, route: sc | :11 | is given twice at 0.0 h (also by line 10) | regimen.overlap
                    over: 2 h | over: 0 h | :11 | more than no time | regimen.bad-time
                    route: iv, over | route: iv, ovr | :11 | did you mean over | regimen.unknown-key
                    , rate: infusion | | :11 | takes no infusion | regimen.no-rate
                    to: 8 d | to: 7 d | :12 | ends after it begins | regimen.bad-time
                    hold: tamoxifen | hold: fulvestrant | :14 | gives no fulvestrant | regimen.unknown-name
                    hold: tamoxifen | reduce: tamoxifen | :14 | with to: 50 % | regimen.bad-rule
                    while: | once: | :14 | memory: PARAMETER | regimen.bad-rule
                    volume > 1500 | volume + 1500 | :14 | is no comparison | regimen.bad-rule
                    volume > 1500 | volume > | :14 | complete it | expression.syntax
                      both: |   2both: | :7:3 (2both) | no digit first | regimen.bad-name
                    regimens: | regimes: | :6:1 (regimes) | did you mean regimens? | regimen.unknown-key
                        end: 35 d |     ends: 35 d | :8:5 (ends) | did you mean end? | regimen.unknown-key
                    - {hold | - {hold: [ | :14 | no valid YAML | yaml.syntax
                    """)
    void namesThePlaceAndTheRemedy(
            String text, String replacement, String place, String words, String code)
            throws IOException {
        int at = SOUND.indexOf(text);
        assertThat(at).as("the mistake is made").isNotNegative();
        Path file = folder.resolve("r.yaml");
        Files.writeString(
                file,
                SOUND.substring(0, at)
                        + (replacement == null ? "" : replacement)
                        + SOUND.substring(at + text.length()));

        BadInputException failure =
                catchThrowableOfType(BadInputException.class, () -> RegimenReader.read(file));

        assertThat(failure).isNotNull();
        assertThat(failure.describe()).contains("r.yaml" + place).contains(words);
        assertThat(failure.code()).isEqualTo(code);
    }
}
