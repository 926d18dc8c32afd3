package org.tamor.ode;

/// The work an integrator has done.
///
/// @param steps successful steps
/// @param errorTestFailures attempts given up because the estimated error was too large
/// @param convergenceFailures attempts given up because the nonlinear iteration failed or a value
///   was not finite
/// @param rightHandSides evaluations of f, those for difference Jacobians included
/// @param jacobians evaluations of the Jacobian
/// @param factorizations of the Newton matrix
/// @param iterations of the nonlinear solver, each with one linear solve
public record Statistics(
        long steps,
        long errorTestFailures,
        long convergenceFailures,
        long rightHandSides,
        long jacobians,
        long factorizations,
        long iterations) {

    /// The work done since `earlier` was read.
    public Statistics since(Statistics earlier) {
        return new Statistics(
                steps - earlier.steps,
                errorTestFailures - earlier.errorTestFailures,
                convergenceFailures - earlier.convergenceFailures,
                rightHandSides - earlier.rightHandSides,
                jacobians - earlier.jacobians,
                factorizations - earlier.factorizations,
                iterations - earlier.iterations);
    }
}
