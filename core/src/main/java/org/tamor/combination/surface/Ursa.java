package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The universal response surface (Greco, Park and Rustum, Cancer Res. 50 (1990) 5318-5327).
///
/// With `x = d_1/C_1`, `y = d_2/C_2` and `R = (E - E0)/(Ef - E)`, E solves
/// `1 = x R^(-1/h_1) + y R^(-1/h_2) + alpha x y R^(-1/(2 h_1) - 1/(2 h_2))`. Both drugs have the limit Ef. For alpha
/// below 0 there may be no solution at high doses.
///
/// @param alpha above 0 synergy, below 0 antagonism
public record Ursa(
        double baseline,
        double limit,
        double firstHalfDose,
        double firstSlope,
        double secondHalfDose,
        double secondSlope,
        double alpha) {

    private static final double STEP = 0.25;

    /// The response at two doses.
    public Evaluation value(double first, double second) {
        double x = first / firstHalfDose;
        double y = second / secondHalfDose;
        if (x == 0 && y == 0) {
            return Evaluation.ok(baseline);
        }
        // In t = ln R; from large t, where the sum is below 1, down to the first crossing.
        double high =
                Math.max(
                                x == 0 ? -700 : firstSlope * Math.log(x),
                                y == 0 ? -700 : secondSlope * Math.log(y))
                        + Math.max(firstSlope, secondSlope) * 30;
        double low = high;
        double limitOfScan = Math.max(-700, high - 200 * Math.max(firstSlope, secondSlope));
        while (excess(low, x, y) < 0) {
            low -= STEP;
            if (low < limitOfScan) {
                return Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "alpha below 0 leaves no solution at these doses");
            }
        }
        double right = Math.min(high, low + STEP);
        double left = low;
        for (int i = 0; i < 100 && right - left > 1e-15 * (1 + Math.abs(left)); i++) {
            double middle = 0.5 * (left + right);
            if (excess(middle, x, y) < 0) {
                right = middle;
            } else {
                left = middle;
            }
        }
        return Evaluation.ok(baseline + (limit - baseline) / (1 + Math.exp(-right)));
    }

    private double excess(double t, double x, double y) {
        return x * Math.exp(-t / firstSlope)
                + y * Math.exp(-t / secondSlope)
                + alpha * x * y * Math.exp(-t / (2 * firstSlope) - t / (2 * secondSlope))
                - 1;
    }
}
