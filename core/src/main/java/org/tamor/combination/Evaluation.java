package org.tamor.combination;

/// A value with its status; a value that does not exist is NaN and says why.
///
/// @param value may be infinite (a dose that no amount reaches)
/// @param reason one clause for a reader, empty where the status is [Status#OK]
public record Evaluation(double value, Status status, String reason) {

    public Evaluation {
        if (Double.isNaN(value) && (status == Status.OK || reason.isEmpty())) {
            throw new IllegalArgumentException("a missing value needs a status and a reason");
        }
    }

    /// A value without reservation.
    public static Evaluation ok(double value) {
        return new Evaluation(value, Status.OK, "");
    }

    /// A value with a reservation.
    public static Evaluation flagged(double value, Status status, String reason) {
        return new Evaluation(value, status, reason);
    }

    /// No value, and why.
    public static Evaluation undefined(Status status, String reason) {
        return new Evaluation(Double.NaN, status, reason);
    }

    public boolean isDefined() {
        return !Double.isNaN(value);
    }
}
