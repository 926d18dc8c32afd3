package org.tamor.jit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Compartment;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// Says which quantity each algebraic rule determines.
///
/// Rules are matched with quantities that are variable and that nothing else determines, as SBML
/// Level 3 Version 2, section 4.11.2.2, asks: a maximum matching by augmenting paths (Hopcroft &
/// Karp, SIAM J. Comput. 2 (1973) 225-231, in its simple form). A rule's candidates are the names
/// in it and those that the assignment rules and rate laws named in it need; where there is a
/// choice, quantities that no event sets come first, then those that have no initial assignment,
/// those named in the rule itself, and what is no boundary species.
final class AlgebraicUnknowns {

    private final Model model;
    private final Map<String, Expression> definitions = new HashMap<>();
    private final Map<String, FunctionDefinition> functions;
    private final Set<String> free = new LinkedHashSet<>();
    private final Set<String> boundary = new HashSet<>();
    private final Set<String> setByEvents = new HashSet<>();
    private final Set<String> setAtStart = new HashSet<>();

    private AlgebraicUnknowns(Model model) {
        this.model = model;
        functions = Lowering.byName(model.functions());
        findFree();
        for (Event event : model.events()) {
            event.assignments().forEach(a -> setByEvents.add(a.variable()));
        }
        for (InitialAssignment assignment : model.initialAssignments()) {
            setAtStart.add(assignment.symbol());
        }
        for (Reaction reaction : model.reactions()) {
            reaction.rateLaw().ifPresent(law -> definitions.put(reaction.id(), law));
        }
        for (Species species : model.species()) {
            if (!species.substanceOnly() && !free.contains(species.id())) {
                definitions.putIfAbsent(
                        species.id(), new Expression.Symbol(species.compartment()));
            }
        }
    }

    /// The residual that determines each unknown, in the order of the rules.
    ///
    /// @throws BadInputException where a rule determines nothing
    static Map<String, Expression> of(Model model) {
        List<Expression> residuals = new ArrayList<>();
        for (Rule rule : model.rules()) {
            if (rule instanceof Rule.AlgebraicRule(Expression residual)) {
                residuals.add(residual);
            }
        }
        return residuals.isEmpty() ? Map.of() : new AlgebraicUnknowns(model).match(residuals);
    }

    private void findFree() {
        for (Compartment compartment : model.compartments()) {
            addFree(compartment.id(), compartment.constant());
        }
        for (Species species : model.species()) {
            addFree(species.id(), species.constant());
        }
        for (Parameter parameter : model.parameters()) {
            addFree(parameter.id(), parameter.constant());
        }
        model.species().stream().filter(Species::boundary).forEach(s -> boundary.add(s.id()));
        for (Reaction reaction : model.reactions()) {
            for (Reaction.SpeciesReference reference : references(reaction)) {
                addFree(reference.id(), reference.constant() || reference.id().isEmpty());
            }
        }
        for (Reaction reaction : model.reactions()) {
            for (Reaction.SpeciesReference reference : references(reaction)) {
                if (!boundary.contains(reference.species())) {
                    free.remove(reference.species());
                }
            }
        }
        for (Rule rule : model.rules()) {
            switch (rule) {
                case Rule.AssignmentRule(String variable, Expression value) -> {
                    free.remove(variable);
                    definitions.put(variable, value);
                }
                case Rule.RateRule(String variable, Expression _) -> free.remove(variable);
                case Rule.AlgebraicRule _ -> {}
            }
        }
    }

    private static List<Reaction.SpeciesReference> references(Reaction reaction) {
        List<Reaction.SpeciesReference> all = new ArrayList<>(reaction.reactants());
        all.addAll(reaction.products());
        return all;
    }

    private void addFree(String id, boolean constant) {
        if (!constant) {
            free.add(id);
        }
    }

    private Map<String, Expression> match(List<Expression> residuals) {
        List<List<String>> candidates = new ArrayList<>();
        for (Expression residual : residuals) {
            candidates.add(candidates(residual));
        }
        Map<String, Integer> ruleOf = new HashMap<>();
        for (int i = 0; i < residuals.size(); i++) {
            if (!augment(i, candidates, ruleOf, new HashSet<>())) {
                throw new BadInputException(
                        "simulate.algebraic",
                        Location.ofFile(model.id()).withElement("algebraic rule " + (i + 1)),
                        "algebraic rule "
                                + (i + 1)
                                + " determines nothing: all it names is constant or determined"
                                + " otherwise; remove it or make a quantity in it variable");
            }
        }
        Map<String, Expression> matched = new LinkedHashMap<>();
        for (int i = 0; i < residuals.size(); i++) {
            int rule = i;
            String unknown =
                    ruleOf.entrySet().stream()
                            .filter(entry -> entry.getValue() == rule)
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow();
            matched.put(unknown, residuals.get(i));
        }
        return matched;
    }

    private static boolean augment(
            int rule,
            List<List<String>> candidates,
            Map<String, Integer> ruleOf,
            Set<String> visited) {
        for (String candidate : candidates.get(rule)) {
            if (visited.add(candidate)) {
                Integer other = ruleOf.get(candidate);
                if (other == null || augment(other, candidates, ruleOf, visited)) {
                    ruleOf.put(candidate, rule);
                    return true;
                }
            }
        }
        return false;
    }

    /// The free quantities on whose present value the residual depends, best first.
    private List<String> candidates(Expression residual) {
        Set<String> direct = presentSymbols(residual);
        Set<String> all = new LinkedHashSet<>(direct);
        Deque<String> open = new ArrayDeque<>(direct);
        while (!open.isEmpty()) {
            Optional.ofNullable(definitions.get(open.pop())).stream()
                    .flatMap(definition -> presentSymbols(definition).stream())
                    .filter(all::add)
                    .forEach(open::add);
        }
        List<String> ordered = new ArrayList<>(all);
        ordered.removeIf(id -> !free.contains(id));
        ordered.sort((a, b) -> Integer.compare(rank(a, direct), rank(b, direct)));
        return ordered;
    }

    private int rank(String id, Set<String> direct) {
        return (setByEvents.contains(id) ? 8 : 0)
                + (setAtStart.contains(id) ? 4 : 0)
                + (direct.contains(id) ? 0 : 2)
                + (boundary.contains(id) ? 1 : 0);
    }

    /// The symbols of an expression outside `delay` and `rateOf`.
    private Set<String> presentSymbols(Expression expression) {
        Set<String> symbols = new LinkedHashSet<>();
        Deque<Expression> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            Expression node = open.removeLast();
            switch (node) {
                case Expression.Symbol(String id) -> symbols.add(id);
                case Expression.Apply(Operator operator, List<Expression> arguments)
                        when operator == Operator.DELAY ->
                        open.add(arguments.get(1));
                case Expression.Apply(Operator operator, List<Expression> _)
                        when operator == Operator.RATE_OF -> {}
                case Expression.Call(String function, List<Expression> arguments)
                        when functions.containsKey(function) ->
                        open.addAll(arguments);
                default -> Expressions.children(node).reversed().forEach(open::add);
            }
        }
        return symbols;
    }
}
