package org.tamor.sedml;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.failure.BadInputException;
import org.tamor.format.sedml.Calculation;
import org.tamor.format.sedml.Range;
import org.tamor.format.sedml.Task.RepeatedTask;
import org.tamor.format.sedml.VariableReference;

/// The values of the ranges of a repeated task, computed before its first iteration.
final class RangeValues {

    private static final int MAXIMUM_ITERATIONS = 1_000_000;

    private final RepeatedTask task;
    private final DataTables data;
    private final ToDoubleFunction<VariableReference> model;
    private final Map<String, double[]> values = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /// @param model the present values of models
    RangeValues(RepeatedTask task, DataTables data, ToDoubleFunction<VariableReference> model) {
        this.task = task;
        this.data = data;
        this.model = model;
        int iterations = iterations();
        for (Range range : task.ranges()) {
            if (of(range.id()).length < iterations) {
                throw new BadInputException(
                        "sedml.range",
                        range.where(),
                        "the range has "
                                + values(range.id()).length
                                + " values, but the task is repeated "
                                + iterations
                                + " times; make it longer");
            }
        }
    }

    int iterations() {
        return of(task.range()).length;
    }

    /// The values of all ranges at one iteration.
    Map<String, Double> at(int iteration) {
        Map<String, Double> now = new HashMap<>();
        values.forEach((id, all) -> now.put(id, all[iteration]));
        return now;
    }

    private double[] values(String id) {
        double[] known = values.get(id);
        return known == null ? new double[0] : known;
    }

    private double[] of(String id) {
        double[] known = values.get(id);
        if (known != null) {
            return known;
        }
        Range range =
                task.ranges().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
        if (!open.add(id)) {
            throw new BadInputException(
                    "sedml.range",
                    range.where(),
                    "the ranges "
                            + String.join(", ", open)
                            + " need each other; give one of them values");
        }
        double[] computed = compute(range);
        open.remove(id);
        if (computed.length == 0 || computed.length > MAXIMUM_ITERATIONS) {
            throw new BadInputException(
                    "sedml.range",
                    range.where(),
                    "the range has "
                            + computed.length
                            + " values; it must have 1 to "
                            + MAXIMUM_ITERATIONS);
        }
        values.put(id, computed);
        return computed;
    }

    private double[] compute(Range range) {
        return switch (range) {
            case Range.UniformRange uniform -> uniform(uniform);
            case Range.VectorRange vector ->
                    vector.values().stream().mapToDouble(Double::doubleValue).toArray();
            case Range.DataRange fromData -> data.get(fromData.source()).values();
            case Range.FunctionalRange functional -> functional(functional);
        };
    }

    private static double[] uniform(Range.UniformRange range) {
        if (range.steps() >= MAXIMUM_ITERATIONS) {
            throw new BadInputException(
                    "sedml.range",
                    range.where(),
                    "the range has "
                            + range.steps()
                            + " steps; at most "
                            + MAXIMUM_ITERATIONS
                            + " are run");
        }
        double[] values = new double[range.steps() + 1];
        for (int i = 0; i < values.length; i++) {
            double share = range.steps() == 0 ? 0 : (double) i / range.steps();
            values[i] =
                    range.logarithmic()
                            ? range.start() * Math.pow(range.end() / range.start(), share)
                            : range.start() + (range.end() - range.start()) * share;
        }
        if (range.steps() > 0) {
            values[range.steps()] = range.end();
        }
        return values;
    }

    private double[] functional(Range.FunctionalRange range) {
        Calculation calculation = range.calculation();
        Map<String, Double> names = new HashMap<>(calculation.parameters());
        Map<String, double[]> ranges = new HashMap<>();
        for (VariableReference variable : calculation.variables()) {
            if (isRange(variable)) {
                ranges.put(variable.id(), of(variable.target().reference()));
            } else if (variable.target().isReference()) {
                names.put(
                        variable.id(),
                        data.number(variable.target().reference(), variable.where()));
            } else {
                names.put(variable.id(), model.applyAsDouble(variable));
            }
        }
        for (Range other : task.ranges()) {
            boolean named =
                    org.tamor.expr.Expressions.contains(calculation.formula(), other.id())
                            && !names.containsKey(other.id())
                            && !ranges.containsKey(other.id());
            if (named || other.id().equals(range.range())) {
                ranges.put(other.id(), of(other.id()));
            }
        }
        int length =
                ranges.values().stream()
                        .mapToInt(all -> all.length)
                        .min()
                        .orElseGet(() -> range.id().equals(task.range()) ? 1 : iterations());
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            Map<String, Double> now = new HashMap<>(names);
            int index = i;
            ranges.forEach((id, all) -> now.put(id, all[index]));
            values[i] = Evaluator.evaluate(calculation.formula(), Bindings.of(now));
        }
        return values;
    }

    private boolean isRange(VariableReference variable) {
        return variable.target().isReference()
                && task.ranges().stream()
                        .map(Range::id)
                        .toList()
                        .contains(variable.target().reference());
    }
}
