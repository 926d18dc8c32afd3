package org.tamor.jit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.model.Reaction;

/// Finds an order in which long chains of definitions can be translated one by one.
///
/// Translation follows names into what defines them, which takes a piece of the thread's stack for
/// each. Where chains are short, that does no harm; of longer ones the inner definitions must be
/// translated first.
final class RuleChains {

    /// The longest chain that is left to recursion.
    private static final int SHORT = 100;

    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final List<String> ordered = new ArrayList<>();
    private int longest;

    private RuleChains() {}

    /// The variables of assignment rules and the ids of reactions, each after what it needs; empty
    /// where no chain is long. Circles, which are refused elsewhere, are cut somewhere.
    static List<String> deep(Map<String, Expression> rules, List<Reaction> reactions) {
        RuleChains chains = new RuleChains();
        rules.forEach((id, value) -> chains.add(id, Expressions.symbols(value)));
        for (Reaction reaction : reactions) {
            reaction.rateLaw().ifPresent(law -> chains.add(reaction.id(), Expressions.symbols(law)));
        }
        new TreeSet<>(chains.needs.keySet()).forEach(chains::visit);
        return chains.longest > SHORT ? chains.ordered : List.of();
    }

    private void add(String id, Set<String> symbols) {
        needs.put(id, List.copyOf(symbols));
    }

    private void visit(String first) {
        if (lengths.containsKey(first)) {
            return;
        }
        Deque<String> path = new ArrayDeque<>(List.of(first));
        Map<String, Iterator<String>> left = new HashMap<>();
        lengths.put(first, 0);
        while (!path.isEmpty()) {
            String id = path.element();
            Iterator<String> rest =
                    left.computeIfAbsent(id, key -> needs.getOrDefault(key, List.of()).iterator());
            if (rest.hasNext()) {
                String next = rest.next();
                if (needs.containsKey(next) && lengths.putIfAbsent(next, 0) == null) {
                    path.push(next);
                }
            } else {
                path.pop();
                int length = 1;
                for (String need : needs.getOrDefault(id, List.of())) {
                    length = Math.max(length, 1 + lengths.getOrDefault(need, 0));
                }
                lengths.put(id, length);
                longest = Math.max(longest, length);
                ordered.add(id);
            }
        }
    }
}
