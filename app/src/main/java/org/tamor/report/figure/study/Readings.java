package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Words;
import org.tamor.study.Claim;
import org.tamor.study.Design;
import org.tamor.study.MeasurementFit;
import org.tamor.study.StudyResults;

/// The values that figures read out of a study's results, and a record of those that were not
/// there.
final class Readings {

    private final StudyResults results;
    private final Set<String> missing = new LinkedHashSet<>();

    Readings(StudyResults results) {
        this.results = results;
    }

    /// Why something could not be read since the last call, each reason once.
    List<String> takeMissing() {
        List<String> reasons = List.copyOf(missing);
        missing.clear();
        return reasons;
    }

    /// A time course, times in hours.
    @SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
    record Course(double[] times, double[] values) {}

    /// An observable from `from` to `to`; empty, and noted as missing, where there is none.
    Optional<Course> course(
            String observable, String experiment, OptionalDouble from, OptionalDouble to) {
        double[] times = results.times(experiment);
        double[] values = results.values(observable, experiment);
        if (times.length == 0 || values.length != times.length) {
            noteMissing(observable, experiment);
            return Optional.empty();
        }
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            boolean inside =
                    times[i] >= from.orElse(Double.NEGATIVE_INFINITY)
                            && times[i] <= to.orElse(Double.POSITIVE_INFINITY);
            if (inside && Double.isFinite(values[i])) {
                kept.add(new double[] {times[i], values[i]});
            }
        }
        if (kept.size() < 2) {
            missing.add(observable + " in " + experiment + ": no values in the time that is drawn");
            return Optional.empty();
        }
        return Optional.of(
                new Course(
                        kept.stream().mapToDouble(point -> point[0]).toArray(),
                        kept.stream().mapToDouble(point -> point[1]).toArray()));
    }

    /// The value at a time; empty, and noted as missing, where there is none.
    OptionalDouble at(String observable, String experiment, double time) {
        OptionalDouble value = results.value(observable, experiment, time);
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            if (results.times(experiment).length > 0
                    && results.values(observable, experiment).length > 0) {
                missing.add(
                        observable
                                + " in "
                                + experiment
                                + ": no value at "
                                + Numbers.text(time)
                                + " h");
            } else {
                noteMissing(observable, experiment);
            }
            return OptionalDouble.empty();
        }
        return value;
    }

    private void noteMissing(String observable, String experiment) {
        missing.add(
                experiment
                        + ": "
                        + results.failure(experiment)
                                .orElse("no time course of " + observable + " was kept"));
    }

    /// A measured value on the scale of an observable.
    ///
    /// @param time hours
    /// @param keptAside whether it is for validation only
    record MeasuredPoint(double time, double value, String dataset, boolean keptAside) {}

    /// The measurements of `observables` in an experiment, brought to the scale of `drawn`: where
    /// an observable scales the model's quantity by a placeholder, the point is divided by that
    /// scale.
    List<MeasuredPoint> measured(Collection<String> observables, String drawn, String experiment) {
        List<MeasuredPoint> points = new ArrayList<>();
        for (MeasurementFit fit : results.measurements()) {
            if (!observables.contains(fit.measurement().observable())
                    || !fit.measurement().experiment().equals(experiment)) {
                continue;
            }
            double time = fit.measurement().time();
            OptionalDouble model = results.value(drawn, experiment, time);
            double scale =
                    model.isPresent()
                                    && fit.simulated().isPresent()
                                    && fit.simulated().getAsDouble() != 0
                            ? model.getAsDouble() / fit.simulated().getAsDouble()
                            : 1;
            points.add(
                    new MeasuredPoint(
                            time,
                            fit.measurement().value() * scale,
                            fit.measurement().dataset(),
                            fit.use() == Claim.Use.VALIDATION));
        }
        return points;
    }

    /// A cell of a design that a pattern matches.
    ///
    /// @param doses at the stars of the pattern, in order
    record DoseCell(String experiment, List<Double> doses) {}

    /// The cells whose names match a pattern such as `series__parental__*`, and the doses at its
    /// stars.
    List<DoseCell> cells(String pattern) {
        List<String> parts = List.of(pattern.split("__", -1));
        List<DoseCell> found = new ArrayList<>();
        for (Design design : results.study().designs()) {
            if (!design.id().equals(parts.getFirst())) {
                continue;
            }
            for (Design.Cell cell : design.cells()) {
                if (cell.levels().size() == parts.size() - 1) {
                    dosesAtStars(cell, parts)
                            .ifPresent(doses -> found.add(new DoseCell(cell.experiment(), doses)));
                }
            }
        }
        if (found.isEmpty()) {
            missing.add(pattern + ": no cell of a design has such a name with doses at its stars");
        }
        return found;
    }

    private static Optional<List<Double>> dosesAtStars(Design.Cell cell, List<String> parts) {
        List<Double> doses = new ArrayList<>();
        for (int i = 0; i < cell.levels().size(); i++) {
            Design.Level level = cell.levels().get(i);
            String part = parts.get(i + 1);
            if (part.equals("*")) {
                if (level.dose().isEmpty()) {
                    return Optional.empty();
                }
                doses.add(level.dose().getAsDouble());
            } else if (!part.equals(level.label())) {
                return Optional.empty();
            }
        }
        return Optional.of(doses);
    }

    private static final Pattern NAME_AND_UNIT = Pattern.compile("([^,(]*)[^(]*(\\(.*\\))?.*");

    /// The name of an observable for an axis: without its method, with its unit.
    String axisName(String observable) {
        String name =
                results.study()
                        .observable(observable)
                        .map(found -> found.name().isEmpty() ? found.id() : found.name())
                        .orElse(observable);
        var matcher = NAME_AND_UNIT.matcher(name);
        if (!matcher.matches()) {
            return Words.typeset(name);
        }
        String unit = matcher.group(2) == null ? "" : " " + matcher.group(2);
        return Words.typeset(
                matcher.group(1).strip()
                        + unit.replaceAll("(band, )?arbitrary( light)? units", "a.u."));
    }
}
