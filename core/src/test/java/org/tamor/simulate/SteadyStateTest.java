package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.TIGHT;
import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.run;
import static org.tamor.simulate.TestModels.set;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.SparsityPattern;

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

    private static RunResult rest(String model, String... outputs) {
        double[] times = {Double.POSITIVE_INFINITY};
        return compile(model, outputs).run(Timeline.plain(), Map.of(), times, TIGHT);
    }

    /// Two conserved totals turned over much faster than the slowest mode decays: what rounding
    /// adds to them over the long horizon is more than the tolerance. The second is moved by
    /// saturated enzymes, whose rates do not show in the Jacobian.
    @Test
    void roundingOfConservedTotalsIsNoUnrest() {
        TimeCourse course =
                TestModels.completed(
                        rest(
                                """
                                model m
                                  species A = 247.3; species B = 0; species C = 0; species D = 0; species F=0
                                  species E = 531.7;  species G = 3; species X = 0
                                  J1: A -> B; 310.7*X*A
                                  J2: B -> C; 171.9*B
                                  J3: C -> A; 230.3*C
                                  J4: A -> C; 70.1*A
                                  J5: C -> D; 113.3*C
                                  J6: D -> B; 41.9*D
                                  J7: D -> A; 97.7*D
                                  J8: B -> D; 13.1*B
                                  J9: E -> F; 7e3*E/(0.01 + E)
                                  J10: F -> G; 8e3*F/(30 + F)
                                  J11: G -> E; 6.5e3*G/(20 + G)
                                  J12: F -> E; 1.3e3*F/(2 + F)
                                  J14: E -> G; 0.3e3*E/(2 + E)
                                  J13: -> X; 0.0003 - 0.0001*X
                                end
                                """,
                                "A + B + C + D",
                                "E + F + G",
                                "X"));
        assertThat(course.values()[0][0]).isCloseTo(247.3, within(1e-6));
        assertThat(course.values()[1][0]).isCloseTo(534.7, within(1e-6));
        assertThat(course.values()[2][0]).isCloseTo(3, within(1e-8));
    }

    /// A leak a thousand million times slower than the exchange: not at rest until it has run out.
    @Test
    void slowLeakBehindFastExchangeIsFollowedToItsEnd() {
        TimeCourse course =
                TestModels.completed(
                        rest(
                                """
                                model m
                                  species A = 1; species B = 0; species C = 0
                                  J0: A -> B; 1e3*A - 1e3*B
                                  J1: B -> C; 1e-6*(B - C)
                                end
                                """,
                                "A",
                                "B",
                                "C"));
        for (double[] of : course.values()) {
            assertThat(of[0]).isCloseTo(1.0 / 3, within(1e-7));
        }
    }

    /// The leak alone changes nothing within the tolerance over the elapsed time, but its drift is
    /// far above what rounding makes.
    @Test
    void driftAboveTheRoundingIsUnrest() {
        assertThat(
                        rest(
                                """
                                model m
                                  species A = 1; species B = 1
                                  J0: A -> B; 1e3*A - 1e3*B
                                  J1: -> B; 1e-11
                                end
                                """,
                                "A"))
                .isInstanceOf(RunResult.Failed.class);
    }

    @Test
    void oscillationsComeToTheLimitOfSteps() {
        assertThat(
                        rest(
                                """
                                model m
                                  species $S = 1; species X = 1; species Y = 1.1
                                  J0: -> X; 1 + X^2*Y - 4*X
                                  J1: -> Y; 3*X - X^2*Y
                                end
                                """,
                                "X"))
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("more than 100000 steps"));
    }

    /// `x1' = -x2' = b x2 - a x1`: the step goes to `x1 = b s / (a + b)` with the same s.
    @Test
    void lastStepKeepsConservedTotals() {
        double a = 3e3;
        double b = 1e3;
        SteadyState steady = new SteadyState(new Exchange(a, b), new ExchangeRates(a, b));
        double[] state = {0.26, 0.75};
        double total = state[0] + state[1];
        steady.judge(0, state, 1e3, 1e-6, new double[2]);
        steady.apply(state);
        assertThat(state[0]).isCloseTo(b * total / (a + b), within(1e-7));
        assertThat(state[0] + state[1]).isCloseTo(total, within(1e-15));
    }

    private record Exchange(double a, double b) implements RightHandSide {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void evaluate(double time, double[] state, double[] derivative) {
            derivative[0] = b * state[1] - a * state[0];
            derivative[1] = -derivative[0];
        }
    }

    private record ExchangeRates(double a, double b) implements Jacobian {
        @Override
        public SparsityPattern pattern() {
            return SparsityPattern.dense(2);
        }

        @Override
        public void evaluate(double time, double[] state, double[] values) {
            values[0] = -a;
            values[1] = a;
            values[2] = b;
            values[3] = -b;
        }
    }
}
