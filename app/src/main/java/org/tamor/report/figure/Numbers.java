package org.tamor.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// Numbers as people read them.
public final class Numbers {

    private static final String SUPERSCRIPTS =
            "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    /// What a sum of weights can miss 0 or 1 by though all or none of them count.
    private static final double ROUNDING = 1e-9;

    private Numbers() {}

    /// The numbers of a list.
    public static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The nearest number with so many significant digits.
    public static double round(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /// The value with so many significant digits: plain from 0.001 to 99 999, as `1.2 x 10^6` with
    /// raised digits beyond.
    public static String text(double value, int digits) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221e" : "\u2212\u221e";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        double size = Math.abs(rounded.doubleValue());
        String plain;
        if (size < 1e-3 || size >= 1e5) {
            int exponent = rounded.precision() - rounded.scale() - 1;
            String mantissa = strip(rounded.movePointLeft(exponent));
            plain =
                    (mantissa.equals("1")
                                    ? ""
                                    : mantissa.equals("-1") ? "-" : mantissa + " \u00d7 ")
                            + "10"
                            + raised(exponent);
        } else {
            plain = strip(rounded);
        }
        return plain.replace('-', '\u2212');
    }

    /// Three significant digits.
    public static String text(double value) {
        return text(value, 3);
    }

    /// A fraction as a whole percentage.
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    /// A probability, or a share that stands for one, as a whole percentage; what is neither
    /// nothing nor all does not read so: `< 1 %`, `> 99 %`.
    public static String probability(double fraction) {
        if (fraction > ROUNDING && fraction < 0.01) {
            return "< 1 %";
        }
        return fraction > 0.99 && fraction < 1 - ROUNDING ? "> 99 %" : percent(fraction);
    }

    private static String strip(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static String raised(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "\u207b" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
