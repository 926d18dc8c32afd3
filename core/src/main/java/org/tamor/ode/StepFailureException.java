package org.tamor.ode;

/// An integrator cannot go on from where it is.
public final class StepFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final double time;
    private final int component;
    private final String reason;

    /// @param component index of the state that is to blame most, or -1 where none is
    public StepFailureException(double time, int component, String reason) {
        super(
                "integration failed at time "
                        + time
                        + (component < 0 ? "" : " in component " + component)
                        + ": "
                        + reason);
        this.time = time;
        this.component = component;
        this.reason = reason;
    }

    /// The last time up to which the solution is good.
    public double time() {
        return time;
    }

    /// The index of the state with the largest error, or the first whose value is not finite; -1
    /// where unknown.
    public int component() {
        return component;
    }

    /// What went wrong, without time and component.
    public String reason() {
        return reason;
    }
}
