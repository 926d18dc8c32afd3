package org.tamor.study;

import java.util.OptionalDouble;
import org.hipparchus.special.Erf;

/// How well a parameter vector agrees with a sentence that was read, taken as evidence: `Phi(m /
/// t)` with the margin m of the claim and its tolerance t, which says how far outside the limits is
/// still no contradiction.
///
/// A claim that is undecided, or whose further condition is false, counts as one that misses its
/// limit by two tolerances, or by more if its margin says so.
public final class SentenceLikelihood {

    private static final double MISSED = -2;

    private SentenceLikelihood() {}

    /// The logarithm; 0 for claims that are no evidence.
    public static double logarithm(Claim claim, ClaimEvaluator.Outcome outcome) {
        if (claim.tolerance().isEmpty()) {
            return 0;
        }
        OptionalDouble margin =
                outcome.value().isPresent()
                        ? ClaimJudge.margin(claim, outcome.value().getAsDouble())
                        : OptionalDouble.empty();
        double z =
                margin.isPresent()
                        ? margin.getAsDouble() / claim.tolerance().getAsDouble()
                        : MISSED;
        if (!outcome.required() || outcome.verdict() == Verdict.UNDECIDED) {
            z = Math.min(z, MISSED);
        }
        return Math.log(0.5 * Erf.erfc(-z / Math.sqrt(2)) + Double.MIN_NORMAL);
    }
}
