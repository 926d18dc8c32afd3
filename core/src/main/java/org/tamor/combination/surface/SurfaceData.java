package org.tamor.combination.surface;

import java.util.Arrays;
import java.util.List;
import org.tamor.combination.DoseCell;

/// Mean responses over doses, as surfaces are fitted to them.
///
/// @param doses `[cell][drug]`
/// @param means canonical
/// @param weights wells per cell
/// @param pureError sum of squares of the wells about their cell's mean
/// @param wells how many wells there are
public record SurfaceData(
        double[][] doses, double[] means, double[] weights, double pureError, int wells) {

    public static SurfaceData of(List<DoseCell> cells) {
        return new SurfaceData(
                cells.stream().map(DoseCell::doses).toArray(double[][]::new),
                cells.stream().mapToDouble(DoseCell::mean).toArray(),
                cells.stream().mapToDouble(DoseCell::count).toArray(),
                cells.stream().mapToDouble(DoseCell::spread).sum(),
                cells.stream().mapToInt(DoseCell::count).sum());
    }

    /// The same doses with other means.
    public SurfaceData withMeans(double[] newMeans) {
        return new SurfaceData(doses, newMeans, weights, pureError, wells);
    }

    int drugs() {
        return doses[0].length;
    }

    double least() {
        return Arrays.stream(means).min().orElse(0);
    }

    double most() {
        return Arrays.stream(means).max().orElse(1);
    }

    /// The logarithms of the least and the highest dose above 0 of a drug.
    double[] logDoseRange(int drug) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double[] row : doses) {
            if (row[drug] > 0) {
                low = Math.min(low, row[drug]);
                high = Math.max(high, row[drug]);
            }
        }
        if (high == 0) {
            throw new IllegalArgumentException("drug " + drug + " has no dose above 0");
        }
        return new double[] {Math.log(low), Math.log(high)};
    }

    /// The mean response at the highest doses of all drugs, or the least mean where that well is absent.
    double corner() {
        double[] top = new double[drugs()];
        for (double[] row : doses) {
            for (int i = 0; i < top.length; i++) {
                top[i] = Math.max(top[i], row[i]);
            }
        }
        for (int k = 0; k < doses.length; k++) {
            if (Arrays.equals(doses[k], top)) {
                return means[k];
            }
        }
        return least();
    }

    /// Corrected information criterion of Akaike of a fit.
    double criterion(double cost, int parameters) {
        int k = parameters + 1;
        return wells <= k + 1
                ? Double.POSITIVE_INFINITY
                : wells * Math.log(Math.max(cost + pureError, 1e-300) / wells)
                        + 2.0 * k
                        + 2.0 * k * (k + 1) / (wells - k - 1);
    }
}
