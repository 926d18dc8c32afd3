package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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

    private static final double[] NONE = {};

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

    double[] times() {
        return times;
    }

    Timeline timeline() {
        return timeline;
    }

    /// The outputs that are read at each time.
    List<BitSet> outputsByTime() {
        List<BitSet> wanted = new ArrayList<>();
        for (int k = 0; k < times.length; k++) {
            wanted.add(new BitSet());
        }
        for (Point point : points) {
            wanted.get(point.at).set(point.reading.value());
            if (point.reading.noise() >= 0) {
                wanted.get(point.at).set(point.reading.noise());
            }
        }
        return wanted;
    }

    /// Simulates and compares; writes what belongs to each measurement at its index.
    ///
    /// @param inModel values of the parameter table by model id
    Optional<Evaluation.Failed> compare(
            Map<String, Double> inModel, SolverOptions options, Comparisons comparisons) {
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
            case RunResult.Completed(var course) -> compare(course.values(), comparisons);
        };
    }

    /// Adds the derivatives of every measurement.
    void addDerivatives(double[][] values, double[][][] derivatives, GradientSum sum) {
        for (Point point : points) {
            MeasuredModel.Reading reading = point.reading;
            double simulated = values[reading.value()][point.at];
            double scale = scale(point, values);
            Observable.NoiseDistribution noise = reading.observable().noiseDistribution();
            sum.add(
                    point.index,
                    noise,
                    simulated,
                    noise.residual(point.measured, simulated, scale),
                    scale,
                    derivatives[reading.value()][point.at],
                    reading.noise() < 0
                            ? NONE
                            : derivatives[reading.noise()][point.at]);
        }
    }

    /// The derivatives of the log-likelihood by each output at each time.
    double[][] weights(double[][] values) {
        double[][] weights = new double[values.length][times.length];
        for (Point point : points) {
            MeasuredModel.Reading reading = point.reading;
            double simulated = values[reading.value()][point.at];
            double scale = scale(point, values);
            Observable.NoiseDistribution noise = reading.observable().noiseDistribution();
            double residual = noise.residual(point.measured, simulated, scale);
            weights[reading.value()][point.at] +=
                    NoiseDerivatives.logDensityByValue(noise, simulated, residual, scale);
            if (reading.noise() >= 0) {
                weights[reading.noise()][point.at] +=
                        NoiseDerivatives.logDensityByScale(noise, residual, scale);
            }
        }
        return weights;
    }

    private static double scale(Point point, double[][] values) {
        MeasuredModel.Reading reading = point.reading;
        return reading.noise() < 0 ? reading.fixedNoise() : values[reading.noise()][point.at];
    }

    /// Compares simulated values; writes what belongs to each measurement at its index.
    Optional<Evaluation.Failed> compare(double[][] values, Comparisons comparisons) {
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
            double scale = scale(point, values);
            if (!(scale > 0) || !Double.isFinite(scale)) {
                return failed(point, "the noise scale is " + scale + ", it must be above 0");
            }
            double residual = noise.residual(point.measured, simulated, scale);
            comparisons.simulations()[point.index] = simulated;
            comparisons.scales()[point.index] = scale;
            comparisons.residuals()[point.index] = residual;
            comparisons.logDensities()[point.index] =
                    noise.logDensity(point.measured, residual, scale);
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
