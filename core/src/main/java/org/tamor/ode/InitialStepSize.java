package org.tamor.ode;

/// The size of a first step whose leading error term is about half the allowed error.
///
/// Solves `h^2 / 2 * norm(y'') = 1` for h by a few fixed-point steps, `y''` being a difference of f
/// along the initial derivative; the result is halved. Hindmarsh et al., ACM TOMS 31 (2005)
/// 363-396, and the CVODE user guide.
final class InitialStepSize {

    private static final int MAXIMUM_ITERATIONS = 4;
    private static final double LARGEST_RELATIVE_CHANGE = 0.1;

    private final RightHandSide f;
    private final double[] state;
    private final double[] derivative;
    private int evaluations;

    InitialStepSize(RightHandSide f) {
        this.f = f;
        state = new double[f.dimension()];
        derivative = new double[f.dimension()];
    }

    /// @param distance to the farthest time at which f may be evaluated; may be infinite
    double choose(double time, double distance, double[] y, double[] slope, double[] weights) {
        evaluations = 0;
        double end = distance == Double.POSITIVE_INFINITY ? time : time + distance;
        double lower = 100 * Math.ulp(Math.max(Math.abs(time), Math.abs(end)));
        double upper = upperBound(distance, y, slope, weights);
        if (upper < lower) {
            double resolution = 100 * Math.ulp(time); // a smaller step would be lost in the rounding of time
            return Math.min(distance, Math.max(resolution, Math.sqrt(lower * upper)));
        }
        double trial = Math.sqrt(Math.max(lower, Double.MIN_NORMAL) * upper);
        double chosen = trial;
        for (int iteration = 1; ; iteration++) {
            double curvature = curvature(time, trial, y, slope, weights);
            for (int shrink = 0;
                    !(curvature <= Double.MAX_VALUE) && shrink < MAXIMUM_ITERATIONS;
                    shrink++) {
                trial *= 0.2;
                chosen = trial;
                curvature = curvature(time, trial, y, slope, weights);
            }
            if (!(curvature <= Double.MAX_VALUE)) {
                return Math.min(distance, trial);
            }
            chosen = trial;
            if (iteration == MAXIMUM_ITERATIONS) {
                break;
            }
            double next =
                    curvature * upper * upper > 2
                            ? Math.sqrt(2 / curvature)
                            : Math.sqrt(trial * upper);
            double ratio = next / trial;
            if (ratio > 0.5 && ratio < 2) {
                chosen = next;
                break;
            }
            if (iteration > 1 && ratio > 2) {
                break; // the difference was lost in rounding errors
            }
            trial = next;
        }
        double size = 0.5 * chosen;
        return Math.min(distance, Math.min(upper, Math.max(lower, size)));
    }

    /// The evaluations of f in the last choice.
    int evaluations() {
        return evaluations;
    }

    /// A tenth of the distance, less where a component would change by more than a tenth of itself
    /// plus its tolerance.
    private static double upperBound(
            double distance, double[] y, double[] slope, double[] weights) {
        double change = 0;
        for (int i = 0; i < y.length; i++) {
            change =
                    Math.max(
                            change,
                            Math.abs(slope[i])
                                    / (LARGEST_RELATIVE_CHANGE * Math.abs(y[i]) + 1 / weights[i]));
        }
        double upper = LARGEST_RELATIVE_CHANGE * distance;
        if (upper * change > 1) {
            upper = 1 / change;
        }
        return upper == Double.POSITIVE_INFINITY ? 1 : upper;
    }

    private double curvature(double time, double h, double[] y, double[] slope, double[] weights) {
        for (int i = 0; i < y.length; i++) {
            state[i] = y[i] + h * slope[i];
        }
        f.evaluate(time + h, state, derivative);
        evaluations++;
        for (int i = 0; i < y.length; i++) {
            derivative[i] = (derivative[i] - slope[i]) / h;
        }
        return Tolerances.norm(derivative, weights);
    }
}
