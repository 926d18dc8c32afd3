package org.tamor.format.petab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Checks what the tables of a problem say of each other and of the models.
final class PetabChecker {

    private final PetabProblem problem;
    private final ModelNames names;
    private final Map<String, PetabParameter> parameters = new LinkedHashMap<>();
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    private final Map<String, Observable> observables = new LinkedHashMap<>();
    private final Map<String, String> mappings = new LinkedHashMap<>();

    /// Names that a formula may hold: quantities of the models, parameters of the table, mapped
    /// names.
    private final Set<String> quantities = new LinkedHashSet<>();

    private final Set<String> used = new HashSet<>();

    /// Functions that the models define.
    private final Set<String> functions = new LinkedHashSet<>();

    private PetabChecker(PetabProblem problem) {
        this.problem = problem;
        this.names = ModelNames.of(problem.models().stream().map(PetabModel::model).toList());
        for (PetabModel model : problem.models()) {
            model.model().functions().forEach(function -> functions.add(function.id()));
        }
    }

    static void check(PetabProblem problem) {
        PetabChecker checker = new PetabChecker(problem);
        checker.collect();
        checker.checkConditions();
        checker.checkExperiments();
        checker.checkObservables();
        checker.checkMeasurements(problem.measurements());
        checker.checkParameters();
    }

    /// Checks further measurements against a problem that was read before.
    static void check(PetabProblem problem, List<Measurement> measurements) {
        PetabChecker checker = new PetabChecker(problem);
        checker.collect();
        checker.checkMeasurements(measurements);
    }

    private void collect() {
        for (Mapping mapping : problem.mappings()) {
            String entity = mapping.modelEntity();
            if (!entity.isEmpty() && !names.quantities().contains(entity)) {
                throw new BadInputException(
                        "petab.unknown-name",
                        Location.ofFile(problem.file().toString()).withElement(mapping.entity()),
                        "the mapping names "
                                + entity
                                + ", which is in no model; "
                                + NearestNames.hint(
                                        entity,
                                        names.quantities(),
                                        "only global ids can be mapped"));
            }
            if (!entity.isEmpty()) {
                mappings.put(mapping.entity(), entity);
            }
        }
        for (PetabParameter parameter : problem.parameters()) {
            PetabParameter other = parameters.put(parameter.id(), parameter);
            if (other != null) {
                throw PetabTables.duplicate(
                        "parameters", parameter.id(), parameter.location(), other.location());
            }
        }
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        problem.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        quantities.addAll(names.quantities());
        quantities.addAll(parameters.keySet());
        quantities.addAll(mappings.keySet());
        for (Observable observable : problem.observables()) {
            Observable other = observables.put(observable.id(), observable);
            if (other != null) {
                throw PetabTables.duplicate(
                        "observables", observable.id(), observable.location(), other.location());
            }
            if (quantities.contains(observable.id())) {
                throw new BadInputException(
                        "petab.duplicate",
                        observable.location(),
                        "the observable "
                                + observable.id()
                                + " has the name of a model quantity or parameter; rename the observable");
            }
        }
    }

    private void checkConditions() {
        for (Condition condition : problem.conditions()) {
            for (Condition.Change change : condition.changes()) {
                checkTarget(condition, change);
                checkSymbols(change.value(), quantities, change.location(), "targetValue");
            }
        }
    }

    private void checkTarget(Condition condition, Condition.Change change) {
        String target = mappings.getOrDefault(change.target(), change.target());
        Location where = change.location().withElement("targetId");
        if (names.assigned().contains(target)) {
            throw new BadInputException(
                    "petab.bad-target",
                    where,
                    "condition "
                            + condition.id()
                            + " sets "
                            + target
                            + ", which an assignment rule computes; set what the rule reads");
        }
        if (parameters.containsKey(target) && !problem.isVersion1()) {
            throw new BadInputException(
                    "petab.bad-target",
                    where,
                    "condition "
                            + condition.id()
                            + " sets "
                            + target
                            + ", which is in the parameter table; remove it there, or set another parameter to it");
        }
        if (!names.targets().contains(target)) {
            throw new BadInputException(
                    "petab.unknown-name",
                    where,
                    "condition "
                            + condition.id()
                            + " sets "
                            + target
                            + ", which is no parameter, species or compartment of the model; "
                            + NearestNames.hint(target, names.targets(), "correct the name"));
        }
    }

    private void checkExperiments() {
        for (Experiment experiment : problem.experiments()) {
            for (Experiment.Period period : experiment.periods()) {
                checkPeriod(experiment, period);
            }
        }
    }

    private void checkPeriod(Experiment experiment, Experiment.Period period) {
        for (String id : period.conditions()) {
            if (!conditions.containsKey(id)) {
                throw new BadInputException(
                        "petab.unknown-name",
                        period.location(),
                        "experiment "
                                + experiment.id()
                                + " applies the unknown condition "
                                + id
                                + "; "
                                + NearestNames.hint(
                                        id, conditions.keySet(), "add it to the condition table"));
            }
        }
        PeriodConflict.find(period.conditions(), conditions)
                .ifPresent(conflict -> {
                    throw new BadInputException(
                            "petab.conflict",
                            period.location(),
                            "experiment "
                                    + experiment.id()
                                    + " sets "
                                    + conflict.target()
                                    + " twice at "
                                    + period.time()
                                    + ", by "
                                    + conflict.first()
                                    + " and "
                                    + conflict.second()
                                    + "; let one of the conditions leave it alone");
                });
    }

    private void checkObservables() {
        for (Observable observable : problem.observables()) {
            Set<String> known = new LinkedHashSet<>(quantities);
            known.addAll(observables.keySet());
            known.addAll(observable.placeholders());
            Location where = observable.location();
            checkSymbols(observable.formula(), known, where, "observableFormula");
            known.addAll(observable.noisePlaceholders());
            checkSymbols(observable.noise(), known, where, "noiseFormula");
            checkNoise(observable.noise(), where);
            checkPlaceholders(observable);
            checkCircle(
                    observable.id(),
                    observable.formula(),
                    new ArrayList<>(List.of(observable.id())),
                    where);
        }
    }

    private static void checkNoise(Expression noise, Location where) {
        if (noise instanceof Expression.Constant constant && !(constant.value() > 0)) {
            throw new BadInputException(
                    "petab.bad-noise",
                    where.withElement("noiseFormula"),
                    "the noise scale is " + constant.value() + "; write one above 0");
        }
    }

    private void checkPlaceholders(Observable observable) {
        List<String> all = new ArrayList<>(observable.placeholders());
        all.addAll(observable.noisePlaceholders());
        Set<String> seen = new HashSet<>();
        for (String placeholder : all) {
            if (!seen.add(placeholder)
                    || quantities.contains(placeholder)
                    || observables.containsKey(placeholder)) {
                throw new BadInputException(
                        "petab.duplicate",
                        observable.location(),
                        "the placeholder "
                                + placeholder
                                + " of observable "
                                + observable.id()
                                + " has the name of something else; rename the placeholder");
            }
        }
    }

    private void checkCircle(String start, Expression formula, List<String> path, Location where) {
        for (String symbol : Expressions.symbols(formula)) {
            Observable next = observables.get(symbol);
            if (next == null) {
                continue;
            }
            if (path.contains(symbol)) {
                throw new BadInputException(
                        "petab.circle",
                        where,
                        "the observables "
                                + String.join(", ", path)
                                + " define each other in a circle; break it");
            }
            if (!next.placeholders().isEmpty()) {
                throw new BadInputException(
                        "petab.bad-formula",
                        where,
                        "observable "
                                + path.getLast()
                                + " reads "
                                + symbol
                                + ", which has placeholders; write its formula out");
            }
            path.add(symbol);
            checkCircle(start, next.formula(), path, where);
            path.removeLast();
        }
    }

    private void checkMeasurements(List<Measurement> measurements) {
        Set<String> models = new LinkedHashSet<>();
        problem.models().forEach(model -> models.add(model.id()));
        for (Measurement measurement : measurements) {
            Location where = measurement.location();
            require(
                    measurement.observable(),
                    observables.keySet(),
                    where.withElement("observableId"),
                    "observable");
            if (!measurement.experiment().isEmpty()) {
                require(
                        measurement.experiment(),
                        experiments.keySet(),
                        where.withElement("experimentId"),
                        "experiment");
            }
            if (!measurement.model().isEmpty()) {
                require(measurement.model(), models, where.withElement("modelId"), "model");
            } else if (models.size() > 1) {
                throw new BadInputException(
                        "petab.no-model",
                        where.withElement("modelId"),
                        "the problem has several models; name the one that was measured");
            }
            Observable observable = observables.get(measurement.observable());
            if (observable != null) {
                checkMeasurement(measurement, observable);
            }
        }
    }

    private void checkMeasurement(Measurement measurement, Observable observable) {
        Location where = measurement.location();
        checkOverrides(
                measurement.observableParameters(),
                observable.placeholders(),
                where,
                "observableParameters",
                observable);
        checkOverrides(
                measurement.noiseParameters(),
                observable.noisePlaceholders(),
                where,
                "noiseParameters",
                observable);
        if (observable.noiseDistribution().logarithmic() && measurement.value() <= 0) {
            throw new BadInputException(
                    "petab.bad-measurement",
                    where.withElement("measurement"),
                    "the noise of "
                            + observable.id()
                            + " is "
                            + observable.noiseDistribution().label()
                            + ", so the measurement must be above 0; correct it or choose normal noise");
        }
        Experiment experiment = experiments.get(measurement.experiment());
        double start = experiment == null ? 0 : experiment.start();
        if (measurement.time() < start) {
            throw new BadInputException(
                    "petab.bad-measurement",
                    where.withElement("time"),
                    "the measurement is at "
                            + measurement.time()
                            + ", before the experiment starts at "
                            + start
                            + "; correct the time");
        }
    }

    private void checkOverrides(
            List<Expression> values,
            List<String> placeholders,
            Location where,
            String column,
            Observable observable) {
        if (values.size() != placeholders.size()) {
            throw new BadInputException(
                    "petab.placeholders",
                    where.withElement(column),
                    "observable "
                            + observable.id()
                            + " has "
                            + placeholders.size()
                            + " placeholders ("
                            + String.join(";", placeholders)
                            + "), the row gives "
                            + values.size()
                            + " values; write one for each, with semicolons between");
        }
        values.forEach(value -> checkSymbols(value, quantities, where.withElement(column), column));
    }

    private void checkParameters() {
        for (PetabParameter parameter : problem.parameters()) {
            String id = mappings.getOrDefault(parameter.id(), parameter.id());
            if (names.assigned().contains(id)) {
                throw new BadInputException(
                        "petab.bad-parameter",
                        parameter.location(),
                        "the parameter "
                                + id
                                + " is computed by an assignment rule of the model; remove the row");
            }
            if (!names.targets().contains(id) && !used.contains(parameter.id())) {
                throw new BadInputException(
                        "petab.unknown-name",
                        parameter.location(),
                        "the parameter "
                                + id
                                + " is in no model and nothing uses it; "
                                + NearestNames.hint(id, names.parameters(), "remove the row"));
            }
        }
    }

    private void checkSymbols(
            Expression expression, Set<String> known, Location where, String column) {
        for (String symbol : Expressions.symbols(expression)) {
            require(symbol, known, where.withElement(column), "name");
            used.add(symbol);
        }
        for (String function : Expressions.functions(expression)) {
            require(function, functions, where.withElement(column), "function");
        }
    }

    private static void require(String name, Set<String> known, Location where, String kind) {
        if (!known.contains(name)) {
            throw new BadInputException(
                    "petab.unknown-name",
                    where,
                    "the "
                            + kind
                            + " "
                            + name
                            + " is not known; "
                            + NearestNames.hint(name, known, "correct it"));
        }
    }
}
