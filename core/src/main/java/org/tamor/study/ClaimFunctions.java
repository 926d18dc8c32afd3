package org.tamor.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.expr.Expression;

/// Computes the functions of claims on one set of runs. Not thread-safe; it collects notes.
final class ClaimFunctions {

    private static final double HOURS_PER_DAY = 24;
    private static final double GOOD_FIT = 0.05;

    private final Study study;
    private final Readings readings;
    private final List<String> notes = new ArrayList<>();

    ClaimFunctions(Study study, Readings readings) {
        this.study = study;
        this.readings = readings;
    }

    /// What a person should know of the values, such as a dose series that is no Hill curve.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// The value of a call that [ClaimExpression] has checked.
    double call(Expression.Call call) {
        ClaimFunction function = ClaimFunction.of(call.function()).orElseThrow();
        List<String> names = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Expression argument = call.arguments().get(i);
            if (function.arguments().get(i).numeric()) {
                numbers.add(ClaimExpression.constant(argument));
            } else {
                names.add(ClaimExpression.name(argument).orElseThrow());
            }
        }
        String observable = names.get(0);
        String experiment = names.get(1);
        return switch (function) {
            case AT -> readings.at(observable, experiment, numbers.get(0));
            case FOLD -> fold(observable, experiment, numbers.get(0), numbers.get(1));
            case RATE -> rate(observable, experiment, numbers.get(0), numbers.get(1));
            case MAXIMUM, MINIMUM, TIME_OF_MAXIMUM ->
                    extreme(
                            function,
                            readings.window(
                                    observable, experiment, numbers.get(0), numbers.get(1)));
            case AREA ->
                    area(readings.window(observable, experiment, numbers.get(0), numbers.get(1)));
            case GROWTH_RATE ->
                    growthRate(
                            observable, experiment, names.get(2), numbers.get(0), numbers.get(1));
            case HALF_MAXIMAL -> inRange(fit(observable, experiment, numbers.get(0)), experiment);
            case PLATEAU -> {
                HillCurve curve = fit(observable, experiment, numbers.get(0));
                inRange(curve, experiment);
                yield curve.plateau();
            }
            case ABSOLUTE_DOSE ->
                    absoluteDose(observable, experiment, numbers.get(0), numbers.get(1));
        };
    }

    private double fold(String observable, String experiment, double from, double to) {
        double first = readings.at(observable, experiment, from);
        double last = readings.at(observable, experiment, to);
        double fold = last / first;
        if (first == 0 || !Double.isFinite(fold)) {
            throw new Undecided(
                    observable
                            + " of "
                            + experiment
                            + " is "
                            + first
                            + " at t = "
                            + from
                            + ", no basis for a fold");
        }
        return fold;
    }

    private double rate(String observable, String experiment, double from, double to) {
        return HOURS_PER_DAY
                * logarithm(fold(observable, experiment, from, to), observable, experiment)
                / (to - from);
    }

    private static double logarithm(double fold, String observable, String experiment) {
        if (!(fold > 0)) {
            throw new Undecided(
                    "the fold "
                            + fold
                            + " of "
                            + observable
                            + " in "
                            + experiment
                            + " has no logarithm");
        }
        return Math.log(fold);
    }

    private static double extreme(ClaimFunction function, Readings.Window window) {
        int best = 0;
        for (int i = 1; i < window.values().length; i++) {
            double value = window.values()[i];
            if (function == ClaimFunction.MINIMUM
                    ? value < window.values()[best]
                    : value > window.values()[best]) {
                best = i;
            }
        }
        return function == ClaimFunction.TIME_OF_MAXIMUM
                ? window.times()[best]
                : window.values()[best];
    }

    private static double area(Readings.Window window) {
        double area = 0;
        for (int i = 1; i < window.times().length; i++) {
            double step = window.times()[i] - window.times()[i - 1];
            area += 0.5 * step * (window.values()[i] + window.values()[i - 1]);
        }
        return area;
    }

    private double growthRate(
            String observable, String experiment, String reference, double from, double to) {
        double treated = logarithm(fold(observable, experiment, from, to), observable, experiment);
        double untreated = logarithm(fold(observable, reference, from, to), observable, reference);
        if (!(untreated > 0)) {
            throw new Undecided(
                    "the reference "
                            + reference
                            + " does not grow, so there is no growth rate value");
        }
        return Math.pow(2, treated / untreated) - 1;
    }

    private HillCurve fit(String observable, String pattern, double time) {
        DoseSeries series = DoseSeries.of(study, pattern);
        double[] doses = new double[series.points().size()];
        double[] values = new double[doses.length];
        for (int i = 0; i < doses.length; i++) {
            doses[i] = series.points().get(i).dose();
            values[i] = readings.at(observable, series.points().get(i).experiment(), time);
        }
        HillCurve.Fit fit = HillCurve.fit(doses, values);
        return switch (fit) {
            case HillCurve.Fit.Failed(String reason) ->
                    throw new Undecided(pattern + ": " + reason);
            case HillCurve.Fit.Fitted(HillCurve curve, double misfit) -> {
                if (misfit > GOOD_FIT) {
                    notes.add(
                            "the series "
                                    + pattern
                                    + " is no good Hill curve (misfit "
                                    + Math.round(100 * misfit)
                                    + " % of its range)");
                }
                yield curve;
            }
        };
    }

    private double inRange(HillCurve curve, String pattern) {
        List<DoseSeries.Point> points = DoseSeries.of(study, pattern).points();
        double highest = points.getLast().dose();
        double lowest =
                points.stream()
                        .mapToDouble(DoseSeries.Point::dose)
                        .filter(dose -> dose > 0)
                        .min()
                        .orElse(highest);
        if (curve.halfDose() < lowest || curve.halfDose() > highest) {
            throw new Undecided(
                    "the half-maximal dose of "
                            + pattern
                            + " lies outside the doses "
                            + lowest
                            + " to "
                            + highest
                            + " (fitted "
                            + curve.halfDose()
                            + ")");
        }
        return curve.halfDose();
    }

    private double absoluteDose(String observable, String pattern, double time, double level) {
        HillCurve curve = fit(observable, pattern, time);
        List<DoseSeries.Point> points = DoseSeries.of(study, pattern).points();
        double zero =
                points.getFirst().dose() == 0
                        ? readings.at(observable, points.getFirst().experiment(), time)
                        : curve.base();
        double highest = points.getLast().dose();
        Optional<Double> dose = curve.doseAt(level * zero);
        if (dose.isEmpty() || dose.get() > highest) {
            throw new Undecided(
                    "the series "
                            + pattern
                            + " does not reach "
                            + level
                            + " of its value at dose zero up to the highest dose "
                            + highest);
        }
        return dose.get();
    }
}
