package org.tamor.calibrate.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which parameters of a problem are eliminated: for given values of all others their best ones
/// follow from the simulated values in closed form.
///
/// With g the simulated value and c the noise scale of a measurement for factors 1, addends 0 and
/// noise parameters 1, its simulated value is `b + s g` and its noise scale `sigma c`, with a
/// factor s, an addend b and a noise parameter sigma of its own, each of which may be missing.
/// Parameters are given as positions among the estimated ones; -1 is none.
///
/// @param factors of each measurement
/// @param addends of each measurement
/// @param noises of each measurement
/// @param priors of the eliminated parameters
@SuppressWarnings("ArrayRecordComponent") // treated as read-only by convention
record Hierarchy(int[] factors, int[] addends, int[] noises, Map<Integer, InnerPrior> priors) {

    /// Nothing is eliminated.
    static final Hierarchy NONE = new Hierarchy(new int[0], new int[0], new int[0], Map.of());

    Hierarchy {
        priors = Map.copyOf(priors);
    }

    /// The eliminated parameters in ascending order.
    List<Integer> inner() {
        return List.copyOf(new TreeSet<>(priors.keySet()));
    }

    /// Groups of factors and addends that share measurements; those of different groups do not
    /// depend on each other.
    List<List<Integer>> linearGroups() {
        List<TreeSet<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < factors.length; i++) {
            TreeSet<Integer> merged = new TreeSet<>();
            if (factors[i] >= 0) {
                merged.add(factors[i]);
            }
            if (addends[i] >= 0) {
                merged.add(addends[i]);
            }
            if (merged.isEmpty() || groups.stream().anyMatch(one -> one.containsAll(merged))) {
                continue;
            }
            List<TreeSet<Integer>> touched =
                    groups.stream().filter(one -> one.stream().anyMatch(merged::contains)).toList();
            touched.forEach(merged::addAll);
            groups.removeAll(touched);
            groups.add(merged);
        }
        return groups.stream().map(List::copyOf).toList();
    }

    /// The measurements that read one of the parameters.
    List<Integer> measurementsOf(List<Integer> group) {
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < factors.length; i++) {
            if (group.contains(factors[i])
                    || group.contains(addends[i])
                    || group.contains(noises[i])) {
                result.add(i);
            }
        }
        return result;
    }
}
