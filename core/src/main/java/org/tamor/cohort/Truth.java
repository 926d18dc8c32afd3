package org.tamor.cohort;

import java.util.List;
import java.util.Optional;

/// What is true of the quantities that the analysis estimates.
///
/// @param animals how many it was computed from, each in every arm
/// @param cohorts from how many allotments they came
public record Truth(List<Value> values, int animals, int cohorts) {

    public Truth {
        values = List.copyOf(values);
    }

    /// One quantity.
    ///
    /// @param truth by its definition, from true volumes of animals that all live to the end
    /// @param standardError of `truth`, as the number of animals is finite
    /// @param limit what the analysis gives with so many animals, measured with error, killed and
    ///   lost as the protocol says; NaN where it was not computed
    public record Value(Quantity quantity, double truth, double standardError, double limit) {}

    /// The truth of a quantity; empty where it was not computed for its day.
    public Optional<Value> of(Quantity quantity) {
        return values.stream().filter(one -> one.quantity().equals(quantity)).findFirst();
    }
}
