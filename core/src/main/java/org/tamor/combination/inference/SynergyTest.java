package org.tamor.combination.inference;

import java.util.List;
import org.tamor.combination.Evaluation;

/// What the excess of a set of combinations is worth.
///
/// @param identity of the score that was tested
/// @param excess of a model of the whole plate: the primary test
/// @param interval of that excess; over three or more biological replicates never narrower than their spread asks for
/// @param mean the mean excess of the combinations over the reference from the monotherapies, with its interval
/// @param meanProbability that plates without interaction give a mean excess at least as far from 0 (two-sided)
/// @param omnibus the same probability for the sum of squared, decorrelated excesses; undefined where noise cannot be told from
///     interaction
/// @param cells in the order of the combinations
/// @param deviation estimated standard deviation of a well; of a raw signal as a fraction of the control
/// @param degreesOfFreedom behind it
/// @param biologicalReplicates the units of inference
/// @param scope what the numbers speak about
public record SynergyTest(
        ScoreIdentity identity,
        ConstantExcess excess,
        Interval interval,
        Interval mean,
        double meanProbability,
        Evaluation omnibus,
        List<CellTest> cells,
        double deviation,
        int degreesOfFreedom,
        int biologicalReplicates,
        Scope scope) {

    public SynergyTest {
        cells = List.copyOf(cells);
    }

    /// The probability of the primary test.
    public double probability() {
        return excess.probability();
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
