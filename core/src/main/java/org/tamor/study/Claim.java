package org.tamor.study;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.failure.Location;

/// A sentence that the study checks, with the rule that decides it.
///
/// The claim holds where `lower <= value of expression <= upper` and `requires` is true.
///
/// @param source where the sentence or its threshold was read
/// @param grades what the claim stands on, as written: `S` the abstract of the study, `L` another
///   paper, `Data` our data, `P` our own threshold
/// @param readouts ids of the observables that it reads
/// @param experiments ids of experiments or cells, or patterns with `*`, that it reads
/// @param expression as written; see `ClaimExpression`
/// @param tolerance how far outside the limits is still no contradiction to the sentence; present
///   where the sentence is evidence about the parameters too
/// @param requires as written; "" where nothing else must hold
public record Claim(
        String id,
        String sentence,
        String source,
        Set<String> grades,
        Use use,
        List<String> readouts,
        List<String> experiments,
        String expression,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble tolerance,
        String requires,
        String note,
        Location location) {

    public Claim {
        grades = Collections.unmodifiableSet(new LinkedHashSet<>(grades));
        readouts = List.copyOf(readouts);
        experiments = List.copyOf(experiments);
    }

    /// What the claim may be used for.
    public enum Use {
        CALIBRATION,
        VALIDATION;

        /// The word that the files use.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The grades as the file writes them, such as `S+P`.
    public String grade() {
        return String.join("+", grades);
    }
}
