package org.tamor.report.figure;

import java.util.ArrayDeque;
import java.util.Deque;

/// Leaves out points of a curve that nobody would miss.
public final class Thinning {

    private Thinning() {}

    /// Which points to keep so that the polyline through them departs from the full one by at most
    /// `tolerance` of the range of y (Ramer 1972; Douglas and Peucker 1973, with vertical
    /// distance).
    public static boolean[] keep(double[] x, double[] y, double tolerance) {
        int n = x.length;
        boolean[] keep = new boolean[n];
        if (n == 0) {
            return keep;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : y) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double allowed = tolerance * (high - low);
        keep[0] = true;
        keep[n - 1] = true;
        Deque<int[]> spans = new ArrayDeque<>();
        spans.push(new int[] {0, n - 1});
        while (!spans.isEmpty()) {
            int[] span = spans.pop();
            int worst = -1;
            double largest = allowed;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double width = x[span[1]] - x[span[0]];
                double share = width > 0 ? (x[i] - x[span[0]]) / width : 0;
                double distance = Math.abs(y[span[0]] + share * (y[span[1]] - y[span[0]]) - y[i]);
                if (distance > largest) {
                    largest = distance;
                    worst = i;
                }
            }
            if (worst > 0) {
                keep[worst] = true;
                spans.push(new int[] {span[0], worst});
                spans.push(new int[] {worst, span[1]});
            }
        }
        return keep;
    }

    /// The kept elements.
    public static double[] select(double[] values, boolean[] keep) {
        double[] selected = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (keep[i]) {
                selected[count++] = values[i];
            }
        }
        return java.util.Arrays.copyOf(selected, count);
    }
}
