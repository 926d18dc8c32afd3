package org.tamor.study;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/// A sigmoid dose-response curve: value(d) = base + (plateau - base) d^h / (d^h + halfDose^h).
///
/// @param base the value at dose 0
/// @param plateau the value at infinite dose
/// @param halfDose the dose of the half-maximal effect (relative EC50), in the unit of the doses
/// @param slope the Hill coefficient h
record HillCurve(double base, double plateau, double halfDose, double slope) {

    private static final double LEAST_RESPONSE = 1e-6;
    private static final double LOWEST_SLOPE = 0.1;
    private static final double HIGHEST_SLOPE = 12;

    /// Fitted half doses may lie this far (in powers of ten) outside the doses.
    private static final double MARGIN = 1.5;

    private static final int DOSE_STEPS = 60;
    private static final int SLOPE_STEPS = 24;
    private static final int POLISHED = 3;

    /// The outcome of a fit.
    sealed interface Fit {

        /// @param misfit root mean square of the residuals as a fraction of the range of the values
        record Fitted(HillCurve curve, double misfit) implements Fit {}

        record Failed(String reason) implements Fit {}
    }

    double value(double dose) {
        return base + (plateau - base) * saturation(dose, Math.log(halfDose), slope);
    }

    /// The dose at which the curve has this value; empty where it never has.
    Optional<Double> doseAt(double value) {
        double effect = (value - base) / (plateau - base);
        if (!(effect > 0 && effect < 1)) {
            return Optional.empty();
        }
        return Optional.of(halfDose * Math.pow(effect / (1 - effect), 1 / slope));
    }

    private static double saturation(double dose, double logHalfDose, double slope) {
        return dose == 0 ? 0 : 1 / (1 + Math.exp(slope * (logHalfDose - Math.log(dose))));
    }

    /// Least-squares fit.
    ///
    /// For any half dose and slope the best base and plateau follow linearly (variable projection,
    /// Golub and Pereyra, Inverse Problems 19:R1, 2003), so the search is over two numbers: a grid
    /// over log dose and slope, then Levenberg-Marquardt from the best grid points, inside bounds.
    /// Deterministic.
    ///
    /// @param doses not negative, at least four different ones
    static Fit fit(double[] doses, double[] values) {
        double[] positive =
                Arrays.stream(doses).filter(dose -> dose > 0).sorted().distinct().toArray();
        long distinct = Arrays.stream(doses).distinct().count();
        if (distinct < 4 || positive.length < 3) {
            return new Fit.Failed("a Hill curve needs at least four doses, there are " + distinct);
        }
        double lowest = Arrays.stream(values).min().orElse(0);
        double highest = Arrays.stream(values).max().orElse(0);
        double range = highest - lowest;
        if (!(range > LEAST_RESPONSE * Math.max(Math.abs(lowest), Math.abs(highest)))) {
            return new Fit.Failed("the values do not respond to the dose");
        }
        Search search = new Search(doses, values, range);
        double low = Math.log(positive[0]) - MARGIN * Math.log(10);
        double high = Math.log(positive[positive.length - 1]) + MARGIN * Math.log(10);
        double[] best = search.best(low, high);
        double[] line = search.line(best[0], best[1]);
        HillCurve curve = new HillCurve(line[0], line[0] + line[1], Math.exp(best[0]), best[1]);
        double misfit = Math.sqrt(search.cost(best[0], best[1]) / doses.length);
        if (!Double.isFinite(misfit) || line[1] == 0) {
            return new Fit.Failed("no Hill curve fits the values");
        }
        return new Fit.Fitted(curve, misfit);
    }

    /// The search over (log half dose, slope).
    private static final class Search {

        private final double[] doses;
        private final double[] values;
        private final double range;

        Search(double[] doses, double[] values, double range) {
            this.doses = doses;
            this.values = values;
            this.range = range;
        }

        double[] best(double low, double high) {
            double[][] starts = new double[POLISHED][];
            double[] costs = new double[POLISHED];
            Arrays.fill(costs, Double.POSITIVE_INFINITY);
            for (int i = 0; i <= DOSE_STEPS; i++) {
                for (int j = 0; j <= SLOPE_STEPS; j++) {
                    double logDose = low + (high - low) * i / DOSE_STEPS;
                    double slope =
                            LOWEST_SLOPE
                                    * Math.pow(
                                            HIGHEST_SLOPE / LOWEST_SLOPE, (double) j / SLOPE_STEPS);
                    keep(new double[] {logDose, slope}, cost(logDose, slope), starts, costs);
                }
            }
            double[] best = starts[0];
            double least = costs[0];
            for (double[] start : starts) {
                double[] polished = polish(start, low, high);
                double cost = cost(polished[0], polished[1]);
                if (cost < least) {
                    least = cost;
                    best = polished;
                }
            }
            return best;
        }

        private static void keep(double[] point, double cost, double[][] starts, double[] costs) {
            for (int i = 0; i < costs.length; i++) {
                if (cost < costs[i]) {
                    for (int j = costs.length - 1; j > i; j--) {
                        costs[j] = costs[j - 1];
                        starts[j] = starts[j - 1];
                    }
                    costs[i] = cost;
                    starts[i] = point;
                    return;
                }
            }
        }

        private double[] polish(double[] start, double low, double high) {
            MultivariateJacobianFunction model =
                    point -> {
                        double[] center = {point.getEntry(0), point.getEntry(1)};
                        double[] residuals = residuals(center[0], center[1]);
                        double[][] slopes = new double[residuals.length][2];
                        for (int k = 0; k < 2; k++) {
                            double step = 1e-6 * Math.max(1, Math.abs(center[k]));
                            double[] above = center.clone();
                            double[] below = center.clone();
                            above[k] += step;
                            below[k] -= step;
                            double[] high2 = residuals(above[0], above[1]);
                            double[] low2 = residuals(below[0], below[1]);
                            for (int i = 0; i < residuals.length; i++) {
                                slopes[i][k] = (high2[i] - low2[i]) / (2 * step);
                            }
                        }
                        return new Pair<>(
                                new ArrayRealVector(residuals, false),
                                new Array2DRowRealMatrix(slopes, false));
                    };
            try {
                LeastSquaresOptimizer.Optimum optimum =
                        new LevenbergMarquardtOptimizer()
                                .optimize(
                                        new LeastSquaresBuilder()
                                                .start(start)
                                                .model(model)
                                                .target(new double[doses.length])
                                                .parameterValidator(point ->
                                                        new ArrayRealVector(
                                                                new double[] {
                                                                    Math.clamp(
                                                                            point.getEntry(0),
                                                                            low,
                                                                            high),
                                                                    Math.clamp(
                                                                            point.getEntry(1),
                                                                            LOWEST_SLOPE,
                                                                            HIGHEST_SLOPE)
                                                                }))
                                                .maxEvaluations(500)
                                                .maxIterations(500)
                                                .build());
                return optimum.getPoint().toArray();
            } catch (MathRuntimeException e) {
                return start;
            }
        }

        double cost(double logDose, double slope) {
            double sum = 0;
            for (double residual : residuals(logDose, slope)) {
                sum += residual * residual;
            }
            return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
        }

        /// Of the best line, as fractions of the range.
        private double[] residuals(double logDose, double slope) {
            double[] line = line(logDose, slope);
            double[] residuals = new double[doses.length];
            for (int i = 0; i < doses.length; i++) {
                double fitted = line[0] + line[1] * saturation(doses[i], logDose, slope);
                residuals[i] = (fitted - values[i]) / range;
            }
            return residuals;
        }

        /// Intercept and slope of the least-squares line of the values over the saturations.
        double[] line(double logDose, double slope) {
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < doses.length; i++) {
                meanX += saturation(doses[i], logDose, slope) / doses.length;
                meanY += values[i] / doses.length;
            }
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < doses.length; i++) {
                double dx = saturation(doses[i], logDose, slope) - meanX;
                xx += dx * dx;
                xy += dx * (values[i] - meanY);
            }
            double gradient = xx > 1e-300 ? xy / xx : 0;
            return new double[] {meanY - gradient * meanX, gradient};
        }
    }
}
