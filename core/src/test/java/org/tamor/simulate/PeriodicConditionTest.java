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
import org.junit.jupiter.params.provider.ValueSource;
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

    /// Periods that are no powers of two, as remainders and written out, with ends of the pulses
    /// inside the period.
    @ParameterizedTest
    @ValueSource(doubles = {5, 7, 10, 13, 0.7, 0.1, 24})
    void everyPeriodCounts(double period) {
        double end = 199.5 * period;
        for (String phase :
                List.of("rem(time, p)", "time - p*quotient(time, p)", "time - p*floor(time/p)")) {
            Simulator simulator =
                    compile(
                            """
                            model m
                              p = %s; n = 0; x = 0
                              x' = piecewise(1, %s < 0.25*p, 0)/p
                              at %s < 0.25*p, t0 = true: n = n + 1
                            end
                            """
                                    .formatted(period, phase, phase),
                            "n",
                            "x");
            for (SolverOptions.Method method : SolverOptions.Method.values()) {
                TimeCourse course = run(simulator, method, 0, end);
                assertThat(course.of("n")[1]).as(phase + " " + method).isEqualTo(199);
                assertThat(course.of("x")[1]).isCloseTo(50, within(1e-4));
            }
        }
    }

    /// Differences coarser than the clock is at 0, and one that jumps where its part does.
    @Test
    void changesSoonAfterTheBeginAreFound() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = 0.001*x; x = 1; a = -1; b = -1; c = -1; o = 5; n = 0
                          at time + o > o: a = time
                          at 5 - time < 5: b = time
                          at time - 10*piecewise(1, time*time > 9, 0) > -2: c = time
                          at ceil(time + 3) - time < 3.01: n = n + 1
                        end
                        """,
                        "a",
                        "b",
                        "c",
                        "n");
        TimeCourse course = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 100);
        assertThat(course.of("a")[1]).isBetween(0.0, 1e-14);
        assertThat(course.of("b")[1]).isBetween(0.0, 1e-14);
        assertThat(course.of("c")[1]).isCloseTo(8, within(1e-9));
        assertThat(course.of("n")[1]).isEqualTo(100);
    }

    /// A rounded number of cells in a trigger that hardly matters.
    @Test
    void manyRoundedNumbersTakeLittleTime() {
        Simulator simulator =
                compile(
                        "model m\n x' = x; x = 1; n = 0\n at floor(x) > 5: n = time\nend\n",
                        "x",
                        "n");
        TimeCourse course = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 18);
        assertThat(course.of("x")[1] / Math.exp(18)).isCloseTo(1, within(1e-4));
        assertThat(course.of("n")[1]).isCloseTo(Math.log(6), within(1e-6));
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
