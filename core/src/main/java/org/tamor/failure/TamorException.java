package org.tamor.failure;

/// The root of all failures that Tamor reports to its user.
///
/// The message is one line: `location: what is wrong; what to do [code]`.
public abstract sealed class TamorException extends RuntimeException
        permits BadInputException, EnvironmentException, NumericalFailureException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Location location;

    TamorException(String code, Location location, String message) {
        super(message);
        this.code = code;
        this.location = location;
    }

    /// A stable code such as `antimony.syntax`, fit for scripts.
    public final String code() {
        return code;
    }

    public final Location location() {
        return location == null ? Location.UNKNOWN : location;
    }

    /// The process exit code of this kind of failure.
    public abstract int exitCode();

    /// The one line shown to the user.
    public final String describe() {
        String where = location().toString();
        return (where.isEmpty() ? "" : where + ": ") + getMessage() + " [" + code + "]";
    }
}
