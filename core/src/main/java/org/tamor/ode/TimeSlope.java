package org.tamor.ode;

/// The partial derivative df/dt of a [RightHandSide] that depends on the time.
@FunctionalInterface
public interface TimeSlope {

    /// Writes df/dt at (t, y) into `slope`.
    ///
    /// @param latest a later time, beyond which f is not to be evaluated
    void evaluate(double time, double latest, double[] state, double[] slope);
}
