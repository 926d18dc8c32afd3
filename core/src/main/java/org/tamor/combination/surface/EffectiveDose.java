package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The effective dose model (Zimmer et al., PNAS 113 (2016) 10442-10447): each drug changes the dose
/// that the others see, `d_i' = d_i / (1 + sum_j a_ij d_j'/(C_j + d_j'))`, and the survivals multiply,
/// `E = prod_i 1/(1 + (d_i'/C_i)^h_i)`.
///
/// @param halfDoses C
/// @param slopes h
/// @param interaction `a[i][j]`: how drug j changes the effective dose of drug i; above -1, below 0 is synergy,
///     above 0 antagonism
public record EffectiveDose(double[] halfDoses, double[] slopes, double[][] interaction) {

    private static final double TOLERANCE = 1e-13;
    private static final int ITERATIONS = 10_000;

    /// The response at the doses, between 1 (no drug) and 0.
    public Evaluation value(double... doses) {
        double[] effective = doses.clone();
        boolean converged = true;
        if (doses.length == 2) {
            pair(doses, effective);
        } else {
            converged = iterate(doses, effective);
        }
        double product = 1;
        for (int i = 0; i < doses.length; i++) {
            product *=
                    effective[i] == 0
                            ? 1
                            : 1 / (1 + Math.exp(slopes[i] * Math.log(effective[i] / halfDoses[i])));
        }
        return converged
                ? Evaluation.ok(product)
                : Evaluation.flagged(
                        product, Status.NOT_CONVERGED, "the effective doses did not settle");
    }

    /// Two drugs: the positive root of `A u^2 + B u - C = 0` in the effective dose of the first.
    private void pair(double[] doses, double[] effective) {
        double c1 = halfDoses[0];
        double c2 = halfDoses[1];
        double a12 = interaction[0][1];
        double a21 = interaction[1][0];
        double a = c2 * (1 + a21) + doses[1] * (1 + a12);
        double b =
                c1 * c2 + doses[1] * c1 * (1 + a12) - doses[0] * (c2 * (1 + a21) + doses[1]);
        double c = doses[0] * c1 * (c2 + doses[1]);
        double root = Math.sqrt(b * b + 4 * a * c);
        double u = b > 0 ? 2 * c / (b + root) : (root - b) / (2 * a);
        effective[0] = doses[0] == 0 ? 0 : u;
        effective[1] = doses[1] / (1 + a21 * effective[0] / (c1 + effective[0]));
    }

    private boolean iterate(double[] doses, double[] effective) {
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double change = 0;
            for (int i = 0; i < doses.length; i++) {
                double sum = 1;
                for (int j = 0; j < doses.length; j++) {
                    if (j != i) {
                        sum += interaction[i][j] * effective[j] / (halfDoses[j] + effective[j]);
                    }
                }
                double next =
                        0.5 * effective[i] + 0.5 * doses[i] / Math.max(sum, 1e-12);
                change = Math.max(change, Math.abs(next - effective[i]) / (halfDoses[i] + next));
                effective[i] = next;
            }
            if (change < TOLERANCE) {
                return true;
            }
        }
        return false;
    }
}
