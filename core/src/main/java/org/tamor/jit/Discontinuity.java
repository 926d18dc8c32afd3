package org.tamor.jit;

import java.util.Optional;

/// A comparison `left - right < 0` (or `<= 0`, `= 0`) on which the equations or an event's trigger
/// depend.
///
/// @param kind how the difference is compared with 0
/// @param inRates whether the right-hand side may jump where the comparison changes, and not only a
///   trigger
/// @param ofTimeAlone whether the difference depends on time but on no state
/// @param timing for differences linear in time alone: their value and slope, which give the next
///   change in advance
public record Discontinuity(
        Kind kind, boolean inRates, boolean ofTimeAlone, Optional<Timing> timing) {

    /// How a difference is compared with 0.
    public enum Kind {
        NEGATIVE,
        NOT_POSITIVE,
        ZERO;

        static Kind of(Op comparison) {
            return switch (comparison) {
                case LESS -> NEGATIVE;
                case LESS_OR_EQUAL -> NOT_POSITIVE;
                default -> ZERO;
            };
        }

        /// Whether the comparison holds for a difference.
        public boolean holds(double difference) {
            return switch (this) {
                case NEGATIVE -> difference < 0;
                case NOT_POSITIVE -> difference <= 0;
                case ZERO -> difference == 0;
            };
        }
    }

    /// The difference and its derivative by time.
    public record Timing(Formula difference, Formula slope) {}
}
