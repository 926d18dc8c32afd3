package org.tamor.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.expr.Expression;
import org.tamor.expr.Expression.Apply;
import org.tamor.expr.Expression.Symbol;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Checks that no quantity is defined by itself.
///
/// The definitions looked at together are initial assignments, assignment rules and rate laws (SBML
/// Level 3 Version 2, rule 20906). What `delay(x, d)` names is a past value and makes no circle;
/// `rateOf(x)` depends on the rate laws of the reactions that change x, or on x's rate rule.
final class DependencyCheck {

    private final ModelIndex index;
    private final Location file;

    DependencyCheck(ModelIndex index, Location file) {
        this.index = index;
        this.file = file;
    }

    void check() {
        Cycles.find(dependencies())
                .ifPresent(cycle -> {
                    throw new BadInputException(
                            "model.circular",
                            file.withElement(cycle.getFirst()),
                            "the definitions go in a circle: "
                                    + String.join(" -> ", cycle)
                                    + "; break it with a species, a rate rule or an algebraic rule");
                });
    }

    private Map<String, Set<String>> dependencies() {
        Model model = index.model();
        Map<String, Set<String>> graph = new LinkedHashMap<>();
        for (Rule rule : model.rules()) {
            if (rule instanceof Rule.AssignmentRule(String variable, Expression value)) {
                add(graph, variable, value, Set.of());
            }
        }
        for (InitialAssignment assignment : model.initialAssignments()) {
            add(graph, assignment.symbol(), assignment.value(), Set.of());
        }
        for (Reaction reaction : model.reactions()) {
            Set<String> locals = new TreeSet<>();
            reaction.localParameters().forEach(p -> locals.add(p.id()));
            reaction.rateLaw().ifPresent(law -> add(graph, reaction.id(), law, locals));
        }
        return graph;
    }

    private void add(
            Map<String, Set<String>> graph, String id, Expression expression, Set<String> locals) {
        Set<String> successors = graph.computeIfAbsent(id, key -> new TreeSet<>());
        Deque<Expression> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            Expression node = open.pop();
            if (node instanceof Symbol(String symbol)) {
                if (!locals.contains(symbol)) {
                    successors.add(symbol);
                }
            } else if (node instanceof Apply(Operator operator, List<Expression> arguments)
                    && operator == Operator.DELAY) {
                open.push(arguments.get(1));
            } else if (node instanceof Apply(Operator operator, List<Expression> arguments)
                    && operator == Operator.RATE_OF
                    && arguments.getFirst() instanceof Symbol(String symbol)) {
                addRate(successors, symbol, open);
            } else {
                Expressions.children(node).forEach(open::push);
            }
        }
    }

    private void addRate(Set<String> successors, String symbol, Deque<Expression> open) {
        index.rateRule(symbol).ifPresent(rule -> open.push(rule.rate()));
        index.assignmentRule(symbol).ifPresent(rule -> successors.add(symbol));
        if (index.changedByReactions().contains(symbol)) {
            for (Reaction reaction : index.model().reactions()) {
                boolean takesPart =
                        reaction.reactants().stream().anyMatch(r -> r.species().equals(symbol))
                                || reaction.products().stream()
                                        .anyMatch(r -> r.species().equals(symbol));
                if (takesPart) {
                    successors.add(reaction.id());
                }
            }
        }
    }
}
