package org.tamor.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Mapping;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.simulate.Output;
import org.tamor.simulate.Timeline;

/// What a study asks of the simulator: the model with the parameters that only the tables know, the
/// outputs to record, the values to start from, and a timeline for each experiment.
final class StudySimulation {

    private final Model model;
    private final List<Output> outputs;
    private final Map<String, Double> nominal;
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Map<String, String> mapped = new HashMap<>();
    private final Map<String, Observable> observables = new LinkedHashMap<>();

    private StudySimulation(Study study) {
        PetabProblem problem = study.problem();
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        for (Mapping mapping : problem.mappings()) {
            if (!mapping.modelEntity().isEmpty()) {
                mapped.put(mapping.entity(), mapping.modelEntity());
            }
        }
        model = withTableParameters(study.model(), problem.parameters());
        nominal = new TreeMap<>();
        for (PetabParameter parameter : problem.parameters()) {
            parameter
                    .nominalValue()
                    .ifPresent(value -> nominal.put(modelId(parameter.id()), value));
        }
        outputs = outputs(study);
    }

    static StudySimulation of(Study study) {
        return new StudySimulation(study);
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

    /// The id that a name of the tables has in the model.
    String modelId(String name) {
        return mapped.getOrDefault(name, name);
    }

    private Expression inModel(Expression expression) {
        return mapped.isEmpty() ? expression : Expressions.rename(expression, this::modelId);
    }

    /// The formula with other observables written out.
    private Expression expanded(Expression formula) {
        Map<String, Expression> replacements = new HashMap<>();
        for (String symbol : Expressions.symbols(formula)) {
            Observable other = observables.get(symbol);
            if (other != null) {
                replacements.put(symbol, expanded(other.formula()));
            }
        }
        return inModel(Expressions.substitute(formula, replacements));
    }

    private List<Output> outputs(Study study) {
        List<Output> result = new ArrayList<>();
        Set<String> quantities = new LinkedHashSet<>();
        for (Observable observable : observables.values()) {
            if (observable.placeholders().isEmpty()) {
                result.add(new Output(observable.id(), expanded(observable.formula())));
            }
        }
        List<Measurement> measurements = new ArrayList<>(study.problem().measurements());
        measurements.addAll(study.validationMeasurements());
        Set<String> measured = new LinkedHashSet<>();
        for (Measurement measurement : measurements) {
            measured.add(measurement.observable());
            measurement
                    .observableParameters()
                    .forEach(value -> quantities.addAll(Expressions.symbols(value)));
            measurement
                    .noiseParameters()
                    .forEach(value -> quantities.addAll(Expressions.symbols(value)));
        }
        for (String id : measured) {
            Observable observable = observables.get(id);
            if (observable == null) {
                continue;
            }
            Set<String> symbols = new LinkedHashSet<>(Expressions.symbols(observable.noise()));
            if (!observable.placeholders().isEmpty()) {
                symbols.addAll(Expressions.symbols(observable.formula()));
            }
            observable.placeholders().forEach(symbols::remove);
            observable.noisePlaceholders().forEach(symbols::remove);
            quantities.addAll(symbols);
        }
        for (String quantity : quantities) {
            if (!observables.containsKey(quantity)) {
                result.add(new Output(quantity, new Expression.Symbol(modelId(quantity))));
            }
        }
        return result;
    }

    /// The model with constant parameters added for those that only the parameter table knows.
    Model model() {
        return model;
    }

    /// Observables without placeholders; and quantities of the model that measurements need
    /// besides.
    List<Output> outputs() {
        return outputs;
    }

    /// The values of the parameter table by model id.
    Map<String, Double> nominal() {
        return Collections.unmodifiableMap(nominal);
    }

    /// What an experiment does, for the simulator.
    Timeline timeline(Experiment experiment) {
        List<Timeline.Setting> equilibration = new ArrayList<>();
        List<Timeline.Intervention> interventions = new ArrayList<>();
        for (Experiment.Period period : experiment.periods()) {
            List<Timeline.Setting> settings = settings(period);
            if (period.isPreEquilibration()) {
                equilibration.addAll(settings.isEmpty() ? List.of(nothing()) : settings);
            } else if (!settings.isEmpty()) {
                interventions.add(new Timeline.Intervention(period.time(), settings));
            }
        }
        return new Timeline(equilibration, experiment.start(), interventions);
    }

    private List<Timeline.Setting> settings(Experiment.Period period) {
        List<Timeline.Setting> settings = new ArrayList<>();
        for (String id : period.conditions()) {
            Condition condition = conditions.get(id);
            if (condition != null) {
                condition
                        .changes()
                        .forEach(change ->
                                settings.add(
                                        new Timeline.Setting(
                                                modelId(change.target()),
                                                inModel(change.value()))));
            }
        }
        return settings;
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
