package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.run;
import static org.tamor.simulate.TestModels.set;
import static org.tamor.simulate.TestModels.timeline;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {

    /// A ball dropped from 10 m, losing a tenth of its speed at each bounce: bounce times are a
    /// geometric series.
    @Test
    void bouncesComeAtTheirAnalyticTimes() {
        Simulator simulator =
                compile(
                        """
                        model ball
                          h' = v; v' = -g; g = 9.81
                          h = 10; v = 0; bounces = 0; last = 0
                          at h <= 0: v = -0.9*v, h = 0, bounces = bounces + 1, last = time
                        end
                        """,
                        "bounces",
                        "last",
                        "h");
        double first = Math.sqrt(20 / 9.81);
        double expected = first;
        double flight = 2 * first;
        for (int i = 2; i <= 6; i++) {
            flight *= 0.9;
            expected += flight;
        }
        TimeCourse course = run(simulator, Timeline.plain(), 1, expected + 0.01);
        assertThat(course.of("bounces")[1]).isEqualTo(6);
        assertThat(course.of("last")[1]).isCloseTo(expected, within(1e-8));
        assertThat(course.of("h")[0]).isCloseTo(10 - 9.81 / 2, within(1e-8));
    }

    @Test
    void timeEventsHappenExactlyAndShowAfterwards() {
        Simulator simulator =
                compile("model m\n x = 1\n at time >= 3: x = 2\n at time > 5: x = 3\nend\n", "x");
        assertThat(
                        run(simulator, Timeline.plain(), Math.nextDown(3.0), 3, 5, Math.nextUp(5.0))
                                .of("x"))
                .containsExactly(1, 2, 2, 3);
    }

    @Test
    void delayedAssignmentsTakeValuesOfTheirTime() {
        Simulator simulator =
                compile(
                        """
                        model m
                          y' = 1; y = 0; a = 0; b = 0; c = 0
                          at 2 after time >= 1, fromTrigger=true: a = y
                          at 2 after time >= 1, fromTrigger=false: b = y
                          at 2 after (time >= 1 && time < 2), persistent=false: c = 1
                        end
                        """,
                        "a",
                        "b",
                        "c");
        TimeCourse course = run(simulator, Timeline.plain(), 2.9, 3, 4);
        assertThat(course.of("a")).containsExactly(new double[] {0, 1, 1}, within(1e-9));
        assertThat(course.of("b")).containsExactly(new double[] {0, 3, 3}, within(1e-9));
        assertThat(course.of("c")).containsExactly(0, 0, 0);
    }

    @Test
    void highestPriorityGoesFirstAndTriggersCascade() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x = 1; n = 0
                          at time >= 1, priority=1, fromTrigger=false: x = x + 1
                          at time >= 1, priority=2, fromTrigger=false: x = 10*x
                          at x >= 11: n = n + x
                        end
                        """,
                        "x",
                        "n");
        TimeCourse course = run(simulator, Timeline.plain(), 1);
        assertThat(course.of("x")[0]).isEqualTo(11);
        assertThat(course.of("n")[0]).isEqualTo(11);
    }

    @Test
    void interventionTriggersEventsAndComesFirst() {
        Simulator simulator =
                compile(
                        """
                        model m
                          dose = 0; hits = 0; seen = -1
                          at dose > 5: hits = hits + 1
                          at time >= 4: seen = dose
                        end
                        """,
                        "hits",
                        "seen");
        TimeCourse course = run(simulator, timeline(0, at(4, set("dose", "9"))), 3, 4, 6);
        assertThat(course.of("hits")).containsExactly(0, 1, 1);
        assertThat(course.of("seen")).containsExactly(-1, 9, 9);
    }

    @Test
    void eventsAtTheStartObeyTheTriggersInitialValue() {
        Simulator simulator =
                compile(
                        """
                        model m
                          a = 0; b = 0
                          at time >= 0, t0=false: a = 1
                          at time >= 0, t0=true: b = 1
                        end
                        """,
                        "a",
                        "b");
        TimeCourse course = run(simulator, Timeline.plain(), 0, 1);
        assertThat(course.of("a")).containsExactly(1, 1);
        assertThat(course.of("b")).containsExactly(0, 0);
    }

    /// x falls below 0 again as soon as it is set to 0: the run gets nowhere and says why.
    @Test
    void anEventThatComesBackAtOnceIsNamed() {
        Simulator simulator =
                compile("model m\n x = 1; x' = -1\n floor: at x < 0: x = 0\nend\n", "x");
        RunResult result =
                simulator.run(Timeline.plain(), Map.of(), new double[] {2}, TestModels.TIGHT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("event floor was executed"));
    }

    @Test
    void endlessCascadesFail() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x = 0
                          at x < 1: x = 2
                          at x > 1: x = 0
                        end
                        """,
                        "x");
        RunResult result =
                simulator.run(
                        timeline(0, at(1, set("x", "2"))),
                        Map.of(),
                        new double[] {2},
                        SolverOptions.DEFAULT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("without end"));
    }

    /// Case 0016 of the PEtab v2 test suite: a condition sets a concentration and its compartment,
    /// which triggers an event that doubles the compartment and keeps the amount.
    @Test
    void eventKeepsAmountWhereConditionKeepsConcentration() {
        Simulator simulator =
                compile(
                        """
                        model m
                          compartment C = 4
                          species S in C = 3
                          p = 1
                          S' = p
                          at S >= 14, t0=true, fromTrigger=false: C = 2*C
                        end
                        """,
                        "C",
                        "C*S",
                        "S");
        TimeCourse course =
                run(
                        simulator,
                        timeline(0, at(0, set("S", "2")), at(10, set("S", "C + S"), set("C", "8"))),
                        0,
                        5,
                        10,
                        15);
        assertThat(course.of("C")).containsExactly(4, 4, 16, 16);
        assertThat(course.of("C*S")).containsExactly(new double[] {8, 28, 128, 208}, within(1e-6));
        assertThat(course.of("S")).containsExactly(new double[] {2, 7, 8, 13}, within(1e-7));
    }

    @Test
    void numberAsTriggerHoldsWhereItIsNotZero() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = piecewise(1, time >= 2, 0)
                          x = 0; n = 0; when = 0
                          at x: n = n + 1, when = time
                        end
                        """,
                        "n",
                        "when");
        TimeCourse course = run(simulator, Timeline.plain(), 1, 4);
        assertThat(course.of("n")).containsExactly(0, 1);
        assertThat(course.of("when")[1]).isCloseTo(2, within(1e-9));
    }
}
