package org.tamor.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R-hat and effective sample sizes against ArviZ 0.23.4 and against theory.
class ConvergenceDiagnosticsTest {

    /// An element of a deterministic chain: chain from 0, draw from 1.
    private interface Element {
        double at(int chain, int draw);
    }

    private static double[][] chains(int draws, Element element) {
        double[][] chains = new double[4][draws];
        for (int c = 0; c < chains.length; c++) {
            for (int k = 0; k < draws; k++) {
                chains[c][k] = element.at(c, k + 1);
            }
        }
        return chains;
    }

    private static double wave(int c, int k) {
        return Math.sin(0.05 * k + c) + Math.sin(1.7 * k * k + 3 * c);
    }

    private static void assertDiagnostics(
            double[][] chains, double rHat, double bulk, double tail, double mean) {
        assertThat(ConvergenceDiagnostics.rHat(chains)).isCloseTo(rHat, within(1e-9));
        assertThat(ConvergenceDiagnostics.bulkEffectiveSampleSize(chains))
                .isCloseTo(bulk, within(1e-6));
        assertThat(ConvergenceDiagnostics.tailEffectiveSampleSize(chains))
                .isCloseTo(tail, within(1e-6));
        assertThat(ConvergenceDiagnostics.meanEffectiveSampleSize(chains))
                .isCloseTo(mean, within(1e-6));
    }

    /// `az.rhat(method="rank")` and `az.ess` with the methods bulk, tail and mean.
    @ParameterizedTest
    @CsvSource({
        "0, 1.0196781312161773, 47.027784710115945, 212.93859867112192, 46.08015459029093",
        "0.3, 1.0305107423694444, 44.067949863312975, 100.17042568210576, 44.659122854493084"
    })
    void agreesWithArviz(double shift, double rHat, double bulk, double tail, double mean) {
        assertDiagnostics(chains(201, (c, k) -> wave(c, k) + shift * c), rHat, bulk, tail, mean);
    }

    @Test
    void agreesWithArvizWhereDrawsAlternate() {
        double[][] chains =
                chains(
                        201,
                        (c, k) ->
                                (k % 2 == 0 ? 1 : -1) * (1 + 0.3 * Math.sin(1.7 * k * k + c))
                                        + 0.2 * Math.sin(2.3 * k * k + 5 * c));
        assertDiagnostics(
                chains,
                1.0059509512596425,
                2322.471989593555,
                866.8420667723975,
                2322.471989593555);
    }

    /// An autoregressive chain `x' = phi x + sqrt(1 - phi^2) z` of S draws is worth `S (1 - phi) /
    /// (1
    /// + phi)` for its mean.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void autoregressiveChains(double phi) {
        int draws = 5000;
        double[][] chains = new double[4][draws];
        for (int c = 0; c < 4; c++) {
            RandomStream stream = RandomStream.of(5, c);
            double x = stream.nextGaussian();
            for (int k = 0; k < draws; k++) {
                x = phi * x + Math.sqrt(1 - phi * phi) * stream.nextGaussian();
                chains[c][k] = x;
            }
        }
        double expected = 4 * draws * (1 - phi) / (1 + phi);
        assertThat(ConvergenceDiagnostics.bulkEffectiveSampleSize(chains))
                .isCloseTo(expected, within(0.12 * expected));
        assertThat(ConvergenceDiagnostics.rHat(chains)).isBetween(0.999, 1.01);
    }

    @Test
    void seesAChainThatIsStuck() {
        double[][] chains = chains(200, (c, k) -> c == 3 ? 5 : wave(c, k));
        assertThat(ConvergenceDiagnostics.rHat(chains)).isGreaterThan(1.3);
        assertThat(ConvergenceDiagnostics.bulkEffectiveSampleSize(chains)).isLessThan(20);
    }

    /// Equal means, different widths: only the distances from the median tell.
    @Test
    void seesChainsOfDifferentWidths() {
        double[][] chains = chains(400, (c, k) -> (c < 2 ? 1 : 5) * Math.sin(1.7 * k * k + 3 * c));
        assertThat(ConvergenceDiagnostics.rHat(chains)).isGreaterThan(1.1);
    }

    @Test
    void chainsThatStandStillHaveNoEffectiveDraws() {
        assertThat(ConvergenceDiagnostics.rHat(chains(20, (c, k) -> c))).isInfinite();
        double[][] constant = chains(20, (c, k) -> 1);
        assertThat(ConvergenceDiagnostics.rHat(constant)).isNaN();
        assertThat(ConvergenceDiagnostics.bulkEffectiveSampleSize(constant)).isNaN();
    }

    @Test
    void needsFourDraws() {
        assertThatThrownBy(() -> ConvergenceDiagnostics.rHat(new double[2][3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
