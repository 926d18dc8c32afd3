package org.tamor.sedml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Bindings;
import org.tamor.expr.Evaluator;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.antimony.AntimonyReader;
import org.tamor.format.sbml.SbmlReader;
import org.tamor.format.sbml.SbmlWriter;
import org.tamor.format.sedml.Calculation;
import org.tamor.format.sedml.ModelChange;
import org.tamor.format.sedml.ModelDefinition;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.SourceFiles;
import org.tamor.format.sedml.Target;
import org.tamor.format.sedml.VariableReference;
import org.tamor.model.Model;
import org.tamor.model.ModelIndex;
import org.tamor.model.ModelValidator;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.Timeline;
import org.w3c.dom.Element;

/// The models of an experiment, loaded and changed when they are first asked for.
final class ModelLibrary {

    private static final String LANGUAGE = "urn:sedml:language:";

    private final SedmlDocument document;
    private final SourceFiles files;
    private final DataTables data;
    private final Map<String, LoadedModel> loaded = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    ModelLibrary(SedmlDocument document, SourceFiles files, DataTables data) {
        this.document = document;
        this.files = files;
        this.data = data;
    }

    /// The model of an id that the document defines.
    LoadedModel get(String id) {
        LoadedModel known = loaded.get(id);
        if (known != null) {
            return known;
        }
        ModelDefinition definition =
                document.models().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
        if (!open.add(id)) {
            throw new BadInputException(
                    "sedml.reference",
                    definition.where(),
                    "the models "
                            + String.join(", ", open)
                            + " build on each other; give one of them a file");
        }
        LoadedModel model = load(definition);
        open.remove(id);
        loaded.put(id, model);
        return model;
    }

    private LoadedModel load(ModelDefinition definition) {
        Optional<String> base = base(definition.source());
        LoadedModel unchanged = base.isPresent() ? get(base.get()) : fromFile(definition);
        if (definition.changes().isEmpty()) {
            return new LoadedModel(
                    definition,
                    unchanged.tree(),
                    unchanged.model(),
                    unchanged.index(),
                    unchanged.name(),
                    unchanged.changed());
        }
        ModelTree tree = unchanged.tree().copy();
        definition.changes().forEach(change -> apply(change, definition, tree));
        String name = unchanged.name() + " as changed for " + definition.id();
        Model model;
        try {
            model = SbmlReader.readDocument(new ByteArrayInputStream(tree.bytes()), name).model();
            ModelValidator.validate(model, name);
        } catch (BadInputException problem) {
            throw new BadInputException(
                    problem.code(),
                    definition.where(),
                    "the model is broken by its changes: "
                            + problem.getMessage()
                            + (problem.location().element().isEmpty()
                                    ? ""
                                    : " (" + problem.location().element() + ")"));
        }
        return new LoadedModel(definition, tree, model, ModelIndex.of(model), name, true);
    }

    /// The model that a source names instead of a file.
    private Optional<String> base(String source) {
        String id = source.startsWith("#") ? source.substring(1) : source;
        boolean known = document.models().stream().anyMatch(m -> m.id().equals(id));
        return known || source.startsWith("#")
                ? Optional.of(id).filter(_ -> known)
                : Optional.empty();
    }

    private LoadedModel fromFile(ModelDefinition definition) {
        String source = definition.source();
        if (source.startsWith("#")) {
            throw new BadInputException(
                    "sedml.reference",
                    definition.where(),
                    "there is no model '" + source.substring(1) + "'; define it");
        }
        byte[] bytes = files.read(source, definition.where());
        String name = files.describe(source);
        boolean antimony = isAntimony(definition, bytes);
        Model model;
        if (antimony) {
            model =
                    files.path(source, definition.where())
                            .map(AntimonyReader::read)
                            .orElseGet(() ->
                                    AntimonyReader.read(
                                            new String(bytes, StandardCharsets.UTF_8), name));
        } else {
            model =
                    files.path(source, definition.where())
                            .map(SbmlReader::read)
                            .orElseGet(
                                    () -> SbmlReader.read(new ByteArrayInputStream(bytes), name));
        }
        ModelValidator.validate(model, name);
        byte[] xml = antimony ? SbmlWriter.toText(model).getBytes(StandardCharsets.UTF_8) : bytes;
        return new LoadedModel(
                definition, ModelTree.parse(xml, name), model, ModelIndex.of(model), name, false);
    }

    private static boolean isAntimony(ModelDefinition definition, byte[] bytes) {
        String language = definition.language().toLowerCase(Locale.ROOT);
        String name =
                language.startsWith(LANGUAGE) ? language.substring(LANGUAGE.length()) : language;
        if (name.startsWith("antimony")) {
            return true;
        }
        if (name.startsWith("sbml") || name.equals("urn:sedml:sbml")) {
            return false;
        }
        if (name.isEmpty() || name.startsWith("xml")) {
            String source = definition.source().toLowerCase(Locale.ROOT);
            boolean markup =
                    new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8)
                            .strip()
                            .startsWith("<");
            return !markup && (source.endsWith(".ant") || source.endsWith(".txt"));
        }
        throw new BadInputException(
                "sedml.language",
                definition.where(),
                "models in "
                        + ModelTree.shown(definition.language())
                        + " are not read here; use SBML (urn:sedml:language:sbml) or Antimony"
                        + " (urn:sedml:language:antimony)");
    }

    private void apply(ModelChange change, ModelDefinition definition, ModelTree tree) {
        switch (change) {
            case ModelChange.ChangeAttribute(Target target, String value) ->
                    tree.setAttribute(target, value);
            case ModelChange.AddXml(Target target, String markup) -> tree.add(target, markup);
            case ModelChange.ChangeXml(Target target, String markup) ->
                    tree.replace(target, markup);
            case ModelChange.RemoveXml(Target target) -> tree.remove(target);
            case ModelChange.ComputeChange(Target target, String symbol, Calculation calculation) ->
                    setComputed(tree, target, symbol, compute(calculation, definition));
        }
    }

    private static void setComputed(ModelTree tree, Target target, String symbol, double value) {
        if (target.path().isBlank()) {
            throw new BadInputException(
                    "sedml.target",
                    target.where(),
                    "the change has no target; add the place to change");
        }
        String text = Double.toString(value);
        if (target.path().contains("/@")) {
            tree.setAttribute(target, text);
            return;
        }
        if (!(tree.one(target) instanceof Element element)) {
            tree.setAttribute(target, text);
            return;
        }
        switch (element.getLocalName()) {
            case "species" -> setSpecies(element, symbol, text);
            case "parameter", "localParameter" -> element.setAttribute("value", text);
            case "compartment" ->
                    element.setAttribute(element.hasAttribute("volume") ? "volume" : "size", text);
            case "speciesReference" -> element.setAttribute("stoichiometry", text);
            default ->
                    throw new BadInputException(
                            "sedml.target",
                            target.where(),
                            "a "
                                    + element.getLocalName()
                                    + " has no single value to compute; name one of its attributes");
        }
        removeInitialAssignment(element);
    }

    private static void setSpecies(Element species, String symbol, String text) {
        boolean amount =
                symbol.isEmpty()
                        ? species.getAttribute("hasOnlySubstanceUnits").equals("true")
                                || !species.hasAttribute("initialConcentration")
                                        && species.hasAttribute("initialAmount")
                        : symbol.contains("836") || symbol.endsWith("amount");
        species.removeAttribute("initialAmount");
        species.removeAttribute("initialConcentration");
        species.setAttribute(amount ? "initialAmount" : "initialConcentration", text);
    }

    /// The assignment would hide the value just set.
    private static void removeInitialAssignment(Element element) {
        String id = element.getAttribute("id");
        var assignments =
                element.getOwnerDocument().getElementsByTagNameNS("*", "initialAssignment");
        for (int i = assignments.getLength() - 1; i >= 0; i--) {
            if (assignments.item(i) instanceof Element assignment
                    && assignment.getAttribute("symbol").equals(id)) {
                Optional.ofNullable(assignment.getParentNode())
                        .ifPresent(list -> list.removeChild(assignment));
            }
        }
    }

    private double compute(Calculation calculation, ModelDefinition definition) {
        Map<String, Double> values = new HashMap<>(calculation.parameters());
        for (VariableReference variable : calculation.variables()) {
            values.put(variable.id(), initial(variable, definition));
        }
        double value = Evaluator.evaluate(calculation.formula(), Bindings.of(values));
        if (!Double.isFinite(value)) {
            throw new BadInputException(
                    "sedml.compute-change",
                    calculation.where(),
                    "the change computes to " + value + ", which is no value; correct the formula");
        }
        return value;
    }

    /// The value of a variable at the start of its model.
    private double initial(VariableReference variable, ModelDefinition definition) {
        if (variable.target().isReference()) {
            return data.number(variable.target().reference(), variable.where());
        }
        if (variable.model().isEmpty()) {
            throw new BadInputException(
                    "sedml.reference",
                    variable.where(),
                    "variable '" + variable.id() + "' names no model; add a modelReference");
        }
        if (variable.model().equals(definition.id())) {
            throw new BadInputException(
                    "sedml.reference",
                    variable.where(),
                    "variable '"
                            + variable.id()
                            + "' takes its value from the model being changed; derive a"
                            + " second model from this one, with the change");
        }
        LoadedModel model = get(variable.model());
        Quantity quantity =
                Quantity.resolve(model, variable.target(), variable.symbol(), variable.where());
        return valueAtStart(model, quantity.expression(model), variable.where());
    }

    /// The value of an expression over a model's ids at time 0.
    static double valueAtStart(LoadedModel model, Expression expression, Location where) {
        RunResult result =
                Simulator.compile(model.model(), List.of(new Output("value", expression)))
                        .run(Timeline.plain(), Map.of(), new double[] {0}, SolverOptions.DEFAULT);
        return switch (result) {
            case RunResult.Completed(var course) -> course.values()[0][0];
            case RunResult.Failed(double _, String quantity, String reason) ->
                    throw new NumericalFailureException(
                            "sedml.failed",
                            where.withElement(quantity),
                            "the model has no start: " + reason);
        };
    }
}
