package org.tamor.combination.inference;

import java.util.List;
import org.tamor.combination.Evaluation;

/// What a mean excess is worth.
///
/// @param identity of the score that was tested
/// @param mean the mean excess over the combinations, with its interval
/// @param probability that plates without interaction give a mean excess at least as far from 0 (two-sided): the primary
///     test
/// @param omnibus the same for the sum of squared, decorrelated excesses; undefined where noise cannot be told from
///     interaction
/// @param cells in the order of the combinations
/// @param deviation estimated standard deviation of a well
/// @param degreesOfFreedom behind it
/// @param biologicalReplicates the units of inference
/// @param scope what the numbers speak about
public record SynergyTest(
        ScoreIdentity identity,
        Interval mean,
        double probability,
        Evaluation omnibus,
        List<CellTest> cells,
        double deviation,
        int degreesOfFreedom,
        int biologicalReplicates,
        Scope scope) {

    public SynergyTest {
        cells = List.copyOf(cells);
    }

    /// What an interval covers.
    public enum Scope {
        /// One plate: no inference possible beyond it.
        THIS_PLATE,
        /// Noise within the plates of two replicates; how replicates vary is not known from two.
        THESE_PLATES,
        /// Replicates vary as these do: three or more.
        REPLICATES
    }

    /// One combination.
    ///
    /// @param excess with a band that holds for all combinations at once
    /// @param probability adjusted for the number of combinations (largest studentised excess)
    public record CellTest(double[] doses, Interval excess, double probability) {}
}
