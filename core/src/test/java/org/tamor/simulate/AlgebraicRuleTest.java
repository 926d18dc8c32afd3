package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;

class AlgebraicRuleTest {

    @Test
    void conservationDeterminesTheSpeciesThatNothingElseDoes() {
        Simulator simulator =
                TestModels.compile(
                        """
                        model m
                          compartment c = 2; species A in c = 3, $B in c = 0
                          J: A -> ; 0.5 * A * c
                          0 = A + B - 3
                        end
                        """,
                        "A",
                        "B");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 1, 5);
        for (int k = 0; k < 3; k++) {
            double a = 3 * Math.exp(-0.5 * course.times()[k]);
            assertThat(course.of("A")[k]).isCloseTo(a, within(1e-7));
            assertThat(course.of("B")[k]).isCloseTo(3 - a, within(1e-7));
        }
    }

    /// `z^3 + z = x` has the solution 2 at x = 10; `u v = x + 1, u - v = x` has `u = x + 1, v = 1`.
    @Test
    void nonlinearEquationsAreSolvedFromTheStart() {
        Simulator simulator =
                TestModels.compile(
                        """
                        model m
                          x = 0; x' = 1; var z, u, v; u = 2; v = 2
                          0 = z^3 + z - x
                          0 = u * v - x - 1
                          0 = u - v - x
                        end
                        """,
                        "z",
                        "u",
                        "v");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 2, 10);
        assertThat(course.of("z")).containsExactly(new double[] {0, 1, 2}, within(1e-7));
        assertThat(course.of("u")).containsExactly(new double[] {1, 3, 11}, within(1e-6));
        assertThat(course.of("v")).containsExactly(new double[] {1, 1, 1}, within(1e-6));
    }

    @Test
    void unknownsFollowEventsAtOnceAndStartInitialAssignments() {
        Simulator simulator =
                TestModels.compile(
                        """
                        model m
                          var x, z; x = 1; k = 2 * z
                          0 = z - 3 * x
                          at (time >= 1): x = 5
                        end
                        """,
                        "z",
                        "k");
        TimeCourse course = TestModels.run(simulator, Timeline.plain(), 0, 0.5, 1, 2);
        assertThat(course.of("z")).containsExactly(new double[] {3, 3, 15, 15}, within(1e-9));
        assertThat(course.of("k")).containsExactly(new double[] {6, 6, 6, 6}, within(1e-9));
    }

    @Test
    void aRuleThatDeterminesNothingIsRefusedByItsNumber() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        TestModels.compile(
                                "model m\n const a, b; a = 1; b = 1\n 0 = a - b\nend\n", "a"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("simulate.algebraic"))
                .withMessageContaining("algebraic rule 1");
    }

    @Test
    void anEquationWithoutSolutionFailsTheRun() {
        Simulator simulator =
                TestModels.compile("model m\n var z; z = 1\n 0 = z^2 + 1\nend\n", "z");
        RunResult result =
                simulator.run(
                        Timeline.plain(),
                        java.util.Map.of(),
                        new double[] {0, 1},
                        TestModels.TIGHT);
        assertThat(result).isInstanceOf(RunResult.Failed.class);
        assertThat(((RunResult.Failed) result).quantity()).isEqualTo("z");
    }
}
