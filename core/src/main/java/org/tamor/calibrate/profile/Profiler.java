package org.tamor.calibrate.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.calibrate.fit.LocalFit;
import org.tamor.calibrate.fit.PosteriorObjective;
import org.tamor.calibrate.fit.TrustRegion;
import org.tamor.calibrate.profile.Profile.Point;
import org.tamor.calibrate.profile.Profile.Verdict;

/// Computes the profile of one parameter (Raue et al., Bioinformatics 25 (2009) 1923-1929).
///
/// From the best point the parameter goes outwards to each side, and at each value the others are
/// fitted anew from where they were last, moved on along the line of the last two points. Steps are
/// as long as the objective rises by about an eighth of the threshold. A side ends where the
/// objective passes the threshold, or at the bound. Between the last two points the end of the
/// interval is interpolated linearly in the square root of the rise, which is exact for a parabola.
final class Profiler {

    /// The rise that a step aims at, as a share of the threshold.
    private static final double AIM = 0.125;

    private static final double LONGEST_STEP = 0.1;
    private static final double FIRST_STEP = 0.01;
    private static final double SHORTEST_STEP = 1e-5;

    /// A profile that rises by less than this share of the threshold over the whole range is flat.
    private static final double FLAT = 0.01;

    private static final TrustRegion.Options INNER = new TrustRegion.Options(150, 1e-4, 20, 1e-3);

    private final PosteriorObjective objective;
    private final double[] best;
    private final double bestValue;
    private final double bestLogPrior;
    private final ProfileOptions options;

    Profiler(
            PosteriorObjective objective, double[] best, double bestValue, ProfileOptions options) {
        this.objective = objective;
        this.best = best.clone();
        this.bestValue = bestValue;
        this.options = options;
        bestLogPrior = objective.logPrior(best);
    }

    /// One side of a profile.
    ///
    /// @param end where the threshold is passed
    private record Side(List<Point> points, OptionalDouble end, boolean atBound, String remark) {}

    Profile profile(int index) {
        Side below = side(index, -1);
        Side above = side(index, 1);
        List<Point> points = new ArrayList<>(below.points);
        points.add(new Point(best[index], 0, 0, best.clone()));
        points.addAll(above.points);
        points.sort(Comparator.comparingDouble(Point::value));
        String remark = below.remark.isEmpty() ? above.remark : below.remark;
        double lowest = points.stream().mapToDouble(Point::rise).min().orElse(0);
        if (lowest < -0.01 * options.threshold()) {
            remark =
                    String.format(
                            Locale.ROOT,
                            "the profile found an objective lower by %.2g; fit again from there",
                            -lowest);
        }
        return new Profile(
                index, points, below.end, above.end, verdict(points, below, above), remark);
    }

    private Side side(int index, int direction) {
        double[] lower = objective.lower();
        double[] upper = objective.upper();
        double width = upper[index] - lower[index];
        double bound = direction < 0 ? lower[index] : upper[index];
        double aim = AIM * options.threshold();
        List<Point> points = new ArrayList<>();
        Point last = new Point(best[index], 0, 0, best);
        Optional<Point> before = Optional.empty();
        double step = FIRST_STEP * width;
        for (int k = 0; k < options.maximumSteps(); k++) {
            if (last.value() == bound) {
                return new Side(points, OptionalDouble.empty(), true, "");
            }
            double target = last.value() + direction * step;
            boolean reachesBound = direction * (bound - target) < 1e-3 * step;
            Optional<Point> next = fitted(index, reachesBound ? bound : target, last, before);
            double rise = next.map(Point::rise).orElse(Double.POSITIVE_INFINITY) - last.rise();
            boolean tooLong = rise > 3 * aim || next.isEmpty();
            if (tooLong && step > SHORTEST_STEP * width) {
                step *= next.isEmpty() ? 0.25 : 0.5;
                continue;
            }
            if (next.isEmpty()) {
                return new Side(
                        points,
                        OptionalDouble.empty(),
                        false,
                        "the other parameters could not be fitted");
            }
            points.add(next.get());
            if (next.get().rise() >= options.threshold()) {
                return new Side(points, OptionalDouble.of(crossing(last, next.get())), false, "");
            }
            before = Optional.of(last);
            last = next.get();
            double factor = rise < 0.5 * aim ? 2 : rise > 1.5 * aim ? 0.7 : 1;
            step = Math.min(factor * step, LONGEST_STEP * width);
        }
        return new Side(
                points,
                OptionalDouble.empty(),
                false,
                "no end was found in " + options.maximumSteps() + " steps");
    }

    private Optional<Point> fitted(int index, double value, Point last, Optional<Point> before) {
        FixedCoordinate others = new FixedCoordinate(objective, index, value);
        double[] start = last.others().clone();
        if (before.isPresent() && last.value() != before.get().value()) {
            double share = (value - last.value()) / (last.value() - before.get().value());
            for (int k = 0; k < start.length; k++) {
                start[k] += share * (last.others()[k] - before.get().others()[k]);
            }
        }
        if (start.length == 1) {
            return alone(value);
        }
        LocalFit fit = TrustRegion.minimise(others, FixedCoordinate.without(start, index), INNER);
        if (fit.value().isEmpty()) {
            fit =
                    TrustRegion.minimise(
                            others, FixedCoordinate.without(last.others(), index), INNER);
        }
        double[] point = others.extended(fit.point());
        return fit.value().map(found -> point(value, found, point));
    }

    /// The only parameter there is.
    private Optional<Point> alone(double value) {
        double[] point = {value};
        return objective.value(point) instanceof org.tamor.calibrate.fit.Objective.Finite finite
                ? Optional.of(point(value, finite.value(), point))
                : Optional.empty();
    }

    private Point point(double value, double found, double[] point) {
        double rise = found - bestValue;
        double ofPrior = bestLogPrior - objective.logPrior(point);
        return new Point(value, rise, rise - ofPrior, point);
    }

    private double crossing(Point below, Point above) {
        double from = Math.sqrt(Math.max(0, below.rise()));
        double to = Math.sqrt(above.rise());
        double share = (Math.sqrt(options.threshold()) - from) / (to - from);
        return below.value() + share * (above.value() - below.value());
    }

    private Verdict verdict(List<Point> points, Side below, Side above) {
        boolean closedBelow = below.end.isPresent();
        boolean closedAbove = above.end.isPresent();
        if ((!closedBelow && !below.atBound) || (!closedAbove && !above.atBound)) {
            return Verdict.UNFINISHED;
        }
        if (closedBelow && closedAbove) {
            double least =
                    Math.min(points.getFirst().likelihoodFall(), points.getLast().likelihoodFall());
            return least < 0.5 * options.threshold() ? Verdict.PRIOR : Verdict.IDENTIFIED;
        }
        double highest = points.stream().mapToDouble(Point::rise).max().orElse(0);
        if (!closedBelow && !closedAbove && highest < FLAT * options.threshold()) {
            return Verdict.FLAT;
        }
        if (!closedBelow && !closedAbove) {
            return Verdict.OPEN;
        }
        return closedAbove ? Verdict.OPEN_BELOW : Verdict.OPEN_ABOVE;
    }
}
