package org.tamor.ode.linear;

/// The last columns of a block whose factors are full, each in an array of its own, so that the
/// loops over their rows have no index lists and are vectorised.
///
/// Indices count from the tail's first row and column.
final class DenseTail {

    /// Column k holds U above its k-th element and L below it; the diagonal is not used.
    private final double[][] columns;

    /// The column or vector being worked on.
    final double[] work;

    DenseTail(int size) {
        columns = new double[size][size];
        work = new double[size];
    }

    int size() {
        return columns.length;
    }

    /// Applies the columns before the k-th to the working column, leaving U's part of it above.
    void eliminate(int k) {
        double[] x = work;
        int j = 0;
        for (; j + 4 <= k; j += 4) {
            subtractFour(j, x);
        }
        for (; j < k; j++) {
            subtract(columns[j], x[j], x, j + 1, x.length);
        }
    }

    /// Four columns in one pass over the rows below them.
    private void subtractFour(int j, double[] x) {
        double[] a = columns[j];
        double[] b = columns[j + 1];
        double[] c = columns[j + 2];
        double[] d = columns[j + 3];
        double fa = x[j];
        double fb = x[j + 1] - a[j + 1] * fa;
        double fc = x[j + 2] - a[j + 2] * fa - b[j + 2] * fb;
        double fd = x[j + 3] - a[j + 3] * fa - b[j + 3] * fb - c[j + 3] * fc;
        x[j + 1] = fb;
        x[j + 2] = fc;
        x[j + 3] = fd;
        for (int i = j + 4; i < x.length; i++) {
            x[i] -= a[i] * fa + b[i] * fb + (c[i] * fc + d[i] * fd);
        }
    }

    /// Keeps the working column as the k-th, with the elements below divided by the pivot.
    void keep(int k, double inversePivot) {
        double[] x = work;
        double[] column = columns[k];
        System.arraycopy(x, 0, column, 0, k);
        for (int i = k + 1; i < x.length; i++) {
            column[i] = x[i] * inversePivot;
        }
    }

    /// Solves `L z = work` in place.
    void solveLower() {
        eliminate(work.length);
    }

    /// Solves `U z = work` in place.
    ///
    /// @param inversePivots from index `first` on
    void solveUpper(double[] inversePivots, int first) {
        double[] x = work;
        for (int j = x.length - 1; j >= 0; j--) {
            double value = x[j] * inversePivots[first + j];
            x[j] = value;
            subtract(columns[j], value, x, 0, j);
        }
    }

    private static void subtract(double[] column, double factor, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] -= column[i] * factor;
        }
    }
}
