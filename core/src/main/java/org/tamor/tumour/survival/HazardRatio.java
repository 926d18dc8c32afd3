package org.tamor.tumour.survival;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.inference.Interval;

/// The ratio of the hazards of two groups by Cox's partial likelihood, ties by Efron (J. Am. Stat.
/// Assoc. 72 (1977) 557-565).
///
/// @param ratio treated over control; undefined where all events lie on one side
/// @param interval by Wald's method on the logarithm; NaN where undefined
public record HazardRatio(Evaluation ratio, Interval interval) {

    private static final int MOST_STEPS = 60;
    private static final double BEYOND = 12;

    public static HazardRatio of(List<EventTime> treated, List<EventTime> control, double level) {
        double beta = 0;
        double[] derivatives = new double[2];
        for (int step = 0; step < MOST_STEPS; step++) {
            derivatives = derivatives(treated, control, beta);
            double move = derivatives[0] / derivatives[1];
            if (!Double.isFinite(move)) {
                break;
            }
            beta += Math.clamp(move, -1, 1);
            if (Math.abs(move) < 1e-10 || Math.abs(beta) > BEYOND) {
                break;
            }
        }
        if (!(derivatives[1] > 1e-6) || Math.abs(beta) > BEYOND) {
            return new HazardRatio(
                    Evaluation.undefined(
                            Status.UNDEFINED_MODEL,
                            "one group has no event while the other is watched, so the ratio has no"
                                    + " finite estimate"),
                    new Interval(Double.NaN, Double.NaN, Double.NaN, level));
        }
        double half =
                new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2)
                        / Math.sqrt(derivatives[1]);
        return new HazardRatio(
                Evaluation.ok(Math.exp(beta)),
                new Interval(Math.exp(beta), Math.exp(beta - half), Math.exp(beta + half), level));
    }

    /// The first and the negative second derivative of the partial log-likelihood by beta.
    private static double[] derivatives(
            List<EventTime> treated, List<EventTime> control, double beta) {
        double weight = Math.exp(beta);
        double[] sum = new double[2];
        double[] times =
                java.util.stream.Stream.concat(treated.stream(), control.stream())
                        .filter(EventTime::event)
                        .mapToDouble(EventTime::time)
                        .distinct()
                        .toArray();
        for (double time : times) {
            double exposed = atRisk(treated, time) * weight;
            double others = atRisk(control, time);
            double own = events(treated, time);
            double all = own + events(control, time);
            for (int k = 0; k < all; k++) {
                double left = exposed - k / all * own * weight;
                double mean = left / (left + others - k / all * (all - own));
                sum[0] -= mean;
                sum[1] += mean * (1 - mean);
            }
            sum[0] += own;
        }
        return sum;
    }

    private static double atRisk(List<EventTime> group, double time) {
        return group.stream().filter(one -> one.time() >= time).count();
    }

    private static double events(List<EventTime> group, double time) {
        return group.stream().filter(one -> one.event() && one.time() == time).count();
    }
}
