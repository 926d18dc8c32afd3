package org.tamor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.simulate.TestModels.compile;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;

/// What has no derivative is named and never silently 0.
class SensitivityRefusalTest {

    private static SensitivityResult run(
            Simulator simulator, Map<String, Double> values, double... times) {
        Directions directions =
                Directions.of(values.keySet().stream().sorted().toList(), values);
        return new SensitivitySimulator(simulator)
                .forward(Timeline.plain(), values, directions, times, TestModels.TIGHT);
    }

    @Test
    void floorOfAState() {
        Simulator simulator =
                compile("model m\n x' = k * (1 + floor(x)); x = 0.5; k = 1\nend\n", "x");
        assertThatThrownBy(() -> run(simulator, Map.of("k", 1.0), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("floor");
    }

    @Test
    void floorOfTimeAloneHasDerivatives() {
        Simulator simulator =
                compile("model m\n x' = k * (1 + floor(time)); x = 0; k = 1\nend\n", "x");
        assertThat(run(simulator, Map.of("k", 1.0), 2))
                .isInstanceOfSatisfying(
                        SensitivityResult.Completed.class,
                        completed ->
                                assertThat(completed.derivatives()[0][0][0])
                                        .isCloseTo(3, within(1e-6)));
    }

    @Test
    void algebraicRules() {
        Simulator simulator =
                SbmlTexts.compile(
                        "<listOfParameters>"
                                + SbmlTexts.parameter("x", 1)
                                + SbmlTexts.parameter("k", 2)
                                + "</listOfParameters><listOfRules><algebraicRule>"
                                + SbmlTexts.math(
                                        SbmlTexts.apply(
                                                "minus", SbmlTexts.name("x"), SbmlTexts.name("k")))
                                + "</algebraicRule></listOfRules>",
                        "x");
        assertThatThrownBy(() -> run(simulator, Map.of("k", 2.0), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("algebraic rule");
    }

    @Test
    void conditionsThatChangeTogetherByDifferentParameters() {
        Simulator simulator =
                compile(
                        """
                        model m
                          x' = piecewise(1, time < t1, 2) * piecewise(1, time < t2, 3); x = 0
                          t1 = 1; t2 = 1
                        end
                        """,
                        "x");
        assertThat(run(simulator, Map.of("t1", 1.0, "t2", 1.0), 2))
                .isInstanceOfSatisfying(
                        SensitivityResult.Failed.class,
                        failed ->
                                assertThat(failed.reason().reason())
                                        .contains("one for each side"));
    }

    @Test
    void quantitiesThatAreNotSet() {
        Simulator simulator = compile("model m\n x' = k; x = 0; k = 1\nend\n", "x");
        Directions directions = Directions.of(List.of("k"), Map.of("k", 1.0));
        assertThatThrownBy(() ->
                        new SensitivitySimulator(simulator)
                                .forward(
                                        Timeline.plain(),
                                        Map.of(),
                                        directions,
                                        new double[] {1},
                                        TestModels.TIGHT))
                .hasMessageContaining("k is no override");
    }

    /// A parameter that is in an initial condition alone.
    @Test
    void initialConditionsCount() {
        Simulator simulator =
                compile("model m\n x' = -x; x = 2 * a; a = 1.5; b = 1\nend\n", "x");
        assertThat(run(simulator, Map.of("a", 1.5, "b", 1.0), 0, 1))
                .isInstanceOfSatisfying(
                        SensitivityResult.Completed.class,
                        completed -> {
                            assertThat(completed.derivatives()[0][0]).containsExactly(2, 0);
                            assertThat(completed.derivatives()[0][1][0])
                                    .isCloseTo(2 * Math.exp(-1), within(1e-8));
                        });
    }
}
