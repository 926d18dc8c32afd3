package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Reaction;

/// Makes the [ReactionSystem] of a compiled model.
final class ReactionSystemCompiler {

    private final Equations equations;
    private final Graph graph;
    private final int[] parameterOf;
    private int workspaceLength;

    /// @param parameterOf by node, the element of the prepared parameters that holds its value, or
    ///   -1
    ReactionSystemCompiler(Equations equations, int[] parameterOf) {
        this.equations = equations;
        this.graph = equations.graph;
        this.parameterOf = parameterOf;
    }

    ReactionSystem compile() {
        Model model = equations.model();
        List<ReactionSystem.Reaction> reactions = new ArrayList<>();
        IntStack roots = new IntStack();
        for (Reaction reaction : model.reactions()) {
            int rate = equations.node(reaction.id(), equations.where(reaction.id()));
            roots.push(rate);
            reactions.add(
                    new ReactionSystem.Reaction(
                            reaction.id(), component(rate, reactions.size()), changes(reaction)));
        }
        List<Component> triggers = new ArrayList<>();
        for (Event event : model.events()) {
            int trigger = equations.trigger(event);
            roots.push(trigger);
            triggers.add(component(trigger, triggers.size()));
        }
        List<Component> rateRules = new ArrayList<>();
        int[] derivatives = equations.derivatives();
        for (int i = 0; i < derivatives.length; i++) {
            if (equations.hasRateRule(i)) {
                roots.push(derivatives[i]);
                rateRules.add(component(derivatives[i], i));
            }
        }
        List<ReactionSystem.Comparison> comparisons = comparisons(roots.toArray());
        return new ReactionSystem(reactions, triggers, comparisons, rateRules, workspaceLength);
    }

    private List<ReactionSystem.Comparison> comparisons(int[] roots) {
        List<ReactionSystem.Comparison> comparisons = new ArrayList<>();
        for (int node : graph.reachable(graph::isFixed, roots)) {
            if (Jumps.isJump(graph, node)) {
                int difference = Jumps.difference(graph, node);
                if (!graph.isFixed(difference)) {
                    comparisons.add(
                            new ReactionSystem.Comparison(
                                    component(node, comparisons.size()),
                                    component(difference, comparisons.size()),
                                    Discontinuity.Kind.of(graph.op(node))));
                }
            }
        }
        return comparisons;
    }

    private List<ReactionSystem.Change> changes(Reaction reaction) {
        Map<Integer, IntStack> net = new TreeMap<>();
        Map<Integer, IntStack> consumed = new TreeMap<>();
        for (Reaction.SpeciesReference reactant : reaction.reactants()) {
            int state = equations.stateChangedByReactions(reactant.species());
            if (state >= 0) {
                int stoichiometry = equations.stoichiometry(reactant, reaction);
                net.computeIfAbsent(state, _ -> new IntStack()).push(graph.negate(stoichiometry));
                consumed.computeIfAbsent(state, _ -> new IntStack()).push(stoichiometry);
            }
        }
        for (Reaction.SpeciesReference product : reaction.products()) {
            int state = equations.stateChangedByReactions(product.species());
            if (state >= 0) {
                net.computeIfAbsent(state, _ -> new IntStack())
                        .push(equations.stoichiometry(product, reaction));
            }
        }
        List<ReactionSystem.Change> changes = new ArrayList<>();
        net.forEach(
                (state, terms) -> {
                    int factor = equations.conversion(equations.states().get(state));
                    changes.add(
                            new ReactionSystem.Change(
                                    state,
                                    sum(terms, factor),
                                    sum(consumed.getOrDefault(state, new IntStack()), factor)));
                });
        return changes;
    }

    private Formula sum(IntStack terms, int factor) {
        return new Formula(graph, graph.multiply(factor, graph.add(terms.toArray())));
    }

    private Component component(int root, int index) {
        int[] leaves = Arrays.copyOf(parameterOf, graph.size());
        if (leaves.length > parameterOf.length) {
            Arrays.fill(leaves, parameterOf.length, leaves.length, -1);
        }
        KernelPlan plan = new KernelPlan(graph, new int[] {root}, new int[] {index}, leaves);
        workspaceLength = Math.max(workspaceLength, plan.slots());
        Kernel kernel = KernelCompiler.load(KernelCompiler.classFiles(plan, "Component"));
        Set<Integer> states = new TreeSet<>();
        for (int node : graph.reachable(graph::isFixed, root)) {
            if (graph.op(node) == Op.STATE) {
                states.add(graph.index(node));
            }
        }
        Set<Integer> smoothStates = new TreeSet<>();
        boolean smoothTime = false;
        for (int node : graph.reachable(n -> graph.isFixed(n) || Jumps.isJump(graph, n), root)) {
            if (graph.op(node) == Op.STATE) {
                smoothStates.add(graph.index(node));
            } else if (graph.op(node) == Op.TIME) {
                smoothTime = true;
            }
        }
        return new Component(
                kernel,
                index,
                List.copyOf(states),
                graph.dependsOnTime(root),
                List.copyOf(smoothStates),
                smoothTime);
    }
}
