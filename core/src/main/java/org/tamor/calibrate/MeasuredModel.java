package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.simulate.Output;
import org.tamor.simulate.Simulator;

/// A model with the outputs that its measurements need.
final class MeasuredModel {

    /// Where a measurement finds its simulated value and its noise scale.
    ///
    /// @param value index of the output
    /// @param noise index of the output; -1 where the scale is a number
    record Reading(Observable observable, int value, int noise, double fixedNoise) {}

    /// What tells readings apart.
    private record Key(
            String observable,
            List<Expression> observableParameters,
            List<Expression> noiseParameters) {}

    private final ProblemSimulation simulation;
    private final Map<String, Observable> observables;
    private final Map<Key, Reading> readings = new HashMap<>();
    private final Map<Expression, Integer> indices = new HashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private @Nullable Simulator simulator;

    MeasuredModel(ProblemSimulation simulation, Map<String, Observable> observables) {
        this.simulation = simulation;
        this.observables = observables;
    }

    ProblemSimulation simulation() {
        return simulation;
    }

    int outputCount() {
        return outputs.size();
    }

    /// Makes the outputs for a measurement; not after [#compile].
    void add(Measurement measurement) {
        readings.computeIfAbsent(key(measurement), key -> reading(measurement));
    }

    void compile() {
        if (!outputs.isEmpty()) {
            simulator = Simulator.compile(simulation.model(), outputs);
        }
    }

    Simulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("there is nothing to simulate");
        }
        return simulator;
    }

    Reading of(Measurement measurement) {
        Reading reading = readings.get(key(measurement));
        if (reading == null) {
            throw new IllegalStateException("not added: " + measurement);
        }
        return reading;
    }

    private static Key key(Measurement measurement) {
        return new Key(
                measurement.observable(),
                measurement.observableParameters(),
                measurement.noiseParameters());
    }

    private Reading reading(Measurement measurement) {
        Observable observable = observables.get(measurement.observable());
        if (observable == null) {
            throw new IllegalArgumentException("no observable " + measurement.observable());
        }
        Map<String, Expression> placeholders = new HashMap<>();
        bind(observable.placeholders(), measurement.observableParameters(), placeholders);
        bind(observable.noisePlaceholders(), measurement.noiseParameters(), placeholders);
        Expression value = bound(observable.formula(), placeholders);
        Expression noise = bound(observable.noise(), placeholders);
        return noise instanceof Expression.Constant constant
                ? new Reading(observable, index(value), -1, constant.value())
                : new Reading(observable, index(value), index(noise), Double.NaN);
    }

    private void bind(
            List<String> names, List<Expression> values, Map<String, Expression> placeholders) {
        for (int i = 0; i < names.size(); i++) {
            placeholders.put(names.get(i), simulation.inModel(values.get(i)));
        }
    }

    private Expression bound(Expression formula, Map<String, Expression> placeholders) {
        return Expressions.substitute(simulation.expanded(formula), placeholders);
    }

    private int index(Expression expression) {
        return indices.computeIfAbsent(
                expression,
                key -> {
                    outputs.add(new Output("output_" + outputs.size(), key));
                    return outputs.size() - 1;
                });
    }
}
