package org.tamor.ode.linear;

import java.util.Arrays;

/// The structure of the factors L and U of a block triangular matrix whose pivots are known
/// beforehand.
///
/// Rows and columns are numbered in order of elimination. The rows of column k that belong to
/// earlier blocks are left as they are; within its block, the nonzero rows of column k of the
/// factors are those that can be reached from the entries of the matrix in the graph of L (Gilbert
/// & Peierls, SIAM J. Sci. Stat. Comput. 9 (1988) 862-874). Numerical cancellation is not counted
/// on, so that the structure serves any values.
///
/// The last columns of the largest block fill up: [#withTail] makes the structure of some of them
/// dense, for elimination without indices.
///
/// @param sourceStarts for each column, where its entries begin in `sourceRows` and `sources`;
///   those of earlier blocks come first, up to `sourceSplits`
/// @param sources indices of values of the given matrix
/// @param identityRows the row that holds the diagonal entry of the given matrix's column
/// @param lowerStarts where each column of L begins in `lowerRows`; the unit diagonal is left out
/// @param upperStarts where each column of U begins in `upperRows`; the diagonal is left out; rows
///   ascend
/// @param tailStart where the dense tail begins
/// @param tailEnd where it ends, with its block; equal to its start where there is none
@SuppressWarnings(
        "ArrayRecordComponent") // internal to the package and not changed after construction
record EliminationPattern(
        int[] rowOrder,
        int[] columnOrder,
        int[] sourceStarts,
        int[] sourceSplits,
        int[] sourceRows,
        int[] sources,
        int[] identityRows,
        int[] lowerStarts,
        int[] lowerRows,
        int[] upperStarts,
        int[] upperRows,
        int tailStart,
        int tailEnd) {

    /// The time of an operation without indices beside that of one with them.
    private static final double DENSE_COST = 0.3;

    /// The smallest tail that is worth its copies.
    private static final int SMALLEST_TAIL = 64;

    /// @param rowOrder `rowOrder[k]` is the row of the given matrix that is pivot row k
    static EliminationPattern of(
            int n, int[] columnStarts, int[] rows, BlockTriangularOrder blocks, int[] rowOrder) {
        int[] columnOrder = blocks.order();
        int[] rowPosition = new int[n];
        for (int k = 0; k < n; k++) {
            rowPosition[rowOrder[k]] = k;
        }
        int entries = columnStarts[n];
        int[] sourceStarts = new int[n + 1];
        int[] sourceSplits = new int[n];
        int[] sourceRows = new int[entries];
        int[] sources = new int[entries];
        int[] identityRows = new int[n];
        int[] lowerStarts = new int[n + 1];
        int[] upperStarts = new int[n + 1];
        int[] lowerRows = new int[4 * (entries + n)];
        int[] upperRows = new int[4 * (entries + n)];
        int[] seen = new int[n];
        int[] stack = new int[n];
        int[] reached = new int[n];
        for (int k = 0; k < n; k++) {
            int column = columnOrder[k];
            int block = blocks.blockOf()[k];
            int first = blocks.blockStarts()[block];
            identityRows[k] = rowPosition[column];
            sourceStarts[k + 1] = sourceStarts[k] + columnStarts[column + 1] - columnStarts[column];
            int early = sourceStarts[k];
            int late = sourceStarts[k + 1];
            int count = reach(identityRows[k], k, seen, stack, reached, 0, lowerStarts, lowerRows);
            for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
                int row = rowPosition[rows[p]];
                int at = row < first ? early++ : --late;
                sourceRows[at] = row;
                sources[at] = p;
                if (row >= first) {
                    count = reach(row, k, seen, stack, reached, count, lowerStarts, lowerRows);
                }
            }
            sourceSplits[k] = early;
            Arrays.sort(reached, 0, count);
            int above = 0;
            while (above < count && reached[above] < k) {
                above++;
            }
            int below = above < count && reached[above] == k ? above + 1 : above;
            upperRows = append(upperRows, upperStarts, k, reached, 0, above);
            lowerRows = append(lowerRows, lowerStarts, k, reached, below, count);
        }
        return new EliminationPattern(
                rowOrder,
                columnOrder,
                sourceStarts,
                sourceSplits,
                sourceRows,
                sources,
                identityRows,
                lowerStarts,
                Arrays.copyOf(lowerRows, lowerStarts[n]),
                upperStarts,
                Arrays.copyOf(upperRows, upperStarts[n]),
                n,
                n);
    }

    /// The same with the tail of the largest block dense that makes the factorization cheapest.
    EliminationPattern withTail(BlockTriangularOrder blocks) {
        int[] blockStarts = blocks.blockStarts();
        int largest = 0;
        for (int b = 1; b < blockStarts.length - 1; b++) {
            if (blockStarts[b + 1] - blockStarts[b]
                    > blockStarts[largest + 1] - blockStarts[largest]) {
                largest = b;
            }
        }
        if (blockStarts.length < 2) {
            return this;
        }
        int end = blockStarts[largest + 1];
        // Operations within the tail from `start` on: those of its columns by its columns.
        long[] within = new long[end + 1];
        for (int k = blockStarts[largest]; k < end; k++) {
            for (int p = upperStarts[k]; p < upperStarts[k + 1]; p++) {
                int row = upperRows[p];
                within[row] += lowerStarts[row + 1] - lowerStarts[row];
            }
        }
        int best = end;
        double saved = 0;
        double sparse = 0;
        for (int start = end - 1; start >= blockStarts[largest]; start--) {
            sparse += within[start];
            double size = end - start;
            double gain = sparse - DENSE_COST * size * size * size / 3;
            if (gain > saved && size >= SMALLEST_TAIL) {
                saved = gain;
                best = start;
            }
        }
        return best == end ? this : withTail(best, end);
    }

    private EliminationPattern withTail(int start, int end) {
        int n = dimension();
        int[] lowerBegin = new int[n + 1];
        int[] upperBegin = new int[n + 1];
        int[] lower = new int[lowerRows.length + (end - start) * (end - start)];
        int[] upper = new int[upperRows.length + (end - start) * (end - start)];
        for (int k = 0; k < n; k++) {
            int u = upperBegin[k];
            int l = lowerBegin[k];
            boolean inTail = k >= start && k < end;
            for (int p = upperStarts[k]; p < upperStarts[k + 1]; p++) {
                if (!inTail || upperRows[p] < start) {
                    upper[u++] = upperRows[p];
                }
            }
            if (inTail) {
                for (int row = start; row < k; row++) {
                    upper[u++] = row;
                }
                for (int row = k + 1; row < end; row++) {
                    lower[l++] = row;
                }
            } else {
                for (int p = lowerStarts[k]; p < lowerStarts[k + 1]; p++) {
                    lower[l++] = lowerRows[p];
                }
            }
            upperBegin[k + 1] = u;
            lowerBegin[k + 1] = l;
        }
        return new EliminationPattern(
                rowOrder,
                columnOrder,
                sourceStarts,
                sourceSplits,
                sourceRows,
                sources,
                identityRows,
                lowerBegin,
                Arrays.copyOf(lower, lowerBegin[n]),
                upperBegin,
                Arrays.copyOf(upper, upperBegin[n]),
                start,
                end);
    }

    /// Adds to `reached` all rows that can be reached from `start` through columns of L before k.
    private static int reach(
            int start,
            int k,
            int[] seen,
            int[] stack,
            int[] reached,
            int count,
            int[] lowerStarts,
            int[] lowerRows) {
        int mark = k + 1;
        if (seen[start] == mark) {
            return count;
        }
        seen[start] = mark;
        stack[0] = start;
        int depth = 1;
        int found = count;
        while (depth > 0) {
            int row = stack[--depth];
            reached[found++] = row;
            if (row < k) {
                for (int p = lowerStarts[row]; p < lowerStarts[row + 1]; p++) {
                    int next = lowerRows[p];
                    if (seen[next] != mark) {
                        seen[next] = mark;
                        stack[depth++] = next;
                    }
                }
            }
        }
        return found;
    }

    private static int[] append(int[] target, int[] starts, int k, int[] source, int from, int to) {
        int end = starts[k] + to - from;
        starts[k + 1] = end;
        int[] result =
                end > target.length
                        ? Arrays.copyOf(target, Math.max(end, 2 * target.length))
                        : target;
        System.arraycopy(source, from, result, starts[k], to - from);
        return result;
    }

    int dimension() {
        return columnOrder.length;
    }

    /// Multiplications and divisions of one factorization; those of the tail count less, as much
    /// as they take in time.
    long factorOperations() {
        long operations = lowerRows.length;
        for (int row : upperRows) {
            operations += lowerStarts[row + 1] - lowerStarts[row];
        }
        long size = (long) tailEnd - tailStart;
        long dense = (size - 2) * (size - 1) * size / 3;
        return operations - Math.round((1 - DENSE_COST) * Math.max(0, dense));
    }

    /// Multiplications of one solution.
    long solveOperations() {
        long outside = 0;
        for (int k = 0; k < dimension(); k++) {
            outside += sourceSplits[k] - sourceStarts[k];
        }
        return outside + lowerRows.length + upperRows.length + dimension();
    }
}
