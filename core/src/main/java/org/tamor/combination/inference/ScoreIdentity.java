package org.tamor.combination.inference;

import org.tamor.combination.ResponseScale;

/// Everything that two scores must share to be comparable.
///
/// @param model the reference with its ceiling rule, by name
/// @param source what stands for the monotherapies
/// @param convention whose way of computing it is followed
public record ScoreIdentity(
        String model, ResponseScale scale, Source source, Convention convention, int version) {

    /// The version of the formulae behind the scores; raised whenever a number changes.
    public static final int VERSION = 1;

    /// What stands for the monotherapies.
    public enum Source {
        /// Hill curves with one baseline, flat ones by F-test.
        FITTED,
        /// The means of the wells.
        MEASURED
    }

    /// Whose conventions are followed where programs differ.
    public enum Convention {
        /// Baseline estimated from the controls; summary over the combinations.
        TAMOR,
        /// Baseline taken to be 1 (inhibition 0); summary over the combinations.
        SYNERGYFINDER,
        /// Baseline taken to be 1; summary over all cells, those with a single drug counting as 0.
        BRAIDRM
    }

    /// `model / scale / source / convention / version`.
    @Override
    public String toString() {
        return "%s / %s / %s / %s / %d".formatted(model, scale, source, convention, version);
    }
}
