package org.tamor.combination;

/// What a well is for.
public enum WellRole {
    /// Cells with any doses; all doses 0 is the untreated control.
    TREATED,
    /// Cells killed on purpose: the lower end of the signal.
    POSITIVE_CONTROL,
    /// No cells.
    BLANK,
    /// Cells counted when the drugs were added.
    TIME_ZERO
}
