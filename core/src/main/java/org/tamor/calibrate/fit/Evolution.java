package org.tamor.calibrate.fit;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Undefined;

/// Minimises without derivatives: evolution with covariance matrix adaptation (Hansen, The CMA
/// evolution strategy: a comparing review, 2006), by Hipparchus, in the widths of the bounds.
///
/// Where the objective has no value, the search hears of the worst value met so far, so that it
/// turns away; such a point is never the result.
final class Evolution {

    private static final double SPREAD = 0.2;
    private static final double TOLERANCE = 1e-6;

    private final Objective objective;
    private final int generations;
    private final double[] lower;
    private final double[] upper;
    private double[] best = {};
    private double bestValue = Double.POSITIVE_INFINITY;
    private double worst = Double.NEGATIVE_INFINITY;
    private int evaluations;
    private int failures;
    private String failure = "";

    Evolution(Objective objective, int generations) {
        this.objective = objective;
        this.generations = generations;
        lower = objective.lower();
        upper = objective.upper();
    }

    /// The best point met; deterministic for a seed.
    LocalFit minimise(double[] start, long seed) {
        int n = start.length;
        double[] u = new double[n];
        for (int k = 0; k < n; k++) {
            u[k] = Math.clamp((start[k] - lower[k]) / (upper[k] - lower[k]), 0.0, 1.0);
        }
        evaluate(u);
        if (failures > 0) {
            return fit(start, Optional.empty(), Status.NO_START, 0, failure);
        }
        double[] ones = new double[n];
        double[] spread = new double[n];
        Arrays.fill(ones, 1);
        Arrays.fill(spread, SPREAD);
        CMAESOptimizer optimizer =
                new CMAESOptimizer(
                        generations,
                        Double.NEGATIVE_INFINITY,
                        true,
                        0,
                        0,
                        new Well19937c(seed),
                        false,
                        (iteration, before, after) -> settled(iteration, n, before, after));
        optimizer.optimize(
                new MaxEval(Integer.MAX_VALUE),
                new MaxIter(Integer.MAX_VALUE),
                new ObjectiveFunction(this::evaluate),
                GoalType.MINIMIZE,
                new InitialGuess(u),
                new SimpleBounds(new double[n], ones),
                new CMAESOptimizer.Sigma(spread),
                new CMAESOptimizer.PopulationSize(4 + (int) (3 * Math.log(n))));
        boolean ended = optimizer.getIterations() < generations;
        return fit(
                best,
                Optional.of(bestValue),
                ended ? Status.CONVERGED : Status.ITERATION_LIMIT,
                optimizer.getIterations(),
                ended ? "" : "not finished after " + generations + " generations");
    }

    private static boolean settled(
            int iteration, int n, PointValuePair before, PointValuePair after) {
        return iteration > 20 * n
                && before != null
                && after != null
                && Math.abs(before.getValue() - after.getValue()) < TOLERANCE;
    }

    private double evaluate(double[] u) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the fit was interrupted");
        }
        double[] x = new double[u.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = u[k] == 1 ? upper[k] : lower[k] + u[k] * (upper[k] - lower[k]);
        }
        evaluations++;
        return switch (objective.value(x)) {
            case Finite finite -> {
                if (finite.value() < bestValue) {
                    bestValue = finite.value();
                    best = x;
                }
                worst = Math.max(worst, finite.value());
                yield finite.value();
            }
            case Undefined(String reason) -> {
                failures++;
                failure = reason;
                yield worst;
            }
        };
    }

    private LocalFit fit(
            double[] point, Optional<Double> value, Status status, int iterations, String remark) {
        return new LocalFit(
                point.clone(),
                value,
                Double.NaN,
                status,
                iterations,
                evaluations,
                0,
                failures,
                remark);
    }
}
