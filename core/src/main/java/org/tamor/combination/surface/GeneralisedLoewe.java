package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;

/// Generalised Loewe additivity (Van der Borght et al., Sci. Rep. 7 (2017) 17935): partial agonists
/// that compete for one target.
///
/// The occupancy o solves `sum_i (d_i/C_i)(1/o - 1)^(1/h_i) = 1`; then `y = b + o sum_i (m_i -
/// b)(d_i/C_i)(1/o - 1)^(1/h_i)`. Adding a weak drug can reduce the expected effect.
final class GeneralisedLoewe {

    private GeneralisedLoewe() {}

    static Evaluation expected(DoseResponse[] curves, double[] doses) {
        int n = doses.length;
        double[] logRatio = new double[n];
        double[] inverseSlope = new double[n];
        double[] limit = new double[n];
        double baseline = curves[0].baseline();
        int present = 0;
        int last = 0;
        boolean up = false;
        boolean down = false;
        for (int i = 0; i < n; i++) {
            Hill hill = Hill.of(curves[i]);
            if (hill == null) {
                return Evaluation.undefined(Status.UNDEFINED_MODEL, "the model needs Hill curves");
            }
            logRatio[i] =
                    doses[i] == 0 ? Double.NEGATIVE_INFINITY : Math.log(doses[i] / hill.halfDose());
            inverseSlope[i] = 1 / hill.slope();
            limit[i] = hill.limit();
            if (doses[i] > 0) {
                present++;
                last = i;
                up |= limit[i] > baseline;
                down |= limit[i] < baseline;
            }
        }
        if (present <= 1) {
            return Evaluation.ok(present == 0 ? baseline : curves[last].value(doses[last]));
        }
        if (!up && !down) {
            return Evaluation.ok(baseline);
        }
        double x = solve(logRatio, inverseSlope);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (doses[i] > 0) {
                sum += (limit[i] - baseline) * Math.exp(logRatio[i] + x * inverseSlope[i]);
            }
        }
        double value = baseline + sum / (1 + Math.exp(x));
        return up && down
                ? Evaluation.flagged(
                        value,
                        Status.UNDEFINED_MODEL,
                        "one curve rises and the other falls; the model means one target")
                : Evaluation.ok(value);
    }

    /// `x = ln(1/o - 1)` with `sum_i exp(logRatio_i + x / h_i) = 1`: Newton on the log of the sum,
    /// which is convex and increasing in x, from a bracket.
    private static double solve(double[] logRatio, double[] inverseSlope) {
        // Each term alone must not exceed 1, and one term must reach 1/n.
        double high = Double.POSITIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (int i = 0; i < logRatio.length; i++) {
            if (logRatio[i] > Double.NEGATIVE_INFINITY) {
                high = Math.min(high, -logRatio[i] / inverseSlope[i]);
                low = Math.min(low, (-Math.log(logRatio.length) - logRatio[i]) / inverseSlope[i]);
            }
        }
        double x = high;
        for (int i = 0; i < 100; i++) {
            double sum = 0;
            double slope = 0;
            for (int k = 0; k < logRatio.length; k++) {
                if (logRatio[k] > Double.NEGATIVE_INFINITY) {
                    double term = Math.exp(logRatio[k] + x * inverseSlope[k]);
                    sum += term;
                    slope += term * inverseSlope[k];
                }
            }
            double next = Math.max(low, x - Math.log(sum) * sum / slope);
            if (Math.abs(next - x) <= 1e-15 * (1 + Math.abs(x))) {
                return next;
            }
            x = next;
        }
        return x;
    }
}
