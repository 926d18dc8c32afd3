package org.tamor.combination.surface;

import java.util.Arrays;

/// MuSyC: two independent bindings, each of which may change efficacy, potency and cooperativity of
/// the other (Meyer et al., Cell Syst. 8 (2019) 97; Wooten et al., Nat. Commun. 12 (2021) 4607).
///
/// The states are the subsets of bound drugs. Drug i binds to subset S at the rate
/// `((alpha d_i/C_i)^h_i)^gamma` and leaves at rate 1, where alpha and gamma belong to the edge (S, i) and are 1 for
/// the empty subset. The response is the mean of the states' responses under the stationary distribution, found by the
/// elimination of Grassmann, Taksar and Heyman (Oper. Res. 33 (1985) 1107), which subtracts nothing.
///
/// Unequal alphas break detailed balance, so the common rate 1 is part of the model. The alpha of a drug
/// whose limit is about E0 cannot be identified.
///
/// @param responses of the states, index = bit set of bound drugs (`E0, E1, E2, E3` for two drugs)
/// @param slopes h
/// @param halfDoses C
/// @param potency `alpha[i][S]`: how the bound set S changes the potency of drug i; entry 0 is 1
/// @param cooperativity `gamma[i][S]` likewise
public record Musyc(
        double[] responses,
        double[] slopes,
        double[] halfDoses,
        double[][] potency,
        double[][] cooperativity) {

    private static final double LARGEST_LOG_RATE = 200;

    /// Two drugs.
    ///
    /// @param alpha12 above 1: drug 1 makes drug 2 more potent
    /// @param alpha21 above 1: drug 2 makes drug 1 more potent
    public static Musyc pair(
            double[] responses,
            double[] slopes,
            double[] halfDoses,
            double alpha12,
            double alpha21,
            double gamma12,
            double gamma21) {
        return new Musyc(
                responses,
                slopes,
                halfDoses,
                new double[][] {{1, 1, alpha21, 1}, {1, alpha12, 1, 1}},
                new double[][] {{1, 1, gamma21, 1}, {1, gamma12, 1, 1}});
    }

    /// No interaction in potency and cooperativity.
    public static Musyc independent(double[] responses, double[] slopes, double[] halfDoses) {
        int n = slopes.length;
        double[][] ones = new double[n][1 << n];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        return new Musyc(responses, slopes, halfDoses, ones, ones);
    }

    /// The response at the doses.
    public double value(double... doses) {
        int n = doses.length;
        int states = 1 << n;
        double[][] rates = new double[states][states];
        for (int state = 0; state < states; state++) {
            for (int drug = 0; drug < n; drug++) {
                int other = state ^ (1 << drug);
                rates[state][other] =
                        (state & (1 << drug)) != 0 ? 1 : bindingRate(drug, state, doses[drug]);
            }
        }
        double[] occupancy = stationary(rates);
        double sum = 0;
        for (int state = 0; state < states; state++) {
            sum += occupancy[state] * responses[state];
        }
        return sum;
    }

    private double bindingRate(int drug, int bound, double dose) {
        double alpha = potency[drug][bound];
        if (dose == 0 || alpha == 0) {
            return 0;
        }
        double log =
                cooperativity[drug][bound]
                        * slopes[drug]
                        * (Math.log(alpha) + Math.log(dose / halfDoses[drug]));
        return Math.exp(Math.clamp(log, -LARGEST_LOG_RATE, LARGEST_LOG_RATE));
    }

    /// The stationary distribution of a chain from which state 0 is reached from every state.
    static double[] stationary(double[][] rates) {
        int n = rates.length;
        for (int k = n - 1; k > 0; k--) {
            double out = 0;
            for (int j = 0; j < k; j++) {
                out += rates[k][j];
            }
            for (int i = 0; i < k; i++) {
                double share = rates[i][k] / out;
                rates[i][k] = share;
                for (int j = 0; j < k; j++) {
                    if (j != i) {
                        rates[i][j] += share * rates[k][j];
                    }
                }
            }
        }
        double[] weight = new double[n];
        weight[0] = 1;
        double total = 1;
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < k; i++) {
                weight[k] += weight[i] * rates[i][k];
            }
            total += weight[k];
        }
        for (int k = 0; k < n; k++) {
            weight[k] /= total;
        }
        return weight;
    }

    /// Synergistic efficacy of two drugs, `beta = (Es - E3)/(E0 - Es)` with Es the stronger of E1 and E2
    /// (canonical responses): above 0 is synergy.
    public double beta() {
        double strongest = Math.min(responses[1], responses[2]);
        return (strongest - responses[3]) / (responses[0] - strongest);
    }
}
