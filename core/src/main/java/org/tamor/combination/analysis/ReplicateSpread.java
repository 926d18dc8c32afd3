package org.tamor.combination.analysis;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;
import org.tamor.combination.inference.Interval;

/// Biological replicates as the units of inference: Student's t on the mean excess of each.
final class ReplicateSpread {

    /// Replicates from which on their spread says something.
    static final int LEAST = 3;

    private ReplicateSpread() {}

    /// The score with an interval at least as wide, and a probability at least as large, as the
    /// replicates ask for.
    ///
    /// @param means of the excess in each replicate; NaN where one has none
    static ModelScore widen(ModelScore score, double[] means) {
        double[] known = Arrays.stream(means).filter(Double::isFinite).toArray();
        int count = known.length;
        if (score.basis() == ModelScore.Basis.NONE || count < LEAST) {
            return score;
        }
        double average = Arrays.stream(known).sum() / count;
        double squares = 0;
        for (double mean : known) {
            squares += (mean - average) * (mean - average);
        }
        double error = Math.sqrt(squares / (count - 1) / count);
        TDistribution law = new TDistribution(count - 1);
        Interval excess = score.excess();
        double half = error * law.inverseCumulativeProbability(0.5 + excess.level() / 2);
        double center = excess.estimate();
        Interval wider =
                new Interval(
                        center,
                        Math.min(excess.low(), center - half),
                        Math.max(excess.high(), center + half),
                        excess.level());
        double probability =
                error > 0 ? 2 * law.cumulativeProbability(-Math.abs(center) / error) : 0;
        return score.withExcess(
                wider,
                Double.isNaN(score.probability())
                        ? Double.NaN
                        : Math.max(score.probability(), probability));
    }
}
