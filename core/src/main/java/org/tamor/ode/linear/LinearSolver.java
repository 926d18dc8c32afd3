package org.tamor.ode.linear;

/// Factors the matrix `I - gamma J` of a fixed pattern and solves systems with it.
public interface LinearSolver {

    /// The time of a dense operation beside that of a sparse one.
    double DENSE_SPEED = 0.5;

    /// Factors `I - gamma J`.
    ///
    /// @param jacobian the values of J in the order of the pattern
    /// @return false when the matrix is singular to working precision or has a value that is not
    ///   finite; then [#singularColumn] tells where
    boolean factor(double gamma, double[] jacobian);

    /// Replaces `vector` by the solution x of `(I - gamma J) x = vector`, from the last successful
    /// [#factor].
    void solve(double[] vector);

    /// Replaces each column of a block by the solution for it.
    ///
    /// @param block by rows, `block[row * columns + column]`
    void solve(double[] block, int columns);

    /// Replaces `vector` by the solution x of the transposed system `(I - gamma J)^T x = vector`.
    void solveTransposed(double[] vector);

    /// The column at which the last [#factor] failed.
    int singularColumn();

    /// Makes the next [#factor] choose its pivots anew, if it would otherwise keep earlier ones.
    void choosePivots();

    /// Forgets whatever was learnt from earlier matrices, so that results do not depend on them.
    void reset();

    /// The cheaper solver for a pattern in compressed-column form; missing diagonal entries are
    /// added.
    static LinearSolver forPattern(int dimension, int[] columnStarts, int[] rows) {
        double n = dimension;
        SparseLu sparse = new SparseLu(dimension, columnStarts, rows);
        double sparseCost = sparse.factorOperations() + 4 * sparse.solveOperations();
        double denseCost = DENSE_SPEED * (n * n * n / 3 + 4 * n * n);
        return sparseCost < denseCost ? sparse : new DenseLu(dimension, columnStarts, rows);
    }
}
