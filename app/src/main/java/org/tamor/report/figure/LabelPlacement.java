package org.tamor.report.figure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/// Moves labels along a line so that none overlaps another, each as little as can be.
public final class LabelPlacement {

    private static final Pattern UNIT =
            Pattern.compile("(?<=[0-9]) (?=[pn\u00b5mu]?[Mghd]\\b|min\\b|%)");

    private LabelPlacement() {}

    /// The centres of labels that want to be at `wanted`, of these heights, inside `low` to `high`.
    ///
    /// Neighbours that would overlap are pooled and stand about their common mean (pool adjacent
    /// violators: the least squares solution of the ordered problem). Where the labels do not fit
    /// at all they are packed from `low`.
    public static double[] spread(double[] wanted, double[] heights, double low, double high) {
        int n = wanted.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> wanted[i]));
        // With offset[k] the packed position of label k, wanted - offset must be made
        // non-decreasing.
        double[] offset = new double[n];
        for (int k = 1; k < n; k++) {
            offset[k] = offset[k - 1] + (heights[order[k - 1]] + heights[order[k]]) / 2;
        }
        double[] sum = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int k = 0; k < n; k++) {
            sum[blocks] = wanted[order[k]] - offset[k];
            size[blocks++] = 1;
            while (blocks > 1
                    && sum[blocks - 2] / size[blocks - 2] > sum[blocks - 1] / size[blocks - 1]) {
                sum[blocks - 2] += sum[blocks - 1];
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        double[] placed = new double[n];
        double first = n == 0 ? 0 : low + heights[order[0]] / 2;
        double last = n == 0 ? 0 : high - heights[order[n - 1]] / 2 - offset[n - 1];
        int k = 0;
        for (int block = 0; block < blocks; block++) {
            double base = Math.max(first, Math.min(last, sum[block] / size[block]));
            for (int member = 0; member < size[block]; member++, k++) {
                placed[order[k]] = base + offset[k];
            }
        }
        return placed;
    }

    /// The text broken at spaces into lines of at most `width` characters where that can be;
    /// numbers stay with their units.
    public static String wrap(String text, int width) {
        StringBuilder wrapped = new StringBuilder();
        int lineLength = 0;
        String joined = UNIT.matcher(text).replaceAll("\u00a0");
        for (String word : joined.split(" ")) {
            if (lineLength > 0 && lineLength + 1 + word.length() > width) {
                wrapped.append('\n');
                lineLength = 0;
            } else if (!wrapped.isEmpty()) {
                wrapped.append(' ');
                lineLength++;
            }
            wrapped.append(word);
            lineLength += word.length();
        }
        return wrapped.toString();
    }
}
