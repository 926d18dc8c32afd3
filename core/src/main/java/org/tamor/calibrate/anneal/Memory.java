package org.tamor.calibrate.anneal;

import java.util.List;

/// How far particles still resemble where they started: the correlation of present and first values
/// of each coordinate over the population.
///
/// @param mean over the coordinates
/// @param worst the largest
record Memory(double mean, double worst) {

    static Memory of(List<double[]> first, List<double[]> now) {
        int d = first.getFirst().length;
        double sum = 0;
        double worst = -1;
        for (int i = 0; i < d; i++) {
            double one = correlation(first, now, i);
            sum += one;
            worst = Math.max(worst, one);
        }
        return new Memory(sum / d, worst);
    }

    private static double correlation(List<double[]> first, List<double[]> now, int coordinate) {
        int n = first.size();
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < n; k++) {
            meanX += first.get(k)[coordinate] / n;
            meanY += now.get(k)[coordinate] / n;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int k = 0; k < n; k++) {
            double x = first.get(k)[coordinate] - meanX;
            double y = now.get(k)[coordinate] - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 1;
    }
}
