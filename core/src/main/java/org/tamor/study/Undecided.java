package org.tamor.study;

/// A value that cannot be computed from the results, with the reason; never leaves the judging of
/// claims.
final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undecided(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
