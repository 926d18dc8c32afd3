package org.tamor.format.petab;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// A row of the parameter table.
///
/// @param lowerBound minus infinity where not given
/// @param upperBound infinity where not given
/// @param estimate whether the value is uncertain and may be estimated
/// @param initialization the prior that an optimiser draws initial values from; in version 2 that
///   of the parameter itself
/// @param scale linear in problems of version 2
public record PetabParameter(
        String id,
        double lowerBound,
        double upperBound,
        OptionalDouble nominalValue,
        boolean estimate,
        Optional<Prior> prior,
        Optional<Prior> initialization,
        ParameterScale scale,
        Location location) {

    /// A parameter with one prior for all purposes.
    public PetabParameter(
            String id,
            double lowerBound,
            double upperBound,
            OptionalDouble nominalValue,
            boolean estimate,
            Optional<Prior> prior,
            ParameterScale scale,
            Location location) {
        this(id, lowerBound, upperBound, nominalValue, estimate, prior, prior, scale, location);
    }

    /// A parameter on the linear scale.
    public PetabParameter(
            String id,
            double lowerBound,
            double upperBound,
            OptionalDouble nominalValue,
            boolean estimate,
            Optional<Prior> prior,
            Location location) {
        this(
                id,
                lowerBound,
                upperBound,
                nominalValue,
                estimate,
                prior,
                ParameterScale.LINEAR,
                location);
    }
}
