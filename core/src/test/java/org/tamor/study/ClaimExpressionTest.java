package org.tamor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;

/// The functions of claims on time courses whose values are known in closed form.
class ClaimExpressionTest {

    private static final Study STUDY = ToyStudy.read();

    /// count = 100 * 2^(t/24) in base and 100 * 2^(t/48) in plain; phospho = t (10 - t) in both; speed = 8 dose/(2 + dose)
    /// in the cells.
    private static Map<String, RunResult> runs() {
        Map<String, RunResult> runs = new HashMap<>();
        runs.put("base", run(t -> 100 * Math.pow(2, t / 24), t -> t * (10 - t), 0));
        runs.put("plain", run(t -> 100 * Math.pow(2, t / 48), t -> t * (10 - t), 0));
        for (Experiment experiment : STUDY.experiments()) {
            if (experiment.id().startsWith("doses__signal")) {
                double dose = STUDY.cells(experiment.id())
                        .getFirst()
                        .levels()
                        .get(1)
                        .dose()
                        .orElseThrow();
                runs.put(experiment.id(), run(t -> 1, t -> 0, 8 * dose / (2 + dose)));
            }
        }
        runs.put("doses__silent__d0", new RunResult.Failed(3, "A", "no step small enough"));
        return runs;
    }

    private static RunResult run(DoubleUnaryOperator count, DoubleUnaryOperator phospho, double speed) {
        int n = 2401;
        double[] times = new double[n];
        double[][] values = new double[3][n];
        for (int i = 0; i < n; i++) {
            times[i] = 48.0 * i / (n - 1);
            values[0][i] = count.applyAsDouble(times[i]);
            values[1][i] = phospho.applyAsDouble(times[i]);
            values[2][i] = speed;
        }
        return new RunResult.Completed(new TimeCourse(List.of("count", "phospho", "speed"), times, values));
    }

    private static double evaluate(String text) {
        ClaimExpression expression = ClaimExpression.parse(text, Location.ofLine("claims.tsv", 1), STUDY);
        return expression.evaluate(new ClaimFunctions(STUDY, new Readings(runs())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
            at(count, base, 24)                                  @ 200
            at(count, base, 2 * 12) / at(count, base, 0)         @ 2
            fold(count, base, 0, 48)                             @ 4
            rate(count, base, 12, 36)                            @ 0.6931471805599453
            maximum(phospho, base, 0, 10)                        @ 25
            minimum(phospho, base, 0, 12)                        @ -24
            timeofmax(phospho, base, 0, 24)                      @ 5
            auc(phospho, base, 0, 12)                            @ 144
            gr(count, plain, base, 0, 48)                        @ 0.4142135623730951
            gr(count, base, base, 0, 48)                         @ 1
            ec50(speed, "doses__signal__*", 24)                  @ 2
            emax(speed, "doses__signal__*", 24)                  @ 8
            min(at(count, base, 0), 3) + max(1, 2)               @ 5
            abs(-2) * ln(exp(1)) - log10(100) + sqrt(9)          @ 3
            at(count, base, 24) > 150 && !(1 > 2)                @ 1
            1 > 2 || at(count, base, 24) < 150                   @ 0
            2 > 1 || at(count, doses__silent__d0, 1) > 0         @ 1
            """)
    void givesTheClosedForm(String text, double expected) {
        double tolerance = text.startsWith("auc") || text.startsWith("timeofmax") ? 2e-2 : 1e-6;
        assertThat(evaluate(text)).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }

    @Test
    void theAbsoluteDoseIsRelativeToDoseZero() {
        Map<String, RunResult> runs = runs();
        runs.replaceAll((id, run) -> {
            if (!id.startsWith("doses__signal")) {
                return run;
            }
            double dose = STUDY.cells(id).getFirst().levels().get(1).dose().orElseThrow();
            return run(t -> 1, t -> 0, 10 - 8 * dose / (2 + dose));
        });
        ClaimExpression half = ClaimExpression.parse(
                "ic50abs(speed, \"doses__signal__*\", 24, 0.5)", Location.UNKNOWN, STUDY);
        // 10 - 8 d/(2 + d) = 5 at d = 10/3
        assertThat(half.evaluate(new ClaimFunctions(STUDY, new Readings(runs))))
                .isCloseTo(10.0 / 3, within(1e-5));
        ClaimExpression never = ClaimExpression.parse(
                "ic50abs(speed, \"doses__signal__*\", 24, 0.1)", Location.UNKNOWN, STUDY);
        assertThatThrownBy(() -> never.evaluate(new ClaimFunctions(STUDY, new Readings(runs))))
                .isInstanceOf(Undecided.class)
                .hasMessageContaining("does not reach 0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
            1 / (at(count, base, 0) - 100)                       @ is not a finite number
            1 / (at(count, base, 0) - 100) < 3                   @ is not a finite number
            ln(at(phospho, base, 12))                            @ is not a finite number
            fold(phospho, base, 0, 12)                           @ no basis for a fold
            rate(phospho, base, 1, 12)                           @ has no logarithm
            at(count, base, 72)                                  @ has no value at t = 72
            at(count, doses__silent__d0, 1)                      @ failed at t = 3.0 in A
            at(count, doses__silent__d1, 1)                      @ was not run
            ec50(count, "doses__signal__*", 24)                  @ do not respond
            gr(count, base, doses__signal__d0, 0, 24)            @ does not grow
            """)
    void saysWhyThereIsNoValue(String text, String reason) {
        assertThatThrownBy(() -> evaluate(text)).isInstanceOf(Undecided.class).hasMessageContaining(reason);
    }
}
