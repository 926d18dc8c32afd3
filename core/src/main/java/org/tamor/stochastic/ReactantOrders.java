package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.jit.ReactionSystem;

/// By how much more than a reactant's amount the propensities that read it change, relatively.
///
/// For the n molecules of a species in a reaction of order o the factor is `g = (o / n) (n + sum
/// over k < n of k / (x - k))` (Cao, Gillespie and Petzold 2006, section III), the largest over
/// reactions being taken. A species that a rate law reads without consuming it counts as one
/// molecule. The rate laws are taken for those of mass action.
final class ReactantOrders {

    private record Role(int order, int molecules) {}

    private final Network network;
    private final Map<Integer, List<Role>> roles = new TreeMap<>();
    private int[] reactants = {};

    ReactantOrders(Network network) {
        this.network = network;
    }

    void begin(Trajectory trajectory) {
        if (!roles.isEmpty()) {
            return;
        }
        for (ReactionSystem.Reaction reaction : network.system.reactions()) {
            Map<Integer, Integer> molecules = new TreeMap<>();
            reaction.rate().states().forEach(state -> molecules.put(state, 1));
            for (ReactionSystem.Change change : reaction.changes()) {
                int consumed = (int) change.consumed().evaluate(0, trajectory.y, trajectory.p);
                if (consumed > 0) {
                    molecules.put(change.state(), consumed);
                }
            }
            int order = molecules.values().stream().mapToInt(Integer::intValue).sum();
            molecules.forEach((state, count) ->
                    roles.computeIfAbsent(state, _ -> new ArrayList<>())
                            .add(new Role(order, count)));
        }
        reactants = roles.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    int[] reactants() {
        return reactants;
    }

    double factor(int state, double amount) {
        double largest = 1;
        for (Role role : roles.getOrDefault(state, List.of())) {
            double sum = role.molecules;
            for (int k = 1; k < role.molecules && amount > k; k++) {
                sum += k / (amount - k);
            }
            largest = Math.max(largest, sum * role.order / role.molecules);
        }
        return largest;
    }
}
