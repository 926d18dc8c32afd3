package org.tamor.ode.linear;

/// Operations on rows of a block of right-hand sides, `block[row * columns + column]`.
final class BlockRows {

    private BlockRows() {}

    /// `row(to) -= factor * row(from)`, both given by where they begin.
    static void subtract(double[] block, int to, int from, double factor, int columns) {
        for (int c = 0; c < columns; c++) {
            block[to + c] -= factor * block[from + c];
        }
    }

    static void scale(double[] block, int at, double factor, int columns) {
        for (int c = 0; c < columns; c++) {
            block[at + c] *= factor;
        }
    }

    static void exchange(double[] block, int a, int b, int columns) {
        for (int c = 0; c < columns; c++) {
            double value = block[a + c];
            block[a + c] = block[b + c];
            block[b + c] = value;
        }
    }

    /// `row(rows[p]) -= values[p] * row(source)` for p from `first` to `last` (exclusive), four
    /// columns at a time, whose values of the source row stay in registers.
    static void subtract(
            double[] block,
            int[] rows,
            double[] values,
            int first,
            int last,
            int source,
            int columns) {
        if (first == last) {
            return;
        }
        int from = source * columns;
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            double a0 = block[from + c];
            double a1 = block[from + c + 1];
            double a2 = block[from + c + 2];
            double a3 = block[from + c + 3];
            for (int p = first; p < last; p++) {
                double value = values[p];
                int to = rows[p] * columns + c;
                block[to] -= value * a0;
                block[to + 1] -= value * a1;
                block[to + 2] -= value * a2;
                block[to + 3] -= value * a3;
            }
        }
        for (; c < columns; c++) {
            double a = block[from + c];
            for (int p = first; p < last; p++) {
                block[rows[p] * columns + c] -= values[p] * a;
            }
        }
    }
}
