package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.Location;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;

class ClaimJudgeTest {

    private static final Study STUDY = ToyStudy.read();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    at(count, base, 1)       | 1 | 3 | ''                            | HOLDS     | 1    | ''
                    at(count, base, 1)       | 2 | 2 | ''                            | HOLDS     | 0    | ''
                    at(count, base, 1)       | - | 3 | ''                            | HOLDS     | 1    | ''
                    at(count, base, 1)       | 3 | - | ''                            | FAILS     | -1   | below 3.0
                    at(count, base, 1)       | 0 | 1 | ''                            | FAILS     | -1   | above 1.0
                    at(count, base, 1)       | 1 | 3 | at(count, base, 0) > 5        | FAILS     | 1    | requires
                    at(count, base, 1)       | 1 | 3 | at(count, base, 0) < 5        | HOLDS     | 1    | ''
                    at(count, base, 1)       | 1 | 3 | at(count, plain, 0) < 5       | UNDECIDED | 1    | was not run
                    at(count, base, 1)       | 3 | 4 | at(count, plain, 0) < 5       | FAILS     | -1   | below 3.0
                    at(count, plain, 1)      | 1 | 3 | ''                            | UNDECIDED | -    | was not run
                    at(count, base, 1) > 1   | - | - | ''                            | HOLDS     | -    | ''
                    at(count, base, 1) > 2   | - | - | ''                            | FAILS     | -    | false
                    """)
    void decides(
            String expression,
            Double lower,
            Double upper,
            String requires,
            Verdict verdict,
            Double margin,
            String explanation) {
        Claim claim =
                new Claim(
                        "c",
                        "s",
                        "s",
                        Set.of("S"),
                        Claim.Use.CALIBRATION,
                        List.of("count"),
                        List.of("base"),
                        expression,
                        lower == null ? OptionalDouble.empty() : OptionalDouble.of(lower),
                        upper == null ? OptionalDouble.empty() : OptionalDouble.of(upper),
                        OptionalDouble.empty(),
                        requires,
                        "",
                        Location.UNKNOWN);
        RunResult run =
                new RunResult.Completed(
                        new TimeCourse(
                                List.of("count"), new double[] {0, 1}, new double[][] {{1, 2}}));
        ClaimResult result =
                new ClaimJudge(with(claim)).judge(new Readings(Map.of("base", run))).getFirst();
        assertThat(result.verdict()).isEqualTo(verdict);
        if (margin == null) {
            assertThat(result.margin()).isEmpty();
        } else {
            assertThat(result.margin().orElseThrow()).isCloseTo(margin, within(1e-12));
        }
        assertThat(result.explanation()).contains(explanation);
        assertThat(result.explanation().isEmpty()).isEqualTo(verdict == Verdict.HOLDS);
    }

    private static Study with(Claim claim) {
        return new Study(
                STUDY.id(),
                STUDY.title(),
                STUDY.question(),
                STUDY.folder(),
                STUDY.problem(),
                STUDY.model(),
                STUDY.experiments(),
                STUDY.designs(),
                List.of(claim),
                STUDY.edges(),
                STUDY.provenance(),
                STUDY.moieties(),
                STUDY.validationMeasurements(),
                STUDY.figures(),
                STUDY.ensemble(),
                STUDY.sentenceEnsemble(),
                STUDY.mechanisms(),
                STUDY.properties());
    }
}
