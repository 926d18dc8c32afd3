package org.tamor.sedml;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Species;

/// Models with other numbers in them.
final class ModelNumbers {

    private ModelNumbers() {}

    static Model withEvents(Model model, List<Event> events) {
        return with(
                model,
                model.compartments(),
                model.species(),
                model.parameters(),
                model.initialAssignments(),
                model.reactions(),
                events);
    }

    /// The model starting from the values given, in place of its numbers and initial assignments.
    ///
    /// @param values by id, as the model's formulas read them; `reaction.parameter` for local
    ///   parameters
    static Model startingFrom(Model model, Map<String, Double> values) {
        Set<String> ids = values.keySet();
        List<Compartment> compartments =
                model.compartments().stream()
                        .map(c ->
                                new Compartment(
                                        c.id(),
                                        c.name(),
                                        c.dimensions(),
                                        number(values, c.id(), c.size()),
                                        c.unit(),
                                        c.constant()))
                        .toList();
        List<Species> species =
                model.species().stream()
                        .map(s -> ids.contains(s.id()) ? with(s, values, model) : s)
                        .toList();
        List<Parameter> parameters =
                model.parameters().stream().map(p -> with(p, values, p.id())).toList();
        List<InitialAssignment> assignments =
                model.initialAssignments().stream().filter(a -> !ids.contains(a.symbol())).toList();
        List<Reaction> reactions =
                model.reactions().stream().map(reaction -> with(reaction, values)).toList();
        return with(
                model, compartments, species, parameters, assignments, reactions, model.events());
    }

    private static OptionalDouble number(
            Map<String, Double> values, String id, OptionalDouble otherwise) {
        Double value = values.get(id);
        return value == null ? otherwise : OptionalDouble.of(value);
    }

    private static Parameter with(Parameter parameter, Map<String, Double> values, String id) {
        return new Parameter(
                parameter.id(),
                parameter.name(),
                number(values, id, parameter.value()),
                parameter.unit(),
                parameter.constant());
    }

    private static Species with(Species species, Map<String, Double> values, Model model) {
        double value = values.getOrDefault(species.id(), Double.NaN);
        boolean sized =
                model.compartments().stream()
                        .filter(c -> c.id().equals(species.compartment()))
                        .anyMatch(c -> c.dimensions() != 0 || c.size().isPresent());
        return new Species(
                species.id(),
                species.name(),
                species.compartment(),
                species.substanceOnly() || !sized
                        ? new Species.InitialQuantity.Amount(value)
                        : new Species.InitialQuantity.Concentration(value),
                species.substanceUnit(),
                species.substanceOnly(),
                species.boundary(),
                species.constant(),
                species.conversionFactor());
    }

    private static Reaction with(Reaction reaction, Map<String, Double> values) {
        return new Reaction(
                reaction.id(),
                reaction.name(),
                reaction.reversible(),
                reaction.fast(),
                reaction.compartment(),
                reaction.reactants(),
                reaction.products(),
                reaction.modifiers(),
                reaction.rateLaw(),
                reaction.localParameters().stream()
                        .map(p -> with(p, values, reaction.id() + "." + p.id()))
                        .toList());
    }

    private static Model with(
            Model model,
            List<Compartment> compartments,
            List<Species> species,
            List<Parameter> parameters,
            List<InitialAssignment> assignments,
            List<Reaction> reactions,
            List<Event> events) {
        return new Model(
                model.id(),
                model.name(),
                model.units(),
                model.conversionFactor(),
                model.unitDefinitions(),
                model.functions(),
                compartments,
                species,
                parameters,
                assignments,
                model.rules(),
                reactions,
                events,
                model.annotations());
    }
}
