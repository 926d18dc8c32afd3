package org.tamor.ode;

/// The function f of `dy/dt = f(t, y)`.
public interface RightHandSide {

    /// The length of y.
    int dimension();

    /// The number of leading components that have a derivative. For each component after them,
    /// [#evaluate] writes the residual g of an equation `0 = g(t, y)`, whose Jacobian by those
    /// components must not be singular (a differential-algebraic system of index 1), and the
    /// pattern of the Jacobian has the diagonal entry.
    default int differential() {
        return dimension();
    }

    /// Writes f(t, y) into `derivative`. Must not change `state`.
    void evaluate(double time, double[] state, double[] derivative);
}
