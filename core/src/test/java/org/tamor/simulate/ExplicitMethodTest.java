package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;

/// Runs by the explicit method that was asked for.
class ExplicitMethodTest {

    private static final SolverOptions EXPLICIT =
            new SolverOptions(
                    1e-9, 1e-12, 2_000, Double.POSITIVE_INFINITY, SolverOptions.Method.EXPLICIT);

    private static RunResult run(Simulator simulator, double... times) {
        return simulator.run(Timeline.plain(), Map.of(), times, EXPLICIT);
    }

    /// A ball that loses a tenth of its speed at each bounce: after the second one at `t (1 +
    /// 1.8)`, t the time of the first, the speed is 0.81 of that of the first.
    @Test
    void eventsComeAtTheirAnalyticTimes() {
        Simulator simulator =
                compile(
                        """
                        model ball
                          h' = v; v' = -g; g = 9.81
                          h = 10; v = 0; last = 0; speed = 0
                          at h <= 0: v = -0.9*v, h = 0, last = time, speed = -v
                        end
                        """,
                        "last",
                        "speed");
        double first = Math.sqrt(20 / 9.81);
        TimeCourse course = completed(run(simulator, 0, 3 * first));
        assertThat(course.of("last")[1]).isCloseTo(2.8 * first, within(1e-8));
        assertThat(course.of("speed")[1]).isCloseTo(0.9 * 9.81 * first, within(1e-7));
    }

    @Test
    void anOscillatorComesBackAndASimulatorChangesItsMethodBetweenRuns() {
        Simulator simulator = compile("model m\n x' = y; y' = -x; x = 1; y = 0\nend\n", "x");
        double period = 2 * Math.PI;
        double implicit =
                completed(
                                simulator.run(
                                        Timeline.plain(),
                                        Map.of(),
                                        new double[] {0, 5 * period},
                                        TestModels.TIGHT))
                        .of("x")[1];
        double explicit = completed(run(simulator, 0, 5 * period)).of("x")[1];
        assertThat(implicit).isCloseTo(1, within(1e-5));
        assertThat(explicit).isCloseTo(1, within(1e-6)).isNotEqualTo(implicit);
    }

    @Test
    void aStiffModelIsSaidToBeStiff() {
        Simulator simulator = compile("model m\n x' = 1e6*(sin(time) - x); x = 0\nend\n", "x");
        assertThat(run(simulator, 0, 100))
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("the model is stiff"));
    }

    @Test
    void algebraicRulesAreRefused() {
        Simulator simulator =
                compile("model m\n x = 0; x' = 1; var z; 0 = z^3 + z - x\nend\n", "z");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run(simulator, 0, 1))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("simulate.explicit"));
    }
}
