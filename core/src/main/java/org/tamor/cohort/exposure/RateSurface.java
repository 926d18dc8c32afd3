package org.tamor.cohort.exposure;

import java.util.Arrays;

/// Net growth rates over a grid of constant levels of two drugs.
///
/// @param first free levels of the first drug, ascending, the first of them 0
/// @param second of the second drug, likewise
/// @param rates per day, `[first][second]`
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record RateSurface(double[] first, double[] second, double[][] rates) {

    /// Computes the rate at every node.
    static RateSurface of(double[] first, double[] second, NetRate rate) {
        double[][] rates = new double[first.length][second.length];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                rates[i][j] = rate.at(first[i], second[j]);
            }
        }
        return new RateSurface(first, second, rates);
    }

    /// 0 and then `count` levels from the smallest to the largest, equal factors apart.
    static double[] levels(double smallest, double largest, int count) {
        double[] levels = new double[count + 1];
        for (int k = 0; k < count; k++) {
            levels[k + 1] = smallest * Math.pow(largest / smallest, k / (count - 1.0));
        }
        levels[count] = largest;
        return levels;
    }

    /// The rate between the nodes: along a line of the grid by cubic Hermite polynomials in the
    /// logarithm of the level, with slopes that keep the rate monotone between two nodes (Fritsch
    /// and Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300), linear in the level below the
    /// smallest above 0; linear between two such lines.
    public double interpolated(double one, double two) {
        int i = cell(first, one);
        double s = share(first, i, one);
        if (s == 0 || s == 1) {
            return along(second, rates[s == 0 ? i : i + 1], two);
        }
        int j = cell(second, two);
        double t = share(second, j, two);
        return (1 - t) * along(first, column(j), one)
                + (t == 0 ? 0 : t * along(first, column(j + 1), one));
    }

    private double[] column(int j) {
        return Arrays.stream(rates).mapToDouble(row -> row[j]).toArray();
    }

    private static double along(double[] levels, double[] values, double level) {
        int k = cell(levels, level);
        double s = share(levels, k, level);
        double low = values[k];
        double high = values[k + 1];
        if (k == 0) {
            return low + s * (high - low);
        }
        double rest = 1 - s;
        return (1 + 2 * s) * rest * rest * low
                + s * s * (3 - 2 * s) * high
                + s * rest * (rest * slope(values, k) - s * slope(values, k + 1));
    }

    /// Per step, at a node: the harmonic mean of the differences beside it, 0 at a turn.
    private static double slope(double[] values, int k) {
        boolean isEnd = k == 1 || k == values.length - 1;
        double before = k == 1 ? values[2] - values[1] : values[k] - values[k - 1];
        double after = isEnd ? before : values[k + 1] - values[k];
        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }

    private static int cell(double[] levels, double level) {
        int k = 0;
        while (k < levels.length - 2 && levels[k + 1] <= level) {
            k++;
        }
        return k;
    }

    private static double share(double[] levels, int k, double level) {
        double share =
                k == 0
                        ? level / levels[1]
                        : Math.log(level / levels[k]) / Math.log(levels[k + 1] / levels[k]);
        double near = Math.rint(share);
        return Math.abs(share - near) < 1e-12 ? near : share;
    }
}
