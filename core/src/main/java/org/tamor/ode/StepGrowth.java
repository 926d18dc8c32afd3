package org.tamor.ode;

/// By how much the next step of [BackwardDifferentiation] may be larger than the last.
///
/// A step at order q has an error proportional to the power q + 1 of its size, so that for an error
/// e, in units of what is allowed, the factor is `(b e)^(-1/(q+1))`; the bias b keeps away from the
/// limit, most of all where the order is raised.
final class StepGrowth {

    static final double LARGEST_OF_FIRST_STEP = 1e4;
    static final double LARGEST = 10;

    /// Growth of the step below which its size is kept.
    static final double WORTHWHILE = 1.5;

    static final double SMALLEST = 0.1;
    static final double AFTER_DIVERGENCE = 0.25;

    private static final double AFTER_REPEATED_ERROR = 0.2;
    private static final double LOWER_ORDER_BIAS = 6;
    private static final double SAME_ORDER_BIAS = 6;
    private static final double HIGHER_ORDER_BIAS = 10;
    private static final double TINY = 1e-6;

    private StepGrowth() {}

    /// @param error that a step at the order below would have had
    static double lowerOrder(double error, int order) {
        return growth(LOWER_ORDER_BIAS * error, order);
    }

    static double sameOrder(double error, int order) {
        return growth(SAME_ORDER_BIAS * error, order + 1);
    }

    /// @param error that a step at the order above would have had
    static double higherOrder(double error, int order) {
        return growth(HIGHER_ORDER_BIAS * error, order + 2);
    }

    /// What a step is shortened to whose error was too large, the first few times.
    static double afterError(double error, int order, int failures) {
        double growth = Math.max(SMALLEST, sameOrder(error, order));
        return failures >= 2 ? Math.min(growth, AFTER_REPEATED_ERROR) : growth;
    }

    /// `biasedError^(-1/k)`.
    private static double growth(double biasedError, int k) {
        double root =
                switch (k) {
                    case 1 -> biasedError;
                    case 2 -> Math.sqrt(biasedError);
                    case 4 -> Math.sqrt(Math.sqrt(biasedError));
                    default -> Math.pow(biasedError, 1.0 / k);
                };
        return 1 / (root + TINY);
    }
}
