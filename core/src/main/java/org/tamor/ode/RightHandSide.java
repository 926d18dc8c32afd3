package org.tamor.ode;

/// The function f of `dy/dt = f(t, y)`.
public interface RightHandSide {

    /// The length of y.
    int dimension();

    /// Writes f(t, y) into `derivative`. Must not change `state`.
    void evaluate(double time, double[] state, double[] derivative);
}
