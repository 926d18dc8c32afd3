package org.tamor.combination.inference;

import java.util.Arrays;
import org.tamor.combination.Evaluation;

/// The score of one combination.
///
/// @param observed mean canonical response
/// @param expected by the reference
/// @param excess `expected - observed`: positive is synergy
public record CellScore(
        double[] doses, double observed, int wells, Evaluation expected, Evaluation excess) {

    @Override
    public boolean equals(Object other) {
        return other instanceof CellScore score
                && Arrays.equals(doses, score.doses)
                && Double.compare(observed, score.observed) == 0
                && wells == score.wells
                && expected.equals(score.expected)
                && excess.equals(score.excess);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(doses) + 31 * excess.hashCode();
    }
}
