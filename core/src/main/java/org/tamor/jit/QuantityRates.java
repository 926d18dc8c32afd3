package org.tamor.jit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Reaction;

/// The derivatives by time that `rateOf` asks for, as nodes of the equations' graph.
final class QuantityRates {

    private final Equations equations;
    private final Graph graph;
    private final Quantities quantities;
    private final Map<Integer, Integer> known = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();

    QuantityRates(Equations equations, Quantities quantities) {
        this.equations = equations;
        this.quantities = quantities;
        graph = equations.graph;
    }

    /// The derivative by time along the solution: `dg/dt + sum over i of dg/dy_i f_i`.
    int of(int node, Location where) {
        Differentiation.Gradient gradient = equations.differentiation.gradient(node);
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
        int derivative =
                state < quantities.differential() ? equations.knownDerivative(state) : -1;
        if (derivative >= 0) {
            return derivative;
        }
        Integer before = known.get(state);
        if (before != null) {
            return before;
        }
        String id = quantities.states().get(state);
        if (!open.add(state)) {
            throw new BadInputException(
                    "simulate.cycle",
                    where,
                    "the rate of " + id + " depends on itself; break the circle");
        }
        int node =
                state < quantities.differential()
                        ? rateFromScratch(id)
                        : unknownRate(state, where);
        open.remove(state);
        known.put(state, node);
        return node;
    }

    /// `dz/dt = -(dg/dt + sum over i of dg/dy_i f_i) / (dg/dz)`, by implicit differentiation of
    /// `0 = g`.
    private int unknownRate(int state, Location where) {
        String id = quantities.states().get(state);
        if (id.startsWith("delay ")) {
            throw equations.unsupported(
                    where.element(), "rateOf of something that reads delay() cannot be simulated");
        }
        Differentiation.Gradient gradient =
                equations.differentiation.gradient(equations.residual(id));
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
            throw equations.unsupported(
                    id,
                    "rateOf needs the rate of "
                            + id
                            + ", which several algebraic rules determine together; solve them for"
                            + " it");
        }
        return graph.negate(graph.divide(graph.add(terms.toArray()), own));
    }

    private int rateFromScratch(String id) {
        Expression rule = quantities.rateRules.get(id);
        if (rule != null) {
            return equations.lower(rule, id);
        }
        IntStack terms = new IntStack();
        for (Reaction reaction : equations.model().reactions()) {
            if (reaction.fast()) {
                continue;
            }
            for (Reaction.SpeciesReference reactant : reaction.reactants()) {
                if (reactant.species().equals(id)) {
                    int rate = graph.negate(rate(reaction));
                    terms.push(graph.multiply(equations.stoichiometry(reactant, reaction), rate));
                }
            }
            for (Reaction.SpeciesReference product : reaction.products()) {
                if (product.species().equals(id)) {
                    int rate = rate(reaction);
                    terms.push(graph.multiply(equations.stoichiometry(product, reaction), rate));
                }
            }
        }
        return graph.multiply(equations.conversion(id), graph.add(terms.toArray()));
    }

    private int rate(Reaction reaction) {
        return equations.node(reaction.id(), equations.where(reaction.id()));
    }
}
