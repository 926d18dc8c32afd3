package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.expr.Bindings;
import org.tamor.expr.Derivative;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Mapping;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.simulate.Timeline;

/// A problem in the terms of the simulator: the model with the parameters that only the tables
/// know, formulas over its ids, the values to start from, and a timeline for each experiment.
public final class ProblemSimulation {

    private final Model model;
    private final Map<String, Double> nominal = new TreeMap<>();
    private final Map<String, Double> modelParameters = new HashMap<>();
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Map<String, String> mapped = new HashMap<>();
    private final Map<String, Observable> observables = new LinkedHashMap<>();

    private ProblemSimulation(PetabProblem problem, Model base) {
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        for (Mapping mapping : problem.mappings()) {
            if (!mapping.modelEntity().isEmpty()) {
                mapped.put(mapping.entity(), mapping.modelEntity());
            }
        }
        model = withTableParameters(base, problem.parameters());
        for (Parameter parameter : model.parameters()) {
            parameter.value().ifPresent(value -> modelParameters.put(parameter.id(), value));
        }
        for (PetabParameter parameter : problem.parameters()) {
            parameter
                    .nominalValue()
                    .ifPresent(value -> nominal.put(modelId(parameter.id()), value));
        }
    }

    /// @param model one of the problem's
    public static ProblemSimulation of(PetabProblem problem, Model model) {
        return new ProblemSimulation(problem, model);
    }

    private Model withTableParameters(Model base, List<PetabParameter> table) {
        Set<String> known = ModelNames.of(List.of(base)).quantities();
        List<Parameter> parameters = new ArrayList<>(base.parameters());
        for (PetabParameter parameter : table) {
            if (!known.contains(modelId(parameter.id()))) {
                OptionalDouble value = parameter.nominalValue();
                parameters.add(new Parameter(parameter.id(), parameter.id(), value, "", true));
            }
        }
        return base.withParameters(parameters);
    }

    /// The model with constant parameters added for those that only the parameter table knows.
    public Model model() {
        return model;
    }

    /// The values of the parameter table by model id.
    public Map<String, Double> nominal() {
        return Collections.unmodifiableMap(nominal);
    }

    /// The id that a name of the tables has in the model.
    public String modelId(String name) {
        return mapped.getOrDefault(name, name);
    }

    /// The expression over the model's ids.
    public Expression inModel(Expression expression) {
        return mapped.isEmpty() ? expression : Expressions.rename(expression, this::modelId);
    }

    /// The formula with observables written out, over the model's ids.
    public Expression expanded(Expression formula) {
        Map<String, Expression> replacements = new HashMap<>();
        for (String symbol : Expressions.symbols(formula)) {
            Observable other = observables.get(symbol);
            if (other != null) {
                replacements.put(symbol, expanded(other.formula()));
            }
        }
        return inModel(Expressions.substitute(formula, replacements));
    }

    /// What an experiment does, for the simulator; without the first period's settings where these
    /// are among the values to start from.
    public Timeline timeline(Experiment experiment) {
        List<Timeline.Setting> equilibration = new ArrayList<>();
        List<Timeline.Intervention> interventions = new ArrayList<>();
        for (int i = 0; i < experiment.periods().size(); i++) {
            Experiment.Period period = experiment.periods().get(i);
            List<Timeline.Setting> settings = new ArrayList<>();
            if (i > 0 || !experiment.initializing()) {
                for (Condition.Change change : changes(period)) {
                    settings.add(
                            new Timeline.Setting(
                                    modelId(change.target()), inModel(change.value())));
                }
            }
            if (period.isPreEquilibration()) {
                equilibration.addAll(settings.isEmpty() ? List.of(nothing()) : settings);
            } else if (!settings.isEmpty()) {
                interventions.add(new Timeline.Intervention(period.time(), settings));
            }
        }
        return new Timeline(equilibration, experiment.start(), interventions);
    }

    private List<Condition.Change> changes(Experiment.Period period) {
        List<Condition.Change> changes = new ArrayList<>();
        for (String id : period.conditions()) {
            Condition condition = conditions.get(id);
            if (condition != null) {
                changes.addAll(condition.changes());
            }
        }
        return changes;
    }

    /// The values that an experiment starts from in place of the model's.
    ///
    /// @param parameters values of the parameter table by model id
    public Map<String, Double> startingValues(
            Experiment experiment, Map<String, Double> parameters) {
        if (!experiment.initializing() || experiment.periods().isEmpty()) {
            return parameters;
        }
        Map<String, Double> values = new HashMap<>(parameters);
        Bindings known = bindings(parameters);
        for (Condition.Change change : changes(experiment.periods().getFirst())) {
            values.put(modelId(change.target()), Evaluator.evaluate(change.value(), known));
        }
        return values;
    }

    /// Changes the derivatives of the values to start from by the estimated parameters where an
    /// experiment's first period sets them.
    ///
    /// @param parameters values of the parameter table by model id
    /// @param seeds by model id; at first the derivatives of the parameters themselves
    void startingSeeds(
            Experiment experiment, Map<String, Double> parameters, Map<String, double[]> seeds) {
        if (!experiment.initializing() || experiment.periods().isEmpty()) {
            return;
        }
        Map<String, double[]> ofParameters = Map.copyOf(seeds);
        Bindings known = bindings(parameters);
        for (Condition.Change change : changes(experiment.periods().getFirst())) {
            double[] row = null;
            for (String symbol : Expressions.symbols(change.value())) {
                double[] inner = ofParameters.get(modelId(symbol));
                if (inner != null) {
                    Expression partial = Derivative.of(change.value(), symbol);
                    double factor = Evaluator.evaluate(partial, known);
                    row = row == null ? new double[inner.length] : row;
                    for (int k = 0; k < row.length; k++) {
                        row[k] += factor * inner[k];
                    }
                }
            }
            if (row == null) {
                seeds.remove(modelId(change.target()));
            } else {
                seeds.put(modelId(change.target()), row);
            }
        }
    }

    private Bindings bindings(Map<String, Double> parameters) {
        return id -> {
            Double value = parameters.get(modelId(id));
            return value == null
                    ? modelParameters.getOrDefault(modelId(id), Double.NaN)
                    : value;
        };
    }

    /// A setting that changes nothing, so that there is a pre-equilibration.
    private Timeline.Setting nothing() {
        String target =
                ModelNames.of(List.of(model)).targets().stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("the model has no quantities"));
        return new Timeline.Setting(target, new Expression.Symbol(target));
    }
}
