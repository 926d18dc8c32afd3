package org.tamor.calibrate.fit;

/// What is said of how sure the parameters are, or why nothing is.
public sealed interface Judgement {

    /// By the curvature at the best point.
    record Judged(Identifiability identifiability) implements Judgement {}

    /// Curvature says something at an optimum only, and where it can be computed.
    ///
    /// @param reason in words, for a person
    record NotJudged(String reason) implements Judgement {}
}
