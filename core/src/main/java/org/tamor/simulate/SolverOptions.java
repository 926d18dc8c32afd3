package org.tamor.simulate;

/// How exactly to integrate.
///
/// @param relativeTolerance allowed local error relative to each quantity
/// @param absoluteTolerance allowed local error in the units of the state
/// @param maximumSteps between two output times or interventions
/// @param maximumStep the longest step, in the model's unit of time; infinite for no bound. A pulse
///   shorter than the steps around it goes unseen where it depends on the state
/// @param method of runs without derivatives
public record SolverOptions(
        double relativeTolerance,
        double absoluteTolerance,
        int maximumSteps,
        double maximumStep,
        Method method) {

    /// What advances the solution.
    public enum Method {
        /// [#ROSENBROCK] for few states, [#BACKWARD_DIFFERENTIATION] else.
        AUTOMATIC,
        /// Backward differentiation of variable order with Newton's method: for every model.
        BACKWARD_DIFFERENTIATION,
        /// The linearly implicit Runge-Kutta method Rodas5P: for stiff and other models with few
        /// states; not for algebraic rules and delays.
        ROSENBROCK,
        /// The explicit pair of Dormand and Prince: often faster where nothing is stiff, slow or at
        /// its limit of steps where something is; not for algebraic rules.
        EXPLICIT
    }

    /// How many steps between two outputs are allowed an explicit method whose limit nobody has
    /// chosen; a model that needs more is most likely stiff.
    public static final int EXPLICIT_STEPS = 100_000;

    public static final SolverOptions DEFAULT = new SolverOptions(1e-6, 1e-13, 100_000);

    public SolverOptions(double relativeTolerance, double absoluteTolerance, int maximumSteps) {
        this(
                relativeTolerance,
                absoluteTolerance,
                maximumSteps,
                Double.POSITIVE_INFINITY,
                Method.AUTOMATIC);
    }
}
