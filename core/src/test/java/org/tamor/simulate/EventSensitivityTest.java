package org.tamor.simulate;

import static org.tamor.simulate.TestModels.compile;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives of runs with events and with rates that jump.
class EventSensitivityTest {

    @Test
    void bouncesMoveWithGravity() {
        new Differences(
                        compile(
                                """
                                model ball
                                  h' = v; v' = -g; g = 9.81; e = 0.9
                                  h = 10; v = 0; last = 0
                                  at h <= 0: v = -e*v, h = 0, last = time
                                end
                                """,
                                "h", "v", "last"),
                        Timeline.plain(),
                        Map.of("g", 9.81, "e", 0.9, "h", 10.0, "v", 0.0),
                        1, 2, 4, 5)
                .check(1e-6);
    }

    @Test
    void timesThatAreParameters() {
        new Differences(
                        compile(
                                """
                                model m
                                  x' = -k * x; x = 2; y' = x; y = 0
                                  k = 0.5; t1 = 1.3; dose = 3
                                  at time >= t1: x = x + dose, k = k * 2
                                end
                                """,
                                "x", "y", "k"),
                        Timeline.plain(),
                        Map.of("k", 0.5, "t1", 1.3, "dose", 3.0, "x", 2.0),
                        0.5, 1.2, 1.5, 3)
                .check(1e-6);
    }

    @Test
    void piecewiseRates() {
        new Differences(
                        compile(
                                """
                                model m
                                  x' = piecewise(a, time < t1, b * x, time < t1 + t2, -c * x); x = 1
                                  y' = piecewise(x, x > level, 2 * x - level / 2); y = 0
                                  a = 0.5; b = 0.2; c = 0.7; t1 = 1; t2 = 1.5; level = 1.2
                                end
                                """,
                                "x", "y"),
                        Timeline.plain(),
                        Map.of(
                                "a", 0.5, "b", 0.2, "c", 0.7, "t1", 1.0, "t2", 1.5, "level", 1.2,
                                "x", 1.0),
                        0.3, 0.9, 1.7, 3, 5)
                .check(1e-5);
    }

    @Test
    void delaysThatDependOnParametersAndStates() {
        new Differences(
                        compile(
                                """
                                model m
                                  x' = k; x = 0.1; y' = -d * y + x; y = 1; z = 0; u = 0
                                  k = 0.5; d = 0.3; level = 1; lag = 0.7
                                  at lag * y after x > level, fromTrigger=true: z = x * y, y = y + x
                                  at lag after x > level, fromTrigger=false: u = x * y, x = 0.2
                                end
                                """,
                                "x", "y", "z", "u"),
                        Timeline.plain(),
                        Map.of("k", 0.5, "d", 0.3, "level", 1.0, "lag", 0.7, "x", 0.1, "y", 1.0),
                        1, 2.1, 3, 6)
                .check(1e-6);
    }

    @Test
    void cascadesAndPriorities() {
        new Differences(
                        compile(
                                """
                                model m
                                  x' = k * x; x = 1; y' = x - q * y; y = 0; n = 0
                                  k = 0.6; q = 0.4; level = 2; f = 0.3
                                  at x > level, priority=1: y = y + f * x
                                  at x > level, priority=2: x = x * f, q = q + x / 10
                                  at y > 3.5: n = n + time, x = x + 0.1 * y
                                end
                                """,
                                "x", "y", "n", "q"),
                        Timeline.plain(),
                        Map.of("k", 0.6, "q", 0.4, "level", 2.0, "f", 0.3, "x", 1.0),
                        1, 2, 4, 8)
                .check(1e-6);
    }

    @Test
    void compartmentsThatEventsResize() {
        new Differences(
                        compile(
                                """
                                model m
                                  compartment c; c = v0; v0 = 2
                                  species A in c, B in c
                                  A = 3; B = 1
                                  A -> B; k * A * c; k = 0.7; v = 3; level = 1.1
                                  at B > level: c = v * (1 + B), A = A + level
                                end
                                """,
                                "A", "B", "c"),
                        Timeline.plain(),
                        Map.of("v0", 2.0, "v", 3.0, "k", 0.7, "level", 1.1, "A", 3.0),
                        0.01, 1, 3)
                .check(1e-6);
    }
}
