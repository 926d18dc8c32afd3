package org.tamor.model;

import java.util.List;
import java.util.Optional;

/// A reaction network with rules and events, in the sense of SBML Level 3 core, submodels flattened.
///
/// @param conversionFactor the parameter that turns extents into substance for species without their own
/// @param annotations what the model's elements stand for
public record Model(
        String id,
        String name,
        ModelUnits units,
        Optional<String> conversionFactor,
        List<UnitDefinition> unitDefinitions,
        List<FunctionDefinition> functions,
        List<Compartment> compartments,
        List<Species> species,
        List<Parameter> parameters,
        List<InitialAssignment> initialAssignments,
        List<Rule> rules,
        List<Reaction> reactions,
        List<Event> events,
        List<Annotation> annotations) {

    public Model {
        unitDefinitions = List.copyOf(unitDefinitions);
        functions = List.copyOf(functions);
        compartments = List.copyOf(compartments);
        species = List.copyOf(species);
        parameters = List.copyOf(parameters);
        initialAssignments = List.copyOf(initialAssignments);
        rules = List.copyOf(rules);
        reactions = List.copyOf(reactions);
        events = List.copyOf(events);
        annotations = List.copyOf(annotations);
    }

    /// The same model with other parameters.
    public Model withParameters(List<Parameter> others) {
        return new Model(
                id,
                name,
                units,
                conversionFactor,
                unitDefinitions,
                functions,
                compartments,
                species,
                others,
                initialAssignments,
                rules,
                reactions,
                events,
                annotations);
    }

    /// The ids of the model-wide units; "" where not declared.
    public record ModelUnits(
            String substance, String time, String volume, String area, String length, String extent) {
        public static final ModelUnits NONE = new ModelUnits("", "", "", "", "", "");
    }
}
