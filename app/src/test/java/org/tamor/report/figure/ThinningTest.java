package org.tamor.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void keepsOnlyTheEndsOfAStraightLine() {
        double[] x = {0, 1, 2, 3, 4};
        assertThat(Thinning.select(x, Thinning.keep(x, new double[] {1, 3, 5, 7, 9}, 0.001)))
                .containsExactly(0, 4);
    }

    @Test
    void departsByNoMoreThanIsAllowed() {
        double[] x = new double[500];
        double[] y = new double[500];
        Arrays.setAll(x, i -> i / 50.0);
        Arrays.setAll(y, i -> Math.sin(x[i]) * Math.exp(-x[i] / 5));
        boolean[] keep = Thinning.keep(x, y, 0.002);
        double[] xs = Thinning.select(x, keep);
        double[] ys = Thinning.select(y, keep);
        double range = Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
        assertThat(xs.length).isLessThan(120);
        int segment = 0;
        for (int i = 0; i < x.length; i++) {
            while (segment + 2 < xs.length && xs[segment + 1] < x[i]) {
                segment++;
            }
            double share = (x[i] - xs[segment]) / (xs[segment + 1] - xs[segment]);
            double drawn = ys[segment] + share * (ys[segment + 1] - ys[segment]);
            assertThat(Math.abs(drawn - y[i])).isLessThanOrEqualTo(0.002 * range + 1e-12);
        }
    }

    @Test
    void keepsBothSidesOfAJump() {
        double[] x = {0, 1, 1, 2};
        double[] y = {1, 1, 5, 5};
        assertThat(Thinning.select(y, Thinning.keep(x, y, 0.01))).containsExactly(1, 1, 5, 5);
    }
}
