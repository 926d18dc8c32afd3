package org.tamor.report.figure.study;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// Draws amounts as the bands of a blot.
///
/// The darkness of a band is its amount relative to the strongest lane of the strip, raised to a
/// power below one and saturating as film does, so that a tenth of the strongest band can still be
/// seen. Nothing random is added: equal amounts look equal.
final class BandImage {

    private static final double SATURATION = 0.35;

    private BandImage() {}

    /// Grey level of an amount relative to the strongest, 0 (film) to 1 (black): f (1 + s)/(f + s).
    static double darkness(double fraction) {
        double positive = Math.max(0, Math.min(1, fraction));
        return positive * (1 + SATURATION) / (positive + SATURATION);
    }

    /// The strip as an SVG in a data URI.
    ///
    /// @param fractions amounts relative to the strongest lane; NaN for a lane without a value,
    ///   which is crossed out
    static String dataUri(double[] fractions, int width, int height) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder()
                        .encodeToString(
                                svg(fractions, width, height).getBytes(StandardCharsets.UTF_8));
    }

    static String svg(double[] fractions, int width, int height) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                            + " viewBox=\"0 0 %d %d\"><defs><filter id=\"b\" x=\"-20%%\""
                            + " y=\"-60%%\" width=\"140%%\" height=\"220%%\"><feGaussianBlur"
                            + " stdDeviation=\"1.6 1.1\"/></filter></defs><rect x=\"0.5\" y=\"0.5\""
                            + " width=\"%d\" height=\"%d\" fill=\"#f1efec\" stroke=\"#8a8a8a\"/>",
                        width,
                        height,
                        width,
                        height,
                        width - 1,
                        height - 1));
        double lane = (double) width / fractions.length;
        for (int i = 0; i < fractions.length; i++) {
            double centre = (i + 0.5) * lane;
            if (Double.isNaN(fractions[i])) {
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<path d=\"M%.1f %.1fl8 8m0 -8l-8 8\" stroke=\"#b0b0b0\""
                                    + " fill=\"none\"/>",
                                centre - 4,
                                height / 2.0 - 4));
                continue;
            }
            double dark = darkness(fractions[i]);
            double halfWidth = Math.min(24, lane * 0.38);
            double halfHeight = 2.2 + 3.2 * dark;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\""
                                + " fill=\"#161412\" fill-opacity=\"%.3f\" filter=\"url(#b)\"/>",
                            centre - halfWidth,
                            height / 2.0 - halfHeight,
                            2 * halfWidth,
                            2 * halfHeight,
                            halfHeight,
                            dark * 0.95));
        }
        return svg.append("</svg>").toString();
    }
}
