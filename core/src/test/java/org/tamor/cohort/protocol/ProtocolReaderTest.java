package org.tamor.cohort.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.cohort.TumourStudyFolder;
import org.tamor.failure.BadInputException;

class ProtocolReaderTest {

    @TempDir private Path folder;

    @Test
    void readsWhatIsPlanned() {
        Protocol protocol =
                ProtocolReader.read(TumourStudyFolder.changed(folder, "seed: 3", "seed: 7"));

        assertThat(protocol.seed()).isEqualTo(7);
        assertThat(protocol.control()).isEqualTo("Vehicle");
        assertThat(protocol.arms())
                .extracting(PlannedArm::name)
                .containsExactly("Vehicle", "A", "B", "A + B");
        assertThat(protocol.randomisation().rule()).isEqualTo(Randomisation.Rule.MEAN);
        assertThat(protocol.measurement().days()).containsExactly(0., 3., 6., 9., 12., 15.);
        assertThat(protocol.measurement().limit()).isEqualTo(1000);
        assertThat(protocol.blots().tumours()).isEqualTo(4);
        assertThat(protocol.allotted()).isEqualTo(4 * (8 + 4));
    }

    @Test
    void aLogNormalQuantityHasTheCoefficientOfVariationThatItIsGiven() {
        double s = Variability.logarithmic(0.5);
        assertThat(Math.sqrt(Math.expm1(s * s))).isCloseTo(0.5, within(1e-12));
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    animals: 8}    | animals: 1}                  | trial.animals       | two or more
                    end: 15        | finish: 15                   | trial.unknown-key   | finish
                    end: 15        |                              | trial.missing       | the last day of the study
                    end: 15        | end: 14                      | trial.after-end     | day 15 lies after the end
                    [0, 3, 6       | [-2, 0, 3, 6                 | trial.before-start  | before the randomisation
                    [0, 3, 6       | [1, 3, 6                     | trial.no-baseline   | add it
                    [0, 3, 6       | [0, 6, 3                     | trial.order         | ascending
                    [0, 3, 6, 9, 12, 15] | [0, 15]                | trial.days          | three days
                    cv: 0.3        | cv: -0.3                     | trial.cv            | between 0 and 5
                    cv: 0.3        | cv: much                     | trial.no-number     | 'much'
                    grade: E       | grade: F                     | trial.grade         | A to E
                    rule: mean     | rule: some                   | trial.choice        | mean, each
                    method: stratified | method: blocked          | trial.choice        | simple, stratified
                    engrafted: 60  | engrafted: 30                | trial.engrafted     | 48 tumours
                    caliper_cv: 0.1 | caliper_cv: 3               | trial.out-of-range  | between 0 and 1
                    name: B        | name: A                      | trial.arms          | second arm is called A
                    name: Vehicle  | name: Mice                   | trial.missing       | control
                    treatment_hour: 240 |                         | trial.missing       | treatment_hour
                    volume: 100    |                              | trial.missing       | volume
                    repetitions: 1 | repetitions: 1.5             | trial.out-of-range  | whole number
                    seed: 3        | analysis: {primary: chou}    | trial.choice        | bliss
                    seed: 3        | analysis: {progression: far} | trial.progression   | 2x
                    seed: 3        | analysis: {until: 4}         | trial.until         | third day
                    parameter: pace | parameter: take             | trial.variability   | stands twice
                    """)
    void whatIsWrongIsSaidOnceWithItsPlace(
            String from, @Nullable String to, String code, String words) {
        Path file = TumourStudyFolder.changed(folder, from, to == null ? "" : to);

        BadInputException problem =
                catchThrowableOfType(BadInputException.class, () -> ProtocolReader.read(file));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.getMessage()).contains(words);
        assertThat(problem.location().file()).endsWith("trial.yaml");
    }
}
