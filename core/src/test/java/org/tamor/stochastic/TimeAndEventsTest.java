package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Propensities that change with time, rate rules and events.
class TimeAndEventsTest {

    private static final int MEMBERS = 4000;

    /// Immigration at rate a(t) is Poisson with mean the integral of a.
    @Test
    void smoothlyChangingImmigrationIsPoissonOfTheIntegral() {
        StochasticSimulator simulator =
                Networks.compile("X = 0; In: -> X; 4*(1 + sin(3*time))", "X");
        double[] times = {0.4, 2, 7};
        EnsembleMoments moments = simulator.ensemble(times, 2, MEMBERS, 2);
        for (int k = 0; k < times.length; k++) {
            double mean = 4 * times[k] + 4.0 / 3 * (1 - Math.cos(3 * times[k]));
            Networks.assertMoments(moments, 0, k, mean, mean, 3 + 1 / mean);
        }
    }

    /// Each molecule survives with probability `exp(-integral of the rate)`, beside a reaction
    /// whose rate does not move.
    @Test
    void deathAtARateThatARateRuleMoves() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 200; Y = 0; k = 0; k' = 0.2
                        Die: X -> ; k*X
                        In: -> Y; 10
                        """,
                        "X",
                        "Y",
                        "k");
        double[] times = {1, 3};
        EnsembleMoments moments = simulator.ensemble(times, 2, MEMBERS, 2);
        for (int k = 0; k < times.length; k++) {
            double survive = Math.exp(-0.1 * times[k] * times[k]);
            Networks.assertMoments(moments, 0, k, 200 * survive, 200 * survive * (1 - survive), 3);
            Networks.assertMoments(moments, 1, k, 10 * times[k], 10 * times[k], 3.1);
            assertThat(moments.mean()[2][k]).isEqualTo(0.2 * times[k]);
        }
    }

    /// The times of reactions are as fine as numbers are, and no later where that is not fine
    /// enough.
    @Test
    void manyReactionsAtARateThatHardlyMoves() {
        for (String rate : new String[] {"k = 2000; k' = 0", "k := 2000 + 1e-6*cos(time)"}) {
            StochasticSimulator simulator =
                    Networks.compile(
                            "X = 0; " + rate + "; In: -> X; k*piecewise(1, time > 40, 0)", "X");
            EnsembleMoments moments = simulator.ensemble(new double[] {40, 41}, 2, 500, 2);
            assertThat(moments.mean()[0][0]).isZero();
            Networks.assertMoments(moments, 0, 1, 2000, 2000, 3);
        }
    }

    /// Pulses of a hundredth of an hour, one a day.
    @Test
    void roundedTimesMakePulses() {
        StochasticSimulator simulator =
                Networks.compile(
                        "X = 0; In: -> X; 500*(floor(time/24) - floor((time - 0.01)/24))", "X");
        double[] times = {1, 24, 30, 250};
        EnsembleMoments moments = simulator.ensemble(times, 2, MEMBERS, 2);
        double[] pulses = {1, 1, 2, 11};
        for (int k = 0; k < times.length; k++) {
            Networks.assertMoments(moments, 0, k, 5 * pulses[k], 5 * pulses[k], 3.3);
        }
    }

    @Test
    void pulseOfImmigrationBeginsAndEndsOnTime() {
        StochasticSimulator simulator =
                Networks.compile("X = 0; In: -> X; piecewise(50, time >= 1 && time < 3, 0)", "X");
        double[] times = {0.999, 2, 3, 10};
        EnsembleMoments moments = simulator.ensemble(times, 2, MEMBERS, 2);
        assertThat(moments.mean()[0][0]).isZero();
        Networks.assertMoments(moments, 0, 1, 50, 50, 3);
        Networks.assertMoments(moments, 0, 2, 100, 100, 3);
        assertThat(moments.mean()[0][3]).isEqualTo(moments.mean()[0][2]);
    }

    @Test
    void eventsAtATimeActBeforeOutputsAndDelaysAreKept() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 10; n = 0; late = 0
                        Out: X -> ; 0*X
                        E: at time >= 2: X = X + 5, n = n + 1
                        L: at 0.5 after time >= 2: late = X
                        """,
                        "X",
                        "n",
                        "late");
        double[][] values = simulator.run(new double[] {1.9, 2, 2.4, 2.5, 9}, 1, 0).values();
        assertThat(values[0]).containsExactly(10, 15, 15, 15, 15);
        assertThat(values[1]).containsExactly(0, 1, 1, 1, 1);
        assertThat(values[2][2]).isZero();
        assertThat(values[2][3]).isIn(10.0, 15.0);
    }

    @Test
    void conditionOnAnAmountIsMetAtTheReactionThatMeetsIt() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 0; resets = 0
                        In: -> X; 20
                        E: at X >= 7: X = 0, resets = resets + 1
                        """,
                        "X",
                        "resets",
                        "X + 7*resets");
        double[] times = {0.5, 10};
        EnsembleMoments moments = simulator.ensemble(times, 6, MEMBERS, 2);
        for (int member = 0; member < 200; member++) {
            assertThat(Arrays.stream(simulator.run(times, 6, member).of("X"))).allMatch(x -> x < 7);
        }
        Networks.assertMoments(moments, 2, 0, 10, 10, 3.1);
        Networks.assertMoments(moments, 2, 1, 200, 200, 3);
    }

    @Test
    void higherPriorityGoesFirstAndEqualOnesAreDrawn() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        a = 0; b = 0; first = 0
                        A: at time > 1, priority = 1: a = b + 1
                        B: at time > 1, priority = 2: b = a + 1
                        C: at time > 2, priority = 5, fromTrigger = false: first = piecewise(1, first == 0, first)
                        D: at time > 2, priority = 5, fromTrigger = false: first = piecewise(2, first == 0, first)
                        """,
                        "a",
                        "b",
                        "first");
        double[] times = {1.5, 3};
        int ones = 0;
        for (int member = 0; member < 400; member++) {
            double[][] values = simulator.run(times, 8, member).values();
            assertThat(values[1][0]).isEqualTo(1);
            ones += values[2][1] == 1 ? 1 : 0;
        }
        assertThat(ones).isBetween(150, 250);
    }

    @Test
    void sawtoothOfARateRuleIsResetAtEachCrossing() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        t = 0; t' = 1; n = 0
                        E: at t >= 0.5: t = -0.5, n = n + 1
                        """,
                        "n",
                        "t");
        double[][] values = simulator.run(new double[] {0.4, 1, 2, 50}, 1, 0).values();
        assertThat(values[0]).containsExactly(0, 1, 2, 50);
        assertThat(values[1][1]).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-12));
    }
}
