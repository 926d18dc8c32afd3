package org.tamor.format.sbml;

/// The lexical form of numbers in XML Schema and MathML.
final class XmlNumbers {

    private XmlNumbers() {}

    /// Whether the text is `[+-] digits [. digits] [(e|E) [+-] digits]` with at least one digit
    /// before the exponent.
    static boolean isDecimal(String text) {
        int i = sign(text, 0);
        int whole = digits(text, i);
        int count = whole - i;
        i = whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = digits(text, i + 1);
            count += fraction - i - 1;
            i = fraction;
        }
        if (count == 0) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int start = sign(text, i + 1);
            i = digits(text, start);
            if (i == start) {
                return false;
            }
        }
        return i == text.length();
    }

    private static int sign(String text, int index) {
        return index < text.length() && (text.charAt(index) == '-' || text.charAt(index) == '+')
                ? index + 1
                : index;
    }

    private static int digits(String text, int index) {
        int i = index;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /// The form of a number in an XML attribute.
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "INF" : "-INF";
        }
        return Double.toString(value);
    }
}
