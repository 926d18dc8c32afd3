package org.tamor.calibrate.anneal;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.tamor.stats.RandomStream;

/// The normal distribution N(m, C) that resembles a population, and steps that leave it as it is:
/// in the coordinates `y = W (z - m)`, in which it is standard normal and whose axes are the
/// principal axes of C, a random share of the coordinates is drawn anew.
///
/// Such a step in place of a random walk costs nothing in directions where the population is
/// normal, however many they are and however wide: with a share of 1 the proposal is a fresh draw.
///
/// The correlations are shrunk towards 0 as far as their sampling errors suggest: by the share `sum
/// 1/n / sum r^2` over all pairs, at most 1 (after Schaefer and Strimmer, Stat. Appl. Genet. Mol.
/// Biol. 4 (2005) 32).
public final class NormalReference {

    private static final double LEAST_SHARE = 1e-9;

    private final double[] mean;

    /// The rows are the principal axes over their widths.
    private final double[][] whitening;

    /// The columns are the principal axes times their widths.
    private final double[][] colouring;

    private final double logVolume;

    private NormalReference(
            double[] mean, double[][] whitening, double[][] colouring, double logVolume) {
        this.logVolume = logVolume;
        this.mean = mean;
        this.whitening = whitening;
        this.colouring = colouring;
    }

    /// The normal distribution with the moments of a population.
    public static NormalReference of(List<double[]> positions) {
        int d = positions.getFirst().length;
        double[] mean = mean(positions);
        double[][] covariance = covariance(positions, mean);
        double[] width = new double[d];
        for (int i = 0; i < d; i++) {
            width[i] = Math.sqrt(Math.max(covariance[i][i], Double.MIN_NORMAL));
        }
        RealMatrix correlation = MatrixUtils.createRealIdentityMatrix(d);
        double squares = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double r = covariance[i][j] / (width[i] * width[j]);
                squares += r * r;
                correlation.setEntry(i, j, r);
                correlation.setEntry(j, i, r);
            }
        }
        double pairs = 0.5 * d * (d - 1);
        double kept = 1 - (squares > 0 ? Math.min(1, pairs / positions.size() / squares) : 1);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation.multiplyEntry(i, j, (i == j ? 1 : kept) * width[i] * width[j]);
            }
        }
        return of(mean, new EigenDecompositionSymmetric(correlation));
    }

    /// The normal distribution with the mean of a population and a covariance between the
    /// population's and the one that is expected: `(n S + 2 d C) / (n + 2 d)` for n different
    /// members and d coordinates.
    static NormalReference of(List<double[]> positions, NormalReference expected) {
        int d = positions.getFirst().length;
        double n = positions.stream().map(DoubleBuffer::wrap).distinct().count();
        double[] mean = mean(positions);
        double[][] own = covariance(positions, mean);
        RealMatrix covariance = MatrixUtils.createRealMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double other = 0;
                for (int k = 0; k < d; k++) {
                    other += expected.colouring[i][k] * expected.colouring[j][k];
                }
                double sum = (n * own[i][j] + 2 * d * other) / (n + 2 * d);
                covariance.setEntry(i, j, sum);
                covariance.setEntry(j, i, sum);
            }
        }
        return of(mean, new EigenDecompositionSymmetric(covariance));
    }

    /// The normal distribution with the inverse of a covariance.
    static NormalReference ofPrecision(double[] mean, double[][] precision) {
        EigenDecompositionSymmetric axes =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(precision));
        double[] variances = new double[mean.length];
        for (int k = 0; k < variances.length; k++) {
            variances[k] = 1 / axes.getEigenvalue(k);
        }
        return of(mean, variances, axes);
    }

    private static NormalReference of(double[] mean, EigenDecompositionSymmetric axes) {
        double least = LEAST_SHARE * axes.getEigenvalue(0);
        double[] variances = new double[mean.length];
        for (int k = 0; k < variances.length; k++) {
            variances[k] = Math.max(axes.getEigenvalue(k), least);
        }
        return of(mean, variances, axes);
    }

    private static NormalReference of(
            double[] mean, double[] variances, EigenDecompositionSymmetric axes) {
        int d = mean.length;
        double logVolume = 0.5 * d * Math.log(2 * Math.PI);
        double[][] whitening = new double[d][];
        double[][] colouring = new double[d][d];
        for (int k = 0; k < d; k++) {
            double width = Math.sqrt(variances[k]);
            logVolume += Math.log(width);
            double[] axis = axes.getEigenvector(k).toArray();
            for (int i = 0; i < d; i++) {
                colouring[i][k] = axis[i] * width;
                axis[i] /= width;
            }
            whitening[k] = axis;
        }
        return new NormalReference(mean, whitening, colouring, logVolume);
    }

    /// The same, but so many times as wide.
    NormalReference stretched(double factor) {
        return new NormalReference(
                mean,
                scaled(whitening, 1 / factor),
                scaled(colouring, factor),
                logVolume + mean.length * Math.log(factor));
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(one -> factor * one).toArray())
                .toArray(double[][]::new);
    }

    private static double[] mean(List<double[]> positions) {
        double[] mean = new double[positions.getFirst().length];
        for (double[] position : positions) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += position[i] / positions.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<double[]> positions, double[] mean) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        for (double[] position : positions) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] +=
                            (position[i] - mean[i])
                                    * (position[j] - mean[j])
                                    / (positions.size() - 1);
                }
            }
        }
        return covariance;
    }

    /// A position in the coordinates in which the distribution is standard normal.
    double[] whitened(double[] position) {
        int d = mean.length;
        double[] result = new double[d];
        for (int k = 0; k < d; k++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += whitening[k][i] * (position[i] - mean[i]);
            }
            result[k] = sum;
        }
        return result;
    }

    /// The squared distance of two positions in units of the distribution.
    double squaredDistance(double[] from, double[] to) {
        double[] a = whitened(from);
        double[] b = whitened(to);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (b[i] - a[i]) * (b[i] - a[i]);
        }
        return sum;
    }

    /// The logarithm of the density.
    double logDensity(double[] position) {
        return logDensity(position, 1);
    }

    /// A draw whose distance from the mean is stretched.
    double[] draw(double stretch, RandomStream stream) {
        double[] y = new double[mean.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = stretch * stream.nextGaussian();
        }
        return coloured(y);
    }

    /// The logarithm of the density of [#draw].
    double logDensity(double[] position, double stretch) {
        double sum = 0;
        for (double one : whitened(position)) {
            sum += one * one;
        }
        return -0.5 * sum / (stretch * stretch) - logVolume - mean.length * Math.log(stretch);
    }

    private double[] coloured(double[] y) {
        double[] result = mean.clone();
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < y.length; k++) {
                result[i] += colouring[i][k] * y[k];
            }
        }
        return result;
    }

    /// A step from a position.
    ///
    /// @param share of the coordinates that are drawn anew, in (0, 1]; at least one is
    double[] step(double[] position, double share, RandomStream stream) {
        int d = mean.length;
        double[] y = whitened(position);
        int always = (int) (stream.nextOpenDouble() * d);
        for (int k = 0; k < d; k++) {
            double u = stream.nextOpenDouble();
            double normal = stream.nextGaussian();
            if (u < share || k == always) {
                y[k] = normal;
            }
        }
        return coloured(y);
    }
}
