package org.tamor.report.study;

import java.util.Locale;
import java.util.OptionalDouble;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.study.Claim;
import org.tamor.study.ClaimResult;
import org.tamor.study.Verdict;

/// Draws a claim's value against its limits as a small bar: the allowed range shaded, the value as
/// a mark, the 5-95 % range over draws as a line. What lies beyond the bar is drawn as an arrow at
/// its end.
final class RangeBar {

    private static final int WIDTH = 168;
    private static final int HEIGHT = 24;
    private static final double INSET = 8;

    private RangeBar() {}

    /// The ends of the scale.
    record Scale(double low, double high) {

        /// Both limits with room beside them, or one limit in the middle.
        static Scale of(OptionalDouble lower, OptionalDouble upper, double value) {
            if (lower.isPresent() && upper.isPresent()) {
                double width = Math.max(upper.getAsDouble() - lower.getAsDouble(), 1e-12);
                return new Scale(
                        lower.getAsDouble() - 0.7 * width, upper.getAsDouble() + 0.7 * width);
            }
            double limit = lower.isPresent() ? lower.getAsDouble() : upper.orElse(value);
            double reach =
                    Math.max(1.5 * Math.abs(value - limit), Math.max(0.4 * Math.abs(limit), 1e-12));
            return new Scale(limit - reach, limit + reach);
        }

        double position(double value) {
            double fraction = (value - low) / (high - low);
            return INSET + Math.max(0, Math.min(1, fraction)) * (WIDTH - 2 * INSET);
        }

        boolean holds(double value) {
            return value >= low && value <= high;
        }
    }

    /// The bar as inline SVG; "" where the claim has no value.
    static String svg(ClaimResult result) {
        if (result.value().isEmpty() || !Double.isFinite(result.value().getAsDouble())) {
            return "";
        }
        Claim claim = result.claim();
        double value = result.value().getAsDouble();
        Scale scale = Scale.of(claim.lower(), claim.upper(), value);
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg class=\"range\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                            + " role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        WIDTH,
                        HEIGHT,
                        Html.escape(
                                "value " + Numbers.text(value) + ", allowed " + limits(claim))));
        double middle = HEIGHT / 2.0;
        svg.append(line(INSET, middle, WIDTH - INSET, middle, "#c8c8c8", 1));
        if (claim.lower().isPresent() || claim.upper().isPresent()) {
            double left =
                    claim.lower().isPresent() ? scale.position(claim.lower().getAsDouble()) : INSET;
            double right =
                    claim.upper().isPresent()
                            ? scale.position(claim.upper().getAsDouble())
                            : WIDTH - INSET;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"10\""
                                + " fill=\"#cfe8df\"/>",
                            left,
                            middle - 5,
                            Math.max(1, right - left)));
            if (claim.lower().isPresent()) {
                svg.append(line(left, middle - 7, left, middle + 7, "#3c6e5d", 1.2));
            }
            if (claim.upper().isPresent()) {
                svg.append(line(right, middle - 7, right, middle + 7, "#3c6e5d", 1.2));
            }
        }
        result.spread()
                .ifPresent(
                        spread -> {
                            if (spread.low().isPresent() && spread.high().isPresent()) {
                                double left = scale.position(spread.low().getAsDouble());
                                double right = scale.position(spread.high().getAsDouble());
                                svg.append(line(left, middle + 8, right, middle + 8, "#6e6e6e", 2));
                            }
                        });
        svg.append(mark(result.verdict(), scale, value, middle));
        return svg.append("</svg>").toString();
    }

    /// The limits in words.
    static String limits(Claim claim) {
        if (claim.lower().isPresent() && claim.upper().isPresent()) {
            return Numbers.text(claim.lower().getAsDouble())
                    + " to "
                    + Numbers.text(claim.upper().getAsDouble());
        }
        if (claim.lower().isPresent()) {
            return "\u2265 " + Numbers.text(claim.lower().getAsDouble());
        }
        return claim.upper().isPresent()
                ? "\u2264 " + Numbers.text(claim.upper().getAsDouble())
                : "no limit";
    }

    private static String mark(Verdict verdict, Scale scale, double value, double middle) {
        double x = scale.position(value);
        String colour = verdict == Verdict.HOLDS ? "#006b4f" : "#B34700";
        if (!scale.holds(value)) {
            double tip = value > scale.high() ? 7 : -7;
            return String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %.1fl%.1f 5l%.1f 5z\" fill=\"%s\"/>",
                    x,
                    middle - 5,
                    tip,
                    -tip,
                    colour);
        }
        if (verdict == Verdict.HOLDS) {
            return String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\" fill=\"%s\" stroke=\"#fff\"/>",
                    x,
                    middle,
                    colour);
        }
        return String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fl8 8m0 -8l-8 8\" stroke=\"%s\" stroke-width=\"2.4\""
                    + " fill=\"none\"/>",
                x - 4,
                middle - 4,
                colour);
    }

    private static String line(
            double x1, double y1, double x2, double y2, String colour, double width) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                    + " stroke-width=\"%.1f\"/>",
                x1,
                y1,
                x2,
                y2,
                colour,
                width);
    }
}
