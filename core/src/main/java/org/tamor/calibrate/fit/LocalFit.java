package org.tamor.calibrate.fit;

import java.util.Optional;

/// How a local fit ended.
///
/// @param point the best one met; the start where the objective has no value there
/// @param value of the objective at the point; empty where it has none at the start
/// @param gradientNorm the largest slope inwards, over the range of a coordinate; NaN where not
///   known
/// @param evaluations of the objective without derivatives
/// @param expansions of the objective with derivatives
/// @param failures evaluations that gave no value
/// @param remark why it ended, or the last failure, in words; "" where converged
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record LocalFit(
        double[] point,
        Optional<Double> value,
        double gradientNorm,
        Status status,
        int iterations,
        int evaluations,
        int expansions,
        int failures,
        String remark) {

    /// The same with another point.
    LocalFit at(double[] other) {
        return new LocalFit(
                other,
                value,
                gradientNorm,
                status,
                iterations,
                evaluations,
                expansions,
                failures,
                remark);
    }

    /// Why a local fit ended.
    public enum Status {
        /// No step within the bounds promises a decrease that matters.
        CONVERGED("converged"),
        /// The trust region shrank to nothing: no step found the decrease that was promised.
        STALLED("stalled"),
        /// Many steps in a row hardly lowered the objective.
        SLOW("slow"),
        /// The greatest number of iterations was reached.
        ITERATION_LIMIT("iteration limit"),
        /// The objective has no value at the start.
        NO_START("no start");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /// The status of a label.
        public static Status of(String label) {
            for (Status status : values()) {
                if (status.label.equals(label)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("no status " + label);
        }
    }
}
