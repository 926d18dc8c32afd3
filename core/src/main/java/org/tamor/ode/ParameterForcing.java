package org.tamor.ode;

/// The inhomogeneous part `df/dp dp/dtheta` of the sensitivity equation.
public interface ParameterForcing {

    /// The number of quantities theta.
    int columns();

    /// Writes the forcing at a time and state.
    ///
    /// @param out `out[i * columns + k]` is the forcing of component i by quantity k
    void evaluate(double time, double[] state, double[] out);
}
