package org.tamor.ode.linear;

import java.util.Arrays;

/// Chooses the pivot rows of a block triangular matrix by its values.
///
/// Left-looking elimination with partial pivoting (Gilbert & Peierls, SIAM J. Sci. Stat. Comput. 9
/// (1988) 862-874). The size of a candidate is judged relative to the largest entry of its row in
/// the given matrix, so that units of the unknowns do not matter, and the diagonal is kept where it
/// is at least [#DIAGONAL_PREFERENCE] of the largest, to keep the fill of the ordering (Davis &
/// Palamadai Natarajan, ACM TOMS 37 (2010) 36, KLU).
final class PivotSearch {

    private static final double DIAGONAL_PREFERENCE = 1e-3;

    private PivotSearch() {}

    /// @param values of the matrix `A = I - gamma J` with the identity apart: those of `-gamma J`
    /// @return for each k the pivot row; -1 from the first on for which the matrix is found to be
    ///   singular
    static int[] rowOrder(
            int n, int[] columnStarts, int[] rows, double[] values, BlockTriangularOrder blocks) {
        double[] rowScale = rowScales(n, columnStarts, rows, values);
        int[] blockOfRow = new int[n];
        for (int k = 0; k < n; k++) {
            blockOfRow[blocks.order()[k]] = blocks.blockOf()[k];
        }
        int[] rowOrder = new int[n];
        int[] pivotOf = new int[n];
        Arrays.fill(pivotOf, -1);
        int[][] lowerRows = new int[n][];
        double[][] lowerValues = new double[n][];
        double[] x = new double[n];
        int[] seen = new int[n];
        int[] order = new int[n];
        int[] stack = new int[n];
        int[] cursor = new int[n];
        for (int k = 0; k < n; k++) {
            int column = blocks.order()[k];
            int block = blocks.blockOf()[k];
            int top = reach(column, k + 1, pivotOf, lowerRows, seen, order, stack, cursor, n);
            x[column] += 1;
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                int row = rows[p];
                if (blockOfRow[row] == block) {
                    top = reach(row, k + 1, pivotOf, lowerRows, seen, order, stack, cursor, top);
                    x[row] += values[p];
                }
            }
            int candidates = 0;
            int best = -1;
            double largest = 0;
            for (int p = top; p < n; p++) {
                int row = order[p];
                int pivot = pivotOf[row];
                if (pivot >= 0) {
                    double u = x[row];
                    int[] below = lowerRows[pivot];
                    double[] factors = lowerValues[pivot];
                    for (int q = 0; q < below.length; q++) {
                        x[below[q]] -= factors[q] * u;
                    }
                } else {
                    candidates++;
                }
            }
            for (int p = top; p < n; p++) {
                int row = order[p];
                if (pivotOf[row] < 0) {
                    double size = Math.abs(x[row]) / rowScale[row];
                    if (size > largest) {
                        largest = size;
                        best = row;
                    }
                }
            }
            if (best < 0 || !(largest <= Double.MAX_VALUE)) {
                Arrays.fill(rowOrder, k, n, -1);
                return rowOrder;
            }
            if (pivotOf[column] < 0
                    && Math.abs(x[column]) / rowScale[column] >= DIAGONAL_PREFERENCE * largest) {
                best = column;
            }
            pivotOf[best] = k;
            rowOrder[k] = best;
            int[] below = new int[candidates - 1];
            double[] factors = new double[candidates - 1];
            int count = 0;
            for (int p = top; p < n; p++) {
                int row = order[p];
                if (pivotOf[row] < 0) {
                    below[count] = row;
                    factors[count++] = x[row] / x[best];
                }
            }
            for (int p = top; p < n; p++) {
                x[order[p]] = 0;
            }
            lowerRows[k] = below;
            lowerValues[k] = factors;
        }
        return rowOrder;
    }

    private static double[] rowScales(int n, int[] columnStarts, int[] rows, double[] values) {
        double[] scales = new double[n];
        for (int column = 0; column < n; column++) {
            boolean diagonal = false;
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                double value = values[p];
                if (rows[p] == column) {
                    value += 1;
                    diagonal = true;
                }
                scales[rows[p]] = Math.max(scales[rows[p]], Math.abs(value));
            }
            if (!diagonal) {
                scales[column] = Math.max(scales[column], 1);
            }
        }
        for (int i = 0; i < n; i++) {
            if (scales[i] == 0) {
                scales[i] = 1;
            }
        }
        return scales;
    }

    /// Depth-first search from a row; writes what it reaches to the end of `order`, before `top`,
    /// in topological order.
    private static int reach(
            int start,
            int mark,
            int[] pivotOf,
            int[][] lowerRows,
            int[] seen,
            int[] order,
            int[] stack,
            int[] cursor,
            int top) {
        if (seen[start] == mark) {
            return top;
        }
        int first = top;
        int depth = 0;
        stack[0] = start;
        cursor[0] = 0;
        seen[start] = mark;
        while (depth >= 0) {
            int row = stack[depth];
            int pivot = pivotOf[row];
            boolean descended = false;
            if (pivot >= 0) {
                int[] below = lowerRows[pivot];
                while (cursor[depth] < below.length) {
                    int next = below[cursor[depth]++];
                    if (seen[next] != mark) {
                        seen[next] = mark;
                        depth++;
                        stack[depth] = next;
                        cursor[depth] = 0;
                        descended = true;
                        break;
                    }
                }
            }
            if (!descended) {
                depth--;
                order[--first] = row;
            }
        }
        return first;
    }
}
