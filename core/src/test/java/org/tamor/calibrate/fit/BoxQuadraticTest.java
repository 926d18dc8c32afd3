package org.tamor.calibrate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.stats.RandomStream;

/// The conditions of Karush, Kuhn and Tucker at the minimum in a box, for random matrices.
class BoxQuadraticTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void satisfiesTheConditionsOfTheMinimum(int n) {
        for (int trial = 0; trial < 50; trial++) {
            RandomStream stream = RandomStream.of(n, trial);
            int rank = 1 + trial % (n + 1); // some matrices are singular
            double[][] rows = new double[rank][n];
            double[][] h = new double[n][n];
            double[] g = new double[n];
            double[] lower = new double[n];
            double[] upper = new double[n];
            for (int k = 0; k < n; k++) {
                g[k] = stream.nextGaussian();
                lower[k] = -stream.nextOpenDouble();
                upper[k] = k % 4 == 3 ? 0 : stream.nextOpenDouble();
                for (double[] row : rows) {
                    row[k] = stream.nextGaussian();
                }
            }
            for (double[] row : rows) {
                for (int k = 0; k < n; k++) {
                    for (int l = 0; l < n; l++) {
                        h[k][l] += row[k] * row[l];
                    }
                }
            }
            double ridge = 1e-6;
            double[] p = new double[n];
            new BoxQuadratic(n).minimise(g, h, ridge, lower, upper, p);
            for (int k = 0; k < n; k++) {
                double slope = g[k] + ridge * p[k];
                for (int l = 0; l < n; l++) {
                    slope += h[k][l] * p[l];
                }
                assertThat(p[k]).isBetween(lower[k], upper[k]);
                if (p[k] == lower[k]) {
                    assertThat(slope).isGreaterThan(-1e-7);
                } else if (p[k] == upper[k]) {
                    assertThat(slope).isLessThan(1e-7);
                } else {
                    assertThat(slope).isCloseTo(0, within(1e-7));
                }
            }
        }
    }
}
