package org.tamor.calibrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tamor.expr.Expression;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.PetabProblem;

/// The simulated values in the layout of PEtab's simulation table: the measurement table with
/// `simulation` in place of `measurement`, rows in the same order.
public final class SimulationTable {

    private SimulationTable() {}

    /// The table as tab-separated text.
    public static String text(PetabProblem problem, Evaluation.Completed evaluation) {
        Map<String, Experiment> experiments = new HashMap<>();
        problem.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        boolean models = problem.models().size() > 1;
        StringBuilder text = new StringBuilder(models ? "modelId\t" : "").append("observableId\t");
        text.append(
                problem.isVersion1()
                        ? "preequilibrationConditionId\tsimulationConditionId"
                        : "experimentId");
        text.append("\ttime\tsimulation\tobservableParameters\tnoiseParameters\n");
        for (int i = 0; i < problem.measurements().size(); i++) {
            Measurement measurement = problem.measurements().get(i);
            if (models) {
                text.append(measurement.model()).append('\t');
            }
            text.append(measurement.observable()).append('\t');
            text.append(
                    problem.isVersion1()
                            ? conditions(experiments.get(measurement.experiment()))
                            : measurement.experiment());
            text.append('\t')
                    .append(
                            measurement.time() == Double.POSITIVE_INFINITY
                                    ? "inf"
                                    : Double.toString(measurement.time()))
                    .append('\t')
                    .append(evaluation.simulations()[i])
                    .append('\t')
                    .append(values(measurement.observableParameters()))
                    .append('\t')
                    .append(values(measurement.noiseParameters()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String conditions(@org.jspecify.annotations.Nullable Experiment experiment) {
        if (experiment == null) {
            return "\t";
        }
        String before =
                experiment.preEquilibrated()
                        ? experiment.periods().getFirst().conditions().getFirst()
                        : "";
        return before + "\t" + experiment.periods().getLast().conditions().getFirst();
    }

    private static String values(List<Expression> overrides) {
        return overrides.stream()
                .map(value ->
                        switch (value) {
                            case Expression.Symbol(String id) -> id;
                            case Expression.Constant constant -> Double.toString(constant.value());
                            default ->
                                    throw new IllegalArgumentException("not in tables: " + value);
                        })
                .collect(Collectors.joining(";"));
    }
}
