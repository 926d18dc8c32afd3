package org.tamor.calibrate.anneal;

import java.util.List;
import org.tamor.stats.RandomStream;

/// The normal distribution N(m, C) that resembles a population, and steps that leave it as it is:
/// `z' = m + sqrt(1 - s^2) (z - m) + s L x` with `C = L L^T`, x standard normal, and s in (0, 1].
///
/// Such a step in place of a random walk costs nothing in directions where the population is normal
/// already, however many they are: with s = 1 the proposal is a fresh draw (preconditioned
/// Crank-Nicolson; Cotter, Roberts, Stuart and White, Stat. Sci. 28 (2013) 424-446; with the
/// population's own covariance: Rudolf and Sprungk, Found. Comput. Math. 18 (2018) 309-343).
///
/// The covariances are shrunk towards 0 by the share `d / (d + n)`, for d coordinates and n
/// members.
final class NormalReference {

    private static final double RIDGE = 1e-10;

    private final double[] mean;
    private final double[][] factor;

    private NormalReference(double[] mean, double[][] factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /// The normal distribution with the moments of a population.
    static NormalReference of(List<double[]> positions) {
        int d = positions.getFirst().length;
        int n = positions.size();
        double[] mean = new double[d];
        for (double[] position : positions) {
            for (int i = 0; i < d; i++) {
                mean[i] += position[i] / n;
            }
        }
        double[][] covariance = new double[d][d];
        for (double[] position : positions) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (position[i] - mean[i]) * (position[j] - mean[j]) / (n - 1);
                }
            }
        }
        double kept = n / (double) (n + d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i][j] *= kept;
            }
        }
        return new NormalReference(mean, cholesky(covariance));
    }

    private static double[][] cholesky(double[][] matrix) {
        int d = matrix.length;
        double[][] factor = new double[d][d];
        for (int j = 0; j < d; j++) {
            double pivot = matrix[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= factor[j][k] * factor[j][k];
            }
            factor[j][j] =
                    Math.sqrt(Math.max(pivot, Math.max(RIDGE * matrix[j][j], Double.MIN_NORMAL)));
            for (int i = j + 1; i < d; i++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = sum / factor[j][j];
            }
        }
        return factor;
    }

    /// A position in units of the distribution: `L^-1 (z - m)`.
    double[] whitened(double[] position) {
        int d = mean.length;
        double[] result = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = position[i] - mean[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * result[k];
            }
            result[i] = sum / factor[i][i];
        }
        return result;
    }

    /// The logarithm of the density, up to a constant.
    double logDensity(double[] position) {
        double sum = 0;
        for (double one : whitened(position)) {
            sum += one * one;
        }
        return -0.5 * sum;
    }

    /// A step from a position.
    ///
    /// @param size s, in (0, 1]
    double[] step(double[] position, double size, RandomStream stream) {
        int d = mean.length;
        double kept = Math.sqrt(1 - size * size);
        double[] normal = new double[d];
        for (int i = 0; i < d; i++) {
            normal[i] = size * stream.nextGaussian();
        }
        double[] result = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = mean[i] + kept * (position[i] - mean[i]);
            for (int k = 0; k <= i; k++) {
                sum += factor[i][k] * normal[k];
            }
            result[i] = sum;
        }
        return result;
    }
}
