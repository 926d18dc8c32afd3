package org.tamor.calibrate.fit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.calibrate.fit.Objective.Chord;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Slope;
import org.tamor.calibrate.fit.Objective.Undefined;
import org.tamor.calibrate.fit.Objective.Value;

/// A trust-region method within bounds.
///
/// Coordinates are measured in the widths of their bounds. With gradient g and curvature H each
/// iteration minimises `g^T p + p^T H p / 2` over the steps p within the bounds of which no coordinate
/// is longer than the radius (both are boxes, see [BoxQuadratic]), and compares the decrease with
/// that promised (Conn, Gould and Toint, Trust-Region Methods (2000), algorithm 6.1.1 and section
/// 7.8). H is the objective's own (Fisher information: the method is then Gauss and Newton's, with
/// noise parameters) or made from gradients ([DampedBfgs]). An evaluation that fails shrinks the
/// region like one that disappoints.
///
/// Points are judged by values without derivatives; derivatives are computed where a step was taken.
public final class TrustRegion {

    private static final double FIRST_RADIUS = 0.1;
    private static final double SMALLEST_RADIUS = 1e-7;
    private static final double LEAST_RATIO = 1e-3;

    /// How often a disappointing step is bent back.
    private static final int CORRECTIONS = 2;

    /// How many past steps correct the curvature.
    private static final int MEMORY = 1;

    /// Curvatures below this cannot change the objective over the whole box.
    private static final double RIDGE = 1e-4;

    private final Objective objective;
    private final Options options;
    private final int n;
    private final double[] lower;
    private final double[] width;
    private final BoxQuadratic quadratic;
    private final double[] low;
    private final double[] high;

    /// @param maximumIterations steps tried
    /// @param promisedDecrease of the objective, below which a fit has converged
    /// @param window after how many steps taken a fit must have lowered the objective by
    /// @param leastProgress this much
    public record Options(
            int maximumIterations, double promisedDecrease, int window, double leastProgress) {

        public static final Options STANDARD = new Options(500, 1e-4, 30, 1e-2);
    }

    public TrustRegion(Objective objective, Options options) {
        this.objective = objective;
        this.options = options;
        lower = objective.lower();
        n = lower.length;
        width = new double[n];
        double[] upper = objective.upper();
        for (int k = 0; k < n; k++) {
            width[k] = upper[k] - lower[k];
        }
        quadratic = new BoxQuadratic(n);
        low = new double[n];
        high = new double[n];
    }

    /// A point of the search, in widths of the bounds.
    @SuppressWarnings("ArrayRecordComponent")
    private record Trial(double[] u, double value, double[] residuals) {}

    /// @param slope in widths of the bounds
    private record State(Trial at, Slope slope) {

        double[] u() {
            return at.u;
        }

        double value() {
            return at.value;
        }
    }

    /// A step and how the gradient changed over it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(double[] step, double[] change) {}

    private static final class Counts {
        private int iterations;
        private int evaluations;
        private int expansions;
        private int failures;
        private String failure = "";
    }

    /// The local minimum that the start leads to; deterministic.
    ///
    /// @throws CancellationException where the thread is interrupted
    public LocalFit minimise(double[] start) {
        Counts counts = new Counts();
        double[] u = new double[n];
        for (int k = 0; k < n; k++) {
            u[k] = Math.clamp((start[k] - lower[k]) / width[k], 0.0, 1.0);
        }
        Optional<Trial> trial = trial(u, counts);
        Optional<Slope> slope = trial.isEmpty() ? Optional.empty() : expand(u, counts);
        if (trial.isEmpty() || slope.isEmpty()) {
            return new LocalFit(
                    start.clone(),
                    Optional.empty(),
                    Double.NaN,
                    Status.NO_START,
                    0,
                    counts.evaluations,
                    counts.expansions,
                    counts.failures,
                    counts.failure);
        }
        return search(new State(trial.get(), slope.get()), counts);
    }

    private LocalFit search(State state, Counts counts) {
        Optional<DampedBfgs> bfgs =
                state.slope.curvature().isEmpty()
                        ? Optional.of(new DampedBfgs(n))
                        : Optional.empty();
        double[] step = new double[n];
        Deque<Pair> pairs = new ArrayDeque<>();
        double radius = FIRST_RADIUS;
        double[] past = new double[options.window];
        int taken = 0;
        while (true) {
            double[][] curvature = curvature(state, bfgs, pairs);
            if (promise(state.u(), state.slope.gradient(), curvature, 1, step) < options.promisedDecrease) {
                return end(state, Status.CONVERGED, "", counts);
            }
            if (radius < SMALLEST_RADIUS) {
                return end(state, Status.STALLED, stalled(counts), counts);
            }
            if (counts.iterations == options.maximumIterations) {
                return end(
                        state,
                        Status.ITERATION_LIMIT,
                        "not finished after " + counts.iterations + " iterations",
                        counts);
            }
            counts.iterations++;
            double promised = promise(state.u(), state.slope.gradient(), curvature, radius, step);
            double length = length(step);
            Optional<Trial> trial = trial(moved(state.u(), step), counts);
            for (int k = 0;
                    k < CORRECTIONS
                            && trial.isPresent()
                            && state.value() - trial.get().value() < 0.75 * promised;
                    k++) {
                Optional<Trial> better = corrected(state, curvature, radius, trial.get(), counts);
                if (better.isEmpty()) {
                    break;
                }
                trial = better;
            }
            double ratio =
                    trial.isEmpty()
                            ? Double.NEGATIVE_INFINITY
                            : (state.value() - trial.get().value()) / promised;
            Optional<Slope> slope =
                    ratio > LEAST_RATIO
                            ? expand(trial.orElseThrow().u(), counts)
                            : Optional.empty();
            if (slope.isEmpty()) {
                radius = length / 4;
                continue;
            }
            if (ratio < 0.25) {
                radius = length / 2;
            } else if (ratio > 0.75 && length > 0.8 * radius) {
                radius = Math.min(1, 2.5 * radius);
            }
            double[] before = state.slope.gradient();
            double[] change = difference(slope.get().gradient(), before);
            double[] made = difference(trial.orElseThrow().u(), state.u());
            bfgs.ifPresent(one -> one.update(made, change));
            pairs.addLast(new Pair(made, change));
            if (pairs.size() > MEMORY) {
                pairs.removeFirst();
            }
            double old = past[taken % past.length];
            past[taken % past.length] = state.value();
            state = new State(trial.orElseThrow(), slope.get());
            taken++;
            if (taken > past.length && old - state.value() < options.leastProgress) {
                return end(
                        state,
                        Status.SLOW,
                        past.length
                                + " steps lowered the objective by "
                                + (old - state.value())
                                + " only",
                        counts);
            }
        }
    }

    /// The objective's curvature, corrected along the last steps by how the gradient changed there.
    private static double[][] curvature(
            State state, Optional<DampedBfgs> bfgs, Deque<Pair> pairs) {
        if (state.slope.curvature().isEmpty()) {
            return bfgs.orElseThrow().matrix();
        }
        DampedBfgs corrected = new DampedBfgs(state.slope.curvature().get());
        pairs.forEach(pair -> corrected.update(pair.step, pair.change));
        return corrected.matrix();
    }

    private static String stalled(Counts counts) {
        return "no step kept its promise"
                + (counts.failure.isEmpty() ? "" : "; last failure: " + counts.failure);
    }

    /// Writes the best step of at most this length in every coordinate and returns the decrease that
    /// it promises.
    private double promise(
            double[] u, double[] gradient, double[][] curvature, double radius, double[] step) {
        for (int k = 0; k < n; k++) {
            low[k] = Math.max(-radius, -u[k]);
            high[k] = Math.min(radius, 1 - u[k]);
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

    /// A step that disappointed because the way down is curved, bent back: from its end another one
    /// with the old derivatives of the residuals and their new values.
    ///
    /// @return the new point where it is better than the old one
    private Optional<Trial> corrected(
            State state, double[][] curvature, double radius, Trial trial, Counts counts) {
        if (state.slope.chord().isEmpty() || trial.residuals.length == 0) {
            return Optional.empty();
        }
        double[] gradient =
                state.slope
                        .chord()
                        .get()
                        .gradientChange(difference(trial.residuals, state.at.residuals));
        for (int k = 0; k < n; k++) {
            gradient[k] += state.slope.gradient()[k];
        }
        double[] step = new double[n];
        promise(trial.u, gradient, curvature, radius, step);
        return trial(moved(trial.u, step), counts).filter(next -> next.value < trial.value);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            result[k] = a[k] - b[k];
        }
        return result;
    }

    private double[] moved(double[] u, double[] step) {
        double[] next = new double[n];
        for (int k = 0; k < n; k++) {
            next[k] = step[k] == high[k] && high[k] == 1 - u[k] ? 1 : Math.clamp(u[k] + step[k], 0.0, 1.0);
        }
        return next;
    }

    private static double length(double[] step) {
        double longest = 0;
        for (double one : step) {
            longest = Math.max(longest, Math.abs(one));
        }
        return longest;
    }

    private double[] point(double[] u) {
        double[] x = new double[n];
        double[] upper = objective.upper();
        for (int k = 0; k < n; k++) {
            x[k] = u[k] == 1 ? upper[k] : lower[k] + u[k] * width[k];
        }
        return x;
    }

    private Optional<Trial> trial(double[] u, Counts counts) {
        checkInterruption();
        counts.evaluations++;
        return finite(objective.value(point(u)), counts)
                .map(finite -> new Trial(u, finite.value(), finite.residuals()));
    }

    /// Derivatives in widths of the bounds.
    private Optional<Slope> expand(double[] u, Counts counts) {
        checkInterruption();
        counts.expansions++;
        Optional<Slope> slope =
                finite(objective.expand(point(u)), counts).flatMap(Finite::slope);
        return slope.map(one -> {
            double[] gradient = new double[n];
            for (int k = 0; k < n; k++) {
                gradient[k] = one.gradient()[k] * width[k];
            }
            Optional<double[][]> curvature = one.curvature().map(this::scaled);
            Optional<Chord> chord = one.chord().map(inner -> change -> scaled(inner, change));
            return new Slope(gradient, curvature, chord);
        });
    }

    private double[] scaled(Chord chord, double[] residualChange) {
        double[] change = chord.gradientChange(residualChange);
        for (int k = 0; k < n; k++) {
            change[k] *= width[k];
        }
        return change;
    }

    private double[][] scaled(double[][] matrix) {
        double[][] result = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                result[k][l] = matrix[k][l] * width[k] * width[l];
            }
        }
        return result;
    }

    private static Optional<Finite> finite(Value value, Counts counts) {
        return switch (value) {
            case Finite finite -> Optional.of(finite);
            case Undefined(String reason) -> {
                counts.failures++;
                counts.failure = reason;
                yield Optional.empty();
            }
        };
    }

    private static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the fit was interrupted");
        }
    }

    private LocalFit end(State state, Status status, String remark, Counts counts) {
        double largest = 0;
        for (int k = 0; k < n; k++) {
            double slope = state.slope.gradient()[k];
            boolean outwards = slope > 0 ? state.u()[k] == 0 : state.u()[k] == 1;
            largest = outwards ? largest : Math.max(largest, Math.abs(slope));
        }
        return new LocalFit(
                point(state.u()),
                Optional.of(state.value()),
                largest,
                status,
                counts.iterations,
                counts.evaluations,
                counts.expansions,
                counts.failures,
                remark);
    }
}
