package org.tamor.ode;

/// Whether the size of a step depends on the errors of sensitivities too.
public enum SensitivityErrorTest {
    /// On those of states and sensitivities: each column's norm must be within its tolerance.
    STATES_AND_SENSITIVITIES,
    /// On those of states alone, so that states are the same as without sensitivities. The error of
    /// a sensitivity is then about the relative tolerance in most problems, but not bounded by it.
    STATES
}
