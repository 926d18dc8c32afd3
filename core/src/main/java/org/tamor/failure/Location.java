package org.tamor.failure;

/// A place in an input: the file, a 1-based line and column (0 where unknown) and the element concerned ("" where none).
public record Location(String file, int line, int column, String element) {

    /// The place that nothing is known of.
    public static final Location UNKNOWN = new Location("", 0, 0, "");

    public static Location ofFile(String file) {
        return new Location(file, 0, 0, "");
    }

    public static Location ofLine(String file, int line) {
        return new Location(file, line, 0, "");
    }

    public static Location of(String file, int line, int column) {
        return new Location(file, line, column, "");
    }

    public Location withElement(String newElement) {
        return new Location(file, line, column, newElement);
    }

    public Location withFile(String newFile) {
        return new Location(newFile, line, column, element);
    }

    /// `file:line:column (element)`, leaving out what is unknown.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(text.isEmpty() ? "line " : ":").append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (!element.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append('(').append(element).append(')');
        }
        return text.toString();
    }
}
