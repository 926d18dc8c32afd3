package org.tamor.ode;

/// Scalar functions of time and state whose sign changes are to be found.
public interface RootFunctions {

    /// The number of functions.
    int count();

    /// Writes g(t, y) into `values`.
    void evaluate(double time, double[] state, double[] values);
}
