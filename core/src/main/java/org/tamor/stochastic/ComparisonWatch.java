package org.tamor.stochastic;

import java.util.List;
import org.tamor.jit.ReactionSystem.Comparison;

/// Finds when comparisons with time or moving variables change, and when rounded ones jump.
///
/// A change is bracketed by bisection, helped by linear interpolation, down to neighbouring
/// doubles; the time found is the first at which the comparison is different. Differences that are
/// straight lines over the interval are looked at at its ends, others at steps of a [#SCANS]th of
/// the run: two changes within one such step go unseen.
final class ComparisonWatch {

    private static final int SCANS = 1000;

    private static final double STRAIGHT = 1e-10;

    private final Trajectory trajectory;
    private final List<Comparison> comparisons;
    private final long[] held;
    private final double[] difference;
    private final double[] truth;
    private double scanLength = Double.POSITIVE_INFINITY;

    ComparisonWatch(Trajectory trajectory) {
        this.trajectory = trajectory;
        comparisons = trajectory.network.movingComparisons;
        held = new long[comparisons.size()];
        int length = trajectory.network.system.comparisons().size();
        difference = new double[length];
        truth = new double[length];
    }

    void begin(double end) {
        scanLength = Math.max(end / SCANS, Double.MIN_NORMAL);
        hold();
    }

    /// Notes how the comparisons stand now.
    void hold() {
        for (int i = 0; i < held.length; i++) {
            held[i] = standing(comparisons.get(i), trajectory.clock());
        }
    }

    /// The first time after now and up to `end` at which a comparison differs from what was noted;
    /// infinite where none does.
    double next(double end) {
        double from = trajectory.clock();
        double first = Double.POSITIVE_INFINITY;
        if (end > from) {
            for (int i = 0; i < held.length; i++) {
                first =
                        Math.min(
                                first,
                                next(comparisons.get(i), held[i], from, Math.min(end, first)));
            }
            trajectory.moveTo(from);
        }
        return first;
    }

    private double next(Comparison comparison, long before, double from, double end) {
        int steps =
                isStraight(comparison, from, end)
                        ? 1
                        : (int) Math.clamp(Math.ceil((end - from) / scanLength), 1, 10.0 * SCANS);
        double low = from;
        for (int step = 1; step <= steps; step++) {
            double high = step == steps ? end : from + (end - from) * step / steps;
            if (standing(comparison, high) != before) {
                return locate(comparison, before, low, high);
            }
            low = high;
        }
        return Double.POSITIVE_INFINITY;
    }

    private boolean isStraight(Comparison comparison, double from, double end) {
        double first = difference(comparison, from);
        double last = difference(comparison, end);
        double scale = Math.abs(first) + Math.abs(last);
        for (double part : new double[] {0.29, 0.5, 0.83}) {
            double expected = first + part * (last - first);
            double found = difference(comparison, from + part * (end - from));
            if (!(Math.abs(found - expected) <= STRAIGHT * scale)) {
                return false;
            }
        }
        return true;
    }

    private double locate(Comparison comparison, long before, double from, double end) {
        double low = from;
        double high = end;
        double atLow = difference(comparison, low);
        double atHigh = difference(comparison, high);
        double level = comparison.kind().level(atLow, atHigh > atLow);
        double guess = low + (high - low) * ((level - atLow) / (atHigh - atLow));
        double margin = 2 * Math.ulp(guess);
        for (double time : new double[] {guess + margin, guess - margin, guess}) {
            if (time > low && time < high) {
                if (standing(comparison, time) == before) {
                    low = time;
                } else {
                    high = time;
                }
            }
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (!(middle > low && middle < high)) {
                return high;
            }
            if (standing(comparison, middle) == before) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// A number that tells apart whether the comparison holds, and for equalities on which side; of
    /// a number that is rounded, the whole one.
    private long standing(Comparison comparison, double time) {
        double value = difference(comparison, time);
        return switch (comparison.kind()) {
            case NEGATIVE, NOT_POSITIVE -> holds(comparison, time);
            case ZERO -> holds(comparison, time) + (long) Math.signum(value);
            case FLOOR, CEILING, TRUNCATION -> comparison.kind().side(value);
        };
    }

    private long holds(Comparison comparison, double time) {
        comparison.holds().kernel().evaluate(time, trajectory.y, trajectory.p, trajectory.w, truth);
        return truth[comparison.holds().index()] != 0 ? 4 : 0;
    }

    private double difference(Comparison comparison, double time) {
        trajectory.moveTo(time);
        comparison
                .difference()
                .kernel()
                .evaluate(time, trajectory.y, trajectory.p, trajectory.w, difference);
        return difference[comparison.difference().index()];
    }
}
