package org.tamor.simulate;

import java.util.List;
import org.tamor.jit.Discontinuity;
import org.tamor.ode.Integrator;

/// Finds where the comparisons that equations and triggers depend on change, and what is rounded in
/// them jumps.
///
/// What is linear in time alone, if need be between other foreseen jumps, is foreseen:
/// [#nextForeseen] gives its change, and the integration stops there. The others are watched:
/// after a step, those that differ at its end are bracketed on the dense output by the Illinois
/// method with bisection (Dowell & Jarratt, BIT 11 (1971) 168-174) down to some units in the last
/// place of the time. Two changes of one comparison within a step, or a quarter of a long one
/// ([Integrator#looks]), go unseen.
final class Crossings {

    private static final int ULPS = 16;

    /// Changes of one watched comparison after which it no longer interrupts the integration where
    /// it only shapes rates, as noise about a threshold would make it do without end.
    private static final int INTERRUPTIONS = 200;

    /// The same of a rounded value, which may go on to ever other numbers; it is not watched
    /// any more then.
    private static final int ROUNDINGS = 10_000;

    private final Workspace workspace;
    private final List<Discontinuity> discontinuities;
    private final long[] held;
    private final boolean[] foreseen;
    private final boolean[] changed;
    private final int[] interruptions;
    private final double[] low;
    private final double[] high;
    private final double[] levels;
    private final double[] middleState;

    /// A time just before the change located last.
    private double before;
    private boolean scansTime;
    private double scanLength = Double.POSITIVE_INFINITY;

    Crossings(Workspace workspace) {
        this.workspace = workspace;
        discontinuities = workspace.model.discontinuities();
        int count = discontinuities.size();
        held = new long[count];
        foreseen = new boolean[count];
        changed = new boolean[count];
        interruptions = new int[count];
        low = new double[count];
        high = new double[count];
        levels = new double[count];
        middleState = new double[workspace.y.length];
        for (int i = 0; i < count; i++) {
            foreseen[i] = discontinuities.get(i).timing().isPresent();
            scansTime |= !foreseen[i] && discontinuities.get(i).ofTimeAlone();
        }
    }

    boolean isEmpty() {
        return held.length == 0;
    }

    /// Takes the comparisons as they are at the workspace's state.
    void start(double clock) {
        if (!isEmpty()) {
            workspace.evaluateDifferences(clock, workspace.y);
            System.arraycopy(workspace.differences, 0, low, 0, low.length);
            for (int i = 0; i < held.length; i++) {
                held[i] = side(i, low[i]);
            }
        }
    }

    private long side(int index, double difference) {
        return discontinuities.get(index).kind().side(difference);
    }

    /// The first time after `clock`, and no later than `latest`, at which a foreseen comparison
    /// changes; infinite where none does.
    double nextForeseen(double clock, double latest) {
        double next = Double.POSITIVE_INFINITY;
        for (int i = 0; i < foreseen.length; i++) {
            if (foreseen[i] && workspace.modelTime(clock) == clock) {
                Discontinuity.Timing timing = discontinuities.get(i).timing().orElseThrow();
                double difference = workspace.evaluate(timing.difference(), clock);
                double slope = workspace.evaluate(timing.slope(), clock);
                double level = discontinuities.get(i).kind().level(difference, slope > 0);
                double estimate = clock + (level - difference) / slope;
                if (estimate >= clock && estimate < next) {
                    double last = Math.min(latest, next);
                    next = Math.min(next, firstDifferent(i, timing, clock, estimate, last));
                }
            }
        }
        return next;
    }

    private long side(int index, Discontinuity.Timing timing, double clock) {
        return side(index, workspace.evaluate(timing.difference(), clock));
    }

    /// The first number after `clock`, near the estimate, at which the comparison differs from what
    /// it is at `clock`; infinite where it does not up to `latest`.
    private double firstDifferent(
            int index, Discontinuity.Timing timing, double clock, double estimate, double latest) {
        long now = side(index, timing, clock);
        double low = clock;
        double high = Math.max(estimate, Math.nextUp(clock));
        double width = Math.ulp(high);
        while (high < latest && side(index, timing, high) == now) {
            low = high;
            high = Math.min(high + width, latest);
            width *= 2;
        }
        if (side(index, timing, high) == now) {
            return Double.POSITIVE_INFINITY;
        }
        width = Math.ulp(high);
        for (double lower = high - width; lower > low; lower = high - width) {
            if (side(index, timing, lower) == now) {
                low = lower;
            } else {
                high = lower;
                width *= 2;
            }
        }
        while (Math.nextUp(low) < high) {
            double middle = low + 0.5 * (high - low);
            if (side(index, timing, middle) == now) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// Sets how closely to look for changes of comparisons of functions of time alone, which need
    /// not show in the size of the integrator's steps.
    void scan(double length) {
        scanLength = scansTime ? length : Double.POSITIVE_INFINITY;
    }

    /// The earliest change of a watched comparison in `(start, integrator.time()]`, or NaN where
    /// there is none.
    ///
    /// The comparisons are then taken as they are after the change; ask again from there.
    double locate(Integrator integrator, double start) {
        double from = start;
        double to = start;
        boolean found = false;
        double length =
                Math.min(
                        scanLength,
                        (integrator.time() - integrator.previousTime()) / integrator.looks());
        while (!found && !isEmpty() && integrator.time() > to) {
            from = to;
            to = Math.max(from + length, Math.nextUp(from));
            if (!(to < integrator.time() - ULPS * Math.ulp(to))) {
                to = integrator.time();
            }
            integrator.interpolate(to, middleState);
            workspace.evaluateDifferences(to, middleState);
            found = anyChanged(workspace.differences);
            if (!found) {
                System.arraycopy(workspace.differences, 0, low, 0, low.length);
            }
        }
        if (!found) {
            return Double.NaN;
        }
        System.arraycopy(workspace.differences, 0, high, 0, high.length);
        double root = bracket(integrator, from, to);
        for (int i = 0; i < held.length; i++) {
            changed[i] = isWatched(i) && side(i, high[i]) != held[i];
            held[i] = side(i, high[i]);
        }
        System.arraycopy(high, 0, low, 0, low.length);
        return root;
    }

    /// A time just before the change that [#locate] found.
    double before() {
        return before;
    }

    /// Which comparisons [#locate] or [#arrive] found changed.
    boolean[] changed() {
        return changed;
    }

    /// Finds the foreseen comparisons that have changed at the workspace's state.
    void arrive(double clock) {
        if (!isEmpty()) {
            workspace.evaluateDifferences(clock, workspace.y);
            for (int i = 0; i < held.length; i++) {
                changed[i] = foreseen[i] && side(i, workspace.differences[i]) != held[i];
            }
        }
    }

    /// Whether what [#locate] found calls for a new start of the integrator.
    boolean interruptsRates() {
        boolean interrupts = false;
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] && discontinuities.get(i).inRates() && interruptions[i]++ < most(i)) {
                interrupts = true;
            }
        }
        return interrupts;
    }

    /// Whether a watched comparison differs from what it was taken for.
    boolean isChanged(double clock, double[] state) {
        if (isEmpty()) {
            return false;
        }
        workspace.evaluateDifferences(clock, state);
        return anyChanged(workspace.differences);
    }

    private boolean isWatched(int index) {
        return !foreseen[index]
                && !(discontinuities.get(index).kind().isRounding()
                        && interruptions[index] > ROUNDINGS);
    }

    private int most(int index) {
        return discontinuities.get(index).kind().isRounding() ? ROUNDINGS : INTERRUPTIONS;
    }

    private boolean anyChanged(double[] differences) {
        for (int i = 0; i < held.length; i++) {
            if (isWatched(i) && side(i, differences[i]) != held[i]) {
                return true;
            }
        }
        return false;
    }

    /// Shrinks `(from, to]` around the earliest change; returns its end, whose differences are then
    /// in `high`.
    private double bracket(Integrator integrator, double from, double to) {
        double a = from;
        double b = to;
        double tolerance = ULPS * Math.ulp(Math.max(Math.abs(a), Math.abs(b)));
        for (int i = 0; i < levels.length; i++) {
            levels[i] = discontinuities.get(i).kind().level(low[i], high[i] > low[i]);
        }
        double[] lowWeighted = new double[low.length];
        double[] highWeighted = new double[high.length];
        fromLevels(low, lowWeighted);
        fromLevels(high, highWeighted);
        int side = 0;
        boolean bisect = false;
        while (b - a > tolerance) {
            double middle =
                    bisect
                            ? a + 0.5 * (b - a)
                            : estimate(a, b, lowWeighted, highWeighted, tolerance);
            integrator.interpolate(middle, middleState);
            workspace.evaluateDifferences(middle, middleState);
            double width = b - a;
            if (anyChanged(workspace.differences)) {
                b = middle;
                System.arraycopy(workspace.differences, 0, high, 0, high.length);
                fromLevels(high, highWeighted);
                if (side == 1) {
                    halve(lowWeighted);
                }
                side = 1;
            } else {
                a = middle;
                System.arraycopy(workspace.differences, 0, low, 0, low.length);
                fromLevels(low, lowWeighted);
                if (side == -1) {
                    halve(highWeighted);
                }
                side = -1;
            }
            bisect = b - a > 0.5 * width;
        }
        before = a;
        return b;
    }

    private void fromLevels(double[] differences, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = differences[i] - levels[i];
        }
    }

    private static void halve(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.5;
        }
    }

    /// The earliest secant estimate of those that have changed at b, kept off the ends of the
    /// bracket.
    private double estimate(double a, double b, double[] atA, double[] atB, double tolerance) {
        double earliest = b;
        for (int i = 0; i < held.length; i++) {
            if (isWatched(i) && side(i, high[i]) != held[i]) {
                double root = b - (b - a) * atB[i] / (atB[i] - atA[i]);
                earliest = root > a && root < earliest ? root : earliest;
            }
        }
        double margin = Math.min(0.25 * (b - a), 0.5 * tolerance);
        return Math.clamp(earliest, a + margin, b - margin);
    }
}
