package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.failure.BadInputException;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;

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

    /// A trigger that turns true again each time is the reason, not stiffness.
    @Test
    void anEventWithoutEndIsNotTakenForStiffness() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = 1; x = 0
                          again: at x >= 1e-6: x = 0
                        end
                        """,
                        "x");
        SolverOptions more =
                new SolverOptions(
                        1e-9,
                        1e-12,
                        20_000,
                        Double.POSITIVE_INFINITY,
                        SolverOptions.Method.EXPLICIT);
        assertThat(simulator.run(Timeline.plain(), Map.of(), new double[] {0, 1}, more))
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .contains("the event again was executed")
                                        .doesNotContain("stiff"));
    }

    @Test
    void algebraicRulesAreRefused() {
        Simulator simulator =
                compile("model m\n x = 0; x' = 1; var z; 0 = z^3 + z - x\nend\n", "z");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run(simulator, 0, 1))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("simulate.integrator"));
    }

    /// Cases of the SBML test suite, several with events: both methods within what the tolerance
    /// makes of it.
    @Test
    void casesOfTheSuiteAgreeWithTheImplicitMethod() throws IOException {
        Path suite = SharedData.require("sbml-test-suite/semantic");
        int compared = 0;
        int withEvents = 0;
        int[] numbers =
                IntStream.concat(IntStream.rangeClosed(1, 80), IntStream.rangeClosed(348, 375))
                        .toArray();
        for (int number : numbers) {
            String id = "%05d".formatted(number);
            Path file = suite.resolve(id).resolve(id + "-sbml-l3v2.xml");
            if (!Files.exists(file)) {
                continue;
            }
            Model model = SbmlReader.read(file);
            List<Output> species =
                    model.species().stream()
                            .map(s -> new Output(s.id(), TestModels.expression(s.id())))
                            .toList();
            Simulator simulator = Simulator.compile(model, species);
            if (simulator.model().differential() < simulator.model().dimension()) {
                continue;
            }
            double[] times = {0, 0.5, 1, 2, 5};
            TimeCourse implicit =
                    completed(simulator.run(Timeline.plain(), Map.of(), times, TestModels.TIGHT));
            TimeCourse explicit = completed(run(simulator, times));
            for (int i = 0; i < species.size(); i++) {
                double size = Arrays.stream(implicit.values()[i]).map(Math::abs).max().orElse(0);
                assertThat(explicit.values()[i])
                        .as("%s of case %s", species.get(i).id(), id)
                        .containsExactly(
                                implicit.values()[i],
                                within(1e-6 * size + 10 * EXPLICIT.absoluteTolerance()));
            }
            compared++;
            withEvents += model.events().isEmpty() ? 0 : 1;
        }
        assertThat(compared).isGreaterThan(40);
        assertThat(withEvents).isGreaterThan(5);
    }
}
