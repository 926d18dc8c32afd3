package org.tamor.combination.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.inference.Interval;

/// Numbers as they stand in sentences.
final class Wording {

    private Wording() {}

    /// An excess in percent of the control with its sign.
    static String points(double excess) {
        return String.format(Locale.ROOT, "%+.1f", 100 * excess + 0.0).replace('-', '\u2212');
    }

    /// What hundredths of a canonical response are called.
    static String hundredths(ResponseScale scale) {
        return switch (scale) {
            case GROWTH_RATE -> "hundredths of GR";
            case GROWTH_PERCENT -> "points of growth percent";
            case PROLIFERATION_RATE -> "hundredths of the unit of the rate";
            case LOG_FOLD -> "hundredths of the log fold";
            default -> "% of the control";
        };
    }

    /// `+4.1 % of the control (95 % interval +1.0 to +7.2)`.
    static String points(Interval interval, ResponseScale scale) {
        return "%s %s (%.0f %% interval %s to %s)"
                .formatted(
                        points(interval.estimate()),
                        hundredths(scale),
                        100 * interval.level(),
                        points(interval.low()),
                        points(interval.high()));
    }

    static String probability(double p) {
        return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.2g", p);
    }

    /// Three significant digits, plain where possible.
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221e" : "\u2212\u221e";
        }
        if (value == 0 || Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5) {
            return new BigDecimal(value)
                    .round(new MathContext(3))
                    .stripTrailingZeros()
                    .toPlainString()
                    .replace('-', '\u2212');
        }
        return String.format(Locale.ROOT, "%.2e", value).replace('-', '\u2212');
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    /// `0.1 uM A with 3 uM B`.
    static String mixture(double[] doses, List<Drug> drugs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < doses.length; i++) {
            text.append(i == 0 ? "" : " with ")
                    .append(number(doses[i]))
                    .append(drugs.get(i).unit().isEmpty() ? "" : " " + drugs.get(i).unit())
                    .append(' ')
                    .append(drugs.get(i).name());
        }
        return text.toString();
    }

    /// `a, b and c`.
    static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
