package org.tamor.format.antimony;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Syntax;
import org.tamor.model.Annotation;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.UnitDefinition;

/// Renames what has a name that is a word of Antimony, by underscores at its end, as libAntimony
/// does.
final class ReservedNames {

    private static final Set<String> WORDS =
            Set.of(
                    "module",
                    "model",
                    "end",
                    "species",
                    "formula",
                    "reaction",
                    "DNA",
                    "gene",
                    "operator",
                    "compartment",
                    "has",
                    "in",
                    "is",
                    "var",
                    "const",
                    "substanceOnly",
                    "ext",
                    "import",
                    "event",
                    "at",
                    "after",
                    "function",
                    "unit",
                    "delete",
                    "constraint",
                    "assert",
                    "maximize",
                    "minimize",
                    "true",
                    "false",
                    "time",
                    "pi",
                    "exponentiale",
                    "avogadro",
                    "inf",
                    "nan",
                    "infinity",
                    "INF",
                    "NaN",
                    "notanumber",
                    "and",
                    "or",
                    "not",
                    "piecewise");

    private final Model model;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();

    private ReservedNames(Model model) {
        this.model = model;
    }

    static Model rename(Model model) {
        ReservedNames renaming = new ReservedNames(model);
        renaming.collect();
        return renaming.apply();
    }

    private void collect() {
        Set<String> taken = new HashSet<>();
        model.functions().forEach(f -> taken.add(f.id()));
        model.compartments().forEach(c -> taken.add(c.id()));
        model.species().forEach(s -> taken.add(s.id()));
        model.parameters().forEach(p -> taken.add(p.id()));
        for (Reaction reaction : model.reactions()) {
            taken.add(reaction.id());
            reaction.localParameters().forEach(p -> taken.add(p.id()));
            reaction.reactants().forEach(r -> taken.add(r.id()));
            reaction.products().forEach(r -> taken.add(r.id()));
        }
        model.events().forEach(e -> taken.add(e.id()));
        for (String word : WORDS) {
            if (taken.contains(word)) {
                names.put(word, free(word, taken));
            }
        }
        for (FunctionDefinition function : model.functions()) {
            if (InfixParser.isBuiltIn(function.id(), Syntax.ANTIMONY)) {
                names.computeIfAbsent(function.id(), id -> free(id, taken));
            }
        }
        Set<String> unitIds = new HashSet<>();
        model.unitDefinitions().forEach(u -> unitIds.add(u.id()));
        Set<String> words = new HashSet<>(WORDS);
        words.addAll(UnitTable.GLOBAL);
        AntimonyWriter.modelWide(model.units())
                .forEach((name, unit) -> {
                    if (unit.equals(name)) {
                        words.remove(name);
                    }
                });
        for (String word : words) {
            if (unitIds.contains(word)) {
                units.put(word, free(word, unitIds));
            }
        }
    }

    private static String free(String word, Set<String> taken) {
        String name = word + "_";
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private String name(String id) {
        return names.getOrDefault(id, id);
    }

    private String unit(String id) {
        return units.getOrDefault(id, id);
    }

    private Expression math(Expression expression) {
        return switch (expression) {
            case Expression.Symbol(String id) when names.containsKey(id) ->
                    new Expression.Symbol(name(id));
            case Expression.Constant c when units.containsKey(c.unit()) ->
                    new Expression.Constant(c.value(), unit(c.unit()));
            case Expression.Call c when names.containsKey(c.function()) ->
                    new Expression.Call(
                            name(c.function()), c.arguments().stream().map(this::math).toList());
            default -> Expressions.mapChildren(expression, this::math);
        };
    }

    private Model apply() {
        Model.ModelUnits wide = model.units();
        return new Model(
                WORDS.contains(model.id()) ? model.id() + "_" : model.id(),
                model.name(),
                new Model.ModelUnits(
                        unit(wide.substance()),
                        unit(wide.time()),
                        unit(wide.volume()),
                        unit(wide.area()),
                        unit(wide.length()),
                        unit(wide.extent())),
                model.conversionFactor().map(this::name),
                model.unitDefinitions().stream()
                        .map(u -> new UnitDefinition(unit(u.id()), u.name(), u.factors()))
                        .toList(),
                model.functions().stream().map(this::function).toList(),
                model.compartments().stream()
                        .map(c ->
                                new Compartment(
                                        name(c.id()),
                                        c.name(),
                                        c.dimensions(),
                                        c.size(),
                                        unit(c.unit()),
                                        c.constant()))
                        .toList(),
                model.species().stream().map(this::species).toList(),
                model.parameters().stream().map(this::parameter).toList(),
                model.initialAssignments().stream()
                        .map(a -> new InitialAssignment(name(a.symbol()), math(a.value())))
                        .toList(),
                model.rules().stream().map(this::rule).toList(),
                model.reactions().stream().map(this::reaction).toList(),
                model.events().stream().map(this::event).toList(),
                model.annotations().stream()
                        .map(a -> new Annotation(name(a.element()), a.qualifier(), a.resource()))
                        .toList());
    }

    private FunctionDefinition function(FunctionDefinition f) {
        Map<String, Expression> arguments = new HashMap<>();
        for (String argument : f.arguments()) {
            if (WORDS.contains(argument)) {
                arguments.put(argument, new Expression.Symbol(argument + "_"));
            }
        }
        return new FunctionDefinition(
                name(f.id()),
                f.name(),
                f.arguments().stream()
                        .map(argument -> WORDS.contains(argument) ? argument + "_" : argument)
                        .toList(),
                math(Expressions.substitute(f.body(), arguments)));
    }

    private Species species(Species s) {
        return new Species(
                name(s.id()),
                s.name(),
                name(s.compartment()),
                s.initial(),
                unit(s.substanceUnit()),
                s.substanceOnly(),
                s.boundary(),
                s.constant(),
                s.conversionFactor().map(this::name));
    }

    private Parameter parameter(Parameter p) {
        return new Parameter(name(p.id()), p.name(), p.value(), unit(p.unit()), p.constant());
    }

    private Rule rule(Rule rule) {
        return switch (rule) {
            case Rule.AssignmentRule r ->
                    new Rule.AssignmentRule(name(r.variable()), math(r.value()));
            case Rule.RateRule r -> new Rule.RateRule(name(r.variable()), math(r.rate()));
            case Rule.AlgebraicRule r -> new Rule.AlgebraicRule(math(r.residual()));
        };
    }

    private Reaction reaction(Reaction r) {
        return new Reaction(
                name(r.id()),
                r.name(),
                r.reversible(),
                r.fast(),
                name(r.compartment()),
                references(r.reactants()),
                references(r.products()),
                r.modifiers().stream().map(this::name).toList(),
                r.rateLaw().map(this::math),
                r.localParameters().stream().map(this::parameter).toList());
    }

    private List<SpeciesReference> references(List<SpeciesReference> references) {
        return references.stream()
                .map(s ->
                        new SpeciesReference(
                                name(s.id()),
                                name(s.species()),
                                s.stoichiometry(),
                                s.stoichiometryMath().map(this::math),
                                s.constant()))
                .toList();
    }

    private Event event(Event e) {
        Optional<Expression> priority = e.priority().map(this::math);
        return new Event(
                name(e.id()),
                e.name(),
                e.useValuesFromTriggerTime(),
                new Event.Trigger(
                        math(e.trigger().condition()),
                        e.trigger().initialValue(),
                        e.trigger().persistent()),
                priority,
                e.delay().map(this::math),
                e.assignments().stream()
                        .map(a -> new Event.EventAssignment(name(a.variable()), math(a.value())))
                        .toList());
    }
}
