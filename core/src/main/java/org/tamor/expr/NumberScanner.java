package org.tamor.expr;

/// Finds numbers such as `12`, `.5`, `1.` and `6.02e+23` in a text.
public final class NumberScanner {

    private NumberScanner() {}

    /// Whether a number begins at `position`.
    public static boolean startsAt(CharSequence text, int position) {
        return isDigit(text, position)
                || (position < text.length()
                        && text.charAt(position) == '.'
                        && isDigit(text, position + 1));
    }

    /// The end of the number that begins at `position`.
    public static int end(CharSequence text, int position) {
        int end = digits(text, position);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length()
                    && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            if (isDigit(text, exponent)) {
                end = digits(text, exponent);
            }
        }
        return end;
    }

    private static int digits(CharSequence text, int position) {
        int end = position;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(CharSequence text, int position) {
        return position < text.length()
                && text.charAt(position) >= '0'
                && text.charAt(position) <= '9';
    }
}
