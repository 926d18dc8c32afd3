package org.tamor.calibrate.profile;

import java.util.List;
import java.util.OptionalDouble;

/// The profile of one parameter.
///
/// @param index of the parameter
/// @param points in the order of the parameter's value
/// @param lower where the objective has risen to the threshold below the best value, on the scale;
///   empty where it does not within the bounds
/// @param upper the same above
/// @param remark what went wrong on the way; "" where nothing did
public record Profile(
        int index,
        List<Point> points,
        OptionalDouble lower,
        OptionalDouble upper,
        Verdict verdict,
        String remark) {

    public Profile {
        points = List.copyOf(points);
    }

    /// A value of the parameter with the others fitted.
    ///
    /// @param value on the scale
    /// @param rise of the objective above the best point
    /// @param likelihoodFall how much of it is the log-likelihood's
    /// @param others the whole point
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    public record Point(double value, double rise, double likelihoodFall, double[] others) {}

    /// What a profile says of its parameter.
    public enum Verdict {
        IDENTIFIED("identified", "the measurements bound it on both sides"),
        OPEN_BELOW(
                "open below",
                "practically unidentified: it may fall to its lower bound without speaking against the measurements"),
        OPEN_ABOVE(
                "open above",
                "practically unidentified: it may rise to its upper bound without speaking against the measurements"),
        OPEN(
                "open on both sides",
                "practically unidentified: any value between the bounds agrees with the measurements"),
        FLAT(
                "flat",
                "structurally unidentified: nothing changes whatever its value, other parameters make up for it"),
        PRIOR(
                "bounded by the prior",
                "its prior bounds it, the measurements alone do not"),
        UNFINISHED(
                "unfinished", "the fits of the other parameters broke off before an end was found");

        private final String label;
        private final String words;

        Verdict(String label, String words) {
            this.label = label;
            this.words = words;
        }

        public String label() {
            return label;
        }

        /// The verdict as the end of a sentence.
        public String words() {
            return words;
        }

        static Verdict of(String label) {
            for (Verdict verdict : values()) {
                if (verdict.label.equals(label)) {
                    return verdict;
                }
            }
            throw new IllegalArgumentException("no verdict " + label);
        }
    }
}
