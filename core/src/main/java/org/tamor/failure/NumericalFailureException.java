package org.tamor.failure;

/// A computation that cannot go on; the message says at which time and in which quantity. Exit code 4.
public final class NumericalFailureException extends TamorException {

    private static final long serialVersionUID = 1L;

    public NumericalFailureException(String code, Location location, String message) {
        super(code, location, message);
    }

    @Override
    public int exitCode() {
        return 4;
    }
}
