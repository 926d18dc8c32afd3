package org.tamor.model;

import java.util.Optional;

/// A species.
///
/// In expressions its id means its concentration, or its amount where `substanceOnly` (SBML `hasOnlySubstanceUnits`).
///
/// @param initial the value at the start, before initial assignments
/// @param boundary not changed by reactions (SBML `boundaryCondition`)
/// @param conversionFactor the parameter that turns extents of reactions into this species' substance
public record Species(
        String id,
        String name,
        String compartment,
        InitialQuantity initial,
        String substanceUnit,
        boolean substanceOnly,
        boolean boundary,
        boolean constant,
        Optional<String> conversionFactor) {

    /// The initial amount or concentration of a species.
    public sealed interface InitialQuantity {

        /// Given as an amount of substance.
        record Amount(double value) implements InitialQuantity {}

        /// Given as a concentration.
        record Concentration(double value) implements InitialQuantity {}

        /// Not given: an initial assignment, a rule or a condition must say.
        record Unset() implements InitialQuantity {}
    }
}
