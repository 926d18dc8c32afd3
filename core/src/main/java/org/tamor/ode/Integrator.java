package org.tamor.ode;

/// Advances a solution of `dy/dt = f(t, y)` step by step, forward in time.
///
/// The caller asks for one step at a time and reads the solution anywhere inside the last one. An
/// integrator keeps its work arrays for its whole life: [#start] may be called as often as wanted,
/// for instance after an intervention has changed the state, and neither it nor [#step] allocates.
/// An integrator is not safe for use by several threads.
public interface Integrator {

    /// Begins anew at the given time and state; the state is copied. No history is kept.
    ///
    /// @throws StepFailureException when the derivative there is not finite
    void start(double time, double[] state);

    /// Takes one successful internal step that ends at or before `limit`; a step that comes to the
    /// limit ends exactly there, and the right-hand side is never evaluated beyond it.
    ///
    /// @param limit later than [#time]; may be infinite
    /// @throws StepFailureException when no step can be taken; the integrator must be started anew
    ///   after that
    void step(double limit);

    /// The time at which the last step began.
    double previousTime();

    /// The time reached.
    double time();

    /// Writes the solution at a time within the last step, from [#previousTime] to [#time], into
    /// `out`.
    void interpolate(double time, double[] out);

    /// Writes the solution at [#time] into `out`.
    void currentState(double[] out);

    /// Into how many parts the last step is to be cut to look for what happens within it: more than
    /// one where steps are long.
    default int looks() {
        return 1;
    }

    /// The work done since the integrator was made; restarting does not reset it.
    Statistics statistics();
}
