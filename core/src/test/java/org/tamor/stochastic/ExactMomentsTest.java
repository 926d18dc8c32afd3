package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;

/// The exact method against closed forms and the master equation.
class ExactMomentsTest {

    private static final int MEMBERS = 4000;

    @Test
    void linearBirthAndDeathHasItsMeanAndVariance() {
        double birth = 0.1;
        double death = 0.11;
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 100; b = 0.1; d = 0.11
                        Birth: X -> 2 X; b*X
                        Death: X -> ; d*X
                        """,
                        "X");
        double[] times = {0, 2, 10, 30};
        EnsembleMoments moments = simulator.ensemble(times, 1, MEMBERS, 2);
        assertThat(moments.mean()[0][0]).isEqualTo(100);
        assertThat(moments.standardDeviation()[0][0]).isZero();
        for (int k = 1; k < times.length; k++) {
            double growth = Math.exp((birth - death) * times[k]);
            double variance = 100 * (birth + death) / (birth - death) * growth * (growth - 1);
            Networks.assertMoments(moments, 0, k, 100 * growth, variance, 3.1);
        }
    }

    @Test
    void immigrationAndDeathIsPoissonFromAnEmptyStart() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 0; a = 3; d = 0.5
                        In: -> X; a
                        Out: X -> ; d*X
                        """,
                        "X");
        double[] times = {4};
        double mean = 6 * (1 - Math.exp(-2));
        PoissonDistribution expected = new PoissonDistribution(mean);
        double[] counts = new double[14];
        for (int member = 0; member < MEMBERS; member++) {
            int x = (int) simulator.run(times, 5, member).of("X")[0];
            counts[Math.min(x, counts.length - 1)]++;
        }
        double statistic = 0;
        for (int x = 0; x < counts.length; x++) {
            double p =
                    x < counts.length - 1
                            ? expected.probability(x)
                            : 1 - expected.cumulativeProbability(counts.length - 2);
            statistic += Math.pow(counts[x] - MEMBERS * p, 2) / (MEMBERS * p);
        }
        int freedom = counts.length - 1;
        assertThat(statistic).isLessThan(freedom + 4.5 * Math.sqrt(2.0 * freedom));
    }

    /// The probabilities of 0 to 5 dimers of ten molecules, by the master equation.
    @Test
    void dimerisationFollowsTheMasterEquation() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        P = 10; D = 0; f = 0.02; b = 0.3
                        Bind: 2 P -> D; f*P*(P-1)/2
                        Split: D -> 2 P; b*D
                        """,
                        "P",
                        "D",
                        "P + 2*D");
        double time = 1.5;
        double[] probability = {1, 0, 0, 0, 0, 0};
        int steps = 20_000;
        for (int step = 0; step < steps; step++) {
            double[] next = probability.clone();
            for (int dimers = 0; dimers <= 5; dimers++) {
                double free = 10 - 2 * dimers;
                double bind = 0.02 * free * (free - 1) / 2 * probability[dimers] * time / steps;
                double split = 0.3 * dimers * probability[dimers] * time / steps;
                next[dimers] -= bind + split;
                if (dimers < 5) {
                    next[dimers + 1] += bind;
                }
                if (dimers > 0) {
                    next[dimers - 1] += split;
                }
            }
            probability = next;
        }
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (int dimers = 0; dimers <= 5; dimers++) {
            mean += dimers * probability[dimers];
        }
        for (int dimers = 0; dimers <= 5; dimers++) {
            square += Math.pow(dimers - mean, 2) * probability[dimers];
            fourth += Math.pow(dimers - mean, 4) * probability[dimers];
        }
        EnsembleMoments moments = simulator.ensemble(new double[] {time}, 3, 20_000, 2);
        Networks.assertMoments(moments, 1, 0, mean, square, fourth / square / square);
        Networks.assertMoments(moments, 0, 0, 10 - 2 * mean, 4 * square, fourth / square / square);
        assertThat(moments.mean()[2][0]).isEqualTo(10);
        assertThat(moments.standardDeviation()[2][0]).isZero();
    }

    /// A volume of 2 turns amounts into concentrations and the rate law's `* cell` back.
    @Test
    void concentrationsInACompartmentOfAnotherSize() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        compartment cell = 2
                        species A in cell, B in cell
                        A = 50; B = 0; k = 0.7
                        J: A -> 3 B; k*A*cell
                        """,
                        "A*cell",
                        "B*cell");
        EnsembleMoments moments = simulator.ensemble(new double[] {1}, 3, MEMBERS, 2);
        double survive = Math.exp(-0.7);
        Networks.assertMoments(moments, 0, 0, 100 * survive, 100 * survive * (1 - survive), 3);
        Networks.assertMoments(
                moments, 1, 0, 300 * (1 - survive), 900 * survive * (1 - survive), 3);
    }

    @Test
    void numbersOfThreadsDoNotMatterToTheLastBit() {
        StochasticSimulator simulator =
                Networks.compile(
                        """
                        X = 20; Y = 0
                        In: -> X; 5
                        Out: X -> Y; 0.3*X
                        Pair: 2 Y -> ; 0.01*Y*(Y-1)
                        """,
                        "X",
                        "Y");
        double[] times = {0, 1, 5, 20};
        for (StochasticMethod method :
                new StochasticMethod[] {StochasticMethod.EXACT, StochasticMethod.TAU_LEAPING}) {
            EnsembleMoments alone = simulator.using(method).ensemble(times, 9, 700, 1);
            EnsembleMoments together = simulator.using(method).ensemble(times, 9, 700, 5);
            assertThat(together.mean()).isDeepEqualTo(alone.mean());
            assertThat(together.standardDeviation()).isDeepEqualTo(alone.standardDeviation());
        }
        assertThat(simulator.run(times, 9, 3).values())
                .isDeepEqualTo(simulator.run(times, 9, 3).values());
        assertThat(simulator.run(times, 9, 3).values())
                .isNotEqualTo(simulator.run(times, 9, 4).values());
    }

    @Test
    void ensembleSumsUpItsMembers() {
        StochasticSimulator simulator = Networks.compile("X = 9; Out: X -> ; X", "X");
        double[] times = {0.5};
        double sum = 0;
        for (int member = 0; member < 500; member++) {
            sum += simulator.run(times, 4, member).of("X")[0];
        }
        assertThat(simulator.ensemble(times, 4, 500, 2).mean()[0][0])
                .isCloseTo(sum / 500, org.assertj.core.api.Assertions.within(1e-12));
    }
}
