package org.tamor.tumour.survival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.inference.Interval;

/// The estimate of Kaplan and Meier (J. Am. Stat. Assoc. 53 (1958) 457-481) of the share without
/// event: `S(t) = prod_{t_k <= t} (1 - d_k / n_k)`.
///
/// @param steps at each time of an event or a censoring
/// @param size how many animals
public record KaplanMeier(List<Step> steps, int size, double level) {

    /// A half, with room for rounding.
    private static final double HALF = 0.5 + 1e-12;

    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /// @param atRisk just before the time
    /// @param survival from the time on
    /// @param low and `high`: interval on the scale of log(-log S) with the variance of Greenwood
    public record Step(
            double time,
            int atRisk,
            int events,
            int censored,
            double survival,
            double low,
            double high) {}

    public static KaplanMeier of(List<EventTime> times, double level) {
        List<EventTime> sorted =
                times.stream().sorted(Comparator.comparingDouble(EventTime::time)).toList();
        double normal = new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2);
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        int atRisk = sorted.size();
        for (int i = 0; i < sorted.size(); ) {
            double time = sorted.get(i).time();
            int events = 0;
            int censored = 0;
            for (; i < sorted.size() && sorted.get(i).time() == time; i++) {
                events += sorted.get(i).event() ? 1 : 0;
                censored += sorted.get(i).event() ? 0 : 1;
            }
            survival *= 1 - (double) events / atRisk;
            greenwood += (double) events / ((double) atRisk * (atRisk - events));
            double half = normal * Math.sqrt(greenwood) / Math.abs(Math.log(survival));
            boolean inside = survival > 0 && survival < 1;
            steps.add(
                    new Step(
                            time,
                            atRisk,
                            events,
                            censored,
                            survival,
                            inside ? Math.pow(survival, Math.exp(half)) : survival,
                            inside ? Math.pow(survival, Math.exp(-half)) : survival));
            atRisk -= events + censored;
        }
        return new KaplanMeier(steps, times.size(), level);
    }

    /// The share without event at a time.
    public double survival(double time) {
        double survival = 1;
        for (Step step : steps) {
            survival = step.time() <= time ? step.survival() : survival;
        }
        return survival;
    }

    /// How many are watched and without event just before a time.
    public int atRisk(double time) {
        int gone = 0;
        for (Step step : steps) {
            gone += step.time() < time ? step.events() + step.censored() : 0;
        }
        return size - gone;
    }

    /// The time at which half are without event: the first with fewer, or, where exactly half are
    /// left from one event to the next, the middle between the two, as for a sample without
    /// censoring.
    public Evaluation median() {
        double reached = Double.NaN;
        for (Step step : steps) {
            if (step.events() == 0 || step.survival() > HALF) {
                continue;
            }
            boolean first = Double.isNaN(reached);
            if (first && step.survival() > 1 - HALF) {
                reached = step.time();
            } else {
                return Evaluation.ok(first ? step.time() : 0.5 * (reached + step.time()));
            }
        }
        if (!Double.isNaN(reached)) {
            return Evaluation.ok(reached);
        }
        return Evaluation.undefined(
                Status.OUT_OF_RANGE_BOTH, "more than half of the animals had no event");
    }

    /// The interval of the median: the times at which the band of S contains a half (Brookmeyer and
    /// Crowley, Biometrics 38 (1982) 29-41); an open end is infinite.
    public Interval medianInterval() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (Step step : steps) {
            low = step.low() <= 0.5 && Double.isInfinite(low) ? step.time() : low;
            high = step.high() <= 0.5 && Double.isInfinite(high) ? step.time() : high;
        }
        return new Interval(
                median().isDefined() ? median().value() : Double.POSITIVE_INFINITY,
                low,
                high,
                level);
    }
}
