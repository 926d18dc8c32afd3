package org.tamor.ode;

/// By how much the next step of the method of [RosenbrockCoefficients] is longer or shorter than
/// the last one: the error estimate is proportional to the power 5 of the size.
final class RosenbrockSteps {

    private static final double SAFETY = 0.9;
    private static final double SMALLEST_CHANGE = 0.2;
    private static final double LARGEST_GROWTH = 6;
    private static final double LEAST_ERROR = 1e-8;

    /// One over the order of the error estimate plus one.
    private static final double EXPONENT = 0.2;

    private RosenbrockSteps() {}

    /// After a step that is accepted.
    ///
    /// @param error in units of what is allowed, at most 1
    /// @param rejected whether a longer one was tried before it
    static double growth(double error, boolean rejected) {
        double growth = SAFETY * Math.pow(Math.max(error, LEAST_ERROR), -EXPONENT);
        return Math.max(SMALLEST_CHANGE, Math.min(growth, rejected ? 1 : LARGEST_GROWTH));
    }

    /// After a step whose error is too large, or not a number.
    static double shrinkage(double error) {
        double shrinkage = SAFETY * Math.pow(error, -EXPONENT);
        return shrinkage > SMALLEST_CHANGE ? shrinkage : SMALLEST_CHANGE;
    }
}
