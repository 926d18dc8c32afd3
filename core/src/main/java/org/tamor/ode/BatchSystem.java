package org.tamor.ode;

/// Systems `dy/dt = f(t, y)` of one form, each in a lane of its own with its own time, state and
/// parameters.
///
/// Element i of lane m stands at `i * lanes + m` of every array; times have one element a lane.
public interface BatchSystem {

    int lanes();

    int dimension();

    /// Writes f(t, y) into `out`.
    void evaluate(double[] t, double[] y, double[] out);

    /// Whether f depends on t.
    boolean dependsOnTime();

    /// Factors `W = d I - df/dy` at (t, y) and writes df/dt where f depends on t.
    ///
    /// @param diagonal d of each lane
    void linearize(double[] t, double[] y, double[] diagonal, double[] byTime);

    /// Writes the solution x of `W x = b`, an array other than `b`.
    void solve(double[] b, double[] x);
}
