package org.tamor.combination.surface;

import org.tamor.combination.curve.Hill;

/// The BRAID surface (Twarog et al., Sci. Rep. 6 (2016) 25523).
///
/// `F_i = (Ef_i - E0)/(Ef - E0)`, `G_i = F_i x_i^n_i / (1 + (1 - F_i) x_i^n_i)` with `x_i = d_i/IDM_i`,
/// `n = sqrt(n_A n_B)`, `S = G_A^(1/(delta n)) + G_B^(1/(delta n)) + kappa sqrt(G_A^(1/(delta n)) G_B^(1/(delta n)))`,
/// `E = E0 + (Ef - E0)/(1 + S^(-delta n))`.
///
/// @param first half dose, slope and limit of drug A
/// @param second of drug B
/// @param limit Ef, the response at infinite doses of both; at least as far from E0 as either limit
/// @param kappa above -2; below 0 antagonism, 0 additive, above 0 synergy
/// @param delta 1 in today's model; the exponent of the first version of BRAID
public record Braid(
        double baseline, Hill first, Hill second, double limit, double kappa, double delta) {

    /// The response at two doses.
    public double value(double... doses) {
        double range = limit - baseline;
        if (range == 0) {
            return baseline;
        }
        double n = delta * Math.sqrt(first.slope() * second.slope());
        double a = term(first, doses[0], range, n);
        double b = term(second, doses[1], range, n);
        double s = a + b + kappa * Math.sqrt(a) * Math.sqrt(b);
        if (!(s > 0)) {
            return baseline;
        }
        return baseline + range / (1 + Math.exp(-n * Math.log(s)));
    }

    /// `G^(1/n)`, in logs so that steep curves do not overflow.
    private double term(Hill curve, double dose, double range, double n) {
        double share = (curve.limit() - baseline) / range;
        if (dose == 0 || share <= 0) {
            return 0;
        }
        double power = curve.slope() * Math.log(dose / curve.halfDose());
        // F x/(1 + (1-F) x) = F / (exp(-power) + 1 - F)
        double odds = share / (Math.exp(-power) + Math.max(0, 1 - share));
        return Math.exp(Math.log(odds) / n);
    }
}
