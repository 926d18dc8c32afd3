package org.tamor.combination.curve;

/// The sum of two Hill terms over one baseline: a curve with two phases, or one that turns round
/// (hormesis) where the terms have opposite signs.
///
/// @param first drop to its own limit from the baseline
/// @param second its drop is added to the first's; its baseline is the first's
public record TwoPhase(Hill first, Hill second) implements DoseResponse {

    private static final int STEPS = 200;

    @Override
    public double value(double dose) {
        return first.value(dose) + second.value(dose) - second.baseline();
    }

    @Override
    public double baseline() {
        return first.baseline();
    }

    @Override
    public double limit() {
        return first.limit() + second.limit() - second.baseline();
    }

    /// Whether the curve falls, or rises, throughout.
    public boolean isMonotone() {
        return (first.limit() - first.baseline()) * (second.limit() - second.baseline()) >= 0;
    }

    /// By a scan from low doses to the first crossing, then bisection.
    @Override
    public double inverse(double response) {
        double sign = Math.signum(limit() - baseline());
        if (sign * (response - baseline()) <= 0) {
            return 0;
        }
        double low = Math.log(Math.min(first.halfDose(), second.halfDose())) - 30;
        double high = Math.log(Math.max(first.halfDose(), second.halfDose())) + 30;
        double left = low;
        for (int i = 1; i <= STEPS; i++) {
            double right = low + (high - low) * i / STEPS;
            if (sign * (value(Math.exp(right)) - response) >= 0) {
                return bisect(left, right, response, sign);
            }
            left = right;
        }
        return Double.POSITIVE_INFINITY;
    }

    private double bisect(double low, double high, double response, double sign) {
        double left = low;
        double right = high;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (left + right);
            if (sign * (value(Math.exp(middle)) - response) >= 0) {
                right = middle;
            } else {
                left = middle;
            }
        }
        return Math.exp(right);
    }
}
