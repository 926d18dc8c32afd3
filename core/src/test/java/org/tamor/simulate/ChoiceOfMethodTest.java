package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;
import static org.tamor.simulate.TestModels.run;
import static org.tamor.simulate.TestModels.set;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.failure.BadInputException;

/// What integrates where nobody says so, and where somebody does.
class ChoiceOfMethodTest {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-7, 1e-12, 10_000);

    /// A chain of first-order steps from x0 to the last, of which each is a state.
    private static Simulator chain(int states) {
        StringBuilder text = new StringBuilder("model chain\n");
        for (int i = 0; i < states; i++) {
            String gain = i == 0 ? "" : "x" + (i - 1);
            text.append(" x%d' = %s - x%d; x%d = %d\n".formatted(i, gain, i, i, i == 0 ? 1 : 0));
        }
        return compile(text + "end\n", "x0", "x" + (states - 1));
    }

    @Test
    void fewStatesAreIntegratedByTheOneStepMethodAndManyByTheMultistepMethod() {
        double[] times = {0, 0.5, 2};
        for (int states : new int[] {2, 12, 13}) {
            Simulator simulator = chain(states);
            double[] chosen = run(simulator, SolverOptions.Method.AUTOMATIC, times).of("x0");
            double[] oneStep = run(simulator, SolverOptions.Method.ROSENBROCK, times).of("x0");
            double[] multistep =
                    run(simulator, SolverOptions.Method.BACKWARD_DIFFERENTIATION, times).of("x0");
            assertThat(oneStep).isNotEqualTo(multistep);
            assertThat(chosen).isEqualTo(states <= 12 ? oneStep : multistep);
            for (int k = 0; k < times.length; k++) {
                assertThat(oneStep[k]).isCloseTo(Math.exp(-times[k]), within(1e-6));
                assertThat(multistep[k]).isCloseTo(Math.exp(-times[k]), within(1e-5));
            }
        }
    }

    /// The solution is sin t. Without df/dt the order is lower and the result worse.
    @Test
    void ratesThatReadTheTimeAreDifferentiatedByIt() {
        Simulator simulator =
                compile("model m\n x' = -50*(x - sin(time)) + cos(time); x = 0\nend\n", "x");
        double[] times = {0, 1, 5, 10};
        double[] x = run(simulator, SolverOptions.Method.ROSENBROCK, times).of("x");
        for (int k = 0; k < times.length; k++) {
            assertThat(x[k]).isCloseTo(Math.sin(times[k]), within(2e-7));
        }
    }

    /// The derivatives by time have no value at 0, or nowhere as they are written: `0 log(0)`.
    @Test
    void derivativesByTimeWithoutAValueAreReplaced() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = sqrt(time); x = 0
                          y' = (time - 2)^n; y = 0; n := 2 + 0*time
                        end
                        """,
                        "x",
                        "y");
        TimeCourse course = run(simulator, SolverOptions.Method.ROSENBROCK, 0, 1, 2, 4);
        double[] times = {0, 1, 2, 4};
        for (int k = 0; k < times.length; k++) {
            double x = Math.pow(times[k], 1.5) / 1.5;
            double y = (Math.pow(times[k] - 2, 3) + 8) / 3;
            assertThat(course.of("x")[k]).isCloseTo(x, within(1e-6));
            assertThat(course.of("y")[k]).isCloseTo(y, within(1e-6));
        }
    }

    /// Where x is 1 its rate has no derivative.
    private static final String WITHOUT_DERIVATIVE =
            """
            model m
              x' = -k*x + sqrt(1 - x); x = 1; k = 1; scale = 2
              y' = x - y; y = 0
            end
            """;

    @Test
    void whereTheOneStepMethodDoesNotGetThroughTheOtherGoesOn() {
        Simulator simulator = compile(WITHOUT_DERIVATIVE, "x", "y");
        assertThatThrownBy(() -> run(simulator, SolverOptions.Method.ROSENBROCK, 0, 1))
                .hasMessageContaining("cannot go on");
        TimeCourse chosen = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 1, 2);
        TimeCourse multistep =
                run(simulator, SolverOptions.Method.BACKWARD_DIFFERENTIATION, 0, 1, 2);
        assertThat(chosen.values()).isDeepEqualTo(multistep.values());
    }

    @Test
    void alsoFromTheMiddleOfARunOn() {
        Simulator simulator =
                compile(
                        WITHOUT_DERIVATIVE
                                .replace("x = 1;", "x = 0.2;")
                                .replace("end", "at time > 1: x = 1\nend"),
                        "x");
        double[] chosen = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 0.5, 2).of("x");
        double[] multistep =
                run(simulator, SolverOptions.Method.BACKWARD_DIFFERENTIATION, 0, 0.5, 2).of("x");
        assertThatThrownBy(() -> run(simulator, SolverOptions.Method.ROSENBROCK, 0, 0.5, 2))
                .hasMessageContaining("cannot go on");
        assertThat(chosen[1]).isNotEqualTo(multistep[1]).isCloseTo(multistep[1], within(1e-6));
        assertThat(chosen[2]).isCloseTo(multistep[2], within(1e-6));
    }

    @Test
    void whatIntegratesDoesNotDependOnRunsBefore() {
        Simulator simulator = compile(WITHOUT_DERIVATIVE, "y");
        Timeline timeline = new Timeline(List.of(set("k", "1")), 0, List.of(at(0, set("k", "2"))));
        double[] times = {0, 0.5, 1};
        double[][] first = completed(simulator.run(timeline, Map.of(), times, OPTIONS)).values();
        double[][] second = completed(simulator.run(timeline, Map.of(), times, OPTIONS)).values();
        assertThat(second).isDeepEqualTo(first);
    }

    @Test
    void derivativesOfOutputsAloneNeedNoMoreThanTheRun() {
        new Differences(
                        compile(WITHOUT_DERIVATIVE, "scale * x"),
                        Timeline.plain(),
                        Map.of("scale", 2.0),
                        0,
                        0.5,
                        2)
                .check(1e-6);
    }

    /// `x' = s - x / (K + x)` with a tiny K: where x < -K the rate is about s - 1 too, and a step
    /// across would stay there.
    @ParameterizedTest
    @EnumSource(names = {"ROSENBROCK", "BACKWARD_DIFFERENTIATION"})
    void saturatedRatesHoldAStateAtZero(SolverOptions.Method method) {
        for (double k : new double[] {1e-5, 1e-8, 1e-10}) {
            Simulator simulator =
                    compile("model m\n x' = 0.1 - x/(" + k + " + x); x = 1\nend\n", "x");
            double[] x = run(simulator, method, 0, 1, 1.5, 3).of("x");
            assertThat(x[2]).isCloseTo(k / 9, within(1e-3 * k));
            assertThat(x[3]).isCloseTo(k / 9, within(1e-3 * k));
        }
    }

    /// The same, beside states that pass 0 at a constant rate a little earlier or later.
    @ParameterizedTest
    @EnumSource(names = {"ROSENBROCK", "BACKWARD_DIFFERENTIATION"})
    void statesThatPassZeroInTheSameStepDoNotHideIt(SolverOptions.Method method) {
        for (double other : new double[] {0.95, 1.05, 1.1, 1.11, 1.112, 1.15}) {
            Simulator simulator =
                    compile(
                            "model m\n x' = 0.1 - x/(1e-8 + x); x = 1\n y' = -1; y = "
                                    + other
                                    + "\n z' = -2; z = 2.2\nend\n",
                            "x",
                            "y");
            TimeCourse course = run(simulator, method, 0, 1, 1.5, 3);
            assertThat(course.of("x")[2]).isCloseTo(1e-8 / 9, within(1e-11));
            assertThat(course.of("x")[3]).isCloseTo(1e-8 / 9, within(1e-11));
            assertThat(course.of("y")[3]).isCloseTo(other - 3, within(1e-9));
        }
    }

    /// The cosine is above 0.98 for 0.4 of each period, less than half of a step.
    @Test
    void shortExcursionsWithinLongStepsAreSeen() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = 1; x = 0; count = 0
                          at cos(x) > 0.98, t0 = true: count = count + 1
                        end
                        """,
                        "count");
        SolverOptions longSteps =
                new SolverOptions(1e-6, 1e-9, 10_000, 1, SolverOptions.Method.ROSENBROCK);
        double[] times = {0, 100 * 2 * Math.PI + 1};
        TimeCourse course = completed(simulator.run(Timeline.plain(), Map.of(), times, longSteps));
        assertThat(course.of("count")[1]).isEqualTo(100);
    }

    @Test
    void algebraicRulesAreRefusedByNameWhereTheMethodWasAskedFor() {
        Simulator simulator =
                compile("model m\n x = 0; x' = 1; var z; 0 = z^3 + z - x\nend\n", "z");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run(simulator, SolverOptions.Method.ROSENBROCK, 0, 1))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("simulate.integrator"))
                .withMessageContaining("Rosenbrock");
        assertThat(run(simulator, SolverOptions.Method.AUTOMATIC, 0, 2).of("z")[1])
                .isCloseTo(1, within(1e-5));
    }
}
