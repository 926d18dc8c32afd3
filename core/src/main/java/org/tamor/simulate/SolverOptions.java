package org.tamor.simulate;

/// How exactly to integrate.
///
/// @param relativeTolerance allowed local error relative to each quantity
/// @param absoluteTolerance allowed local error in the units of the state
/// @param maximumSteps between two output times or interventions
public record SolverOptions(double relativeTolerance, double absoluteTolerance, int maximumSteps) {

    public static final SolverOptions DEFAULT = new SolverOptions(1e-6, 1e-13, 100_000);
}
