package org.tamor.format.tumour;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a person declares about a file of tumour volumes; what is empty is detected.
///
/// @param unit of the volumes, `mm3` or `cm3`
/// @param start the day of the file on which treatment starts
/// @param model the only study or tumour model to read
/// @param control the untreated arm
/// @param arms single arms and, last, the arm that combines them; empty to find them by name
/// @param without arms to leave out
/// @param floor mm3 that stand for a volume of 0 where a logarithm is taken
public record TumourDeclarations(
        Optional<String> unit,
        OptionalDouble start,
        Optional<String> model,
        Optional<String> control,
        List<String> arms,
        List<String> without,
        OptionalDouble floor) {

    public TumourDeclarations {
        arms = List.copyOf(arms);
        without = List.copyOf(without);
    }

    /// Nothing declared.
    public static TumourDeclarations detect() {
        return new TumourDeclarations(
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                OptionalDouble.empty());
    }
}
