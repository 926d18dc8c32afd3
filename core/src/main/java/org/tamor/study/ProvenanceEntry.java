package org.tamor.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;

/// Where the value of a parameter comes from.
///
/// @param low the low end of its plausible range
/// @param high the high end of its plausible range
/// @param distribution over that range, as written; "" where not given
public record ProvenanceEntry(
        String parameter,
        double value,
        String unit,
        OptionalDouble low,
        OptionalDouble high,
        String distribution,
        String source,
        Grade grade,
        String note,
        Location location) {

    /// How well a value is founded.
    public enum Grade {
        /// Read in a source.
        A("read in a source"),
        /// Computed from data.
        B("computed from data"),
        /// From somebody's model.
        C("from another model"),
        /// Recalled, source not at hand.
        D("recalled"),
        /// Chosen or tuned to meet the calibration claims.
        E("chosen or tuned here");

        private final String meaning;

        Grade(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }

        static Optional<Grade> of(String text) {
            for (Grade grade : values()) {
                if (grade.name().equals(text)) {
                    return Optional.of(grade);
                }
            }
            return Optional.empty();
        }
    }
}
