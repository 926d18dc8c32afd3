package org.tamor.calibrate.fit;

import java.util.List;
import org.tamor.calibrate.Derivatives;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// The expected information of measurements about parameters.
///
/// For a measurement with simulated value y and noise scale s the log-density has the expected
/// second derivatives (with a minus sign) `y' y'^T / s^2 + c s' s'^T / s^2`, where c is 2 for
/// normal and 1 for Laplace noise; logarithmic noise has `y' / y` in place of `y'`.
public final class FisherInformation {

    private FisherInformation() {}

    /// @param noises of each measurement
    /// @param simulations of each measurement
    /// @param slopes of the parameters' values by the coordinates
    /// @return a symmetric matrix without negative eigenvalues, by the coordinates
    public static double[][] matrix(
            List<NoiseDistribution> noises,
            double[] simulations,
            Derivatives.Jacobians jacobians,
            double[] slopes) {
        int n = slopes.length;
        double[][] matrix = new double[n][n];
        double[] row = new double[n];
        int[] used = new int[n];
        for (int i = 0; i < simulations.length; i++) {
            NoiseDistribution noise = noises.get(i);
            double scale = jacobians.scales()[i];
            double weight = noise.logarithmic() ? 1 / (scale * simulations[i]) : 1 / scale;
            add(matrix, jacobians.simulations()[i], weight, slopes, row, used);
            double ofScale =
                    switch (noise) {
                        case NORMAL, LOG_NORMAL -> Math.sqrt(2) / scale;
                        case LAPLACE, LOG_LAPLACE -> 1 / scale;
                    };
            add(matrix, jacobians.noiseScales()[i], ofScale, slopes, row, used);
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < k; l++) {
                matrix[l][k] = matrix[k][l];
            }
        }
        return matrix;
    }

    /// Adds the product of a row with itself to the lower triangle; most rows are mostly 0.
    private static void add(
            double[][] matrix,
            double[] derivatives,
            double weight,
            double[] slopes,
            double[] row,
            int[] used) {
        int count = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = weight * derivatives[k] * slopes[k];
            if (row[k] != 0) {
                used[count++] = k;
            }
        }
        for (int a = 0; a < count; a++) {
            int k = used[a];
            double factor = row[k];
            double[] target = matrix[k];
            for (int b = 0; b <= a; b++) {
                target[used[b]] += factor * row[used[b]];
            }
        }
    }
}
