package org.tamor.format.sbml;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tamor.expr.Expression;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.Event.EventAssignment;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.RandomDraws;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule;
import org.tamor.model.Species;
import org.tamor.model.Species.InitialQuantity;
import org.tamor.model.UnitDefinition;
import org.tamor.model.UnitDefinition.UnitFactor;

/// Writes one model as an SBML document.
final class ModelWriter {

    private final Model model;
    private final boolean fastReactions;
    private final XmlWriter xml = new XmlWriter();
    private final MathMlWriter math;
    private final RdfWriter rdf;

    ModelWriter(Model model) {
        this.model = ComputedStoichiometry.asRules(model);
        this.fastReactions = model.reactions().stream().anyMatch(Reaction::fast);
        this.math = new MathMlWriter(xml, namespace(), RandomDraws.functionNames(model));
        this.rdf = new RdfWriter(xml, model.annotations());
    }

    String write() {
        xml.start("sbml").attribute("xmlns", namespace());
        if (RandomDraws.occurIn(model)) {
            xml.attribute("xmlns:distrib", SbmlReader.DISTRIBUTIONS)
                    .attribute("distrib:required", "true");
        }
        xml.attribute("level", "3").attribute("version", fastReactions ? "1" : "2");
        xml.start("model").optional("id", model.id()).optional("name", model.name());
        Model.ModelUnits units = model.units();
        xml.optional("substanceUnits", units.substance())
                .optional("timeUnits", units.time())
                .optional("volumeUnits", units.volume())
                .optional("areaUnits", units.area())
                .optional("lengthUnits", units.length())
                .optional("extentUnits", units.extent());
        model.conversionFactor().ifPresent(factor -> xml.attribute("conversionFactor", factor));
        rdf.annotate(model.id());
        list("listOfFunctionDefinitions", model.functions(), this::function);
        list("listOfUnitDefinitions", model.unitDefinitions(), this::unitDefinition);
        list("listOfCompartments", model.compartments(), this::compartment);
        list("listOfSpecies", model.species(), this::species);
        list("listOfParameters", model.parameters(), p -> parameter("parameter", p));
        list("listOfInitialAssignments", model.initialAssignments(), this::initialAssignment);
        list("listOfRules", model.rules(), this::rule);
        list("listOfReactions", model.reactions(), this::reaction);
        list("listOfEvents", model.events(), this::event);
        xml.end();
        xml.end();
        return xml.toString();
    }

    private String namespace() {
        return fastReactions ? SbmlWriter.WITH_FAST_REACTIONS : SbmlWriter.LATEST;
    }

    private <T> void list(String name, List<T> items, Consumer<T> writer) {
        if (!items.isEmpty()) {
            xml.start(name);
            items.forEach(writer);
            xml.end();
        }
    }

    private void function(FunctionDefinition function) {
        xml.start("functionDefinition")
                .attribute("id", function.id())
                .optional("name", function.name());
        rdf.annotate(function.id());
        math.lambda(function.arguments(), function.body());
        xml.end();
    }

    private void unitDefinition(UnitDefinition definition) {
        xml.start("unitDefinition")
                .attribute("id", definition.id())
                .optional("name", definition.name());
        list("listOfUnits", definition.factors(), this::factor);
        xml.end();
    }

    private void factor(UnitFactor factor) {
        xml.start("unit")
                .attribute("kind", factor.kind())
                .attribute("exponent", factor.exponent())
                .attribute("scale", Integer.toString(factor.scale()))
                .attribute("multiplier", factor.multiplier())
                .end();
    }

    private void compartment(Compartment compartment) {
        xml.start("compartment")
                .attribute("id", compartment.id())
                .optional("name", compartment.name());
        xml.attribute("spatialDimensions", compartment.dimensions());
        compartment.size().ifPresent(size -> xml.attribute("size", size));
        xml.optional("units", compartment.unit()).attribute("constant", compartment.constant());
        rdf.annotate(compartment.id());
        xml.end();
    }

    private void species(Species species) {
        xml.start("species").attribute("id", species.id()).optional("name", species.name());
        xml.attribute("compartment", species.compartment());
        switch (species.initial()) {
            case InitialQuantity.Amount(double value) -> xml.attribute("initialAmount", value);
            case InitialQuantity.Concentration(double value) ->
                    xml.attribute("initialConcentration", value);
            case InitialQuantity.Unset() -> {}
        }
        xml.optional("substanceUnits", species.substanceUnit())
                .attribute("hasOnlySubstanceUnits", species.substanceOnly())
                .attribute("boundaryCondition", species.boundary())
                .attribute("constant", species.constant());
        species.conversionFactor().ifPresent(factor -> xml.attribute("conversionFactor", factor));
        rdf.annotate(species.id());
        xml.end();
    }

    private void parameter(String element, Parameter parameter) {
        xml.start(element).attribute("id", parameter.id()).optional("name", parameter.name());
        parameter.value().ifPresent(value -> xml.attribute("value", value));
        xml.optional("units", parameter.unit());
        if (element.equals("parameter")) {
            xml.attribute("constant", parameter.constant());
            rdf.annotate(parameter.id());
        }
        xml.end();
    }

    private void initialAssignment(InitialAssignment assignment) {
        xml.start("initialAssignment").attribute("symbol", assignment.symbol());
        math.math(assignment.value());
        xml.end();
    }

    private void rule(Rule rule) {
        switch (rule) {
            case Rule.AssignmentRule(String variable, Expression value) -> {
                xml.start("assignmentRule").attribute("variable", variable);
                math.math(value);
            }
            case Rule.RateRule(String variable, Expression rate) -> {
                xml.start("rateRule").attribute("variable", variable);
                math.math(rate);
            }
            case Rule.AlgebraicRule(Expression residual) -> {
                xml.start("algebraicRule");
                math.math(residual);
            }
        }
        xml.end();
    }

    private void reaction(Reaction reaction) {
        xml.start("reaction").attribute("id", reaction.id()).optional("name", reaction.name());
        xml.attribute("reversible", reaction.reversible());
        if (fastReactions) {
            xml.attribute("fast", reaction.fast());
        }
        xml.optional("compartment", reaction.compartment());
        rdf.annotate(reaction.id());
        list("listOfReactants", reaction.reactants(), this::reference);
        list("listOfProducts", reaction.products(), this::reference);
        list(
                "listOfModifiers",
                reaction.modifiers(),
                species ->
                        xml.start("modifierSpeciesReference").attribute("species", species).end());
        if (reaction.rateLaw().isPresent() || !reaction.localParameters().isEmpty()) {
            xml.start("kineticLaw");
            reaction.rateLaw().ifPresent(math::math);
            list(
                    "listOfLocalParameters",
                    reaction.localParameters(),
                    p -> parameter("localParameter", p));
            xml.end();
        }
        xml.end();
    }

    private void reference(SpeciesReference reference) {
        xml.start("speciesReference")
                .optional("id", reference.id())
                .attribute("species", reference.species());
        if (!Double.isNaN(reference.stoichiometry())) {
            xml.attribute("stoichiometry", reference.stoichiometry());
        }
        xml.attribute("constant", reference.constant());
        if (!reference.id().isEmpty()) {
            rdf.annotate(reference.id());
        }
        xml.end();
    }

    private void event(Event event) {
        xml.start("event").optional("id", event.id()).optional("name", event.name());
        xml.attribute("useValuesFromTriggerTime", event.useValuesFromTriggerTime());
        if (!event.id().isEmpty()) {
            rdf.annotate(event.id());
        }
        xml.start("trigger")
                .attribute("initialValue", event.trigger().initialValue())
                .attribute("persistent", event.trigger().persistent());
        math.math(event.trigger().condition());
        xml.end();
        formula("priority", event.priority());
        formula("delay", event.delay());
        list("listOfEventAssignments", event.assignments(), this::eventAssignment);
        xml.end();
    }

    private void formula(String element, Optional<Expression> formula) {
        formula.ifPresent(expression -> {
            xml.start(element);
            math.math(expression);
            xml.end();
        });
    }

    private void eventAssignment(EventAssignment assignment) {
        xml.start("eventAssignment").attribute("variable", assignment.variable());
        math.math(assignment.value());
        xml.end();
    }
}
