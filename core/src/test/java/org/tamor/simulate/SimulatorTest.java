package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.TIGHT;
import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.completed;
import static org.tamor.simulate.TestModels.run;
import static org.tamor.simulate.TestModels.set;
import static org.tamor.simulate.TestModels.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;

class SimulatorTest {

    private static final String DECAY =
            """
            model decay
              compartment cell = 2
              species S in cell = 10
              J: S -> ; cell*k*S
              k = 0.5
              total := S*cell
            end
            """;

    @Test
    void decayIsExponential() {
        TimeCourse course = run(compile(DECAY, "S", "total"), Timeline.plain(), 0, 1, 2, 10);
        for (int i = 0; i < 4; i++) {
            double exact = 10 * Math.exp(-0.5 * course.times()[i]);
            assertThat(course.of("S")[i]).isCloseTo(exact, within(1e-7 * exact));
            assertThat(course.of("total")[i]).isCloseTo(2 * exact, within(1e-7 * exact));
        }
    }

    /// Vmax t = S0 - S + Km ln(S0 / S), the integrated Michaelis-Menten law.
    @Test
    void michaelisMentenFollowsItsIntegratedLaw() {
        Simulator simulator =
                compile(
                        """
                        model mm
                          species S = 5; species P = 0
                          J: S -> P; Vmax*S/(Km + S)
                          Vmax = 1.7; Km = 0.3
                        end
                        """,
                        "S",
                        "P");
        TimeCourse course = run(simulator, Timeline.plain(), 0, 1, 2, 3, 3.5);
        for (int i = 1; i < 5; i++) {
            double s = course.of("S")[i];
            double time = (5 - s + 0.3 * Math.log(5 / s)) / 1.7;
            assertThat(time).isCloseTo(course.times()[i], within(1e-6));
            assertThat(s + course.of("P")[i]).isCloseTo(5, within(1e-12));
        }
    }

    @Test
    void overridesReplaceValuesAndFeedInitialAssignments() {
        Simulator simulator =
                compile(
                        """
                        model m
                          compartment c = 1
                          species S in c = 2*s0
                          s0 = 3; k = 1
                          J: S -> ; k*S*c
                        end
                        """,
                        "S",
                        "S*c");
        double[] times = {0, 1};
        TimeCourse plain = completed(simulator.run(Timeline.plain(), Map.of(), times, TIGHT));
        assertThat(plain.of("S")).containsExactly(new double[] {6, 6 * Math.exp(-1)}, within(1e-7));
        TimeCourse other =
                completed(
                        simulator.run(
                                Timeline.plain(),
                                Map.of("s0", 1.0, "k", 2.0, "c", 4.0),
                                times,
                                TIGHT));
        assertThat(other.of("S")).containsExactly(new double[] {2, 2 * Math.exp(-2)}, within(1e-7));
        assertThat(other.of("S*c")[0]).isEqualTo(8);
        TimeCourse direct =
                completed(
                        simulator.run(Timeline.plain(), Map.of("S", 7.0, "c", 4.0), times, TIGHT));
        assertThat(direct.of("S*c")[0]).isEqualTo(28);
    }

    @Test
    void settingsAreMadeTogetherFromTheValuesBefore() {
        Simulator simulator =
                compile("model m\n x = 1; y = 2; z' = x; z = 0\nend\n", "x", "y", "z");
        Timeline timeline = timeline(0, at(2, set("x", "y + z"), set("y", "x")));
        TimeCourse course = run(simulator, timeline, 1, 2, 3);
        assertThat(course.of("x")).containsExactly(new double[] {1, 4, 4}, within(1e-9));
        assertThat(course.of("y")).containsExactly(2, 1, 1);
        assertThat(course.of("z")).containsExactly(new double[] {1, 2, 6}, within(1e-9));
    }

    /// Drug in the medium decays, is renewed with the medium and washed out; the cell's content
    /// follows exactly.
    @Test
    void mediumChangesRenewADrug() {
        Simulator simulator =
                compile(
                        """
                        model medium
                          compartment medium = 1
                          species D in medium = 0
                          J: D -> ; k*D*medium
                          k = 0.1
                          auc' = D; auc = 0
                        end
                        """,
                        "D",
                        "auc");
        Timeline timeline =
                timeline(0, at(0, set("D", "100")), at(24, set("D", "100")), at(48, set("D", "0")));
        TimeCourse course = run(simulator, timeline, 0, 12, 24, 36, 48, 60);
        double half = 100 * Math.exp(-1.2);
        assertThat(course.of("D"))
                .containsExactly(new double[] {100, half, 100, half, 0, 0}, within(1e-5));
        double area = 2 * (100 - 100 * Math.exp(-2.4)) / 0.1;
        assertThat(course.of("auc")[5]).isCloseTo(area, within(1e-5 * area));
    }

    @Test
    void pinnedValuesOutliveSettings() {
        Simulator simulator = compile("model m\n k = 1; x' = k; x = 0\nend\n", "x", "k");
        Timeline timeline = timeline(0, at(1, set("k", "5")));
        double[] times = {0, 2};
        assertThat(
                        completed(simulator.run(timeline, Map.of("k", 3.0), Map.of(), times, TIGHT))
                                .of("x")[1])
                .isCloseTo(8, within(1e-8));
        assertThat(
                        completed(
                                        simulator.run(
                                                timeline,
                                                Map.of("k", 3.0),
                                                Map.of("k", 0.0),
                                                times,
                                                TIGHT))
                                .of("x")[1])
                .isEqualTo(0);
    }

    @Test
    void compartmentsSetByConditionsKeepConcentrations() {
        Simulator simulator =
                compile(
                        """
                        model m
                          compartment c = 2
                          species A in c = 3
                          substanceOnly species b in c = 5
                          J: A -> b; 0
                        end
                        """,
                        "A",
                        "b",
                        "A*c");
        TimeCourse course = run(simulator, timeline(0, at(1, set("c", "4"))), 0, 1);
        assertThat(course.of("A")).containsExactly(3, 3);
        assertThat(course.of("b")).containsExactly(5, 5);
        assertThat(course.of("A*c")).containsExactly(6, 12);
    }

    @Test
    void timeDependentInputIsIntegratedAcrossItsJumps() {
        Simulator simulator =
                compile(
                        """
                        model pulse
                          x' = piecewise(1000, time >= 50 && time < 50.001, 0) - 0*x
                          x = 0
                        end
                        """,
                        "x");
        assertThat(run(simulator, Timeline.plain(), 49, 50, 50.001, 100).of("x"))
                .containsExactly(new double[] {0, 0, 1, 1}, within(1e-8));
    }

    @Test
    void rateThatJumpsWithTheStateIsIntegratedExactly() {
        Simulator simulator =
                compile("model m\n x' = piecewise(1, x < 1, 0.25)\n x = 0\nend\n", "x");
        assertThat(run(simulator, Timeline.plain(), 0.5, 1, 5).of("x"))
                .containsExactly(new double[] {0.5, 1, 2}, within(1e-9));
    }

    @Test
    void resultsAreTheSameForAnyNumberOfThreads() throws Exception {
        Simulator simulator = compile(DECAY, "S");
        Timeline timeline = timeline(0, at(0.7, set("S", "S + 1")), at(1.9, set("k", "2*k")));
        double[] times = {0.3, 1.1, 2.7, 5.5};
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double k = 0.1 + 0.01 * (i % 20);
            tasks.add(() ->
                    completed(simulator.run(timeline, Map.of("k", k), times, SolverOptions.DEFAULT))
                            .of("S"));
        }
        List<double[]> sequential = new ArrayList<>();
        for (Callable<double[]> task : tasks) {
            sequential.add(task.call());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<double[]>> parallel = threads.invokeAll(tasks);
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(parallel.get(i).get()).containsExactly(sequential.get(i));
            }
        }
    }

    @Test
    void explosionFailsWithTimeAndQuantity() {
        Simulator simulator = compile("model m\n x' = x*x; x = 1\nend\n", "x");
        RunResult result =
                simulator.run(
                        Timeline.plain(), Map.of(), new double[] {0.5, 2}, SolverOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> {
                            assertThat(failed.time()).isCloseTo(1, within(1e-3));
                            assertThat(failed.quantity()).isEqualTo("x");
                        });
    }

    @Test
    void missingValueFailsByName() {
        Simulator simulator = compile("model m\n var k; x' = k*x; x = 1\nend\n", "x");
        RunResult result =
                simulator.run(Timeline.plain(), Map.of(), new double[] {1}, SolverOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> {
                            assertThat(failed.quantity()).isEqualTo("k");
                            assertThat(failed.reason()).contains("no value");
                        });
        assertThat(
                        completed(
                                        simulator.run(
                                                Timeline.plain(),
                                                Map.of("k", -1.0),
                                                new double[] {1},
                                                TIGHT))
                                .of("x")[0])
                .isCloseTo(Math.exp(-1), within(1e-8));
    }

    @Test
    void stepsAreLimited() {
        Simulator simulator = compile("model m\n x' = -y; y' = x; x = 1; y = 0\nend\n", "x");
        RunResult result =
                simulator.run(
                        Timeline.plain(),
                        Map.of(),
                        new double[] {1e6},
                        new SolverOptions(1e-6, 1e-9, 500));
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("500 steps"));
    }

    @Test
    void wrongNamesAndTimesAreRefused() {
        Simulator simulator = compile(DECAY, "S");
        double[] times = {1};
        assertThatThrownBy(() ->
                        simulator.run(timeline(0, at(0, set("Q", "1"))), Map.of(), times, TIGHT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Q");
        assertThatThrownBy(() ->
                        simulator.run(
                                timeline(0, at(0, set("total", "1"))), Map.of(), times, TIGHT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("assignment rule");
        assertThatThrownBy(() ->
                        simulator.run(
                                timeline(0, at(0, set("k", "1"), set("k", "2"))),
                                Map.of(),
                                times,
                                TIGHT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> simulator.run(timeline(2), Map.of(), times, TIGHT))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(
                        () -> simulator.run(Timeline.plain(), Map.of(), new double[] {2, 1}, TIGHT))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> compile("model m\n x := y; y := x\nend\n", "x"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("itself");
    }
}
