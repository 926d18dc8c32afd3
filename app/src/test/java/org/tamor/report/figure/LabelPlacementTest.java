package org.tamor.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {

    @Test
    void leavesLabelsThatHaveRoomWhereTheyWantToBe() {
        double[] wanted = {80, 20, 50};
        assertThat(LabelPlacement.spread(wanted, new double[] {10, 10, 10}, 0, 100))
                .containsExactly(80, 20, 50);
    }

    @Test
    void spreadsACrowdAboutItsMean() {
        double[] placed =
                LabelPlacement.spread(new double[] {50, 50, 50}, new double[] {10, 10, 10}, 0, 100);
        assertThat(placed).containsExactly(new double[] {40, 50, 60}, within(1e-12));
    }

    @Test
    void neverOverlapsAndStaysInsideWhereThereIsRoom() {
        Random random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + random.nextInt(8);
            double[] wanted = random.doubles(n, -20, 220).toArray();
            double[] heights = random.doubles(n, 10, 24).toArray();
            double[] placed = LabelPlacement.spread(wanted, heights, 0, 200);
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(placed[a], placed[b]));
            assertThat(placed[order[0]] - heights[order[0]] / 2).isGreaterThanOrEqualTo(-1e-9);
            assertThat(placed[order[n - 1]] + heights[order[n - 1]] / 2)
                    .isLessThanOrEqualTo(200 + 1e-9);
            for (int k = 1; k < n; k++) {
                double gap = placed[order[k]] - placed[order[k - 1]];
                assertThat(gap)
                        .isGreaterThanOrEqualTo(
                                (heights[order[k]] + heights[order[k - 1]]) / 2 - 1e-9);
            }
        }
    }

    @Test
    void wrapsAtSpacesButNotBetweenANumberAndItsUnit() {
        assertThat(LabelPlacement.wrap("parental, rapamycin 10 nM", 22))
                .isEqualTo("parental, rapamycin\n10\u00a0nM");
        assertThat(LabelPlacement.wrap("unbreakable", 4)).isEqualTo("unbreakable");
    }
}
