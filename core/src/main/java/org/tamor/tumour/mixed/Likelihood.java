package org.tamor.tumour.mixed;

/// What a mixed model maximises.
public enum Likelihood {
    /// Maximum likelihood: for comparing models with different fixed effects.
    FULL,
    /// Restricted maximum likelihood: for variances and tests.
    RESTRICTED
}
