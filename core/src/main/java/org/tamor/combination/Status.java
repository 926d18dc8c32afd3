package org.tamor.combination;

/// How far a value can be trusted, or why there is none.
public enum Status {
    OK,
    /// Some of the drugs, not all, cannot reach the effect at any dose; a ceiling rule was applied.
    OUT_OF_RANGE_WEAK,
    /// No drug reaches the effect at any dose.
    OUT_OF_RANGE_BOTH,
    /// The response lies on the other side of the control: stimulation where inhibition is expected.
    WRONG_SIDE,
    /// An iteration ended before it reached its tolerance.
    NOT_CONVERGED,
    /// The model has no value here, or its assumptions do not hold.
    UNDEFINED_MODEL
}
