package org.tamor.report.figure;

import java.util.regex.Pattern;

/// Typesets the plain-ASCII words that tables use.
public final class Words {

    private static final Pattern MICRO = Pattern.compile("(?<![A-Za-z])u(?=[MLlgm]\\b)");
    private static final Pattern ALPHA = Pattern.compile("(?<=ER)alpha\\b");
    private static final Pattern BETA = Pattern.compile("(?<=17)beta\\b");
    private static final Pattern PLUS_MINUS = Pattern.compile("(?<= )\\+-(?= ?[0-9])");

    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(?<=[0-9]) (?=(?:[pn\u00b5m]?[MLgl]|h|min|d|%)(?![A-Za-z]))");

    private Words() {}

    /// The text with micro, alpha, beta and plus-minus signs where ASCII stands for them.
    public static String typeset(String text) {
        String result = MICRO.matcher(text).replaceAll("\u00b5");
        result = ALPHA.matcher(result).replaceAll("\u03b1");
        result = BETA.matcher(result).replaceAll("\u03b2");
        return PLUS_MINUS.matcher(result).replaceAll("\u00b1");
    }

    /// Running text: typeset, with numbers kept on one line with their units.
    public static String prose(String text) {
        return NUMBER_AND_UNIT.matcher(typeset(text)).replaceAll("\u00a0");
    }

    /// A unit that is written as an identifier, such as `nM_per_h` or `per_nM_h`, as a fraction.
    public static String unit(String unit) {
        int per = unit.startsWith("per_") ? 0 : unit.indexOf("_per_");
        if (per < 0) {
            return typeset(unit);
        }
        String above = per == 0 ? "1" : unit.substring(0, per).replace('_', '\u00b7');
        String[] below = unit.substring(per == 0 ? 4 : per + 5).split("_");
        String product = String.join("\u00b7", below);
        return typeset(above + "/" + (below.length > 1 ? "(" + product + ")" : product));
    }
}
