package org.tamor.stats;

import java.util.Arrays;

/// Chooses members of a weighted sample so that all chosen ones weigh the same.
///
/// Member i with the normalised weight w is chosen `floor(n w)` or `ceil(n w)` times: those whose
/// part of the cumulated weight holds one of the points `(k + u) / n` (Kitagawa, J. Comput. Graph.
/// Stat. 5 (1996) 1-25).
public final class SystematicResampling {

    private SystematicResampling() {}

    /// The indices of the chosen members, ascending.
    ///
    /// @param weights not negative, with a positive sum
    /// @param u from 0 to below 1
    public static int[] indices(double[] weights, int n, double u) {
        double total = Arrays.stream(weights).sum();
        int[] chosen = new int[n];
        int member = 0;
        double sum = weights[0];
        for (int k = 0; k < n; k++) {
            double point = (k + u) / n * total;
            while (sum <= point && member < weights.length - 1) {
                member++;
                sum += weights[member];
            }
            chosen[k] = member;
        }
        return chosen;
    }
}
