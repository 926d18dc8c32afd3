package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Branch;
import org.tamor.expr.Expression.Constant;
import org.tamor.expr.Expression.Piecewise;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.InfixParser;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Model.ModelUnits;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;

/// Conditions that come and go with the clock: every pulse counts, however long the solver's
/// steps are.
class PeriodicConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time - 24 * floor(time / 24) < 1 | 10",
                "ceil(time / 24) - time / 24 < 0.5 | 120"
            })
    void everyPulseCounts(String condition, double total) {
        Expression pulse =
                new Piecewise(
                        List.of(
                                new Branch(
                                        new Constant(1),
                                        InfixParser.parse(condition, Location.UNKNOWN))),
                        Optional.of(new Constant(0)));
        Model model =
                new Model(
                        "pulses",
                        "",
                        ModelUnits.NONE,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Parameter("x", "", OptionalDouble.of(0), "", false)),
                        List.of(),
                        List.of(new Rule.RateRule("x", pulse)),
                        List.of(),
                        List.of(),
                        List.of());
        RunResult result =
                Simulator.compile(model, List.of(new Output("x", new Symbol("x"))))
                        .run(
                                Timeline.plain(),
                                Map.of(),
                                new double[] {0, 240},
                                SolverOptions.DEFAULT);
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(((RunResult.Completed) result).timeCourse().of("x")[1])
                .isCloseTo(total, within(1e-3));
    }

    private static final double LOSS = 0.05;

    /// Of `x' = pulse - LOSS x` from 0, with pulses for an hour a day.
    private static double afterPulses(double time) {
        double sum = 0;
        for (double begin = 0; begin < time; begin += 24) {
            double end = Math.min(time, begin + 1);
            sum += Math.exp(LOSS * (end - time)) - Math.exp(LOSS * (begin - time));
        }
        return sum / LOSS;
    }

    @ParameterizedTest
    @EnumSource(SolverOptions.Method.class)
    void roundedTimesJump(SolverOptions.Method method) {
        double[] times = {0.5, 12, 100, 240.5, 1000};
        for (String pulse :
                List.of(
                        "floor(time/24) - floor((time - 1)/24)",
                        "ceil(time/24) - ceil((time - 1)/24)",
                        "ceil((1 - time)/24) - ceil(-time/24)",
                        "min(1, ceil(time/24)) * (floor(time/24) - floor((time - 1)/24))",
                        "1 - ceil((time - 24*floor(time/24) - 1)/24)")) {
            Simulator simulator =
                    compile("model m\n x' = " + pulse + " - 0.05*x; x = 0\nend\n", "x");
            double[] x = run(simulator, method, times).of("x");
            for (int k = 0; k < times.length; k++) {
                assertThat(x[k])
                        .as(pulse + " at " + times[k])
                        .isCloseTo(afterPulses(times[k]), within(1e-5));
            }
        }
    }

    /// x grows by 1 in 1, 2, 3 .. units of time.
    @ParameterizedTest
    @EnumSource(SolverOptions.Method.class)
    void roundedStatesJump(SolverOptions.Method method) {
        Simulator simulator = compile("model m\n x' = 1/(1 + floor(x)); x = 0\nend\n", "x");
        double[] x = run(simulator, method, 1, 4.5, 6, 10).of("x");
        assertThat(x).containsExactly(new double[] {1, 2.5, 3, 4}, within(5e-5));
    }

    /// A thousand periods, which no scan of the whole span would find one by one.
    @Test
    void triggersThatReturnWithTheClockAreForeseen() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = 0.01*sin(time); x = 0; begins = 0; ends = 0
                          at time - 4*floor(time/4) == 0, t0 = false: begins = begins + 1
                          at time - 4*floor(time/4) > 1: ends = ends + 1
                        end
                        """,
                        "begins",
                        "ends");
        TimeCourse course = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 4002);
        assertThat(course.of("begins")[1]).isEqualTo(1001);
        assertThat(course.of("ends")[1]).isEqualTo(1001);
    }

    @Test
    void jumpsWithoutEndAreSaid() {
        Simulator simulator =
                compile("model m\n x' = 0.5 - floor(1e6*time)/1e6; x = 0\nend\n", "x");
        assertThatThrownBy(() -> run(simulator, SolverOptions.Method.AUTOMATIC, 0, 100))
                .hasMessageContaining("jumped")
                .hasMessageContaining("more output times");
    }

    /// Beyond what integers of 32 bits hold.
    @Test
    void largeNumbersAreRoundedToo() {
        Simulator simulator =
                compile("model m\n x' = floor(time + 1e10) - 1e10; x = 0\nend\n", "x");
        assertThat(run(simulator, SolverOptions.Method.AUTOMATIC, 0, 3).of("x")[1])
                .isCloseTo(3, within(1e-5));
    }
}
