package org.tamor.ode;

/// The matrix of partial derivatives `df_i/dy_j` of a [RightHandSide], sparse.
public interface Jacobian {

    /// Where the entries lie.
    SparsityPattern pattern();

    /// Writes the entries at (t, y), in the order of the pattern's `rows`, into `values`.
    void evaluate(double time, double[] state, double[] values);
}
