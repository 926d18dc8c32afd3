package org.tamor.calibrate.ensemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;

/// What is to be predicted: every observable in every experiment where it was measured, at the
/// times of the measurements and between them.
///
/// @param problem the problem with one measurement for each point in place of its own
/// @param groups the group of each point
/// @param pointOf the point of each measurement of the problem itself
record PredictionPlan(PetabProblem problem, List<Integer> groups, List<Integer> pointOf) {

    private static final int STEPS = 40;
    private static final int MOST_POINTS = 20_000;

    /// What curves are drawn through.
    private record Group(
            String model,
            String observable,
            String experiment,
            List<Expression> observableParameters,
            List<Expression> noiseParameters) {

        static Group of(Measurement measurement) {
            return new Group(
                    measurement.model(),
                    measurement.observable(),
                    measurement.experiment(),
                    measurement.observableParameters(),
                    measurement.noiseParameters());
        }

        Measurement at(double time) {
            return new Measurement(
                    model,
                    observable,
                    experiment,
                    time,
                    1,
                    observableParameters,
                    noiseParameters,
                    "",
                    "",
                    Location.UNKNOWN);
        }
    }

    static PredictionPlan of(PetabProblem problem) {
        Map<Group, TreeSet<Double>> times = new LinkedHashMap<>();
        for (Measurement measurement : problem.measurements()) {
            times.computeIfAbsent(Group.of(measurement), group -> new TreeSet<>())
                    .add(measurement.time());
        }
        if (times.size() * (STEPS + 1L) <= MOST_POINTS) {
            addTimesBetween(problem, times);
        }
        List<Measurement> points = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        Map<Group, Map<Double, Integer>> index = new HashMap<>();
        int number = 0;
        for (Map.Entry<Group, TreeSet<Double>> entry : times.entrySet()) {
            Map<Double, Integer> inside = new HashMap<>();
            for (double time : entry.getValue()) {
                inside.put(time, points.size());
                points.add(entry.getKey().at(time));
                groups.add(number);
            }
            index.put(entry.getKey(), inside);
            number++;
        }
        List<Integer> pointOf =
                problem.measurements().stream()
                        .map(
                                measurement ->
                                        index.getOrDefault(Group.of(measurement), Map.of())
                                                .getOrDefault(measurement.time(), -1))
                        .toList();
        return new PredictionPlan(problem.withMeasurements(points), groups, pointOf);
    }

    private static void addTimesBetween(PetabProblem problem, Map<Group, TreeSet<Double>> times) {
        Map<String, Double> starts = new HashMap<>();
        for (Experiment experiment : problem.experiments()) {
            starts.put(experiment.id(), experiment.start());
        }
        times.forEach(
                (group, own) -> {
                    double start = starts.getOrDefault(group.experiment(), 0.0);
                    Double last = own.lower(Double.POSITIVE_INFINITY);
                    if (last != null && last > start) {
                        for (int k = 0; k < STEPS; k++) {
                            own.add(start + (last - start) * k / STEPS);
                        }
                    }
                });
    }
}
