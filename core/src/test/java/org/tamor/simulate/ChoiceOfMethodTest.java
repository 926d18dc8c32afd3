package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.failure.BadInputException;

import java.util.Map;

/// What integrates where nobody says so, and where somebody does.
class ChoiceOfMethodTest {

    private static TimeCourse run(
            Simulator simulator, SolverOptions.Method method, double... times) {
        return completed(
                simulator.run(
                        Timeline.plain(),
                        Map.of(),
                        times,
                        new SolverOptions(1e-7, 1e-12, 10_000, Double.POSITIVE_INFINITY, method)));
    }

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

    /// `sqrt(x)` has no value for x < 0, where a stage may lie though no step does: x = (1 - t/2)²
    /// until it comes to rest at 0.
    @Test
    void whereTheOneStepMethodDoesNotGetThroughTheOtherGoesOn() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = -piecewise(sqrt(x), x >= 0, 0/0); x = 1
                        end
                        """,
                        "x");
        double[] x = run(simulator, SolverOptions.Method.AUTOMATIC, 0, 1, 1.9).of("x");
        assertThat(x[1]).isCloseTo(0.25, within(1e-6));
        assertThat(x[2]).isCloseTo(0.0025, within(1e-6));
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

    /// The cosine is above 0.98 for 0.4 of each period, less than a step at this tolerance.
    @Test
    void shortExcursionsWithinLongStepsAreSeen() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = y; y' = -x; x = 1; y = 0; count = 0
                          at x > 0.98, t0 = true: count = count + 1
                        end
                        """,
                        "count");
        SolverOptions loose =
                new SolverOptions(
                        1e-3,
                        1e-4,
                        10_000,
                        Double.POSITIVE_INFINITY,
                        SolverOptions.Method.ROSENBROCK);
        double end = 10 * 2 * Math.PI + 1;
        assertThat(
                        completed(
                                        simulator.run(
                                                Timeline.plain(),
                                                Map.of(),
                                                new double[] {0, end},
                                                loose))
                                .of("count")[1])
                .isEqualTo(10);
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
