package org.tamor.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Species;

/// The equations of a model in one [Graph].
///
/// The state vector holds the amounts of the species that reactions change and the variables of
/// rate rules (a species under a rate rule as its id reads: concentration or amount). All else that
/// has a value of its own, not given by an assignment rule, is a parameter; species among them are
/// kept as amounts, so that a change of their compartment's size changes their concentration. A
/// reaction's local parameter is the parameter `reaction.local`.
///
/// After them come states with an equation `0 = g(t, y; p)` in place of a derivative: the unknowns
/// of algebraic rules, as their ids read, delayed values, which whoever runs the model supplies (g
/// is the supplied value minus the state; the equation here has the latter only), and the extents of
/// fast reactions since the last event. A fast reaction's rate law is 0 at all times; the amount of a species in it is its state, which
/// the other reactions change, plus the extents times their stoichiometries.
final class Equations implements Lowering.Names {

    final Graph graph = new Graph();
    final Differentiation differentiation = new Differentiation(graph);
    final Lowering lowering;

    private final Model model;
    private final Quantities quantities;
    private final QuantityRates rates;
    private final Map<String, Integer> nodes = new HashMap<>();

    /// As `nodes`, with all rates 0.
    private final Map<String, Integer> nodesWithoutRates = new HashMap<>();

    private final Set<String> open = new HashSet<>();
    private int[] derivatives = new int[0];
    private boolean isComplete;
    private boolean ratesStopped;

    /// Delayed values by what is delayed and by how much.
    private final Map<List<Integer>, Integer> delays = new LinkedHashMap<>();

    private final List<FastChange> fastChanges = new ArrayList<>();

    /// @param delayCount the number of different delayed values in the model and its outputs
    Equations(Model model, int delayCount) {
        this.model = model;
        quantities = new Quantities(model, delayCount);
        lowering = new Lowering(graph, Lowering.byName(model.functions()), this);
        rates = new QuantityRates(this, quantities);
        RuleChains.deep(quantities.assignmentRules, model.reactions())
                .forEach(id -> node(id, where(id)));
    }

    BadInputException unsupported(String element, String message) {
        return new BadInputException(
                "simulate.unsupported", Location.ofFile(model.id()).withElement(element), message);
    }

    Location where(String element) {
        return Location.ofFile(model.id()).withElement(element);
    }

    Model model() {
        return model;
    }

    /// The node that reads a slot.
    int slotNode(int slot) {
        int states = quantities.states().size();
        return slot < states ? graph.state(slot) : graph.parameter(slot - states);
    }

    List<String> states() {
        return quantities.states();
    }

    List<String> parameters() {
        return quantities.parameters();
    }

    /// See [Quantities#slot].
    int slot(String id) {
        return quantities.slot(id);
    }

    /// See [Quantities#concentrationSpecies].
    Optional<Species> concentrationSpecies(String id) {
        return quantities.concentrationSpecies(id);
    }

    /// See [Quantities#differential].
    int differential() {
        return quantities.differential();
    }

    /// See [Quantities#unknowns].
    int unknowns() {
        return quantities.unknowns();
    }

    /// See [Quantities#isUnknown].
    boolean isUnknown(String id) {
        return quantities.isUnknown(id);
    }

    boolean hasRateRule(int state) {
        return quantities.hasRateRule(state);
    }

    /// See [Quantities#stateChangedByReactions].
    int stateChangedByReactions(String speciesId) {
        return quantities.stateChangedByReactions(speciesId);
    }

    /// What is delayed, and by how much, in the order of the states.
    List<DelayEquation> delays() {
        List<DelayEquation> result = new ArrayList<>();
        delays.forEach((key, index) ->
                result.add(
                        new DelayEquation(
                                quantities.firstDelay() + index,
                                new Formula(graph, key.get(0)),
                                new Formula(graph, key.get(1)),
                                new Formula(graph, key.get(2)),
                                graph.isFixed(key.get(2)))));
        return result;
    }

    /// The number of different delayed values met so far.
    int delaysMet() {
        return delays.size();
    }

    @Override
    public boolean stopRates(boolean stopped) {
        boolean before = ratesStopped;
        ratesStopped = stopped;
        return before;
    }

    @Override
    public boolean ratesStopped() {
        return ratesStopped;
    }

    @Override
    public int delayed(int node, int beforeStart, int delay, Location where) {
        if (graph.isConstant(delay, 0) || graph.isConstant(node)) {
            return node;
        }
        List<Integer> key = List.of(node, beforeStart, delay);
        if (isComplete && !delays.containsKey(key)) {
            throw unsupported(
                    where.element(),
                    "delay() may stand in the model only, not in a condition or setting; add an"
                            + " assignment rule to the model");
        }
        int index = delays.computeIfAbsent(key, _ -> delays.size());
        return graph.state(quantities.firstDelay() + index);
    }

    /// Lets no more delayed values be added.
    void complete() {
        isComplete = true;
    }

    /// The node of what must divide the stored value to give the value that expressions read, or
    /// -1.
    int volumeNode(String id) {
        return quantities.isKeptAsRead(id)
                ? -1
                : concentrationSpecies(id).map(s -> node(s.compartment(), where(id))).orElse(-1);
    }

    /// The node of the size of the species' compartment; 1 where it has no dimension.
    int sizeNode(Species s) {
        return quantities.hasSize(s) ? node(s.compartment(), where(s.id())) : graph.constant(1);
    }

    int lower(Expression expression, String element) {
        return lowering.lower(expression, Map.of(), where(element));
    }

    @Override
    public int node(String id, Location where) {
        Map<String, Integer> all = ratesStopped ? nodesWithoutRates : nodes;
        Integer known = all.get(id);
        if (known != null) {
            return known;
        }
        if (!open.add(id)) {
            throw new BadInputException(
                    "simulate.cycle",
                    where,
                    "the value of " + id + " depends on itself; break the circle of rules");
        }
        int node = define(id, where);
        open.remove(id);
        all.put(id, node);
        return node;
    }

    private int define(String id, Location where) {
        Expression rule = quantities.assignmentRules.get(id);
        if (rule != null) {
            return lower(rule, id);
        }
        int slot = slot(id);
        if (slot != Quantities.NO_SLOT) {
            int volume = volumeNode(id);
            int stored = storedNode(slot);
            return volume < 0 ? stored : graph.divide(stored, volume);
        }
        Reaction reaction = quantities.reactions.get(id);
        if (reaction != null) {
            return rate(reaction);
        }
        Reaction.SpeciesReference reference = quantities.references.get(id);
        if (reference != null) {
            return reference
                    .stoichiometryMath()
                    .map(math -> lower(math, id))
                    .orElseGet(() -> graph.constant(reference.stoichiometry()));
        }
        throw new BadInputException(
                "simulate.unknown-symbol",
                where,
                "there is no quantity "
                        + id
                        + " in the model"
                        + (where.element().isEmpty() ? "" : ", named by " + where.element())
                        + "; define it or correct the name");
    }

    /// The amount of a species with the extents of fast reactions counted in; else the slot.
    private int storedNode(int slot) {
        int node = slotNode(slot);
        if (slot < states().size() && !quantities.fastReactions.isEmpty()) {
            for (FastChange change : fastChanges()) {
                if (change.state() == slot) {
                    int extent = graph.state(change.extent());
                    node = graph.add(node, graph.multiply(change.factor(), extent));
                }
            }
        }
        return node;
    }

    /// What a fast reaction's extent adds to the amount of a species.
    ///
    /// @param factor the node of the stoichiometry, negative for reactants, times the conversion
    ///   factor
    record FastChange(int state, int extent, int factor) {}

    List<FastChange> fastChanges() {
        if (fastChanges.isEmpty()) {
            quantities.fastReactions.forEach((extent, fast) -> {
                Reaction reaction = fast.reaction();
                reaction.reactants().forEach(r -> addFastChange(extent, reaction, r, -1));
                reaction.products().forEach(r -> addFastChange(extent, reaction, r, 1));
            });
        }
        return fastChanges;
    }

    private void addFastChange(
            String extent, Reaction reaction, Reaction.SpeciesReference reference, int sign) {
        int state = quantities.state(reference.species());
        if (state < 0 || quantities.rateRules.containsKey(reference.species())) {
            return;
        }
        int factor =
                graph.multiply(
                        graph.multiply(graph.constant(sign), stoichiometry(reference, reaction)),
                        conversion(reference.species()));
        if (!graph.isFixed(factor)) {
            throw unsupported(
                    reaction.id(),
                    "the stoichiometry of fast reaction "
                            + reaction.id()
                            + " changes all the time, which cannot be simulated; make it constant"
                            + " or the reaction slow");
        }
        fastChanges.add(new FastChange(state, quantities.state(extent), factor));
    }

    private int rate(Reaction reaction) {
        if (reaction.rateLaw().isEmpty()) {
            return graph.constant(0);
        }
        Map<String, Integer> local = new HashMap<>();
        for (Parameter parameter : reaction.localParameters()) {
            local.put(parameter.id(), slotNode(slot(reaction.id() + "." + parameter.id())));
        }
        return lowering.lower(reaction.rateLaw().get(), local, where(reaction.id()));
    }

    /// The nodes of dy/dt.
    int[] derivatives() {
        if (derivatives.length != states().size()) {
            Map<String, IntStack> changes = new HashMap<>();
            for (Reaction reaction : model.reactions()) {
                if (reaction.fast()) {
                    continue;
                }
                int rate = node(reaction.id(), where(reaction.id()));
                for (Reaction.SpeciesReference reactant : reaction.reactants()) {
                    addChange(changes, reactant, graph.negate(rate), reaction);
                }
                for (Reaction.SpeciesReference product : reaction.products()) {
                    addChange(changes, product, rate, reaction);
                }
            }
            int[] result = new int[states().size()];
            for (int i = 0; i < result.length; i++) {
                String id = states().get(i);
                Expression rule = quantities.rateRules.get(id);
                if (i >= differential()) {
                    result[i] = residual(id);
                    continue;
                }
                result[i] =
                        rule != null
                                ? lower(rule, id)
                                : graph.multiply(
                                        conversion(id),
                                        graph.add(
                                                changes.getOrDefault(id, new IntStack())
                                                        .toArray()));
            }
            derivatives = result;
        }
        return derivatives;
    }

    /// The node of the derivative of a state where all are known; else -1.
    int knownDerivative(int state) {
        return derivatives.length == states().size() ? derivatives[state] : -1;
    }

    /// The node of the g of `0 = g` for a state without derivative.
    int residual(String id) {
        if (id.startsWith("delay ")) {
            return graph.negate(slotNode(slot(id)));
        }
        Expression residual = quantities.residuals.get(id);
        if (residual != null) {
            return lower(residual, "algebraic rule for " + id);
        }
        FastReactions.Extent extent = quantities.fastReactions.get(id);
        if (extent == null) {
            throw new IllegalStateException(id + " has no equation");
        }
        IntStack terms = new IntStack();
        extent.rates()
                .forEach((reaction, coefficient) -> {
                    int rate = node(reaction.id(), where(reaction.id()));
                    terms.push(
                            coefficient == 1
                                    ? rate
                                    : graph.multiply(graph.constant(coefficient), rate));
                });
        return graph.add(terms.toArray());
    }

    private void addChange(
            Map<String, IntStack> changes,
            Reaction.SpeciesReference reference,
            int rate,
            Reaction reaction) {
        if (stateChangedByReactions(reference.species()) >= 0) {
            changes.computeIfAbsent(reference.species(), _ -> new IntStack())
                    .push(graph.multiply(stoichiometry(reference, reaction), rate));
        }
    }

    int stoichiometry(Reaction.SpeciesReference reference, Reaction reaction) {
        if (!reference.id().isEmpty()) {
            return node(reference.id(), where(reaction.id()));
        }
        return reference
                .stoichiometryMath()
                .map(math -> lower(math, reaction.id()))
                .orElseGet(() -> graph.constant(reference.stoichiometry()));
    }

    int conversion(String speciesId) {
        Optional<String> factor =
                quantities
                        .species(speciesId)
                        .flatMap(s -> s.conversionFactor().or(model::conversionFactor));
        return factor.map(id -> node(id, where(speciesId))).orElseGet(() -> graph.constant(1));
    }

    @Override
    public int rateOf(int node, Location where) {
        return ratesStopped ? graph.constant(0) : rates.of(node, where);
    }

    /// Where a quantity is kept that an event, a condition or an override sets.
    Target target(String id, Location where) {
        int slot = slot(id);
        if (slot == Quantities.NO_SLOT) {
            String reason =
                    quantities.assignmentRules.containsKey(id)
                            ? id
                                    + " has an assignment rule and cannot be set; change what the rule reads"
                            : "there is no quantity "
                                    + id
                                    + " in the model that could be set; correct the name";
            throw new BadInputException("simulate.target", where, reason);
        }
        int volume = volumeNode(id);
        return new Target(
                id,
                slot,
                volume < 0 ? Optional.empty() : Optional.of(new Formula(graph, volume)),
                concentrationSpecies(id).map(Species::compartment).orElse(""));
    }

    EventEquations event(Event event) {
        String id = event.id();
        String element = element(event);
        List<EventEquations.Assignment> assignments = new ArrayList<>();
        for (Event.EventAssignment assignment : event.assignments()) {
            assignments.add(
                    new EventEquations.Assignment(
                            target(assignment.variable(), where(element)),
                            new Formula(graph, lower(assignment.value(), element))));
        }
        return new EventEquations(
                id,
                new Formula(graph, trigger(event)),
                event.trigger().initialValue(),
                event.trigger().persistent(),
                event.useValuesFromTriggerTime(),
                event.delay().map(delay -> new Formula(graph, lower(delay, element))),
                event.priority().map(priority -> new Formula(graph, lower(priority, element))),
                assignments);
    }

    int trigger(Event event) {
        return graph.asTruth(lower(event.trigger().condition(), element(event)));
    }

    private static String element(Event event) {
        return event.id().isEmpty() ? "an event without id" : event.id();
    }
}
