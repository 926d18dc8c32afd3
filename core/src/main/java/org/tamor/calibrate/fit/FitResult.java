package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;

/// What came of a fit.
///
/// @param method that was used
/// @param eliminated parameters whose best values were computed for given values of the others
/// @param starts in order of their index
/// @param refined the objective of the best starts once refined with tight solver tolerances, by
///   the starts' indices
/// @param best from the starts, refined; on the scales
/// @param bestStart the index of the start it came from
/// @param atBest the problem evaluated there
/// @param logPrior there; 0 without priors
/// @param nominal the objective at the nominal values; empty where they are not all given or fail
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record FitResult(
        PetabEvaluation evaluation,
        SearchSpace space,
        FitOptions options,
        FitMethod method,
        List<String> eliminated,
        List<StartResult> starts,
        Map<Integer, Double> refined,
        double[] best,
        int bestStart,
        Evaluation.Completed atBest,
        double logPrior,
        Optional<Double> nominal,
        Judgement judgement) {

    /// How much higher than the best objective a start may end and count as having found it.
    public static final double SAME = 0.1;

    public FitResult {
        eliminated = List.copyOf(eliminated);
        starts = List.copyOf(starts);
        refined = Map.copyOf(refined);
    }

    /// Minus log-likelihood minus log-prior at the best point.
    public double objective() {
        return -atBest.logLikelihood() - logPrior;
    }

    /// How many starts ended within [#SAME] of the best point.
    public long startsAtBest() {
        return starts.stream().filter(start -> start.value() < objective() + SAME).count();
    }

    /// What the curvature says; empty where nothing is said, see [Judgement].
    public Optional<Identifiability> identifiability() {
        return judgement instanceof Judgement.Judged judged
                ? Optional.of(judged.identifiability())
                : Optional.empty();
    }
}
