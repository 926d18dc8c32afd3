package org.tamor.simulate;

/// A recorded run, from which gradients of numbers that depend on its outputs can be had.
///
/// Belongs to one thread at a time.
public final class AdjointRun {

    private final TapeTangent tape;

    AdjointRun(TapeTangent tape) {
        this.tape = tape;
    }

    /// The derivatives of a number G by the quantities of the run's [Directions].
    ///
    /// @param weights `weights[o][k]` is dG/d(output o at time k)
    /// @throws org.tamor.failure.NumericalFailureException where the adjoint of a steady state does
    ///   not settle
    public double[] gradient(double[][] weights) {
        return tape.gradient(weights);
    }
}
