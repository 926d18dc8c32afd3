package org.tamor.simulate;

/// A recorded run, from which gradients of numbers that depend on its outputs can be had.
///
/// Belongs to one thread at a time, and holds arrays that later runs use when it is closed.
public final class AdjointRun implements AutoCloseable {

    private final TapeTangent tape;
    private final Simulator simulator;
    private boolean closed;

    AdjointRun(TapeTangent tape, Simulator simulator) {
        this.tape = tape;
        this.simulator = simulator;
    }

    /// The derivatives of a number G by the quantities of the run's [Directions].
    ///
    /// @param weights `weights[o][k]` is dG/d(output o at time k)
    /// @throws org.tamor.failure.NumericalFailureException where the adjoint of a steady state does
    ///   not settle
    public double[] gradient(double[][] weights) {
        if (closed) {
            throw new IllegalStateException("the run is closed");
        }
        return tape.gradient(weights);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tape.workspace.unfreeze();
            simulator.giveBack(tape.workspace);
        }
    }
}
