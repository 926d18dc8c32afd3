package org.tamor.fuzz;

import java.util.Optional;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.NumericalFailureException;
import org.tamor.failure.TamorException;

/// What became of a damaged file.
///
/// @param detail the code of a refusal, the time and place of a numerical failure, what is wrong
///   with a defect
public record Outcome(Ending kind, String detail) {

    /// The ways in which an attempt may end.
    public enum Ending {
        /// Read and simulated.
        SIMULATED,
        /// Read, but too large to be simulated here.
        READ,
        /// Read and simulated; a rule has no value at some time, which shows in the table.
        UNDEFINED_VALUES,
        /// Refused, with a code and a place.
        REFUSED,
        /// The integration could not go on, at a time that is told.
        NUMERICAL_FAILURE,
        /// Anything else: a bug.
        DEFECT
    }

    static Outcome of(Ending kind) {
        return new Outcome(kind, "");
    }

    static Outcome defect(String detail) {
        return new Outcome(Ending.DEFECT, detail);
    }

    /// A failed run.
    static Outcome stopped(double time, String quantity, String reason) {
        if (Double.isNaN(time) || reason.isBlank() || reason.contains("null")) {
            return defect("a numerical failure without time or reason: " + time + " " + reason);
        }
        return new Outcome(
                Ending.NUMERICAL_FAILURE, quantity.isEmpty() ? "no quantity named" : "");
    }

    /// Judges what was thrown.
    static Outcome of(Throwable thrown) {
        if (!(thrown instanceof TamorException refusal)) {
            return defect(signature(thrown));
        }
        return flaw(refusal)
                .map(flaw -> defect(flaw + ": " + signature(thrown)))
                .orElse(
                        new Outcome(
                                thrown instanceof NumericalFailureException
                                        ? Ending.NUMERICAL_FAILURE
                                        : Ending.REFUSED,
                                refusal.code()));
    }

    /// What a refusal lacks.
    private static Optional<String> flaw(TamorException refusal) {
        String text = refusal.describe();
        if (refusal.code().isBlank()) {
            return Optional.of("a refusal without a code");
        } else if (refusal instanceof EnvironmentException) {
            return Optional.of("the machine is blamed for a damaged file");
        } else if (refusal.location().toString().isBlank()) {
            return Optional.of("a refusal without a place");
        } else if (text.length() > 2000) {
            return Optional.of("a refusal of " + text.length() + " characters");
        } else if (text.contains("Exception") || text.contains("org.tamor.")) {
            return Optional.of("a refusal that shows the program's inside");
        }
        return Optional.empty();
    }

    /// The exception's class and the first of our methods in its trace.
    static String signature(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getSimpleName());
        if (thrown instanceof TamorException refusal) {
            text.append(" [").append(refusal.code()).append(']');
        }
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("org.tamor.")
                    && !frame.getClassName().startsWith("org.tamor.fuzz")) {
                return text.append(" at ").append(frame).toString();
            }
        }
        return text.toString();
    }
}
