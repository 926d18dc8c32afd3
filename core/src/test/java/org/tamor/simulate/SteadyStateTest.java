package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.run;
import static org.tamor.simulate.TestModels.set;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    /// A reversible reaction (a conserved total, singular Jacobian), a slow turnover and a
    /// population.
    private static final String MODEL =
            """
            model m
              species A = 1; species B = 0; species P = 0
              J0: A -> B; kf*A - kr*B
              J1: -> P; ks - kd*P
              kf = 300; kr = 100; ks = 1e-3; kd = 1e-4
              N = 1; mu = 0.03
              N' = mu*N
            end
            """;

    private static Timeline equilibrated(Timeline.Setting... settings) {
        return new Timeline(List.of(settings), 0, List.of(at(0, set("mu", "0.03"))));
    }

    @Test
    void comesToRestWithConservedTotalsAndSlowModes() {
        Simulator simulator = compile(MODEL, "A", "B", "P", "N");
        RunResult result =
                simulator.run(
                        equilibrated(set("mu", "0")),
                        Map.of(),
                        new double[] {0, 10},
                        SolverOptions.DEFAULT);
        TimeCourse course = TestModels.completed(result);
        assertThat(course.of("A")[0]).isCloseTo(0.25, within(1e-7));
        assertThat(course.of("B")[0]).isCloseTo(0.75, within(1e-7));
        assertThat(course.of("P")[0]).isCloseTo(10, within(1e-6));
        assertThat(course.of("N")).containsExactly(new double[] {1, Math.exp(0.3)}, within(2e-5));
    }

    @Test
    void namesWhatDoesNotSettle() {
        RunResult result =
                compile(MODEL, "N")
                        .run(
                                equilibrated(set("kf", "1")),
                                Map.of(),
                                new double[] {0},
                                SolverOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.quantity()).isEqualTo("N"));
    }

    @Test
    void repeatedPreEquilibrationGivesTheSame() {
        Simulator simulator = compile(MODEL, "A", "P");
        Timeline timeline = equilibrated(set("mu", "0"), set("kr", "77"));
        TimeCourse first = run(simulator, timeline, 0, 1);
        TimeCourse second = run(simulator, timeline, 0, 1);
        TimeCourse fresh = run(compile(MODEL, "A", "P"), timeline, 0, 1);
        assertThat(second.values()).isDeepEqualTo(first.values());
        assertThat(fresh.values()).isDeepEqualTo(first.values());
    }

    @Test
    void infiniteOutputTimeIsTheSteadyState() {
        Simulator simulator = compile(MODEL, "A", "P");
        TimeCourse course =
                TestModels.completed(
                        simulator.run(
                                Timeline.plain(),
                                Map.of("mu", 0.0),
                                new double[] {0, 1, Double.POSITIVE_INFINITY},
                                SolverOptions.DEFAULT));
        assertThat(course.of("A")[2]).isCloseTo(0.25, within(1e-7));
        assertThat(course.of("P")[2]).isCloseTo(10, within(1e-6));
    }

    /// As case 0023 of the PEtab test suite: an event during pre-equilibration, not repeated
    /// afterwards.
    @Test
    void eventsTakePlaceBeforeTheStartOnce() {
        Simulator simulator =
                compile(
                        """
                        model m
                          p' = piecewise(1, p <= 500, 0); p = 2
                          q = 0
                          at p >= 500, t0=false: p = p + 1000
                        end
                        """,
                        "p");
        TimeCourse course =
                run(simulator, new Timeline(List.of(set("q", "1")), 0, List.of()), 0, 5);
        assertThat(course.of("p")).containsExactly(new double[] {1500, 1500}, within(1e-6));
    }
}
