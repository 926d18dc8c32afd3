package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What all chains have learnt: for each temperature an archive of visited positions and the scale
/// of the Gaussian steps; and the ladder of temperatures.
///
/// The newer half of an archive is in use. The scale follows the acceptance of steps towards 0.234
/// by stochastic approximation; the gaps between logarithms of neighbouring temperatures widen
/// where exchanges are accepted more often than elsewhere, so that in the end all are accepted
/// equally often (after Vousden, Farr and Mandel, Mon. Not. R. Astron. Soc. 455 (2016) 1919-1937).
final class Adaptation {

    private static final double WANTED_ACCEPTANCE = 0.234;
    private static final double LARGEST_LOG_SCALE = Math.log(10);
    private static final double RIDGE = 1e-10;

    private final int dimension;
    private final double hottest;
    final List<List<double[]>> archives;
    final double[] logScales;
    final double[] gaps;

    Adaptation(int dimension, int temperatures, double hottest) {
        this.dimension = dimension;
        this.hottest = hottest;
        archives = new ArrayList<>();
        logScales = new double[temperatures];
        gaps = new double[temperatures - 1];
        for (int t = 0; t < temperatures; t++) {
            archives.add(new ArrayList<>());
            logScales[t] = Math.log(2.38 / Math.sqrt(dimension));
        }
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] = 1;
        }
    }

    /// The inverse temperatures, from 1 down to that of the hottest.
    double[] inverseTemperatures() {
        double[] result = new double[gaps.length + 1];
        result[0] = 1;
        double total = 0;
        for (double gap : gaps) {
            total += gap;
        }
        double sum = 0;
        for (int t = 0; t < gaps.length; t++) {
            sum += gaps[t];
            result[t + 1] =
                    t == gaps.length - 1 ? 1 / hottest : Math.exp(-Math.log(hottest) * sum / total);
        }
        return result;
    }

    /// Takes in what one block has shown.
    ///
    /// @param block its number, from 0
    void learn(long block, List<ChainBlock.Result> results) {
        ChainCounts counts = new ChainCounts(logScales.length);
        for (ChainBlock.Result result : results) {
            counts.add(result.counts());
            for (int t = 0; t < archives.size(); t++) {
                archives.get(t).addAll(result.visited().get(t));
            }
        }
        double gain = 4 / Math.pow(1 + block / 5.0, 0.6);
        for (int t = 0; t < logScales.length; t++) {
            double acceptance = counts.adaptingAcceptance(t);
            if (!Double.isNaN(acceptance)) {
                logScales[t] =
                        Math.min(
                                logScales[t] + gain * (acceptance - WANTED_ACCEPTANCE),
                                LARGEST_LOG_SCALE);
            }
        }
        double mean = 0;
        for (int t = 0; t < gaps.length; t++) {
            mean += counts.exchangeAcceptance(t) / gaps.length;
        }
        for (int t = 0; t < gaps.length; t++) {
            double difference = counts.exchangeAcceptance(t) - mean;
            gaps[t] *= Double.isNaN(difference) ? 1 : Math.exp(0.25 * gain * difference);
        }
    }

    /// The proposals that the archives suggest.
    List<Proposal> proposals(LogDensity target, SamplerOptions.Method method) {
        List<Proposal> proposals = new ArrayList<>();
        for (int t = 0; t < archives.size(); t++) {
            List<double[]> all = archives.get(t);
            List<double[]> recent =
                    Collections.unmodifiableList(
                            new ArrayList<>(all.subList(all.size() / 2, all.size())));
            proposals.add(
                    new Proposal(target, method, factor(recent), Math.exp(logScales[t]), recent));
        }
        return proposals;
    }

    /// The lower triangular factor of the positions' covariance, with a little added to its
    /// diagonal where it is singular (modified Cholesky).
    private double[][] factor(List<double[]> positions) {
        double[] mean = new double[dimension];
        for (double[] position : positions) {
            for (int i = 0; i < dimension; i++) {
                mean[i] += position[i] / positions.size();
            }
        }
        double[][] covariance = new double[dimension][dimension];
        for (double[] position : positions) {
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] +=
                            (position[i] - mean[i])
                                    * (position[j] - mean[j])
                                    / (positions.size() - 1);
                }
            }
        }
        return cholesky(covariance);
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
}
