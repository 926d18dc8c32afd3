package org.tamor.calibrate.ensemble;

import java.util.List;
import java.util.stream.Collectors;
import org.tamor.expr.Expression;
import org.tamor.format.petab.Measurement;

/// Predictions as comma-separated text.
public final class PredictionTables {

    /// The columns of [#what].
    public static final String WHAT =
            "modelId,observableId,experimentId,time,observableParameters,noiseParameters";

    private PredictionTables() {}

    /// One row for each observable, experiment and time: quantiles of the simulated value (the
    /// uncertainty of the parameters) and of a measurement (that and its noise).
    public static String predictions(Prediction prediction) {
        StringBuilder text = new StringBuilder(WHAT);
        for (String kind : List.of("value", "measurement")) {
            for (String quantile : List.of("05", "25", "50", "75", "95")) {
                text.append(',').append(kind).append(quantile);
            }
        }
        text.append('\n');
        for (Prediction.Point point : prediction.points()) {
            text.append(what(point.what()));
            for (Bands bands : List.of(point.value(), point.measurement())) {
                text.append(',').append(bands.q05()).append(',').append(bands.q25());
                text.append(',').append(bands.median()).append(',').append(bands.q75());
                text.append(',').append(bands.q95());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// One row for each measurement: its value, the central 90 % that were predicted, whether it
    /// lies inside, and the probability of a measurement at most as large.
    public static String coverage(Prediction prediction) {
        StringBuilder text =
                new StringBuilder(WHAT)
                        .append(",measurement,measurement05,measurement95,inside,probability\n");
        for (Prediction.Measured one : prediction.measured()) {
            text.append(what(one.measurement()))
                    .append(',')
                    .append(one.measurement().value())
                    .append(',')
                    .append(one.point().measurement().q05())
                    .append(',')
                    .append(one.point().measurement().q95())
                    .append(',')
                    .append(one.inside())
                    .append(',')
                    .append(one.probability())
                    .append('\n');
        }
        return text.toString();
    }

    /// What a measurement is of: the columns of `model` to `noiseParameters`.
    public static String what(Measurement measurement) {
        return String.join(
                ",",
                measurement.model(),
                measurement.observable(),
                measurement.experiment(),
                Double.isInfinite(measurement.time()) ? "inf" : Double.toString(measurement.time()),
                values(measurement.observableParameters()),
                values(measurement.noiseParameters()));
    }

    private static String values(List<Expression> overrides) {
        return overrides.stream()
                .map(
                        value ->
                                switch (value) {
                                    case Expression.Symbol(String id) -> id;
                                    case Expression.Constant constant ->
                                            Double.toString(constant.value());
                                    default ->
                                            throw new IllegalArgumentException(
                                                    "not in tables: " + value);
                                })
                .collect(Collectors.joining(";"));
    }
}
