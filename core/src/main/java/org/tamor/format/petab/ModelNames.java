package org.tamor.format.petab;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tamor.model.Model;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;

/// The ids of models that formulas and conditions may name.
///
/// @param quantities species, compartments, parameters, reactions and stoichiometries: what a
///   formula may read
/// @param targets what a condition may set: species, compartments and parameters that no assignment
///   rule fixes
/// @param assigned what an assignment rule fixes
/// @param parameters ids of parameters
public record ModelNames(
        Set<String> quantities, Set<String> targets, Set<String> assigned, Set<String> parameters) {

    public ModelNames {
        quantities = Collections.unmodifiableSet(new LinkedHashSet<>(quantities));
        targets = Collections.unmodifiableSet(new LinkedHashSet<>(targets));
        assigned = Collections.unmodifiableSet(new LinkedHashSet<>(assigned));
        parameters = Collections.unmodifiableSet(new LinkedHashSet<>(parameters));
    }

    /// The ids that occur in any of the models.
    public static ModelNames of(Collection<Model> models) {
        Set<String> quantities = new LinkedHashSet<>();
        Set<String> targets = new LinkedHashSet<>();
        Set<String> assigned = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        for (Model model : models) {
            model.species().forEach(species -> targets.add(species.id()));
            model.compartments().forEach(compartment -> targets.add(compartment.id()));
            model.parameters().forEach(parameter -> parameters.add(parameter.id()));
            for (Reaction reaction : model.reactions()) {
                quantities.add(reaction.id());
                reaction.reactants().forEach(reference -> quantities.add(reference.id()));
                reaction.products().forEach(reference -> quantities.add(reference.id()));
            }
            for (Rule rule : model.rules()) {
                if (rule instanceof Rule.AssignmentRule(String variable, var value)) {
                    assigned.add(variable);
                }
            }
        }
        quantities.remove("");
        targets.addAll(parameters);
        quantities.addAll(targets);
        targets.removeAll(assigned);
        return new ModelNames(quantities, targets, assigned, parameters);
    }
}
