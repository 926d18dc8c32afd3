package org.tamor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.expr.Expression;
import org.tamor.expr.InfixParser;
import org.tamor.expr.Syntax;
import org.tamor.failure.Location;
import org.tamor.model.Event.EventAssignment;
import org.tamor.model.Event.Trigger;
import org.tamor.model.Model.ModelUnits;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Species.InitialQuantity;
import org.tamor.model.UnitDefinition.UnitFactor;

/// Builds small models for tests, with units nmol, litre, hour, nM, uM and per_hour.
final class ModelBuilder {

    private final List<FunctionDefinition> functions = new ArrayList<>();
    private final List<Compartment> compartments =
            new ArrayList<>(
                    List.of(new Compartment("cell", "", 3, OptionalDouble.of(1), "", true)));
    private final List<Species> species = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<InitialAssignment> initialAssignments = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Reaction> reactions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    static Expression math(String text) {
        return InfixParser.parse(text, Location.UNKNOWN, Syntax.ANTIMONY);
    }

    ModelBuilder function(String id, String body, String... arguments) {
        functions.add(new FunctionDefinition(id, "", List.of(arguments), math(body)));
        return this;
    }

    ModelBuilder compartment(String id, OptionalDouble size) {
        compartments.add(new Compartment(id, "", 3, size, "", true));
        return this;
    }

    ModelBuilder species(String... ids) {
        for (String id : ids) {
            species(id, "cell", new InitialQuantity.Concentration(1), false, false);
        }
        return this;
    }

    ModelBuilder species(
            String id,
            String compartment,
            InitialQuantity initial,
            boolean boundary,
            boolean constant) {
        species.add(
                new Species(
                        id,
                        "",
                        compartment,
                        initial,
                        "",
                        false,
                        boundary,
                        constant,
                        Optional.empty()));
        return this;
    }

    /// A constant parameter of value 2.
    ModelBuilder constant(String id, String unit) {
        parameters.add(new Parameter(id, "", OptionalDouble.of(2), unit, true));
        return this;
    }

    /// A parameter that may change.
    ModelBuilder variable(String id, String unit) {
        parameters.add(new Parameter(id, "", OptionalDouble.of(1), unit, false));
        return this;
    }

    ModelBuilder unset(String id, String unit) {
        parameters.add(new Parameter(id, "", OptionalDouble.empty(), unit, false));
        return this;
    }

    ModelBuilder initially(String symbol, String value) {
        initialAssignments.add(new InitialAssignment(symbol, math(value)));
        return this;
    }

    ModelBuilder rule(String variable, String value) {
        rules.add(new Rule.AssignmentRule(variable, math(value)));
        return this;
    }

    ModelBuilder rate(String variable, String value) {
        rules.add(new Rule.RateRule(variable, math(value)));
        return this;
    }

    ModelBuilder algebraic(String residual) {
        rules.add(new Rule.AlgebraicRule(math(residual)));
        return this;
    }

    ModelBuilder reaction(String id, String reactant, String product, String rateLaw) {
        return reaction(
                id, new SpeciesReference(reactant, 1), new SpeciesReference(product, 1), rateLaw);
    }

    ModelBuilder reaction(
            String id,
            SpeciesReference reactant,
            SpeciesReference product,
            String rateLaw,
            Parameter... locals) {
        reactions.add(
                new Reaction(
                        id,
                        "",
                        false,
                        false,
                        "",
                        List.of(reactant),
                        List.of(product),
                        List.of(),
                        Optional.of(math(rateLaw)),
                        List.of(locals)));
        return this;
    }

    ModelBuilder event(String id, String condition, String delay, String variable, String value) {
        events.add(
                new Event(
                        id,
                        "",
                        true,
                        new Trigger(math(condition), true, true),
                        Optional.empty(),
                        delay.isEmpty() ? Optional.empty() : Optional.of(math(delay)),
                        List.of(new EventAssignment(variable, math(value)))));
        return this;
    }

    Model build() {
        UnitFactor litre = new UnitFactor("litre", -1, 0, 1);
        UnitFactor perHour = new UnitFactor("second", -1, 0, 3600);
        return new Model(
                "m",
                "",
                new ModelUnits("nmol", "hour", "litre", "", "", "nmol"),
                Optional.empty(),
                List.of(
                        new UnitDefinition("nmol", "", List.of(new UnitFactor("mole", 1, -9, 1))),
                        new UnitDefinition(
                                "hour", "", List.of(new UnitFactor("second", 1, 0, 3600))),
                        new UnitDefinition(
                                "nM", "", List.of(new UnitFactor("mole", 1, -9, 1), litre)),
                        new UnitDefinition(
                                "uM", "", List.of(new UnitFactor("mole", 1, -6, 1), litre)),
                        new UnitDefinition("per_hour", "", List.of(perHour))),
                functions,
                compartments,
                species,
                parameters,
                initialAssignments,
                rules,
                reactions,
                events,
                List.of());
    }
}
