package org.tamor.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.failure.TamorException;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// One model of a collection from time 0 to 100, as its file says, all species and variables of
/// rules at 101 times.
final class ModelTrial {

    private static final SolverOptions OPTIONS = new SolverOptions(1e-6, 1e-12, 1_000_000);
    private static final int POINTS = 101;

    private ModelTrial() {}

    static ModelOutcome of(ModelCollection.Entry entry) {
        String name = entry.name();
        Simulator simulator;
        try {
            Model model = entry.read();
            ModelValidator.validate(model, name);
            simulator = Simulator.compile(model, outputs(model));
        } catch (TamorException refusal) {
            return ModelOutcome.refused(name, refusal.describe());
        }
        double[] times = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            times[k] = k;
        }
        try {
            return switch (simulator.run(Timeline.plain(), Map.of(), times, OPTIONS)) {
                case RunResult.Failed(double time, String quantity, String reason) ->
                        ModelOutcome.failed(
                                name,
                                simulator.states(),
                                "stopped at time "
                                        + time
                                        + (quantity.isEmpty() ? "" : " (" + quantity + ")")
                                        + ": "
                                        + reason);
                case RunResult.Completed(TimeCourse course) ->
                        ModelOutcome.passed(name, simulator.states(), undefined(course));
            };
        } catch (TamorException refusal) {
            return ModelOutcome.refused(name, refusal.describe());
        }
    }

    private static List<Output> outputs(Model model) {
        Stream<String> species = model.species().stream().map(Species::id);
        Stream<String> variables =
                model.rules().stream()
                        .flatMap(rule ->
                                switch (rule) {
                                    case Rule.AssignmentRule(String variable, Expression _) ->
                                            Stream.of(variable);
                                    case Rule.RateRule(String variable, Expression _) ->
                                            Stream.of(variable);
                                    case Rule.AlgebraicRule _ -> Stream.empty();
                                });
        return Stream.concat(species, variables)
                .distinct()
                .map(id -> new Output(id, new Expression.Symbol(id)))
                .toList();
    }

    /// Which quantity first has no value although all that is integrated has; "" where none.
    private static String undefined(TimeCourse course) {
        for (int k = 0; k < course.times().length; k++) {
            for (int o = 0; o < course.outputs().size(); o++) {
                if (!Double.isFinite(course.values()[o][k])) {
                    return course.outputs().get(o)
                            + " is "
                            + course.values()[o][k]
                            + " at time "
                            + course.times()[k];
                }
            }
        }
        return "";
    }
}
