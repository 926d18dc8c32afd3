package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Optional;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;

/// What came of a fit.
///
/// @param method that was used
/// @param starts in order of their index
/// @param best from the starts, refined with tight solver tolerances; on the scales
/// @param bestStart the index of the start it came from
/// @param atBest the problem evaluated there
/// @param logPrior there; 0 without priors
/// @param nominal the objective at the nominal values; empty where they are not all given or fail
/// @param identifiability empty where the method has no curvature
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record FitResult(
        PetabEvaluation evaluation,
        SearchSpace space,
        FitOptions options,
        FitMethod method,
        List<StartResult> starts,
        double[] best,
        int bestStart,
        Evaluation.Completed atBest,
        double logPrior,
        Optional<Double> nominal,
        Optional<Identifiability> identifiability) {

    /// How much higher than the best objective a start may end and count as having found it.
    public static final double SAME = 0.1;

    public FitResult {
        starts = List.copyOf(starts);
    }

    /// Minus log-likelihood minus log-prior at the best point.
    public double objective() {
        return -atBest.logLikelihood() - logPrior;
    }

    /// How many starts ended within [#SAME] of the best point.
    public long startsAtBest() {
        return starts.stream().filter(start -> start.value() < objective() + SAME).count();
    }
}
