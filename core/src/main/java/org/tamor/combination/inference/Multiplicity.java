package org.tamor.combination.inference;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Adjustment of probabilities for their number, as across drug pairs and cell lines.
public final class Multiplicity {

    private Multiplicity() {}

    /// Controls the false discovery rate (Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300).
    public static double[] benjaminiHochberg(double[] probabilities) {
        int n = probabilities.length;
        int[] order = order(probabilities);
        double[] adjusted = new double[n];
        double least = 1;
        for (int k = n - 1; k >= 0; k--) {
            least = Math.min(least, probabilities[order[k]] * n / (k + 1));
            adjusted[order[k]] = least;
        }
        return adjusted;
    }

    /// Controls the chance of any false positive (Holm, Scand. J. Stat. 6 (1979) 65-70).
    public static double[] holm(double[] probabilities) {
        int n = probabilities.length;
        int[] order = order(probabilities);
        double[] adjusted = new double[n];
        double most = 0;
        for (int k = 0; k < n; k++) {
            most = Math.max(most, Math.min(1, probabilities[order[k]] * (n - k)));
            adjusted[order[k]] = most;
        }
        return adjusted;
    }

    private static int[] order(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
