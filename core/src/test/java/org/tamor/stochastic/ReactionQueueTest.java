package org.tamor.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The queue against a search through all times.
class ReactionQueueTest {

    @Test
    void firstIsAlwaysTheEarliest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : new int[] {1, 2, 3, 10, 257}) {
            ReactionQueue queue = new ReactionQueue(size);
            double[] times = new double[size];
            java.util.Arrays.fill(times, Double.POSITIVE_INFINITY);
            for (int i = 0; i < 5000; i++) {
                int reaction = random.nextInt(size);
                times[reaction] =
                        random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble();
                queue.set(reaction, times[reaction]);
                double earliest = java.util.Arrays.stream(times).min().orElseThrow();
                assertThat(queue.time(queue.first())).isEqualTo(earliest);
            }
        }
        assertThat(new ReactionQueue(0).first()).isEqualTo(-1);
    }
}
