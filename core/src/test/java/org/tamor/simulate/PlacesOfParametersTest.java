package org.tamor.simulate;

import static org.tamor.simulate.TestModels.compile;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives by quantities in every place where they may stand.
class PlacesOfParametersTest {

    @Test
    void sizesAndInitialAmounts() {
        new Differences(
                        compile(
                                """
                                model m
                                  compartment c = 2, d = 0.5
                                  species A in c, B in d, C in d
                                  A = 3; B = a0 / d; C = 0; a0 = 0.4
                                  J: A -> B; c * k * A; k = 0.3
                                  K: B + B -> C; d * q * B^2; q = 1.2
                                  total := A * c + B * d
                                end
                                """,
                                "A", "B", "C", "total"),
                        Timeline.plain(),
                        Map.of("c", 2.0, "d", 0.5, "A", 3.0, "a0", 0.4, "k", 0.3, "q", 1.2),
                        0, 0.7, 2, 5)
                .check(1e-5);
    }

    @Test
    void rulesBetweenParametersAndEverythingThatReadsThem() {
        new Differences(
                        compile(
                                """
                                model m
                                  base = 0.4; slope = 0.3; x = 1.5; y = 0
                                  level := base + slope; start := 2 * base; lag := slope + 0.2
                                  x' = piecewise(-level * x, time < start, -slope * x)
                                  y' = piecewise(x, x > level, base)
                                  at lag after x < level: y = y * start
                                end
                                """,
                                "x", "y"),
                        Timeline.plain(),
                        Map.of("base", 0.4, "slope", 0.3, "x", 1.5),
                        0.5, 1, 2, 3.1, 5)
                .check(1e-5);
    }

    /// The trigger's time follows from what an earlier event set.
    @Test
    void eventsThatSetTheThresholdsOfOthers() {
        new Differences(
                        compile(
                                """
                                model m
                                  t' = 1; t = 0; x = 1; x' = -k * x; k = 0.5
                                  level = 10; first = 0.6; gap = 0.9; dose = 2; n = 0
                                  at t > first: level = first + gap
                                  at t > level: x = x + dose * level, level = 100, n = time
                                end
                                """,
                                "x", "n"),
                        Timeline.plain(),
                        Map.of("first", 0.6, "gap", 0.9, "dose", 2.0, "k", 0.5, "x", 1.0),
                        0.5, 1, 2, 4)
                .check(1e-6);
    }

    /// A trigger that is withdrawn before its delay is over does nothing.
    @Test
    void triggersThatAreWithdrawn() {
        new Differences(
                        compile(
                                """
                                model m
                                  x' = w * cos(w * time); x = x0; x0 = 0; w = 2; level = 0.5; y = 0
                                  at wait after x > level, persistent=false: y = y + 1
                                  at short after x > level, persistent=false: y = y + x
                                  wait = 3; short = 0.2
                                end
                                """,
                                "x", "y"),
                        Timeline.plain(),
                        Map.of("w", 2.0, "level", 0.5, "wait", 3.0, "short", 0.2, "x0", 0.0),
                        1, 2, 6)
                .check(1e-6);
    }
}
