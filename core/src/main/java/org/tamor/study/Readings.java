package org.tamor.study;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;

/// Reads values off runs; what cannot be read is [Undecided].
record Readings(Map<String, RunResult> runs) {

    /// Values over a window of time, both ends included.
    @SuppressWarnings("ArrayRecordComponent") // numerical data, private to the judging of claims
    record Window(double[] times, double[] values) {}

    private TimeCourse course(String experiment) {
        return switch (runs.get(experiment)) {
            case RunResult.Completed(TimeCourse timeCourse) -> timeCourse;
            case RunResult.Failed(double time, String quantity, String reason) ->
                    throw new Undecided(
                            "the run of "
                                    + experiment
                                    + " failed at t = "
                                    + time
                                    + (quantity.isEmpty() ? "" : " in " + quantity)
                                    + ": "
                                    + reason);
            case null -> throw new Undecided("the experiment " + experiment + " was not run");
        };
    }

    private static double[] values(TimeCourse course, String observable, String experiment) {
        if (!course.outputs().contains(observable)) {
            throw new Undecided("the run of " + experiment + " does not record " + observable);
        }
        return course.of(observable);
    }

    double at(String observable, String experiment, double time) {
        TimeCourse course = course(experiment);
        OptionalDouble value =
                Interpolation.at(course.times(), values(course, observable, experiment), time);
        if (value.isEmpty()) {
            throw new Undecided("the run of " + experiment + " has no value at t = " + time);
        }
        if (!Double.isFinite(value.getAsDouble())) {
            throw new Undecided(
                    observable + " of " + experiment + " is not a finite number at t = " + time);
        }
        return value.getAsDouble();
    }

    Window window(String observable, String experiment, double from, double to) {
        TimeCourse course = course(experiment);
        double[] times = course.times();
        double[] values = values(course, observable, experiment);
        int first = 0;
        while (first < times.length && times[first] < from) {
            first++;
        }
        int end = first;
        while (end < times.length && times[end] <= to) {
            if (!Double.isFinite(values[end])) {
                throw new Undecided(
                        observable
                                + " of "
                                + experiment
                                + " is not a finite number at t = "
                                + times[end]);
            }
            end++;
        }
        if (end - first < 2 || times[first] != from || times[end - 1] != to) {
            throw new Undecided(
                    "the run of "
                            + experiment
                            + " does not cover the time from "
                            + from
                            + " to "
                            + to);
        }
        return new Window(
                Arrays.copyOfRange(times, first, end), Arrays.copyOfRange(values, first, end));
    }
}
