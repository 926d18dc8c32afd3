package org.tamor.ode;

import java.util.Arrays;

/// The coefficients of the variable-step BDF of order q in fixed-leading-coefficient form.
///
/// With the step sizes `h = h_n, h_{n-1}, ...` and `xi_j = (t_n - t_{n-j}) / h`, the corrected
/// Nordsieck array is `z = z_predicted + l * e`, e being the correction of y, where l are the
/// coefficients of
///
/// `Lambda(x) = (1 + x/xi*) prod_{j=1}^{q-1} (1 + x/xi_j)`, with `-l_1 = alpha_0 = -sum_{j=1}^{q}
/// 1/j`
///
/// fixing `xi*` (Jackson & Sacks-Davis, ACM TOMS 6 (1980) 295-318). The local error estimates of
/// orders q - 1, q and q + 1 are multiples of the last Nordsieck column, of e, and of a difference
/// of scaled e's (Byrne & Hindmarsh, ACM TOMS 1 (1975) 71-96; Hindmarsh et al., ACM TOMS 31 (2005)
/// 363-396, and the CVODE user guide, "Mathematical considerations").
final class BdfCoefficients {

    static final int MAXIMUM_ORDER = 5;

    /// l_0 .. l_q.
    final double[] l = new double[MAXIMUM_ORDER + 2];

    /// The factor of `norm(z_q)` in the error estimate at order q - 1.
    double lowerError;

    /// The factor of `norm(e)` in the error estimate at order q.
    double error;

    /// The factor of the norm of the difference of corrections in the error estimate at order q +
    /// 1.
    double higherError;

    /// By whose ratio the earlier correction is scaled in that difference.
    double correctionScale;

    /// Computes all coefficients for a step of size h at order q.
    ///
    /// @param past `past[j]`, j = 1 ..: the sizes of the last steps, latest first
    /// @param forOrderChange whether [#lowerError] and [#higherError] are wanted
    void compute(int q, double h, double[] past, boolean forOrderChange) {
        double[] c = l;
        Arrays.fill(c, 0);
        c[0] = 1;
        c[1] = 1;
        double xiInverse = 1;
        double xiStarInverse = 1;
        double alpha0 = -1;
        double alpha0Hat = -1;
        double sum = h;
        if (q > 1) {
            for (int j = 2; j < q; j++) {
                sum += past[j - 1];
                xiInverse = h / sum;
                alpha0 -= 1.0 / j;
                for (int i = j; i >= 1; i--) {
                    c[i] += c[i - 1] * xiInverse;
                }
            }
            alpha0 -= 1.0 / q;
            xiStarInverse = -c[1] - alpha0;
            sum += past[q - 1];
            xiInverse = h / sum;
            alpha0Hat = -c[1] - xiInverse;
            for (int i = q; i >= 1; i--) {
                c[i] += c[i - 1] * xiStarInverse;
            }
        }
        double a1 = 1 - alpha0Hat + alpha0;
        double a2 = 1 + q * a1;
        error = Math.abs(a1 / (alpha0 * a2));
        correctionScale = Math.abs(a2 * xiStarInverse / (c[q] * xiInverse));
        if (forOrderChange) {
            if (q > 1) {
                double a3 = alpha0 + 1.0 / q;
                double a4 = alpha0Hat + xiInverse;
                lowerError = Math.abs(xiStarInverse / c[q] * (1 - a4 + a3) / a3);
            } else {
                lowerError = 1;
            }
            sum += past[q];
            xiInverse = h / sum;
            double a5 = alpha0 - 1.0 / (q + 1);
            double a6 = alpha0Hat - xiInverse;
            higherError = Math.abs((1 - a6 + a5) / a2 / (xiInverse * (q + 2) * a5));
        }
    }
}
