package org.tamor.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Quantiles and systematic resampling by hand.
class QuantilesTest {

    @Test
    void interpolatesOrderStatistics() {
        double[] sorted = {1, 2, 4, 8};
        assertThat(Quantiles.ofSorted(sorted, 0)).isEqualTo(1);
        assertThat(Quantiles.ofSorted(sorted, 0.5)).isEqualTo(3);
        assertThat(Quantiles.ofSorted(sorted, 1)).isEqualTo(8);
    }

    @Test
    void weightsCount() {
        double[] values = {3, 1, 2};
        assertThat(Quantiles.weighted(values, new double[] {1, 1, 1}, 0.5)).isEqualTo(2);
        assertThat(Quantiles.weighted(values, new double[] {8, 1, 1}, 0.5)).isEqualTo(3);
        assertThat(Quantiles.weighted(values, new double[] {1, 0, 1}, 0.05)).isEqualTo(2);
    }

    @Test
    void resamplesInProportionToTheWeights() {
        int[] chosen = SystematicResampling.indices(new double[] {1, 0, 3, 4}, 8, 0.5);
        assertThat(chosen).containsExactly(0, 2, 2, 2, 3, 3, 3, 3);
        assertThat(SystematicResampling.indices(new double[] {1, 1, 1, 1}, 2, 0.5))
                .containsExactly(1, 3);
    }
}
