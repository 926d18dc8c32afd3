package org.tamor.calibrate.sample;

import java.util.Locale;

/// What the chains must reach before conclusions may be drawn, for every parameter.
///
/// @param rHat the largest R-hat, exclusive
/// @param effectiveSampleSize the least of both the bulk and the tail
public record ConvergenceGate(double rHat, double effectiveSampleSize) {

    /// R-hat below 1.05 and 100 effective draws.
    public static final ConvergenceGate STANDARD = new ConvergenceGate(1.05, 100);

    /// What one parameter misses; "" where it passes. A number that does not exist misses.
    public String fault(ParameterSummary summary) {
        StringBuilder fault = new StringBuilder();
        if (!(summary.rHat() < rHat)) {
            fault.append(String.format(Locale.ROOT, "R-hat %.3f", summary.rHat()));
        }
        double size = Math.min(summary.bulkSize(), summary.tailSize());
        if (!(size >= effectiveSampleSize)) {
            fault.append(fault.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%.0f effective draws", size));
        }
        return fault.toString();
    }
}
