package org.tamor.study;

/// What became of a claim.
public enum Verdict {
    HOLDS,
    FAILS,
    /// The value could not be computed: a run failed, or a curve could not be fitted.
    UNDECIDED
}
