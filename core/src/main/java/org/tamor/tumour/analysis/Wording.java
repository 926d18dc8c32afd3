package org.tamor.tumour.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.inference.Interval;

/// Numbers as they stand in sentences.
final class Wording {

    private Wording() {}

    /// Three significant digits, plain where possible.
    static String number(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return Double.isNaN(value) ? "no value" : value > 0 ? "\u221e" : "\u2212\u221e";
        }
        if (value == 0 || Math.abs(value) >= 1e-4 && Math.abs(value) < 1e5) {
            return new BigDecimal(value)
                    .round(new MathContext(3))
                    .stripTrailingZeros()
                    .toPlainString()
                    .replace('-', '\u2212');
        }
        return String.format(Locale.ROOT, "%.2e", value).replace('-', '\u2212');
    }

    static String signed(double value) {
        return (value > 0 ? "+" : "") + number(value);
    }

    /// `+0.02 per day (95 % interval +0.01 to +0.03)`.
    static String perDay(Interval interval) {
        return "%s per day (%.0f %% interval %s to %s)"
                .formatted(
                        signed(interval.estimate()),
                        100 * interval.level(),
                        signed(interval.low()),
                        signed(interval.high()));
    }

    static String probability(double p) {
        return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.2g", p);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    /// `a, b and c`.
    static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
