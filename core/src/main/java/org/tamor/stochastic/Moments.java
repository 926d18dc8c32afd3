package org.tamor.stochastic;

import java.util.List;

/// Sums up trajectories without keeping them.
///
/// Mean and sum of squared deviations are updated one trajectory at a time (Welford, Technometrics
/// 4 (1962) 419-420) and two sums are merged by the formula of Chan, Golub and LeVeque (Am. Stat.
/// 37 (1983) 242-247).
final class Moments {

    private int count;
    private final double[][] mean;
    private final double[][] squares;

    Moments(int outputs, int times) {
        mean = new double[outputs][times];
        squares = new double[outputs][times];
    }

    void add(double[][] values) {
        count++;
        for (int o = 0; o < mean.length; o++) {
            for (int k = 0; k < mean[o].length; k++) {
                double deviation = values[o][k] - mean[o][k];
                mean[o][k] += deviation / count;
                squares[o][k] += deviation * (values[o][k] - mean[o][k]);
            }
        }
    }

    void merge(Moments other) {
        int total = count + other.count;
        if (total == 0) {
            return;
        }
        for (int o = 0; o < mean.length; o++) {
            for (int k = 0; k < mean[o].length; k++) {
                double deviation = other.mean[o][k] - mean[o][k];
                mean[o][k] += deviation * other.count / total;
                squares[o][k] +=
                        other.squares[o][k]
                                + deviation * deviation * count * ((double) other.count / total);
            }
        }
        count = total;
    }

    EnsembleMoments result(List<String> outputs, double[] times) {
        double[][] deviation = new double[mean.length][times.length];
        for (int o = 0; o < mean.length && count > 1; o++) {
            for (int k = 0; k < times.length; k++) {
                deviation[o][k] = Math.sqrt(squares[o][k] / (count - 1));
            }
        }
        return new EnsembleMoments(outputs, times.clone(), count, mean, deviation);
    }
}
