package org.tamor.jit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tamor.model.Reaction;

/// The independent extents of fast reactions.
///
/// Fast reactions are in equilibrium where `N v = 0`, N the stoichiometric matrix of the species
/// that they change. Columns of N that depend on earlier ones, as those of the two directions of a
/// reaction written apart or of a cycle, have no extent of their own: with `N = B C`, B the
/// independent columns, the equations are `C v = 0`, one for each column of B.
final class FastReactions {

    private static final double NEGLIGIBLE = 1e-12;

    /// The extent of a fast reaction.
    ///
    /// @param reaction along whose stoichiometry amounts change
    /// @param rates the reactions whose rates, times their coefficients, add up to 0 in equilibrium
    record Extent(Reaction reaction, Map<Reaction, Double> rates) {}

    /// A combination of columns of B, reduced so that earlier ones lack its pivot.
    ///
    /// @param combination by the number of the column
    private record Reduced(
            Map<String, Double> column, String pivot, Map<Integer, Double> combination) {}

    private final List<Extent> extents = new ArrayList<>();
    private final List<Reduced> reduced = new ArrayList<>();

    private FastReactions() {}

    /// @param column the changes of amounts by a reaction by species; empty where they are not
    ///     plain numbers, which makes the reaction independent of the others
    static List<Extent> independent(
            List<Reaction> fast, Function<Reaction, Optional<Map<String, Double>>> column) {
        FastReactions all = new FastReactions();
        for (Reaction reaction : fast) {
            column.apply(reaction)
                    .ifPresentOrElse(
                            changes -> all.add(reaction, changes), () -> all.addExtent(reaction));
        }
        return all.extents;
    }

    private void addExtent(Reaction reaction) {
        Map<Reaction, Double> rates = new LinkedHashMap<>();
        rates.put(reaction, 1.0);
        extents.add(new Extent(reaction, rates));
    }

    private void add(Reaction reaction, Map<String, Double> changes) {
        Map<String, Double> rest = new TreeMap<>(changes);
        Map<Integer, Double> combination = new TreeMap<>();
        for (Reduced earlier : reduced) {
            double share = rest.getOrDefault(earlier.pivot(), 0.0);
            if (share != 0) {
                earlier.column().forEach((id, value) -> rest.merge(id, -share * value, Double::sum));
                rest.remove(earlier.pivot());
                earlier.combination()
                        .forEach((k, value) -> combination.merge(k, share * value, Double::sum));
            }
        }
        double limit = NEGLIGIBLE * largest(changes);
        rest.values().removeIf(value -> Math.abs(value) <= limit);
        if (rest.isEmpty()) {
            combination.forEach((k, value) -> {
                if (Math.abs(value) > NEGLIGIBLE) {
                    extents.get(k).rates().put(reaction, value);
                }
            });
            return;
        }
        addReduced(rest, combination);
        addExtent(reaction);
    }

    private void addReduced(Map<String, Double> rest, Map<Integer, Double> combination) {
        double size = largest(rest);
        String pivot = "";
        for (Map.Entry<String, Double> entry : rest.entrySet()) {
            if (Math.abs(entry.getValue()) == size) {
                pivot = entry.getKey();
                break;
            }
        }
        double scale = rest.getOrDefault(pivot, 1.0);
        Map<Integer, Double> own = new TreeMap<>();
        combination.forEach((k, value) -> own.put(k, -value / scale));
        own.put(extents.size(), 1 / scale);
        rest.replaceAll((_, value) -> value / scale);
        reduced.add(new Reduced(rest, pivot, own));
    }

    private static double largest(Map<String, Double> column) {
        return column.values().stream().mapToDouble(Math::abs).max().orElse(0);
    }
}
