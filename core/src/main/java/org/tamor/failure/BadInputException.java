package org.tamor.failure;

/// An input that cannot be used as it stands. Exit code 2.
public final class BadInputException extends TamorException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String code, Location location, String message) {
        super(code, location, message);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
