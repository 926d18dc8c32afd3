package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.model.Model;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule;

/// Says computed stoichiometries of Level 2 in the way of Level 3: as assignment rules for species
/// references.
final class ComputedStoichiometry {

    private final Set<String> taken = new HashSet<>();
    private final List<Rule> rules;

    private ComputedStoichiometry(Model model) {
        rules = new ArrayList<>(model.rules());
        model.functions().forEach(f -> taken.add(f.id()));
        model.compartments().forEach(c -> taken.add(c.id()));
        model.species().forEach(s -> taken.add(s.id()));
        model.parameters().forEach(p -> taken.add(p.id()));
        model.events().forEach(e -> taken.add(e.id()));
        for (Reaction reaction : model.reactions()) {
            taken.add(reaction.id());
            reaction.localParameters().forEach(p -> taken.add(p.id()));
            reaction.reactants().forEach(r -> taken.add(r.id()));
            reaction.products().forEach(r -> taken.add(r.id()));
        }
    }

    /// The same model without `stoichiometryMath`.
    static Model asRules(Model model) {
        ComputedStoichiometry change = new ComputedStoichiometry(model);
        List<Reaction> reactions = model.reactions().stream().map(change::apply).toList();
        return new Model(
                model.id(),
                model.name(),
                model.units(),
                model.conversionFactor(),
                model.unitDefinitions(),
                model.functions(),
                model.compartments(),
                model.species(),
                model.parameters(),
                model.initialAssignments(),
                change.rules,
                reactions,
                model.events(),
                model.annotations());
    }

    private Reaction apply(Reaction reaction) {
        return new Reaction(
                reaction.id(),
                reaction.name(),
                reaction.reversible(),
                reaction.fast(),
                reaction.compartment(),
                reaction.reactants().stream()
                        .map(r -> apply(r, reaction.id() + "_reactant_"))
                        .toList(),
                reaction.products().stream()
                        .map(r -> apply(r, reaction.id() + "_product_"))
                        .toList(),
                reaction.modifiers(),
                reaction.rateLaw(),
                reaction.localParameters());
    }

    private SpeciesReference apply(SpeciesReference reference, String prefix) {
        if (reference.stoichiometryMath().isEmpty()) {
            return reference;
        }
        String id = reference.id().isEmpty() ? newId(prefix + reference.species()) : reference.id();
        rules.add(new Rule.AssignmentRule(id, reference.stoichiometryMath().get()));
        return new SpeciesReference(id, reference.species(), Double.NaN, Optional.empty(), false);
    }

    private String newId(String base) {
        String id = base;
        for (int i = 2; !taken.add(id); i++) {
            id = base + "_" + i;
        }
        return id;
    }
}
