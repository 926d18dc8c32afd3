package org.tamor.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.DelayEquation;
import org.tamor.ode.Integrator;

/// The past of one run, from which delayed values are taken.
///
/// Each step's dense output, a polynomial of degree up to 5, is kept by its values at six points
/// and so exactly; with it the parameters of the time. Before the start the model is as its initial
/// assignments and rules say for the earlier time, and the unknowns of its algebraic rules as they
/// are at the start. Within the step under way, values are interpolated linearly between its ends:
/// steps are no longer than the delays, so that this happens only where delays shrink to almost
/// nothing (Bellen & Zennaro, Numerical Methods for Delay Differential Equations, Oxford 2003,
/// chapters 3 and 4).
///
/// Where the solution has a jump or a kink, it has a weaker one a delay later: those times are
/// breakpoints, at which the integration starts anew. Times of delays that change are not among
/// them.
final class History {

    private static final int POINTS = 6;

    /// In numbers, 256 MiB; older steps are forgotten.
    private static final long KEPT_NUMBERS = 1L << 25;

    /// How far kinks are followed; a kink of this order is too weak to be noticed.
    private static final int LARGEST_ORDER = 6;

    private static final int ULPS = 16;
    private static final int MAXIMUM_NESTING = 50;

    /// A step's solution.
    @SuppressWarnings("ArrayRecordComponent") // numerical data
    private record Step(double begin, double end, double[][] values, double[] parameters) {}

    private record Breakpoint(double time, int order) {}

    private final CompiledModel model;
    private final List<DelayEquation> delays;
    private final List<Step> steps = new ArrayList<>();
    private final List<Breakpoint> breakpoints = new ArrayList<>();
    private final Map<String, Double> overrides = new HashMap<>();
    private final double[] pastParameters;
    private final double[] pastScratch;
    private double start;
    private double lastTime;
    private double[] lastState = new double[0];
    private double forgottenBefore = Double.NEGATIVE_INFINITY;

    History(CompiledModel model) {
        this.model = model;
        delays = model.delays();
        pastParameters = new double[model.parameterLength()];
        pastScratch = new double[model.workspaceLength()];
    }

    /// Forgets all and begins at the start of a run.
    void begin(double time, Map<String, Double> initial) {
        steps.clear();
        breakpoints.clear();
        overrides.clear();
        overrides.putAll(initial);
        forgottenBefore = Double.NEGATIVE_INFINITY;
        start = time;
        lastTime = time;
        lastState = new double[0];
    }

    /// Takes the state from which the integrator starts.
    ///
    /// @param jumped whether something other than the past made the integration stop here
    void resume(double clock, double[] state, double[] p, boolean jumped) {
        lastTime = clock;
        lastState = state.clone();
        int order = LARGEST_ORDER;
        for (Breakpoint breakpoint : breakpoints) {
            if (Math.abs(breakpoint.time - clock) <= snap(clock)) {
                order = Math.min(order, breakpoint.order);
            }
        }
        breakpoints.removeIf(breakpoint -> breakpoint.time <= clock + snap(clock));
        int next = jumped ? 1 : order + 1;
        if (next < LARGEST_ORDER) {
            for (DelayEquation delay : delays) {
                if (delay.isFixed()) {
                    double at = clock + delay.delay().evaluate(clock, state, p);
                    if (at > clock + snap(at)) {
                        breakpoints.add(new Breakpoint(at, next));
                    }
                }
            }
        }
    }

    /// The first time after `clock` at which the past has a kink; infinite where none is known.
    double nextBreakpoint(double clock) {
        double next = Double.POSITIVE_INFINITY;
        for (Breakpoint breakpoint : breakpoints) {
            if (breakpoint.time > clock + snap(clock)) {
                next = Math.min(next, breakpoint.time);
            }
        }
        return next;
    }

    /// How long before a breakpoint the integration stops.
    static double margin(double time) {
        return 4 * snap(time);
    }

    private static double snap(double time) {
        return ULPS * Math.ulp(time);
    }

    /// The longest step from here that needs no value of itself.
    ///
    /// @param smallest delays below it are left out
    double longestStep(double clock, double[] state, double[] p, double smallest) {
        double longest = Double.POSITIVE_INFINITY;
        for (DelayEquation delay : delays) {
            double length = delay.delay().evaluate(clock, state, p);
            if (!delay.isFixed()) {
                length *= 0.5;
            }
            if (length >= smallest) {
                longest = Math.min(longest, length);
            }
        }
        return longest;
    }

    /// Keeps the solution between two times of the integrator's last step.
    void append(Integrator integrator, double begin, double end, double[] p) {
        if (!(end > begin)) {
            return;
        }
        double[][] values = new double[POINTS][model.dimension()];
        for (int i = 0; i < POINTS; i++) {
            double at = i == POINTS - 1 ? end : begin + (end - begin) * i / (POINTS - 1);
            integrator.interpolate(
                    Math.clamp(at, integrator.previousTime(), integrator.time()), values[i]);
        }
        double[] before = steps.isEmpty() ? new double[0] : steps.getLast().parameters;
        steps.add(new Step(begin, end, values, Arrays.equals(before, p) ? before : p.clone()));
        lastTime = end;
        lastState = values[POINTS - 1];
        if ((long) steps.size() * POINTS * model.dimension() > KEPT_NUMBERS) {
            int half = steps.size() / 2;
            forgottenBefore = steps.get(half).begin;
            steps.subList(0, half).clear();
        }
    }

    /// Adds the delayed values to the residuals of their states.
    void supply(double time, double[] state, double[] p, double[] residuals) {
        for (int k = 0; k < delays.size(); k++) {
            residuals[delays.get(k).state()] += delayed(k, time, state, p, 0);
        }
    }

    private double delayed(int index, double time, double[] state, double[] p, int nesting) {
        DelayEquation equation = delays.get(index);
        double delay = equation.delay().evaluate(time, state, p);
        if (!(delay >= 0)) {
            throw failure("a delay is " + delay + "; it must not be negative", time);
        }
        double at = time - delay;
        if (at >= time) {
            return equation.value().evaluate(time, state, p);
        }
        if (at < start - snap(Math.max(Math.abs(start), Math.abs(time)))
                || lastState.length == 0) {
            return beforeStart(equation, at, state, nesting);
        }
        if (at < forgottenBefore) {
            throw failure("a delay reaches farther back than is kept", time);
        }
        double snap = 2 * snap(Math.max(Math.abs(at), Math.abs(time)));
        if (at >= lastTime - snap || steps.isEmpty()) {
            double share =
                    time > lastTime ? Math.clamp((at - lastTime) / (time - lastTime), 0, 1) : 0;
            double[] between = lastState.clone();
            for (int i = 0; i < between.length && share > 0; i++) {
                between[i] += share * (state[i] - lastState[i]);
            }
            return equation.value().evaluate(at, between, p);
        }
        Step step = steps.get(find(at + snap));
        return equation.value().evaluate(at, interpolate(step, at), step.parameters);
    }

    /// The last step that begins at or before the time.
    private int find(double time) {
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (steps.get(middle).begin <= time) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// Newton's or Lagrange's polynomial through the kept points, in the barycentric form for equal
    /// distances.
    private static double[] interpolate(Step step, double time) {
        double s =
                Math.clamp((time - step.begin) / (step.end - step.begin), 0, 1) * (POINTS - 1);
        int nearest = (int) Math.rint(s);
        if (Math.abs(s - nearest) < 1e-12) {
            return step.values[nearest];
        }
        double[] result = new double[step.values[0].length];
        double total = 0;
        double binomial = 1;
        for (int i = 0; i < POINTS; i++) {
            double weight = ((i & 1) == 0 ? binomial : -binomial) / (s - i);
            total += weight;
            for (int k = 0; k < result.length; k++) {
                result[k] += weight * step.values[i][k];
            }
            binomial *= (double) (POINTS - 1 - i) / (i + 1);
        }
        for (int k = 0; k < result.length; k++) {
            result[k] /= total;
        }
        return result;
    }

    private double beforeStart(DelayEquation equation, double at, double[] state, int nesting) {
        if (nesting > MAXIMUM_NESTING) {
            throw failure("delays before the start need each other without end", at);
        }
        Map<String, Double> values = new HashMap<>(overrides);
        int first = model.differential();
        for (int i = first; i < first + model.unknowns() - delays.size(); i++) {
            values.put(model.states().get(i), state[i]);
        }
        double[] past = new double[model.dimension()];
        double[] p = nesting == 0 ? pastParameters : new double[pastParameters.length];
        Deque<Integer> needed = new ArrayDeque<>();
        for (int k = 0; k < delays.size(); k++) {
            if (equation.beforeStart().readsState(delays.get(k).state())) {
                needed.add(k);
            }
        }
        model.initialize(at, values, past, p);
        model.prepare(p, pastScratch);
        for (int k : needed) {
            past[delays.get(k).state()] = delayed(k, at, past, p, nesting + 1);
        }
        return equation.beforeStart().evaluate(at, past, p);
    }

    private static NumericalFailureException failure(String reason, double time) {
        return new NumericalFailureException(
                "simulate.delay", Location.UNKNOWN, reason + " (at time " + time + ")");
    }
}
