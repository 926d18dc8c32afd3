package org.tamor.format.petab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabModel.Language;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.model.Model;
import org.tamor.model.ModelValidator;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;

/// Reads PEtab version 1 problems into the form of version 2.
///
/// - Each pair of pre-equilibration and simulation condition that was measured becomes an
///   experiment, whose first period sets its values before initial assignments are computed.
/// - A field of the condition table that is blank or NaN sets nothing: the state stays as it is. A
///   parameter that the pre-equilibration set goes back to the model's value.
/// - A column of the condition table that only formulas know becomes a parameter of the model.
/// - Observables transformed to logarithms have log-normal or log-laplace noise.
final class Version1Reader {

    private final YamlFile yaml;
    private final InputFolder folder;

    Version1Reader(YamlFile yaml, InputFolder folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    PetabProblem problem(Path file) {
        if (yaml.count("/problems") != 1) {
            throw new BadInputException(
                    "petab.problems",
                    yaml.location("/problems"),
                    "there must be a list of one problem, not "
                            + yaml.count("/problems")
                            + "; split the file");
        }
        List<PetabParameter> parameters =
                PetabTables.all(files("/parameter_file"), Version1Tables::parameters);
        List<Path> models = files("/problems/0/sbml_files");
        if (models.size() != 1) {
            throw new BadInputException(
                    "petab.no-model",
                    yaml.location("/problems/0/sbml_files"),
                    "there must be one model, not " + models.size() + "; name one SBML file");
        }
        Map<String, Map<String, Condition.Change>> table =
                Version1Tables.conditions(files("/problems/0/condition_files"));
        List<Observable> observables =
                PetabTables.all(files("/problems/0/observable_files"), Version1Tables::observables);
        Model model = SbmlReader.read(models.getFirst());
        ModelValidator.validate(model, models.getFirst().toString());
        model = withConditionParameters(model, table, observables);

        Timelines timelines = new Timelines(model, table);
        List<Measurement> measurements = new ArrayList<>();
        for (Path measured : files("/problems/0/measurement_files")) {
            for (Version1Tables.Reading reading : Version1Tables.measurements(measured)) {
                measurements.add(
                        Version1Tables.measurement(reading.row(), timelines.experiment(reading)));
            }
        }
        return new PetabProblem(
                file,
                "",
                yaml.text("/format_version"),
                List.of(new PetabModel("model", models.getFirst(), Language.SBML, model)),
                parameters,
                timelines.conditions(),
                timelines.experiments(),
                observables,
                measurements,
                List.of(),
                Map.of());
    }

    private List<Path> files(String key) {
        List<Path> files = new ArrayList<>();
        for (String name : yaml.texts(key)) {
            files.add(folder.resolve(name, yaml.location(key)));
        }
        if (files.isEmpty()) {
            String name = key.substring(key.lastIndexOf('/') + 1);
            throw new BadInputException(
                    "petab.missing-file",
                    yaml.location(key),
                    "the entry " + name + " is missing; name the files there");
        }
        return files;
    }

    private static Model withConditionParameters(
            Model model,
            Map<String, Map<String, Condition.Change>> table,
            List<Observable> observables) {
        Set<String> known = ModelNames.of(List.of(model)).quantities();
        Set<String> read = new LinkedHashSet<>();
        for (Observable observable : observables) {
            read.addAll(Expressions.symbols(observable.formula()));
            read.addAll(Expressions.symbols(observable.noise()));
        }
        Set<String> added = new LinkedHashSet<>();
        for (Map<String, Condition.Change> changes : table.values()) {
            changes.keySet().stream()
                    .filter(target -> read.contains(target) && !known.contains(target))
                    .forEach(added::add);
        }
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        for (String id : added) {
            parameters.add(new Parameter(id, id, OptionalDouble.empty(), "", true));
        }
        return added.isEmpty() ? model : model.withParameters(parameters);
    }

    /// The conditions and experiments that measurements ask for.
    private static final class Timelines {

        private final Map<String, Map<String, Condition.Change>> table;
        private final Map<String, Double> resettable = new LinkedHashMap<>();
        private final Map<String, Condition> conditions = new LinkedHashMap<>();
        private final Map<String, Experiment> experiments = new LinkedHashMap<>();

        Timelines(Model model, Map<String, Map<String, Condition.Change>> table) {
            this.table = table;
            table.forEach((id, changes) ->
                    conditions.put(id, new Condition(id, List.copyOf(changes.values()))));
            for (Parameter parameter : model.parameters()) {
                parameter.value().ifPresent(value -> resettable.put(parameter.id(), value));
            }
            for (Rule rule : model.rules()) {
                if (rule instanceof Rule.RateRule(String variable, Expression rate)) {
                    resettable.remove(variable);
                }
            }
        }

        List<Condition> conditions() {
            return List.copyOf(conditions.values());
        }

        List<Experiment> experiments() {
            return List.copyOf(experiments.values());
        }

        /// The id of the experiment of a measurement, which is made where it is new.
        String experiment(Version1Tables.Reading reading) {
            String before = reading.preequilibration();
            String then = reading.condition();
            String id = before.isEmpty() ? then : before + "__" + then;
            if (!experiments.containsKey(id)) {
                Location where = reading.row().location();
                List<Experiment.Period> periods = new ArrayList<>();
                List<String> applied = new ArrayList<>(List.of(then));
                if (!before.isEmpty()) {
                    periods.add(
                            new Experiment.Period(
                                    Double.NEGATIVE_INFINITY, List.of(before), where));
                    List<Condition.Change> reset = reset(before, then, where);
                    if (!reset.isEmpty()) {
                        conditions.put(id + "__reset", new Condition(id + "__reset", reset));
                        applied.add(id + "__reset");
                    }
                }
                periods.add(new Experiment.Period(0, applied, where));
                experiments.put(id, new Experiment(id, periods, true));
            }
            return id;
        }

        private List<Condition.Change> reset(String before, String then, Location where) {
            Set<String> kept = table.getOrDefault(then, Map.of()).keySet();
            List<Condition.Change> reset = new ArrayList<>();
            for (String target : table.getOrDefault(before, Map.of()).keySet()) {
                Double value = resettable.get(target);
                if (value != null && !kept.contains(target)) {
                    reset.add(new Condition.Change(target, new Expression.Constant(value), where));
                }
            }
            return reset;
        }
    }
}
