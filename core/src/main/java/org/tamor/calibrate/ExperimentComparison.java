package org.tamor.calibrate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;

/// One experiment and its measurements.
final class ExperimentComparison {

    /// The most values that one run may record: 512 MiB.
    private static final long MAXIMUM_VALUES = 1L << 26;

    private final MeasuredModel model;
    private final Experiment experiment;
    private final Timeline timeline;
    private final double[] times;
    private final Point[] points;

    /// A measurement.
    ///
    /// @param index among the problem's measurements
    /// @param at index of its time
    private record Point(int index, int at, double measured, MeasuredModel.Reading reading) {}

    ExperimentComparison(
            MeasuredModel model,
            Experiment experiment,
            List<Measurement> measurements,
            List<Integer> indices) {
        this.model = model;
        this.experiment = experiment;
        timeline = model.simulation().timeline(experiment);
        times =
                indices.stream()
                        .mapToDouble(i -> measurements.get(i).time())
                        .sorted()
                        .distinct()
                        .toArray();
        if ((long) times.length * model.outputCount() > MAXIMUM_VALUES) {
            throw new BadInputException(
                    "evaluate.too-large",
                    measurements.get(indices.getFirst()).location(),
                    "the measurements of one experiment have "
                            + model.outputCount()
                            + " different formulas at "
                            + times.length
                            + " times; name parameters in place of numbers in observableParameters");
        }
        points = new Point[indices.size()];
        for (int i = 0; i < points.length; i++) {
            Measurement measurement = measurements.get(indices.get(i));
            points[i] =
                    new Point(
                            indices.get(i),
                            Arrays.binarySearch(times, measurement.time()),
                            measurement.value(),
                            model.of(measurement));
        }
    }

    /// Simulates and compares; writes what belongs to each measurement at its index.
    ///
    /// @param parameters by the parameter table's ids
    Optional<Evaluation.Failed> compare(
            Map<String, Double> parameters,
            SolverOptions options,
            double[] simulations,
            double[] residuals,
            double[] logDensities) {
        Map<String, Double> inModel = HashMap.newHashMap(parameters.size());
        parameters.forEach((id, value) -> inModel.put(model.simulation().modelId(id), value));
        RunResult result =
                model.simulator()
                        .run(
                                timeline,
                                model.simulation().startingValues(experiment, inModel),
                                times,
                                options);
        return switch (result) {
            case RunResult.Failed(double time, String quantity, String reason) ->
                    Optional.of(new Evaluation.Failed(experiment.id(), time, quantity, reason));
            case RunResult.Completed(var course) ->
                    compare(course.values(), simulations, residuals, logDensities);
        };
    }

    private Optional<Evaluation.Failed> compare(
            double[][] values, double[] simulations, double[] residuals, double[] logDensities) {
        for (Point point : points) {
            MeasuredModel.Reading reading = point.reading;
            Observable.NoiseDistribution noise = reading.observable().noiseDistribution();
            double simulated = values[reading.value()][point.at];
            if (!Double.isFinite(simulated) || (noise.logarithmic() && !(simulated > 0))) {
                return failed(
                        point,
                        "the simulated value is "
                                + simulated
                                + (Double.isFinite(simulated)
                                        ? ", which has no logarithm"
                                        : ", not a finite number"));
            }
            double scale =
                    reading.noise() < 0 ? reading.fixedNoise() : values[reading.noise()][point.at];
            if (!(scale > 0) || !Double.isFinite(scale)) {
                return failed(point, "the noise scale is " + scale + ", it must be above 0");
            }
            double residual = noise.residual(point.measured, simulated, scale);
            simulations[point.index] = simulated;
            residuals[point.index] = residual;
            logDensities[point.index] = noise.logDensity(point.measured, residual, scale);
        }
        return Optional.empty();
    }

    private Optional<Evaluation.Failed> failed(Point point, String reason) {
        String observable = point.reading.observable().id();
        return Optional.of(
                new Evaluation.Failed(
                        experiment.id(),
                        times[point.at],
                        observable,
                        "observable " + observable + ": " + reason));
    }
}
