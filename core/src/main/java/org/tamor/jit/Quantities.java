package org.tamor.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.model.Compartment;
import org.tamor.model.Model;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// The quantities of a model by id, what determines each, and where its value is kept: in a state,
/// in a parameter, or nowhere, as an assignment rule computes it. [Equations] says which is which.
final class Quantities {

    static final int NO_SLOT = -1;

    private final Model model;
    final Map<String, Expression> assignmentRules = new HashMap<>();
    final Map<String, Expression> rateRules = new HashMap<>();

    /// What determines each unknown of an algebraic rule.
    final Map<String, Expression> residuals = new LinkedHashMap<>();

    final Map<String, FastReactions.Extent> fastReactions = new LinkedHashMap<>();
    private final Map<String, Species> species = new HashMap<>();
    private final Map<String, Compartment> compartments = new HashMap<>();
    final Map<String, Reaction> reactions = new HashMap<>();
    final Map<String, Reaction.SpeciesReference> references = new HashMap<>();
    private final Set<String> settableReferences = new HashSet<>();
    private final Map<String, Integer> stateOf = new HashMap<>();
    private final Map<String, Integer> parameterOf = new HashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private final int delayCount;
    private int differential;

    /// @param delayCount the number of different delayed values in the model and its outputs
    Quantities(Model model, int delayCount) {
        this.model = model;
        this.delayCount = delayCount;
        index();
        chooseStates();
        chooseParameters();
    }

    private void index() {
        for (Rule rule : model.rules()) {
            switch (rule) {
                case Rule.AssignmentRule(String variable, Expression value) ->
                        assignmentRules.put(variable, value);
                case Rule.RateRule(String variable, Expression rate) ->
                        rateRules.put(variable, rate);
                case Rule.AlgebraicRule _ -> {}
            }
        }
        residuals.putAll(AlgebraicUnknowns.of(model));
        model.compartments().forEach(c -> compartments.put(c.id(), c));
        model.species().forEach(s -> species.put(s.id(), s));
        for (Reaction reaction : model.reactions()) {
            reactions.put(reaction.id(), reaction);
            reaction.reactants().forEach(this::indexReference);
            reaction.products().forEach(this::indexReference);
        }
        model.initialAssignments().forEach(a -> settableReferences.add(a.symbol()));
        model.events()
                .forEach(e -> e.assignments().forEach(a -> settableReferences.add(a.variable())));
    }

    private void indexReference(Reaction.SpeciesReference reference) {
        if (!reference.id().isEmpty()) {
            references.put(reference.id(), reference);
            if (!reference.constant()) {
                settableReferences.add(reference.id());
            }
        }
    }

    private void chooseStates() {
        Set<String> reacting = new HashSet<>();
        for (Reaction reaction : model.reactions()) {
            reaction.reactants().forEach(r -> reacting.add(r.species()));
            reaction.products().forEach(r -> reacting.add(r.species()));
        }
        for (Species s : model.species()) {
            boolean reacts = reacting.contains(s.id()) && !s.boundary() && !s.constant();
            if (rateRules.containsKey(s.id()) || reacts && !assignmentRules.containsKey(s.id())) {
                addState(s.id());
            }
        }
        model.rules()
                .forEach(rule -> {
                    if (rule instanceof Rule.RateRule(String variable, Expression _)
                            && !stateOf.containsKey(variable)) {
                        addState(variable);
                    }
                });
        differential = states.size();
        residuals.keySet().forEach(this::addState);
        for (int i = 0; i < delayCount; i++) {
            addState("delay " + (i + 1));
        }
        List<Reaction> fast =
                model.reactions().stream().filter(r -> r.fast() && !isStill(r)).toList();
        for (FastReactions.Extent extent : FastReactions.independent(fast, this::fixedChanges)) {
            String id = "extent of " + extent.reaction().id();
            fastReactions.put(id, extent);
            addState(id);
        }
    }

    /// The changes of amounts by a reaction, where they are plain numbers.
    private Optional<Map<String, Double>> fixedChanges(Reaction reaction) {
        Map<String, Double> changes = new HashMap<>();
        boolean fixed = true;
        for (Reaction.SpeciesReference reactant : reaction.reactants()) {
            fixed &= isFixed(reactant);
            addFixed(changes, reactant, -reactant.stoichiometry());
        }
        for (Reaction.SpeciesReference product : reaction.products()) {
            fixed &= isFixed(product);
            addFixed(changes, product, product.stoichiometry());
        }
        return fixed ? Optional.of(changes) : Optional.empty();
    }

    private boolean isFixed(Reaction.SpeciesReference reference) {
        return reference.stoichiometryMath().isEmpty()
                && Double.isFinite(reference.stoichiometry())
                && !settableReferences.contains(reference.id())
                && !assignmentRules.containsKey(reference.id())
                && !rateRules.containsKey(reference.id());
    }

    private void addFixed(
            Map<String, Double> changes, Reaction.SpeciesReference reference, double change) {
        if (stateOf.containsKey(reference.species())
                && !rateRules.containsKey(reference.species())) {
            changes.merge(reference.species(), change, Double::sum);
        }
    }

    /// Whether the rate law is the number 0.
    private static boolean isStill(Reaction reaction) {
        return reaction.rateLaw()
                .map(law -> law instanceof Expression.Constant(double value, String _) && value == 0)
                .orElse(true);
    }

    private void addState(String id) {
        stateOf.put(id, states.size());
        states.add(id);
    }

    private void chooseParameters() {
        model.compartments().forEach(c -> addParameter(c.id()));
        model.parameters().forEach(p -> addParameter(p.id()));
        model.species().forEach(s -> addParameter(s.id()));
        for (Reaction reaction : model.reactions()) {
            reaction.localParameters().forEach(p -> addParameter(reaction.id() + "." + p.id()));
            reaction.reactants().forEach(this::addReference);
            reaction.products().forEach(this::addReference);
        }
    }

    private void addReference(Reaction.SpeciesReference reference) {
        if (settableReferences.contains(reference.id())
                && reference.stoichiometryMath().isEmpty()) {
            addParameter(reference.id());
        }
    }

    private void addParameter(String id) {
        if (!stateOf.containsKey(id)
                && !assignmentRules.containsKey(id)
                && !parameterOf.containsKey(id)) {
            parameterOf.put(id, parameters.size());
            parameters.add(id);
        }
    }

    List<String> states() {
        return states;
    }

    List<String> parameters() {
        return parameters;
    }

    /// Where the value of an id is kept: a state index, n + a parameter index, or -1.
    int slot(String id) {
        Integer state = stateOf.get(id);
        if (state != null) {
            return state;
        }
        Integer parameter = parameterOf.get(id);
        return parameter == null ? NO_SLOT : states.size() + parameter;
    }

    /// A point (SBML Level 2) has no size; in Level 3 a compartment without dimensions may have
    /// one.
    private static boolean isSized(@Nullable Compartment compartment) {
        return compartment != null
                && (compartment.dimensions() != 0 || compartment.size().isPresent());
    }

    /// The id's species where it means a concentration.
    Optional<Species> concentrationSpecies(String id) {
        Species s = species.get(id);
        if (s == null || s.substanceOnly()) {
            return Optional.empty();
        }
        return hasSize(s) ? Optional.of(s) : Optional.empty();
    }

    /// Whether a rule determines the quantity as its id reads.
    boolean isKeptAsRead(String id) {
        return rateRules.containsKey(id) || residuals.containsKey(id);
    }

    /// The number of states that have a derivative; those after them have `0 = g` instead.
    int differential() {
        return differential;
    }

    /// The number of unknowns of algebraic rules and of delayed values.
    int unknowns() {
        return residuals.size() + delayCount;
    }

    /// Whether the state is the unknown of an algebraic rule.
    boolean isUnknown(String id) {
        return residuals.containsKey(id);
    }

    boolean hasRateRule(int state) {
        return rateRules.containsKey(states.get(state));
    }

    /// The index of the state that holds a species' amount where reactions change it, else -1.
    int stateChangedByReactions(String speciesId) {
        Integer state = stateOf.get(speciesId);
        return state == null || isKeptAsRead(speciesId) ? -1 : state;
    }

    /// Whether the species' amount is divided by the size of its compartment.
    boolean hasSize(Species s) {
        return isSized(compartments.get(s.compartment()));
    }

    Optional<Species> species(String id) {
        return Optional.ofNullable(species.get(id));
    }

    /// The state that holds the quantity, else -1.
    int state(String id) {
        return stateOf.getOrDefault(id, -1);
    }

    /// The state of the first delayed value.
    int firstDelay() {
        return differential + residuals.size();
    }
}
