package org.tamor.calibrate.fit;

import java.util.Optional;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.calibrate.fit.Objective.Slope;
import org.tamor.calibrate.fit.UnitBox.Trial;

/// A trust-region method within bounds.
///
/// Coordinates are measured in the widths of their bounds. With gradient g and curvature H each
/// iteration minimises `g^T p + p^T H p / 2` over the steps p within the bounds of which no
/// coordinate is longer than the radius (both are boxes, see [BoxQuadratic]), and compares the
/// decrease with that promised (Conn, Gould and Toint, Trust-Region Methods (2000), algorithm
/// 6.1.1). H is the objective's own (Fisher information: the method is then that of Gauss and
/// Newton, with noise parameters) with a [SecondOrderPart], or made from gradients ([DampedBfgs]).
/// A step that disappoints because the valley is curved is bent back with the residuals at its end.
/// An evaluation that fails shrinks the region like one that disappoints.
///
/// Points are judged by values without derivatives; derivatives are computed where a step was
/// taken.
public final class TrustRegion {

    private static final double FIRST_RADIUS = 0.1;
    private static final double SMALLEST_RADIUS = 1e-7;
    private static final double LEAST_RATIO = 1e-3;
    private static final double GOOD_RATIO = 0.75;

    /// How often a disappointing step is bent back.
    private static final int CORRECTIONS = 2;

    /// Curvatures below this cannot change the objective over the whole box.
    private static final double RIDGE = 1e-4;

    private final UnitBox box;
    private final Options options;
    private final int n;
    private final BoxQuadratic quadratic;
    private final SecondOrderPart second;
    private final DampedBfgs bfgs;
    private final double[] low;
    private final double[] high;
    private final double[] step;
    private double[] past = {};
    private int taken;
    private int iterations;
    private double radius = FIRST_RADIUS;

    /// @param maximumIterations steps tried
    /// @param promisedDecrease of the objective, below which a fit has converged
    /// @param window after how many steps taken a fit must have lowered the objective by
    /// @param leastProgress this much
    public record Options(
            int maximumIterations, double promisedDecrease, int window, double leastProgress) {

        public static final Options STANDARD = new Options(500, 1e-4, 30, 1e-2);
    }

    /// For one fit.
    private TrustRegion(Objective objective, Options options) {
        this.options = options;
        box = new UnitBox(objective);
        n = objective.lower().length;
        quadratic = new BoxQuadratic(n);
        second = new SecondOrderPart(n);
        bfgs = new DampedBfgs(n);
        low = new double[n];
        high = new double[n];
        step = new double[n];
    }

    /// @param slope in widths of the bounds
    private record State(Trial at, Slope slope) {}

    /// The local minimum that the start leads to; deterministic.
    ///
    /// @throws java.util.concurrent.CancellationException where the thread is interrupted
    public static LocalFit minimise(Objective objective, double[] start, Options options) {
        return new TrustRegion(objective, options).minimise(start);
    }

    /// By how much a step within the bounds promises to lower the objective at a point; not a
    /// number where it has no derivatives there.
    static double promise(Objective objective, double[] point) {
        TrustRegion region = new TrustRegion(objective, Options.STANDARD);
        double[] u = region.box.coordinates(point);
        return region.box
                .expand(u)
                .map(slope -> region.promise(u, slope.gradient(), region.curvature(slope), 1))
                .orElse(Double.NaN);
    }

    private LocalFit minimise(double[] start) {
        double[] u = box.coordinates(start);
        Optional<Trial> trial = box.trial(u);
        Optional<Slope> slope = trial.isEmpty() ? Optional.empty() : box.expand(u);
        if (trial.isEmpty() || slope.isEmpty()) {
            return new LocalFit(
                    start.clone(),
                    Optional.empty(),
                    Double.NaN,
                    Status.NO_START,
                    0,
                    box.evaluations(),
                    box.expansions(),
                    box.failures(),
                    box.failure());
        }
        past = new double[options.window];
        State state = new State(trial.get(), slope.get());
        while (true) {
            double[][] curvature = curvature(state.slope);
            double promised = promise(state.at.u(), state.slope.gradient(), curvature, 1);
            Optional<LocalFit> end = ended(state, promised);
            if (end.isPresent()) {
                return end.get();
            }
            iterations++;
            state = advanced(state, curvature);
        }
    }

    private double[][] curvature(Slope slope) {
        return slope.curvature().map(second::addedTo).orElseGet(bfgs::matrix);
    }

    private Optional<LocalFit> ended(State state, double promised) {
        if (promised < options.promisedDecrease) {
            return Optional.of(end(state, Status.CONVERGED, ""));
        }
        if (radius < SMALLEST_RADIUS) {
            String failure = box.failure().isEmpty() ? "" : "; last failure: " + box.failure();
            return Optional.of(end(state, Status.STALLED, "no step kept its promise" + failure));
        }
        if (iterations == options.maximumIterations) {
            String remark = "not finished after " + iterations + " iterations";
            return Optional.of(end(state, Status.ITERATION_LIMIT, remark));
        }
        double progress = past[taken % past.length] - state.at.value();
        if (taken > past.length && progress < options.leastProgress) {
            String remark = past.length + " steps lowered the objective by only " + progress;
            return Optional.of(end(state, Status.SLOW, remark));
        }
        return Optional.empty();
    }

    /// One iteration: the state after it, which is the old one where no step was taken.
    private State advanced(State state, double[][] curvature) {
        double promised = promise(state.at.u(), state.slope.gradient(), curvature, radius);
        double length = length(step);
        Optional<Trial> trial = box.trial(moved(state.at.u()));
        for (int k = 0; k < CORRECTIONS && trial.isPresent(); k++) {
            if (state.at.value() - trial.get().value() >= GOOD_RATIO * promised) {
                break;
            }
            Optional<Trial> better = bentBack(state, curvature, trial.get());
            if (better.isEmpty()) {
                break;
            }
            trial = better;
        }
        double ratio =
                trial.map(one -> (state.at.value() - one.value()) / promised)
                        .orElse(Double.NEGATIVE_INFINITY);
        trial.ifPresent(one -> compare(state, one));
        Optional<Slope> slope =
                ratio > LEAST_RATIO ? box.expand(trial.orElseThrow().u()) : Optional.empty();
        if (slope.isEmpty()) {
            radius = length / 4;
            return state;
        }
        if (ratio < 0.25) {
            radius = length / 2;
        } else if (ratio > GOOD_RATIO && length > 0.8 * radius) {
            radius = Math.min(1, 2.5 * radius);
        }
        State next = new State(trial.orElseThrow(), slope.get());
        learn(state, next);
        past[taken % past.length] = state.at.value();
        taken++;
        return next;
    }

    /// Writes the best step of at most this length in every coordinate and returns the decrease
    /// that it promises.
    private double promise(double[] u, double[] gradient, double[][] curvature, double length) {
        for (int k = 0; k < n; k++) {
            low[k] = Math.max(-length, -u[k]);
            high[k] = Math.min(length, 1 - u[k]);
        }
        quadratic.minimise(gradient, curvature, RIDGE, low, high, step);
        double decrease = 0;
        for (int k = 0; k < n; k++) {
            double product = 0;
            for (int l = 0; l < n; l++) {
                product += curvature[k][l] * step[l];
            }
            decrease -= step[k] * (gradient[k] + 0.5 * product);
        }
        return decrease;
    }

    private double[] moved(double[] u) {
        double[] next = new double[n];
        for (int k = 0; k < n; k++) {
            boolean onBound = step[k] == high[k] && high[k] == 1 - u[k];
            next[k] = onBound ? 1 : Math.clamp(u[k] + step[k], 0.0, 1.0);
        }
        return next;
    }

    /// From the end of a step another one, with the old derivatives of the residuals and their new
    /// values.
    ///
    /// @return the new point where it is better than the old one
    private Optional<Trial> bentBack(State state, double[][] curvature, Trial trial) {
        if (state.slope.chord().isEmpty()) {
            return Optional.empty();
        }
        double[] gradient = explained(state, trial);
        for (int k = 0; k < n; k++) {
            gradient[k] += state.slope.gradient()[k];
        }
        promise(trial.u(), gradient, curvature, radius);
        return box.trial(moved(trial.u())).filter(next -> next.value() < trial.value());
    }

    /// How the gradient would change with the residuals if their derivatives did not.
    private static double[] explained(State state, Trial trial) {
        return state.slope
                .chord()
                .orElseThrow()
                .gradientChange(difference(trial.residuals(), state.at.residuals()));
    }

    private void compare(State state, Trial trial) {
        state.slope
                .curvature()
                .ifPresent(
                        information ->
                                second.compare(
                                        state.slope.gradient(),
                                        information,
                                        difference(trial.u(), state.at.u()),
                                        trial.value() - state.at.value()));
    }

    private void learn(State state, State next) {
        double[] made = difference(next.at.u(), state.at.u());
        double[] change = difference(next.slope.gradient(), state.slope.gradient());
        if (state.slope.curvature().isEmpty()) {
            bfgs.update(made, change);
        } else if (state.slope.chord().isPresent()) {
            second.update(made, change, difference(change, explained(state, next.at)));
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            result[k] = a[k] - b[k];
        }
        return result;
    }

    private static double length(double[] step) {
        double longest = 0;
        for (double one : step) {
            longest = Math.max(longest, Math.abs(one));
        }
        return longest;
    }

    private LocalFit end(State state, Status status, String remark) {
        double largest = 0;
        for (int k = 0; k < n; k++) {
            double slope = state.slope.gradient()[k];
            boolean outwards = slope > 0 ? state.at.u()[k] == 0 : state.at.u()[k] == 1;
            largest = outwards ? largest : Math.max(largest, Math.abs(slope));
        }
        return new LocalFit(
                box.point(state.at.u()),
                Optional.of(state.at.value()),
                largest,
                status,
                iterations,
                box.evaluations(),
                box.expansions(),
                box.failures(),
                remark);
    }
}
