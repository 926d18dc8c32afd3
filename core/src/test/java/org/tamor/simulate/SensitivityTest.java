package org.tamor.simulate;

import static org.tamor.simulate.TestModels.at;
import static org.tamor.simulate.TestModels.compile;
import static org.tamor.simulate.TestModels.set;
import static org.tamor.simulate.TestModels.timeline;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives of runs without events.
class SensitivityTest {

    @Test
    void ratesRulesAndInitialAssignments() {
        new Differences(
                        compile(
                                """
                                model m
                                  compartment c = 2
                                  species A in c, B in c, C in c
                                  A = a0; B := C * k3; C = k2 / 4
                                  r1: A -> C; c * k1 * A * B / (km + A)
                                  r2: C -> ; c * k2 * C^n
                                  a0 = 3; k1 = 0.7; k2 = 0.3; k3 = 1.3; km = 0.4; n = 1.5
                                end
                                """,
                                "A",
                                "C",
                                "A + k1 * B"),
                        Timeline.plain(),
                        Map.of(
                                "a0", 3.0, "k1", 0.7, "k2", 0.3, "k3", 1.3, "km", 0.4, "n", 1.5,
                                "c", 2.0),
                        0,
                        0.5,
                        1,
                        5,
                        20)
                .check(1e-6);
    }

    @Test
    void initialValuesAlone() {
        new Differences(
                        compile(
                                """
                                model m
                                  compartment c = 2
                                  species A in c, B in c
                                  A = 3; B = 1
                                  A -> B; k * A * c; k = 0.7
                                end
                                """,
                                "A",
                                "B"),
                        Timeline.plain(),
                        Map.of("A", 3.0, "B", 1.0),
                        0,
                        1,
                        4)
                .check(1e-7);
    }

    @Test
    void settingsOfInterventions() {
        new Differences(
                        compile(
                                """
                                model m
                                  compartment c = 2
                                  species A in c, B in c
                                  A = 3; B = 1
                                  A -> B; k * A * c; k = 0.7; d = 2; e = 0.5; v = 3
                                end
                                """,
                                "A",
                                "B"),
                        timeline(
                                0,
                                at(1, set("A", "A + d * B"), set("k", "k * e")),
                                at(2, set("c", "v")),
                                at(3, set("B", "1"), set("c", "v / 2"))),
                        Map.of("d", 2.0, "e", 0.5, "v", 3.0, "k", 0.7, "A", 3.0, "c", 2.0),
                        0,
                        1,
                        1.5,
                        2,
                        2.5,
                        3,
                        4)
                .check(1e-7);
    }

    @Test
    void preEquilibrationWithConservedTotals() {
        Simulator simulator =
                compile(
                        """
                        model m
                          compartment c = 1
                          species A in c, B in c, C in c, D in c
                          A = total; B = 0; C = 0; D = 1
                          A -> B; c * (kf * s * A - kr * B)
                          B + D -> C; c * (kon * B * D - koff * C)
                          total = 3; kf = 0.6; kr = 0.2; kon = 1.1; koff = 0.5; s = 1
                        end
                        """,
                        "A",
                        "B",
                        "C",
                        "D");
        new Differences(
                        simulator,
                        new Timeline(
                                List.of(set("s", "0.5")), 0, List.of(at(0, set("s", "2 * kr")))),
                        Map.of(
                                "total", 3.0, "kf", 0.6, "kr", 0.2, "kon", 1.1, "koff", 0.5, "D",
                                1.0),
                        0,
                        0.5,
                        2,
                        Double.POSITIVE_INFINITY)
                .check(1e-6);
    }

    /// What is left of A depends on the whole way to rest, which is no linear conserved total.
    @Test
    void preEquilibrationThatEndsAnywhereOnALine() {
        Simulator simulator =
                compile(
                        """
                        model m
                          compartment c = 1
                          species A in c, B in c
                          A = a0; B = b0
                          A -> ; c * k * A * B
                          B -> ; c * d * B
                          a0 = 3; b0 = 2; k = 0.3; d = 0.8
                        end
                        """,
                        "A",
                        "B");
        new Differences(
                        simulator,
                        new Timeline(List.of(set("k", "k")), 0, List.of()),
                        Map.of("a0", 3.0, "b0", 2.0, "k", 0.3, "d", 0.8),
                        0)
                .check(1e-5);
    }

    private static Differences light(String phase, String output) {
        return new Differences(
                compile(
                        """
                        model m
                          x' = piecewise(v, %s < k, 0) - 0.1*x; x = 0
                          y' = piecewise(1, 0.02*x < %s, 0); y = 0
                          k = 8; v = 3
                        end
                        """
                                .formatted(phase, phase),
                        output),
                Timeline.plain(),
                Map.of("k", 8.0, "v", 3.0),
                5, 20, 30, 40, 100);
    }

    /// The end of a day's light depends on k, its begin does not.
    @Test
    void conditionsWithinAPeriodOfTheClock() {
        light("time - 24*floor(time/24)", "x").check(1e-6);
        light("rem(time, 13)", "x").check(1e-6);
        // the differences are off by 2e-4, the derivatives by 1e-9
        light("time - 24*floor(time/24)", "y").check(3e-4);
    }
}
