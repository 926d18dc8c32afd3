package org.tamor.ode.linear;

import java.util.Arrays;

/// Sparse LU factorization in block triangular form, with the structure of the factors computed
/// once.
///
/// The blocks and the order within them are chosen from the pattern alone
/// ([BlockTriangularOrder]). Pivots are at first the diagonal; a factorization with given
/// pivots is a left-looking sweep over precomputed indices. When a multiplier grows too large,
/// measured in units of the rows' largest entries ([RowSizes]), the pivots are chosen anew from
/// the values ([PivotSearch]) and then kept in turn. The columns at the end of the largest
/// block, where most operations are, may be factored as a dense matrix ([DenseTail]). (Davis,
/// Direct Methods for Sparse Linear Systems (2006), chapters 6 to 8; Davis & Palamadai
/// Natarajan, ACM TOMS 37 (2010) 36.)
public final class SparseLu implements LinearSolver {

    private final int n;
    private final int[] columnStarts;
    private final int[] rows;
    private final BlockTriangularOrder blocks;
    private final double[] work;

    private final RowSizes rowSizes;

    /// Inverse estimates of the largest value of each row of the Newton matrix, by pivot.
    private final double[] inverseRowSize;

    private int pivotSearches;

    private final EliminationPattern diagonalPattern;
    private EliminationPattern pattern;
    private double[] lower;
    private double[] upper;
    private DenseTail tail;
    private final double[] outside;
    private final double[] inversePivot;
    private boolean choosePivots;
    private double[] blockWork = new double[0];
    private int singular = -1;

    public SparseLu(int dimension, int[] columnStarts, int[] rows) {
        n = dimension;
        this.columnStarts = columnStarts.clone();
        this.rows = Arrays.copyOf(rows, columnStarts[n]);
        blocks = BlockTriangularOrder.of(n, columnStarts, rows);
        work = new double[n];
        rowSizes = new RowSizes(n, this.rows);
        inverseRowSize = new double[n];
        inversePivot = new double[n];
        diagonalPattern =
                EliminationPattern.of(n, columnStarts, rows, blocks, blocks.order())
                        .withTail(blocks);
        pattern = diagonalPattern;
        lower = new double[pattern.lowerRows().length];
        upper = new double[pattern.upperRows().length];
        outside = new double[pattern.sources().length];
        tail = new DenseTail(pattern.tailEnd() - pattern.tailStart());
    }

    private void makeRoom() {
        if (tail.size() != pattern.tailEnd() - pattern.tailStart()) {
            tail = new DenseTail(pattern.tailEnd() - pattern.tailStart());
        }
        if (lower.length < pattern.lowerRows().length) {
            lower = new double[pattern.lowerRows().length];
        }
        if (upper.length < pattern.upperRows().length) {
            upper = new double[pattern.upperRows().length];
        }
    }

    /// Multiplications and divisions of a factorization.
    long factorOperations() {
        return pattern.factorOperations();
    }

    /// Multiplications of a solution.
    long solveOperations() {
        return pattern.solveOperations();
    }

    /// The number of diagonal blocks.
    int blockCount() {
        return blocks.blockStarts().length - 1;
    }

    /// The number of columns that are factored as a dense matrix.
    int tailSize() {
        return tail.size();
    }

    /// How often the pivots were chosen by the values.
    int pivotSearches() {
        return pivotSearches;
    }

    /// The number of entries of L and U, the diagonal counted once.
    int fill() {
        return pattern.lowerRows().length + pattern.upperRows().length + n;
    }

    @Override
    public boolean factor(double gamma, double[] jacobian) {
        if (!choosePivots) {
            rowSizes.follow(jacobian);
            if (sweep(gamma, jacobian, RowSizes.LARGEST_GROWTH)) {
                singular = -1;
                return true;
            }
        }
        return repivot(gamma, jacobian);
    }

    private boolean repivot(double gamma, double[] jacobian) {
        pivotSearches++;
        double[] values = new double[rows.length];
        for (int p = 0; p < values.length; p++) {
            values[p] = -gamma * jacobian[p];
            if (!(Math.abs(values[p]) <= Double.MAX_VALUE)) {
                singular = 0;
                return false;
            }
        }
        int[] rowOrder = PivotSearch.rowOrder(n, columnStarts, rows, values, blocks);
        for (int k = 0; k < n; k++) {
            if (rowOrder[k] < 0) {
                singular = blocks.order()[k];
                return false;
            }
        }
        choosePivots = false;
        if (!Arrays.equals(rowOrder, pattern.rowOrder())) {
            pattern =
                    EliminationPattern.of(n, columnStarts, rows, blocks, rowOrder).withTail(blocks);
            makeRoom();
        }
        rowSizes.reset();
        rowSizes.measure(jacobian);
        boolean done = sweep(gamma, jacobian, Double.POSITIVE_INFINITY);
        if (done) {
            singular = -1;
        }
        return done;
    }

    /// Factors with the pivots of the pattern. False when a pivot is 0, not finite, or too small
    /// beside a multiplier.
    private boolean sweep(double gamma, double[] jacobian, double largestGrowth) {
        int[] sourceStarts = pattern.sourceStarts();
        int[] sourceSplits = pattern.sourceSplits();
        int[] sourceRows = pattern.sourceRows();
        int[] sources = pattern.sources();
        int[] identityRows = pattern.identityRows();
        int[] lowerStarts = pattern.lowerStarts();
        int[] lowerRows = pattern.lowerRows();
        int[] upperStarts = pattern.upperStarts();
        int[] upperRows = pattern.upperRows();
        double[] l = lower;
        double[] u = upper;
        double[] x = work;
        int[] rowOrder = pattern.rowOrder();
        double[] inverseSize = inverseRowSize;
        int tailStart = pattern.tailStart();
        int tailEnd = pattern.tailEnd();
        for (int k = 0; k < n; k++) {
            inverseSize[k] = rowSizes.inverse(gamma, rowOrder[k]);
        }
        for (int k = 0; k < n; k++) {
            int end = sourceStarts[k + 1];
            int split = sourceSplits[k];
            for (int p = sourceStarts[k]; p < split; p++) {
                outside[p] = -gamma * jacobian[sources[p]];
            }
            x[identityRows[k]] = 1;
            for (int p = split; p < end; p++) {
                x[sourceRows[p]] -= gamma * jacobian[sources[p]];
            }
            boolean inTail = k >= tailStart && k < tailEnd;
            int last = inTail ? upperStarts[k + 1] - (k - tailStart) : upperStarts[k + 1];
            for (int p = upperStarts[k]; p < last; p++) {
                int j = upperRows[p];
                double factor = x[j];
                x[j] = 0;
                u[p] = factor;
                for (int q = lowerStarts[j], stop = lowerStarts[j + 1]; q < stop; q++) {
                    x[lowerRows[q]] -= l[q] * factor;
                }
            }
            if (inTail) {
                eliminateInTail(k, last, u, x);
            }
            double pivot = x[k];
            double inverse = 1 / pivot;
            x[k] = 0;
            double growth = 0;
            for (int p = lowerStarts[k], stop = lowerStarts[k + 1]; p < stop; p++) {
                int row = lowerRows[p];
                double multiplier = x[row] * inverse;
                x[row] = 0;
                l[p] = multiplier;
                growth = Math.max(growth, Math.abs(multiplier) * inverseSize[row]);
            }
            inversePivot[k] = inverse;
            if (inTail) {
                tail.keep(k - tailStart, inverse);
            }
            if (!(growth <= largestGrowth * inverseSize[k])
                    || !(Math.abs(inverse) <= Double.MAX_VALUE)) {
                singular = pattern.columnOrder()[k];
                Arrays.fill(x, 0);
                return false;
            }
        }
        return true;
    }

    /// Applies the tail's columns before the k-th to the working column.
    ///
    /// @param at where the column's part of U within the tail begins
    private void eliminateInTail(int k, int at, double[] u, double[] x) {
        int start = pattern.tailStart();
        System.arraycopy(x, start, tail.work, 0, tail.size());
        tail.eliminate(k - start);
        System.arraycopy(tail.work, 0, u, at, k - start);
        Arrays.fill(x, start, k, 0);
        System.arraycopy(tail.work, k - start, x, k, pattern.tailEnd() - k);
    }

    @Override
    public void solve(double[] vector) {
        int[] rowOrder = pattern.rowOrder();
        int[] columnOrder = pattern.columnOrder();
        double[] x = work;
        for (int k = 0; k < n; k++) {
            x[k] = vector[rowOrder[k]];
        }
        for (int b = blocks.blockStarts().length - 2; b >= 0; b--) {
            solveBlock(blocks.blockStarts()[b], blocks.blockStarts()[b + 1], x);
        }
        for (int k = 0; k < n; k++) {
            vector[columnOrder[k]] = x[k];
            x[k] = 0;
        }
    }

    private void solveBlock(int from, int to, double[] x) {
        int[] lowerStarts = pattern.lowerStarts();
        int[] lowerRows = pattern.lowerRows();
        int[] upperStarts = pattern.upperStarts();
        int[] upperRows = pattern.upperRows();
        int[] sourceStarts = pattern.sourceStarts();
        int[] sourceSplits = pattern.sourceSplits();
        int[] sourceRows = pattern.sourceRows();
        double[] l = lower;
        double[] u = upper;
        boolean hasTail = to == pattern.tailEnd() && pattern.tailStart() < to;
        int sparseEnd = hasTail ? pattern.tailStart() : to;
        for (int k = from; k < sparseEnd; k++) {
            double value = x[k];
            for (int p = lowerStarts[k], last = lowerStarts[k + 1]; p < last; p++) {
                x[lowerRows[p]] -= l[p] * value;
            }
        }
        if (hasTail) {
            System.arraycopy(x, sparseEnd, tail.work, 0, tail.size());
            tail.solveLower();
            tail.solveUpper(inversePivot, sparseEnd);
            System.arraycopy(tail.work, 0, x, sparseEnd, tail.size());
        }
        for (int k = to - 1; k >= from; k--) {
            double value = k < sparseEnd ? x[k] * inversePivot[k] : x[k];
            x[k] = value;
            int inTail = k < sparseEnd ? 0 : k - sparseEnd;
            for (int p = upperStarts[k], last = upperStarts[k + 1] - inTail; p < last; p++) {
                x[upperRows[p]] -= u[p] * value;
            }
            for (int p = sourceStarts[k], last = sourceSplits[k]; p < last; p++) {
                x[sourceRows[p]] -= outside[p] * value;
            }
        }
    }

    @Override
    public void solve(double[] block, int columns) {
        if (blockWork.length < n * columns) {
            blockWork = new double[n * columns];
        }
        double[] x = blockWork;
        int[] rowOrder = pattern.rowOrder();
        int[] columnOrder = pattern.columnOrder();
        for (int k = 0; k < n; k++) {
            System.arraycopy(block, rowOrder[k] * columns, x, k * columns, columns);
        }
        int[] blockStarts = blocks.blockStarts();
        for (int b = blockStarts.length - 2; b >= 0; b--) {
            for (int k = blockStarts[b]; k < blockStarts[b + 1]; k++) {
                BlockRows.subtract(
                        x,
                        pattern.lowerRows(),
                        lower,
                        pattern.lowerStarts()[k],
                        pattern.lowerStarts()[k + 1],
                        k,
                        columns);
            }
            for (int k = blockStarts[b + 1] - 1; k >= blockStarts[b]; k--) {
                BlockRows.scale(x, k * columns, inversePivot[k], columns);
                BlockRows.subtract(
                        x,
                        pattern.upperRows(),
                        upper,
                        pattern.upperStarts()[k],
                        pattern.upperStarts()[k + 1],
                        k,
                        columns);
                BlockRows.subtract(
                        x,
                        pattern.sourceRows(),
                        outside,
                        pattern.sourceStarts()[k],
                        pattern.sourceSplits()[k],
                        k,
                        columns);
            }
        }
        for (int k = 0; k < n; k++) {
            System.arraycopy(x, k * columns, block, columnOrder[k] * columns, columns);
        }
    }

    /// The permuted matrix is `B = L U` block by block with the entries outside above the blocks;
    /// its transpose is solved from the first block to the last.
    @Override
    public void solveTransposed(double[] vector) {
        int[] rowOrder = pattern.rowOrder();
        int[] columnOrder = pattern.columnOrder();
        double[] x = work;
        for (int k = 0; k < n; k++) {
            x[k] = vector[columnOrder[k]];
        }
        int[] blockStarts = blocks.blockStarts();
        for (int b = 0; b < blockStarts.length - 1; b++) {
            for (int k = blockStarts[b]; k < blockStarts[b + 1]; k++) {
                double value = x[k];
                for (int p = pattern.sourceStarts()[k]; p < pattern.sourceSplits()[k]; p++) {
                    value -= outside[p] * x[pattern.sourceRows()[p]];
                }
                for (int p = pattern.upperStarts()[k]; p < pattern.upperStarts()[k + 1]; p++) {
                    value -= upper[p] * x[pattern.upperRows()[p]];
                }
                x[k] = value * inversePivot[k];
            }
            for (int k = blockStarts[b + 1] - 1; k >= blockStarts[b]; k--) {
                double value = x[k];
                for (int p = pattern.lowerStarts()[k]; p < pattern.lowerStarts()[k + 1]; p++) {
                    value -= lower[p] * x[pattern.lowerRows()[p]];
                }
                x[k] = value;
            }
        }
        for (int k = 0; k < n; k++) {
            vector[rowOrder[k]] = x[k];
        }
        Arrays.fill(x, 0);
    }

    @Override
    public int singularColumn() {
        return singular;
    }

    @Override
    public void choosePivots() {
        choosePivots = true;
    }

    @Override
    public void reset() {
        pattern = diagonalPattern;
        choosePivots = false;
        rowSizes.reset();
    }
}
