package org.tamor.sedml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.format.sedml.DataGenerator;
import org.tamor.format.sedml.OutputDefinition;
import org.tamor.format.sedml.OutputDefinition.Plot2D;
import org.tamor.format.sedml.OutputDefinition.Plot3D;
import org.tamor.format.sedml.OutputDefinition.Report;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.SourceFiles;
import org.tamor.format.sedml.Task;
import org.tamor.format.sedml.VariableReference;

/// Carries out a simulation experiment: see the package for what its words do.
public final class Experiment {

    private final SedmlDocument document;
    private final DataTables data;
    private final ModelLibrary models;
    private final List<String> notes = new ArrayList<>();
    private final Kisao kisao;

    /// How many random trajectories were drawn, and how many runs were made.
    private final int[] members = new int[2];

    private Experiment(SedmlDocument document, SourceFiles files) {
        this.document = document;
        data = new DataTables(document, files);
        models = new ModelLibrary(document, files, data);
        kisao = new Kisao(document.file(), notes);
    }

    /// Runs the tasks that outputs need and computes the outputs' numbers.
    ///
    /// @throws BadInputException where the document, a model or a data file cannot be used
    /// @throws org.tamor.failure.NumericalFailureException where a task cannot be computed
    public static ExperimentResults run(SedmlDocument document, SourceFiles files) {
        return new Experiment(document, files).run();
    }

    private ExperimentResults run() {
        if (document.outputs().isEmpty()) {
            throw new BadInputException(
                    "sedml.no-output",
                    org.tamor.failure.Location.ofFile(document.file()),
                    "the document asks for no output; add a report or a plot");
        }
        List<DataGenerator> generators = used();
        Map<String, Map<String, VariableUse>> byTask = new HashMap<>();
        for (DataGenerator generator : generators) {
            for (VariableReference variable : generator.calculation().variables()) {
                if (!variable.target().isReference()) {
                    byTask.computeIfAbsent(variable.task(), _ -> new LinkedHashMap<>())
                            .put(key(generator, variable), VariableUse.of(variable));
                }
            }
        }
        Map<String, NumericArray> recorded = new HashMap<>();
        for (Task task : document.tasks()) {
            Map<String, VariableUse> uses = byTask.get(task.id());
            if (uses != null) {
                recorded.putAll(run(task, uses));
            }
        }
        Map<String, NumericArray> results = new HashMap<>();
        for (DataGenerator generator : generators) {
            results.put(
                    generator.id(),
                    GeneratorEvaluation.evaluate(generator, arrays(generator, recorded)));
        }
        notes.addAll(0, document.notes());
        return new ExperimentResults(document, results, notes);
    }

    private static String key(DataGenerator generator, VariableReference variable) {
        return generator.id() + " " + variable.id();
    }

    private Map<String, NumericArray> run(Task task, Map<String, VariableUse> uses) {
        Set<String> involved = TaskRunner.models(task, document);
        Map<String, List<String>> keys = new HashMap<>();
        Map<String, List<Expression>> wanted = new HashMap<>();
        uses.forEach((key, use) -> {
            String id = model(use.variable(), involved);
            LoadedModel model = models.get(id);
            Quantity quantity =
                    Quantity.resolve(
                            model, use.variable().target(), use.symbol(), use.variable().where());
            keys.computeIfAbsent(id, _ -> new ArrayList<>()).add(key);
            wanted.computeIfAbsent(id, _ -> new ArrayList<>()).add(quantity.expression(model));
        });
        Map<String, ModelRunner> runners = new HashMap<>();
        wanted.forEach(
                (id, expressions) -> runners.put(id, new ModelRunner(models.get(id), expressions)));
        Map<String, NumericArray> results =
                new TaskRunner(document, models, data, kisao, notes, runners, keys, members)
                        .run(task);
        Map<String, NumericArray> reduced = new HashMap<>();
        results.forEach((key, array) -> {
            VariableUse use = uses.get(key);
            if (use != null) {
                reduced.put(key, GeneratorEvaluation.reduced(use, array));
            }
        });
        return reduced;
    }

    private static String model(VariableReference variable, Set<String> involved) {
        if (!variable.model().isEmpty()) {
            if (!involved.contains(variable.model())) {
                throw new BadInputException(
                        "sedml.reference",
                        variable.where(),
                        "task '"
                                + variable.task()
                                + "' does not run model '"
                                + variable.model()
                                + "', only "
                                + String.join(", ", involved)
                                + "; correct the modelReference");
            }
            return variable.model();
        }
        if (involved.size() > 1) {
            throw new BadInputException(
                    "sedml.reference",
                    variable.where(),
                    "task '"
                            + variable.task()
                            + "' runs the models "
                            + String.join(", ", involved)
                            + "; say which one is meant with a modelReference");
        }
        return involved.iterator().next();
    }

    private Map<String, NumericArray> arrays(
            DataGenerator generator, Map<String, NumericArray> recorded) {
        Map<String, NumericArray> arrays = new HashMap<>();
        for (VariableReference variable : generator.calculation().variables()) {
            NumericArray array =
                    variable.target().isReference()
                            ? GeneratorEvaluation.reduced(
                                    VariableUse.of(variable),
                                    data.get(variable.target().reference()))
                            : recorded.get(key(generator, variable));
            if (array == null) {
                throw new IllegalStateException("nothing recorded for " + key(generator, variable));
            }
            arrays.put(variable.id(), array);
        }
        return arrays;
    }

    /// The generators that some output names.
    private List<DataGenerator> used() {
        Set<String> ids = new LinkedHashSet<>();
        for (OutputDefinition output : document.outputs()) {
            Stream<String> names =
                    switch (output) {
                        case Report report ->
                                report.dataSets().stream().map(OutputDefinition.DataSet::generator);
                        case Plot2D plot ->
                                Stream.concat(
                                        plot.curves().stream()
                                                .flatMap(c ->
                                                        Stream.concat(
                                                                Stream.of(c.x(), c.y()),
                                                                c.errors().stream())),
                                        plot.areas().stream()
                                                .flatMap(a -> Stream.of(a.x(), a.from(), a.to())));
                        case Plot3D plot ->
                                plot.surfaces().stream()
                                        .flatMap(s -> Stream.of(s.x(), s.y(), s.z()));
                        case OutputDefinition.Figure _ -> Stream.of();
                    };
            names.filter(name -> !name.isEmpty()).forEach(ids::add);
        }
        return document.generators().stream().filter(g -> ids.contains(g.id())).toList();
    }
}
