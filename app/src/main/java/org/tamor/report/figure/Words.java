package org.tamor.report.figure;

import java.util.regex.Pattern;

/// Typesets the plain-ASCII words that tables use.
public final class Words {

    private static final Pattern MICRO = Pattern.compile("(?<![A-Za-z])u(?=[MLlgm]\\b)");
    private static final Pattern ALPHA = Pattern.compile("(?<=ER)alpha\\b");
    private static final Pattern BETA = Pattern.compile("(?<=17)beta\\b");
    private static final Pattern PLUS_MINUS = Pattern.compile("(?<= )\\+-(?= ?[0-9])");

    private Words() {}

    /// The text with micro, alpha, beta and plus-minus signs where ASCII stands for them.
    public static String typeset(String text) {
        String result = MICRO.matcher(text).replaceAll("\u00b5");
        result = ALPHA.matcher(result).replaceAll("\u03b1");
        result = BETA.matcher(result).replaceAll("\u03b2");
        return PLUS_MINUS.matcher(result).replaceAll("\u00b1");
    }
}
