package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.SbmlTexts.apply;
import static org.tamor.simulate.SbmlTexts.delay;
import static org.tamor.simulate.SbmlTexts.list;
import static org.tamor.simulate.SbmlTexts.math;
import static org.tamor.simulate.SbmlTexts.name;
import static org.tamor.simulate.SbmlTexts.number;
import static org.tamor.simulate.SbmlTexts.parameter;
import static org.tamor.simulate.SbmlTexts.rateRule;
import static org.tamor.simulate.SbmlTexts.time;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;

class DelayTest {

    private static Simulator equation(String rate, String... more) {
        return SbmlTexts.compile(
                list("Parameters", parameter("x", 1), parameter("z", 0))
                        + list("Rules", rateRule("x", rate))
                        + String.join("", more),
                "x");
    }

    /// `x' = -x(t - 1)`, x = 1 before the start, has the solution `1 - t + (t - 1)^2 / 2 - (t -
    /// 2)^3 / 6 + ..`, each term from where it is 0 (method of steps).
    @Test
    void constantDelayFollowsTheMethodOfSteps() {
        Simulator simulator = equation(apply("minus", delay(name("x"), number(1))));
        double[] times = {0, 0.5, 1, 1.5, 2, 2.7, 3};
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), times);
        for (int k = 0; k < times.length; k++) {
            double t = times[k];
            double expected =
                    1
                            - t
                            + Math.pow(Math.max(0, t - 1), 2) / 2
                            - Math.pow(Math.max(0, t - 2), 3) / 6;
            assertThat(course.of("x")[k]).as("x at %s", t).isCloseTo(expected, within(1e-7));
        }
    }

    /// The pantograph equation `x' = x(t / 2)` has the solution `sum t^n / (n! 2^(n (n - 1) / 2))`;
    /// its delay, t / 2, begins at 0.
    @Test
    void delayThatGrowsFromNothingFollowsTheSeries() {
        Simulator simulator =
                equation(delay(name("x"), apply("divide", time(), number(2))));
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 1, 3);
        for (int k = 0; k < 3; k++) {
            double t = course.times()[k];
            double term = 1;
            double sum = 1;
            for (int n = 1; n < 30; n++) {
                term *= t / (n * Math.pow(2, n - 1));
                sum += term;
            }
            assertThat(course.of("x")[k]).isCloseTo(sum, within(1e-6));
        }
    }

    /// z jumps from 0 to 1 at time 1; `x' = z(t - 1)` begins to rise at 2.
    @Test
    void jumpsOfTheStateComeBackAfterTheDelay() {
        String event =
                "<event useValuesFromTriggerTime='true'>"
                        + "<trigger initialValue='true' persistent='true'>"
                        + math(apply("geq", time(), number(1)))
                        + "</trigger>"
                        + list(
                                "EventAssignments",
                                "<eventAssignment variable='z'>"
                                        + math(number(1))
                                        + "</eventAssignment>")
                        + "</event>";
        Simulator simulator = equation(delay(name("z"), number(1)), list("Events", event));
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 1, 2, 2.5, 4);
        assertThat(course.of("x")).containsExactly(new double[] {1, 1, 1, 1.5, 3}, within(1e-8));
    }

    @Test
    void negativeDelayFailsTheRun() {
        RunResult result =
                equation(delay(name("x"), apply("minus", number(0.5), time())))
                        .run(
                                Timeline.plain(),
                                Map.of(),
                                new double[] {0, 1},
                                TestModels.TIGHT);
        assertThat(result).isInstanceOf(RunResult.Failed.class);
        assertThat(((RunResult.Failed) result).reason()).contains("must not be negative");
    }

    @Test
    void steadyStateOfADelayedSystemIsRefused() {
        Simulator simulator = equation(apply("minus", delay(name("x"), number(1))));
        Timeline equilibrated =
                new Timeline(List.of(TestModels.set("z", "1")), 0, List.of());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TestModels.run(simulator, equilibrated, 0, 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("simulate.unsupported"));
    }
}
