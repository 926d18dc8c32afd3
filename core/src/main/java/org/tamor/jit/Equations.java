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
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
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
/// is the supplied value minus the state; the equation here has the latter only), and the extents of fast reactions since the last event. A
/// fast reaction's rate law is 0 at all times; the amount of a species in it is its state, which
/// the other reactions change, plus the extents times their stoichiometries.
final class Equations implements Lowering.Names {

    private static final int NO_SLOT = -1;

    final Graph graph = new Graph();
    final Differentiation differentiation = new Differentiation(graph);
    final Lowering lowering;

    private final Model model;
    private final Map<String, Expression> assignmentRules = new HashMap<>();
    private final Map<String, Expression> rateRules = new HashMap<>();

    /// What determines each unknown of an algebraic rule.
    private final Map<String, Expression> residuals = new LinkedHashMap<>();

    private final Map<String, FastReactions.Extent> fastReactions = new LinkedHashMap<>();
    private final Map<String, Species> species = new HashMap<>();
    private final Map<String, Compartment> compartments = new HashMap<>();
    private final Map<String, Reaction> reactions = new HashMap<>();
    private final Map<String, Reaction.SpeciesReference> references = new HashMap<>();
    private final Set<String> settableReferences = new HashSet<>();
    private final Map<String, Integer> stateOf = new HashMap<>();
    private final Map<String, Integer> parameterOf = new HashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    /// As `nodes`, with all rates 0.
    private final Map<String, Integer> nodesWithoutRates = new HashMap<>();

    private final Set<String> open = new HashSet<>();
    private int[] derivatives = new int[0];
    private int differential;
    private final int delayCount;
    private boolean isComplete;
    private boolean ratesStopped;

    /// Delayed values by what is delayed and by how much.
    private final Map<List<Integer>, Integer> delays = new LinkedHashMap<>();

    private final List<FastChange> fastChanges = new ArrayList<>();

    /// @param delayCount the number of different delayed values in the model and its outputs
    Equations(Model model, int delayCount) {
        this.model = model;
        this.delayCount = delayCount;
        lowering = new Lowering(graph, Lowering.byName(model.functions()), this);
        index();
        chooseStates();
        chooseParameters();
        RuleChains.deep(assignmentRules, model.reactions())
                .forEach(id -> node(id, where(id)));
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

    private BadInputException unsupported(String element, String message) {
        return new BadInputException(
                "simulate.unsupported", Location.ofFile(model.id()).withElement(element), message);
    }

    Location where(String element) {
        return Location.ofFile(model.id()).withElement(element);
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

    Model model() {
        return model;
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

    /// The node that reads a slot.
    int slotNode(int slot) {
        return slot < states.size() ? graph.state(slot) : graph.parameter(slot - states.size());
    }

    /// A point (SBML Level 2) has no size; in Level 3 a compartment without dimensions may have
    /// one.
    private boolean isSized(@Nullable Compartment compartment) {
        return compartment != null
                && (compartment.dimensions() != 0 || compartment.size().isPresent());
    }

    /// The id's species where it means a concentration.
    Optional<Species> concentrationSpecies(String id) {
        Species s = species.get(id);
        if (s == null || s.substanceOnly()) {
            return Optional.empty();
        }
        Compartment compartment = compartments.get(s.compartment());
        return isSized(compartment) ? Optional.of(s) : Optional.empty();
    }

    /// Whether a rule determines the quantity as its id reads.
    private boolean isKeptAsRead(String id) {
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

    /// What is delayed, and by how much, in the order of the states.
    List<DelayEquation> delays() {
        List<DelayEquation> result = new ArrayList<>();
        delays.forEach((key, index) ->
                result.add(
                        new DelayEquation(
                                differential + residuals.size() + index,
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
        return graph.state(differential + residuals.size() + index);
    }

    /// Lets no more delayed values be added.
    void complete() {
        isComplete = true;
    }

    /// Whether the state is the unknown of an algebraic rule.
    boolean isUnknown(String id) {
        return residuals.containsKey(id);
    }

    /// The node of what must divide the stored value to give the value that expressions read, or
    /// -1.
    int volumeNode(String id) {
        return isKeptAsRead(id)
                ? -1
                : concentrationSpecies(id).map(s -> node(s.compartment(), where(id))).orElse(-1);
    }

    /// The node of the size of the species' compartment; 1 where it has no dimension.
    int sizeNode(Species s) {
        Compartment compartment = compartments.get(s.compartment());
        return isSized(compartment) ? node(s.compartment(), where(s.id())) : graph.constant(1);
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
        Expression rule = assignmentRules.get(id);
        if (rule != null) {
            return lower(rule, id);
        }
        int slot = slot(id);
        if (slot != NO_SLOT) {
            int volume = volumeNode(id);
            int stored = storedNode(slot);
            return volume < 0 ? stored : graph.divide(stored, volume);
        }
        Reaction reaction = reactions.get(id);
        if (reaction != null) {
            return rate(reaction);
        }
        Reaction.SpeciesReference reference = references.get(id);
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
        if (slot < states.size() && !fastReactions.isEmpty()) {
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
            fastReactions.forEach((extent, fast) -> {
                Reaction reaction = fast.reaction();
                reaction.reactants().forEach(r -> addFastChange(extent, reaction, r, -1));
                reaction.products().forEach(r -> addFastChange(extent, reaction, r, 1));
            });
        }
        return fastChanges;
    }

    private void addFastChange(
            String extent, Reaction reaction, Reaction.SpeciesReference reference, int sign) {
        Integer state = stateOf.get(reference.species());
        if (state == null || rateRules.containsKey(reference.species())) {
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
        fastChanges.add(new FastChange(state, stateOf.getOrDefault(extent, -1), factor));
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
        if (derivatives.length != states.size()) {
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
            int[] result = new int[states.size()];
            for (int i = 0; i < result.length; i++) {
                String id = states.get(i);
                Expression rule = rateRules.get(id);
                if (i >= differential) {
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

    boolean hasRateRule(int state) {
        return rateRules.containsKey(states.get(state));
    }

    /// The index of the state that holds a species' amount where reactions change it, else -1.
    int stateChangedByReactions(String speciesId) {
        Integer state = stateOf.get(speciesId);
        return state == null || isKeptAsRead(speciesId) ? -1 : state;
    }

    private int residual(String id) {
        if (id.startsWith("delay ")) {
            return graph.negate(slotNode(slot(id)));
        }
        Expression residual = residuals.get(id);
        if (residual != null) {
            return lower(residual, "algebraic rule for " + id);
        }
        FastReactions.Extent extent = fastReactions.get(id);
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
        Species s = species.get(speciesId);
        Optional<String> factor =
                s == null ? Optional.empty() : s.conversionFactor().or(model::conversionFactor);
        return factor.map(id -> node(id, where(speciesId))).orElseGet(() -> graph.constant(1));
    }

    /// The derivative by time along the solution: `dg/dt + sum over i of dg/dy_i f_i`.
    @Override
    public int rateOf(int node, Location where) {
        if (ratesStopped) {
            return graph.constant(0);
        }
        Differentiation.Gradient gradient = differentiation.gradient(node);
        IntStack terms = new IntStack();
        for (int i = 0; i < gradient.variables().length; i++) {
            int variable = gradient.variables()[i];
            int rate =
                    variable == Differentiation.TIME
                            ? graph.constant(1)
                            : stateRate(variable, where);
            terms.push(graph.multiply(gradient.derivatives()[i], rate));
        }
        return graph.add(terms.toArray());
    }

    private int stateRate(int state, Location where) {
        if (derivatives.length == states.size() && state < differential) {
            return derivatives[state];
        }
        String id = states.get(state);
        String name = "rateOf " + id;
        Integer known = nodes.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            throw new BadInputException(
                    "simulate.cycle",
                    where,
                    "the rate of " + id + " depends on itself; break the circle");
        }
        int node = state < differential ? rateFromScratch(id) : unknownRate(state, where);
        open.remove(name);
        nodes.put(name, node);
        return node;
    }

    /// `dz/dt = -(dg/dt + sum over i of dg/dy_i f_i) / (dg/dz)`, by implicit differentiation of
    /// `0 = g`.
    private int unknownRate(int state, Location where) {
        if (states.get(state).startsWith("delay ")) {
            throw unsupported(
                    where.element(), "rateOf of something that reads delay() cannot be simulated");
        }
        Differentiation.Gradient gradient =
                differentiation.gradient(residual(states.get(state)));
        IntStack terms = new IntStack();
        for (int i = 0; i < gradient.variables().length; i++) {
            int variable = gradient.variables()[i];
            if (variable != state) {
                int rate =
                        variable == Differentiation.TIME
                                ? graph.constant(1)
                                : stateRate(variable, where);
                terms.push(graph.multiply(gradient.derivatives()[i], rate));
            }
        }
        int own = gradient.by(state);
        if (own < 0) {
            throw unsupported(
                    states.get(state),
                    "rateOf needs the rate of "
                            + states.get(state)
                            + ", which several algebraic rules determine together; solve them for"
                            + " it");
        }
        return graph.negate(graph.divide(graph.add(terms.toArray()), own));
    }

    private int rateFromScratch(String id) {
        Expression rule = rateRules.get(id);
        if (rule != null) {
            return lower(rule, id);
        }
        IntStack terms = new IntStack();
        for (Reaction reaction : model.reactions()) {
            if (reaction.fast()) {
                continue;
            }
            for (Reaction.SpeciesReference reactant : reaction.reactants()) {
                if (reactant.species().equals(id)) {
                    int rate = graph.negate(node(reaction.id(), where(reaction.id())));
                    terms.push(graph.multiply(stoichiometry(reactant, reaction), rate));
                }
            }
            for (Reaction.SpeciesReference product : reaction.products()) {
                if (product.species().equals(id)) {
                    int rate = node(reaction.id(), where(reaction.id()));
                    terms.push(graph.multiply(stoichiometry(product, reaction), rate));
                }
            }
        }
        return graph.multiply(conversion(id), graph.add(terms.toArray()));
    }

    /// Where a quantity is kept that an event, a condition or an override sets.
    Target target(String id, Location where) {
        int slot = slot(id);
        if (slot == NO_SLOT) {
            String reason =
                    assignmentRules.containsKey(id)
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
