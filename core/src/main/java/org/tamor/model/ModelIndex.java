package org.tamor.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule.AssignmentRule;
import org.tamor.model.Rule.RateRule;

/// Finds a model's elements by their ids. Where an id is given twice, the first element counts.
public final class ModelIndex {

    private final Model model;
    private final Map<String, Compartment> compartments;
    private final Map<String, Species> species;
    private final Map<String, Parameter> parameters;
    private final Map<String, FunctionDefinition> functions;
    private final Map<String, Reaction> reactions;
    private final Map<String, UnitDefinition> unitDefinitions;
    private final Map<String, InitialAssignment> initialAssignments;
    private final Map<String, SpeciesReference> speciesReferences = new HashMap<>();
    private final Map<String, AssignmentRule> assignmentRules = new LinkedHashMap<>();
    private final Map<String, RateRule> rateRules = new LinkedHashMap<>();
    private final Set<String> changedByReactions = new LinkedHashSet<>();

    private ModelIndex(Model model) {
        this.model = model;
        compartments = byId(model.compartments(), Compartment::id);
        species = byId(model.species(), Species::id);
        parameters = byId(model.parameters(), Parameter::id);
        functions = byId(model.functions(), FunctionDefinition::id);
        reactions = byId(model.reactions(), Reaction::id);
        unitDefinitions = byId(model.unitDefinitions(), UnitDefinition::id);
        initialAssignments = byId(model.initialAssignments(), InitialAssignment::symbol);
        for (Reaction reaction : model.reactions()) {
            reaction.reactants().forEach(this::add);
            reaction.products().forEach(this::add);
        }
        for (Rule rule : model.rules()) {
            switch (rule) {
                case AssignmentRule assignment ->
                        assignmentRules.putIfAbsent(assignment.variable(), assignment);
                case RateRule rate -> rateRules.putIfAbsent(rate.variable(), rate);
                case Rule.AlgebraicRule algebraic -> {}
            }
        }
    }

    public static ModelIndex of(Model model) {
        return new ModelIndex(model);
    }

    private static <T> Map<String, T> byId(List<T> elements, Function<T, String> id) {
        Map<String, T> map = LinkedHashMap.newLinkedHashMap(elements.size());
        elements.forEach(element -> map.putIfAbsent(id.apply(element), element));
        return map;
    }

    private void add(SpeciesReference reference) {
        if (!reference.id().isEmpty()) {
            speciesReferences.putIfAbsent(reference.id(), reference);
        }
        if (Optional.ofNullable(species.get(reference.species()))
                .filter(s -> !s.boundary())
                .isPresent()) {
            changedByReactions.add(reference.species());
        }
    }

    public Model model() {
        return model;
    }

    public Optional<Compartment> compartment(String id) {
        return Optional.ofNullable(compartments.get(id));
    }

    public Optional<Species> species(String id) {
        return Optional.ofNullable(species.get(id));
    }

    public Optional<Parameter> parameter(String id) {
        return Optional.ofNullable(parameters.get(id));
    }

    public Optional<FunctionDefinition> function(String id) {
        return Optional.ofNullable(functions.get(id));
    }

    public Optional<Reaction> reaction(String id) {
        return Optional.ofNullable(reactions.get(id));
    }

    public Optional<SpeciesReference> speciesReference(String id) {
        return Optional.ofNullable(speciesReferences.get(id));
    }

    public Optional<UnitDefinition> unitDefinition(String id) {
        return Optional.ofNullable(unitDefinitions.get(id));
    }

    public Optional<InitialAssignment> initialAssignment(String symbol) {
        return Optional.ofNullable(initialAssignments.get(symbol));
    }

    public Optional<AssignmentRule> assignmentRule(String variable) {
        return Optional.ofNullable(assignmentRules.get(variable));
    }

    public Optional<RateRule> rateRule(String variable) {
        return Optional.ofNullable(rateRules.get(variable));
    }

    /// The species, boundary ones aside, that are a reactant or product of some reaction.
    public Set<String> changedByReactions() {
        return Collections.unmodifiableSet(changedByReactions);
    }

    /// Whether the id stands for a number in formulas: compartment, species, parameter, reaction or
    /// species reference.
    public boolean isQuantity(String id) {
        return isVariable(id) || reactions.containsKey(id);
    }

    /// Whether the id is of a kind that rules, events and initial assignments may set.
    public boolean isVariable(String id) {
        return compartments.containsKey(id)
                || species.containsKey(id)
                || parameters.containsKey(id)
                || speciesReferences.containsKey(id);
    }

    /// Whether the model says that the quantity of this id never changes after the start.
    public boolean isConstant(String id) {
        return compartment(id)
                .map(Compartment::constant)
                .or(() -> species(id).map(Species::constant))
                .or(() -> parameter(id).map(Parameter::constant))
                .or(() -> speciesReference(id).map(SpeciesReference::constant))
                .orElse(false);
    }
}
