package org.tamor.study.comparison;

import java.util.Map;
import java.util.TreeMap;
import org.tamor.study.Mechanism;

/// How likely the evidence is under one mechanism.
///
/// @param parameters how many are estimated
/// @param bestLogLikelihood of the measurements, over all members of the population
/// @param logMarginal the logarithm of the marginal likelihood of the measurements
/// @param logMarginalError its standard error, from the islands
/// @param logSentences the logarithm of how likely the study's sentences are under the posterior of
///   the measurements
/// @param logSentencesError its standard error
/// @param sentences the probability of each sentence under that posterior, by claim
/// @param rested whether the population had settled
public record MechanismEvidence(
        Mechanism mechanism,
        int parameters,
        int measurements,
        double bestLogLikelihood,
        double logMarginal,
        double logMarginalError,
        double logSentences,
        double logSentencesError,
        Map<String, Double> sentences,
        boolean rested) {

    public MechanismEvidence {
        sentences = new TreeMap<>(sentences);
    }

    /// Akaike's information criterion `2 k - 2 ln L`; lower is better.
    public double akaike() {
        return 2 * parameters - 2 * bestLogLikelihood;
    }

    /// Schwarz's information criterion `k ln n - 2 ln L`; lower is better.
    public double schwarz() {
        return parameters * Math.log(measurements) - 2 * bestLogLikelihood;
    }

    /// The logarithm of the marginal likelihood of the measurements, and of the sentences too.
    public double logMarginal(boolean withSentences) {
        return logMarginal + (withSentences ? logSentences : 0);
    }

    /// Its standard error.
    public double error(boolean withSentences) {
        return withSentences ? Math.hypot(logMarginalError, logSentencesError) : logMarginalError;
    }
}
