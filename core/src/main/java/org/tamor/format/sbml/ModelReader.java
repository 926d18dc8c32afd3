package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.Species.InitialQuantity;

/// Reads the `model` element.
final class ModelReader {

    /// By this address COPASI marks a function that stands for Level 3 Version 2's `rateOf`, with a
    /// body that has no value.
    private static final String DERIVATIVE = "http://en.wikipedia.org/wiki/Derivative";

    private final ReadContext context;
    private final XmlCursor cursor;
    private final UnitReader units;
    private final List<FunctionDefinition> functions = new ArrayList<>();
    private final List<Compartment> compartments = new ArrayList<>();
    private final List<Species> species = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<InitialAssignment> initialAssignments = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Reaction> reactions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    ModelReader(ReadContext context) {
        this.context = context;
        this.cursor = context.cursor();
        this.units = new UnitReader(context);
    }

    Model read() {
        String id = cursor.attribute(context.level() == 1 ? "name" : "id").orElse("");
        if (!id.isEmpty()) {
            cursor.label(XmlCursor.shown(id));
        }
        String name = context.name();
        units.readModelUnits();
        Optional<String> conversionFactor = cursor.attribute("conversionFactor");
        Set<String> seen = new HashSet<>();
        context.content(
                Optional.of(id),
                list -> {
                    if (!seen.add(list)) {
                        throw cursor.fail(
                                "sbml.element",
                                "a second '" + list + "' stands here; join the two");
                    }
                    readList(list);
                });
        countInPoints();
        if (context.level() == 1) {
            LevelOne.freeVariables(rules, compartments, parameters);
        }
        return new Model(
                id,
                name,
                units.modelUnits(compartments),
                conversionFactor,
                units.definitions(),
                functions,
                compartments,
                species,
                parameters,
                initialAssignments,
                rules,
                reactions,
                events,
                annotations(id));
    }

    private void readList(String list) {
        switch (list) {
            case "listOfFunctionDefinitions" ->
                    context.list(item -> function(), "functionDefinition");
            case "listOfUnitDefinitions" ->
                    context.list(item -> units.readDefinition(), "unitDefinition");
            case "listOfCompartments" -> context.list(item -> compartment(), "compartment");
            case "listOfSpecies" -> context.list(item -> species(), "species", "specie");
            case "listOfParameters" -> context.list(item -> parameter(), "parameter");
            case "listOfInitialAssignments" ->
                    context.list(item -> initialAssignment(), "initialAssignment");
            case "listOfRules" -> rules();
            case "listOfReactions" -> {
                ReactionReader reader = new ReactionReader(context, units);
                context.list(item -> reactions.add(reader.read()), "reaction");
            }
            case "listOfEvents" -> {
                EventReader reader = new EventReader(context);
                context.list(item -> events.add(reader.read()), "event");
            }
            case "listOfConstraints" ->
                    context.note("the constraints of the model are not checked");
            case "listOfCompartmentTypes", "listOfSpeciesTypes" -> {}
            default -> throw cursor.unexpected();
        }
    }

    private void function() {
        String id = context.newId();
        String name = context.name();
        List<MathMlReader.Lambda> lambdas = new ArrayList<>(1);
        context.content(
                Optional.of(id),
                child -> {
                    if (!child.equals("math") || !lambdas.isEmpty()) {
                        throw cursor.unexpected();
                    }
                    lambdas.add(context.mathReader().lambda());
                });
        context.requireMath(!lambdas.isEmpty());
        if (context.symbol(id).equals(DERIVATIVE)) {
            context.mathReader().standsForRateOf(id);
            return;
        }
        for (MathMlReader.Lambda lambda : lambdas) {
            functions.add(new FunctionDefinition(id, name, lambda.arguments(), lambda.body()));
        }
        if (lambdas.isEmpty()) {
            context.note("function definition '" + id + "' has no formula and is left out");
        }
    }

    private void compartment() {
        String id = context.newId();
        String name = context.name();
        double dimensions = cursor.number("spatialDimensions").orElse(3);
        OptionalDouble size = cursor.number(context.level() == 1 ? "volume" : "size");
        if (context.level() == 1 && size.isEmpty()) {
            size = OptionalDouble.of(1);
        }
        String unit = units.reference("units");
        boolean constant = context.flag("constant", true);
        context.noContent(Optional.of(id));
        compartments.add(new Compartment(id, name, dimensions, size, unit, constant));
    }

    private void species() {
        String id = context.newId();
        String name = context.name();
        String compartment = context.reference("compartment");
        OptionalDouble amount = cursor.number("initialAmount");
        OptionalDouble concentration = cursor.number("initialConcentration");
        if (amount.isPresent() && concentration.isPresent()) {
            throw cursor.fail(
                    "sbml.attribute",
                    "both initialAmount and initialConcentration are given; remove one");
        }
        InitialQuantity initial = new InitialQuantity.Unset();
        if (amount.isPresent()) {
            initial = new InitialQuantity.Amount(amount.getAsDouble());
        } else if (concentration.isPresent()) {
            initial = new InitialQuantity.Concentration(concentration.getAsDouble());
        }
        String unit = units.reference(context.level() == 1 ? "units" : "substanceUnits");
        boolean substanceOnly = context.flag("hasOnlySubstanceUnits", false);
        boolean boundary = context.flag("boundaryCondition", false);
        boolean constant = context.flag("constant", false);
        Optional<String> conversionFactor = cursor.attribute("conversionFactor");
        context.noContent(Optional.of(id));
        species.add(
                new Species(
                        id,
                        name,
                        compartment,
                        initial,
                        unit,
                        substanceOnly,
                        boundary,
                        constant,
                        conversionFactor));
    }

    /// Species in a compartment without extension have no concentration, whatever the file says of
    /// them.
    private void countInPoints() {
        Set<String> points = new HashSet<>();
        compartments.stream().filter(c -> c.dimensions() == 0).forEach(c -> points.add(c.id()));
        species.replaceAll(s ->
                points.contains(s.compartment())
                        ? new Species(
                                s.id(),
                                s.name(),
                                s.compartment(),
                                s.initial(),
                                s.substanceUnit(),
                                true,
                                s.boundary(),
                                s.constant(),
                                s.conversionFactor())
                        : s);
    }

    private void parameter() {
        String id = context.newId();
        String name = context.name();
        OptionalDouble value = cursor.number("value");
        String unit = units.reference("units");
        boolean constant = context.flag("constant", true);
        context.noContent(Optional.of(id));
        parameters.add(new Parameter(id, name, value, unit, constant));
    }

    private void initialAssignment() {
        String symbol = context.reference("symbol");
        cursor.label(XmlCursor.shown(symbol));
        context.mathContent(Optional.empty())
                .ifPresentOrElse(
                        value -> initialAssignments.add(new InitialAssignment(symbol, value)),
                        () ->
                                context.note(
                                        "the initial assignment of '"
                                                + symbol
                                                + "' has no formula and is left out"));
    }

    private void rules() {
        if (context.level() == 1) {
            context.list(
                    item -> rules.add(LevelOne.rule(context)),
                    "algebraicRule",
                    "compartmentVolumeRule",
                    "speciesConcentrationRule",
                    "specieConcentrationRule",
                    "parameterRule");
        } else {
            context.list(this::rule, "assignmentRule", "rateRule", "algebraicRule");
        }
    }

    private void rule(String kind) {
        String variable = kind.equals("algebraicRule") ? "" : context.reference("variable");
        if (!variable.isEmpty()) {
            cursor.label(XmlCursor.shown(variable));
        }
        context.mathContent(Optional.empty())
                .ifPresentOrElse(
                        math ->
                                rules.add(
                                        switch (kind) {
                                            case "assignmentRule" ->
                                                    new Rule.AssignmentRule(variable, math);
                                            case "rateRule" -> new Rule.RateRule(variable, math);
                                            default -> new Rule.AlgebraicRule(math);
                                        }),
                        () -> context.note("a rule has no formula and is left out"));
    }

    /// The statements in the order in which the writer puts elements.
    private List<Annotation> annotations(String modelId) {
        Set<String> elements = new LinkedHashSet<>();
        elements.add(modelId);
        functions.forEach(f -> elements.add(f.id()));
        compartments.forEach(c -> elements.add(c.id()));
        species.forEach(s -> elements.add(s.id()));
        parameters.forEach(p -> elements.add(p.id()));
        for (Reaction reaction : reactions) {
            elements.add(reaction.id());
            reaction.reactants().forEach(r -> elements.add(r.id()));
            reaction.products().forEach(r -> elements.add(r.id()));
        }
        events.forEach(e -> elements.add(e.id()));
        return elements.stream().flatMap(element -> context.annotations(element).stream()).toList();
    }
}
