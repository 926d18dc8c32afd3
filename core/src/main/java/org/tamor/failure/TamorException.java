package org.tamor.failure;

/// The root of all failures that Tamor reports to its user.
///
/// The message is one line: `location: what is wrong; what to do [code]`. Of a long one, which quotes
/// a long piece of input, the middle is left out.
public abstract sealed class TamorException extends RuntimeException
        permits BadInputException, EnvironmentException, NumericalFailureException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    private final String code;
    private final transient Location location;

    TamorException(String code, Location location, String message) {
        super(shortened(message, LONGEST));
        this.code = code;
        this.location =
                location.withElement(shortened(location.element(), LONGEST / 5))
                        .withFile(shortened(location.file(), LONGEST));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest * 2 / 3)
                        + " ... "
                        + text.substring(text.length() - longest / 3);
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
