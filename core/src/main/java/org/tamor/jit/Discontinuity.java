package org.tamor.jit;

import java.util.Optional;

/// A comparison `left - right < 0` (or `<= 0`, `= 0`) on which the equations or an event's trigger
/// depend, or an argument of theirs that is rounded to a whole number, and so jumps.
///
/// @param kind how the difference is compared with 0, or the argument rounded
/// @param inRates whether the right-hand side may jump there, and not only a trigger
/// @param ofTimeAlone whether the difference depends on time but on no state
/// @param timing for differences linear in time alone, if need be between jumps that are foreseen
///   themselves: their value and slope, which give the next change in advance
public record Discontinuity(
        Kind kind, boolean inRates, boolean ofTimeAlone, Optional<Timing> timing) {

    /// How a difference is compared with 0, or a number rounded.
    public enum Kind {
        NEGATIVE,
        NOT_POSITIVE,
        ZERO,
        FLOOR,
        CEILING,
        TRUNCATION;

        static Kind of(Op operation) {
            return switch (operation) {
                case LESS -> NEGATIVE;
                case LESS_OR_EQUAL -> NOT_POSITIVE;
                case FLOOR -> FLOOR;
                case CEILING -> CEILING;
                case QUOTIENT -> TRUNCATION;
                default -> ZERO;
            };
        }

        public boolean isRounding() {
            return switch (this) {
                case NEGATIVE, NOT_POSITIVE, ZERO -> false;
                case FLOOR, CEILING, TRUNCATION -> true;
            };
        }

        /// A number that changes where there is a jump; an equality has three.
        public long side(double difference) {
            return switch (this) {
                case NEGATIVE -> difference < 0 ? 1 : 0;
                case NOT_POSITIVE -> difference <= 0 ? 1 : 0;
                case ZERO -> (long) Math.signum(difference);
                case FLOOR -> (long) Math.floor(difference);
                case CEILING -> (long) Math.ceil(difference);
                case TRUNCATION -> (long) difference;
            };
        }

        /// The value at which the next jump is of a difference that grows, or falls.
        public double level(double difference, boolean grows) {
            return switch (this) {
                case NEGATIVE, NOT_POSITIVE, ZERO -> 0;
                case FLOOR -> Math.floor(difference) + (grows ? 1 : 0);
                case CEILING -> Math.ceil(difference) - (grows ? 0 : 1);
                case TRUNCATION -> {
                    boolean beyondZero = grows ? difference <= -1 : difference >= 1;
                    double whole = (long) difference;
                    yield beyondZero ? whole : whole + (grows ? 1 : -1);
                }
            };
        }
    }

    /// The difference and its derivative by time.
    public record Timing(Formula difference, Formula slope) {}
}
