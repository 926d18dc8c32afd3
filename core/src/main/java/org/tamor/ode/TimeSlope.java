package org.tamor.ode;

/// The partial derivative df/dt of a [RightHandSide] that depends on the time.
@FunctionalInterface
public interface TimeSlope {

    /// Writes df/dt at (t, y) into `slope`.
    void evaluate(double time, double[] state, double[] slope);
}
