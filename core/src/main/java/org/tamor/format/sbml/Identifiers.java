package org.tamor.format.sbml;

/// The lexical form of SBML identifiers.
final class Identifiers {

    private Identifiers() {}

    /// Whether the text is a letter or underscore followed by letters, digits and underscores.
    static boolean isValid(String text) {
        if (text.isEmpty() || text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean valid =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '_';
            if (!valid) {
                return false;
            }
        }
        return true;
    }
}
