package org.tamor.failure;

/// The machine lacks something that the work needs (a folder that cannot be written, say). Exit code 3.
public final class EnvironmentException extends TamorException {

    private static final long serialVersionUID = 1L;

    public EnvironmentException(String code, Location location, String message) {
        super(code, location, message);
    }

    @Override
    public int exitCode() {
        return 3;
    }
}
