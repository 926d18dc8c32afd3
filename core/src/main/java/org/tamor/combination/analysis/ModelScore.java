package org.tamor.combination.analysis;

import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.inference.ScoreIdentity;
import org.tamor.combination.inference.ScoreTable;

/// The score of a block under one convention, and what the convention calls it.
///
/// Responses and excesses are on the canonical axis, in units of the control.
///
/// @param key short name of the reference
/// @param identity what another score must share to be compared with this one
/// @param assumption what had to be assumed beyond the data; empty for nothing
/// @param shamCompliant whether a drug combined with itself comes out as no interaction
/// @param table score of every combination
/// @param mean excess of the combinations that have one
/// @param excess what the direction is read from, by `basis`
/// @param probability two-sided; over three or more biological replicates no smaller than Student's
///   t on their means gives; NaN without a test of its own
/// @param adjusted for the number of blocks (Benjamini-Hochberg); NaN without a test
/// @param shamBias what the reference would find in a drug combined with itself
/// @param status empty where all is well, else one clause
public record ModelScore(
        String key,
        ScoreIdentity identity,
        String assumption,
        boolean shamCompliant,
        ScoreTable table,
        Evaluation mean,
        Interval excess,
        Basis basis,
        double probability,
        double adjusted,
        Evaluation shamBias,
        String status) {

    /// Where the interval of an excess comes from.
    public enum Basis {
        /// The primary test against this very reference.
        OWN_TEST,
        /// The mean excess with the half width of the primary reference's interval: a reading aid,
        /// not a test.
        BORROWED,
        /// There is none.
        NONE
    }

    /// What the convention calls the block.
    public Direction direction() {
        return basis == Basis.NONE ? Direction.UNDEFINED : Direction.of(excess);
    }

    /// What the convention calls the block, and whether that outlasts the number of blocks.
    public String verdict() {
        boolean called = direction() == Direction.SYNERGY || direction() == Direction.ANTAGONISM;
        return called && adjusted >= 1 - excess.level()
                ? direction().text() + ", not after adjustment"
                : direction().text();
    }

    ModelScore withExcess(Interval value, double newProbability) {
        return changed(value, newProbability, adjusted);
    }

    ModelScore withAdjusted(double value) {
        return changed(excess, probability, value);
    }

    private ModelScore changed(Interval newExcess, double newProbability, double newAdjusted) {
        return new ModelScore(
                key,
                identity,
                assumption,
                shamCompliant,
                table,
                mean,
                newExcess,
                basis,
                newProbability,
                newAdjusted,
                shamBias,
                status);
    }
}
