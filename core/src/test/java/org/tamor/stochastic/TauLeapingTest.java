package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Tau-leaping: moments near the exact ones, no negative amounts, events seen.
class TauLeapingTest {

    @Test
    void largeBirthAndDeathKeepsMeanAndSpread() {
        StochasticSimulator simulator =
                Networks.compile(
                                """
                                X = 10000; b = 0.1; d = 0.11
                                Birth: X -> 2 X; b*X
                                Death: X -> ; d*X
                                """,
                                "X")
                        .using(StochasticMethod.TAU_LEAPING);
        EnsembleMoments moments = simulator.ensemble(new double[] {10}, 1, 4000, 2);
        double growth = Math.exp(-0.1);
        double deviation = Math.sqrt(10000 * -21 * growth * (growth - 1));
        assertThat(moments.mean()[0][0]).isCloseTo(10000 * growth, within(10000 * growth * 2e-3));
        assertThat(moments.standardDeviation()[0][0])
                .isCloseTo(deviation, within(0.06 * deviation));
    }

    @Test
    void smallAmountsAreCriticalAndNeverNegative() {
        StochasticSimulator simulator =
                Networks.compile(
                                """
                                A = 1000; B = 12; C = 0
                                Use: A + B -> C; 0.01*A*B
                                Back: C -> B; 5*C
                                """,
                                "A",
                                "B",
                                "C",
                                "B + C")
                        .using(StochasticMethod.TAU_LEAPING);
        double[] times = {0.1, 1, 5, 50};
        for (int member = 0; member < 100; member++) {
            double[][] values = simulator.run(times, 3, member).values();
            for (int o = 0; o < 3; o++) {
                assertThat(Arrays.stream(values[o])).allMatch(x -> x >= 0 && x == Math.rint(x));
            }
            assertThat(values[3]).containsOnly(12);
        }
    }

    /// As few molecules as this are drawn one by one, so the moments are exact.
    @Test
    void fewMoleculesFallBackToSingleReactions() {
        StochasticSimulator simulator =
                Networks.compile("X = 8; Out: X -> ; 0.4*X", "X")
                        .using(StochasticMethod.TAU_LEAPING);
        EnsembleMoments moments = simulator.ensemble(new double[] {1.3}, 1, 8000, 2);
        double survive = Math.exp(-0.52);
        Networks.assertMoments(moments, 0, 0, 8 * survive, 8 * survive * (1 - survive), 3);
    }

    @Test
    void eventAtATimeTakesPlaceAtThatTime() {
        StochasticSimulator simulator =
                Networks.compile(
                                """
                                X = 100000; Out: X -> ; 0.001*X
                                E: at time >= 5: X = 500
                                """,
                                "X")
                        .using(StochasticMethod.TAU_LEAPING);
        double[] x = simulator.run(new double[] {4.99, 5, 6}, 1, 0).of("X");
        assertThat(x[0]).isGreaterThan(90000);
        assertThat(x[1]).isEqualTo(500);
        assertThat(x[2]).isBetween(490.0, 500.0);
    }
}
