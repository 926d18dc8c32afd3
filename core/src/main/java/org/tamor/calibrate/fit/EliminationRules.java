package org.tamor.calibrate.fit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.format.petab.Observable.NoiseDistribution;

/// Keeps those factors, addends and noise parameters whose best values [InnerProblem] can compute.
///
/// - All measurements of a factor or addend have the same noise distribution, and the same
///   eliminated noise parameter or none: then its best value does not depend on that parameter.
///   Where a group of them has more noise parameters than members these are eliminated in place of
///   the members.
/// - A prior is flat or quadratic in the value (in its logarithm where the noise is logarithmic);
///   with an eliminated noise parameter beside it, and for Laplace noise, it is flat. That of a
///   noise parameter is a power or quadratic in its logarithm.
/// - With Laplace noise a measurement has a factor or an addend, not both: then the best value is a
///   weighted median. Its derivatives need those of every measurement.
/// - Where a logarithm is taken the lower bound is above 0.
final class EliminationRules {

    private static final int NONE = -1;

    private final SearchSpace space;
    private final PriorOnScales prior;
    private final List<NoiseDistribution> distributions;
    private final boolean medians;
    private final int[] factors;
    private final int[] addends;
    private final int[] noises;

    /// The addend beside the factor of a measurement before anything was dropped.
    private final int[] besides;

    /// @param medians whether the derivatives of every measurement are at hand
    EliminationRules(
            SearchSpace space,
            PriorOnScales prior,
            boolean medians,
            List<NoiseDistribution> distributions,
            Hierarchy found) {
        this.space = space;
        this.prior = prior;
        this.medians = medians;
        this.distributions = distributions;
        factors = found.factors().clone();
        addends = found.addends().clone();
        noises = found.noises().clone();
        besides = found.addends().clone();
    }

    Hierarchy apply() {
        for (int k = 0; k < space.dimension(); k++) {
            if (!isLinearAllowed(k)) {
                dropLinear(k);
            }
            if (!isNoiseAllowed(k)) {
                drop(k, noises);
            }
        }
        while (dropOfOneGroup()) {
            // groups change with what is dropped
        }
        Map<Integer, InnerPrior> priors = new HashMap<>();
        for (int[] places : List.of(factors, addends, noises)) {
            for (int k : places) {
                if (k != NONE) {
                    priors.put(k, form(k).orElseThrow());
                }
            }
        }
        return new Hierarchy(factors, addends, noises, priors);
    }

    private Optional<InnerPrior> form(int k) {
        return InnerPrior.of(space.parameter(k), prior.timesValue(k));
    }

    private boolean isLinearAllowed(int k) {
        Set<NoiseDistribution> kinds = new HashSet<>();
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] == k || addends[i] == k) {
                kinds.add(distributions.get(i));
            }
        }
        Optional<InnerPrior> form = form(k);
        if (kinds.size() != 1 || form.isEmpty()) {
            return false;
        }
        NoiseDistribution kind = kinds.iterator().next();
        boolean priorFits =
                isLaplace(kind)
                        ? medians && form.get().isFlat()
                        : form.get().isQuadratic(kind.logarithmic());
        return priorFits && (!kind.logarithmic() || space.parameter(k).lowerBound() > 0);
    }

    private boolean isNoiseAllowed(int k) {
        return space.parameter(k).lowerBound() > 0
                && form(k).filter(one -> one.isQuadratic(true)).isPresent();
    }

    private static boolean isLaplace(NoiseDistribution kind) {
        return kind == NoiseDistribution.LAPLACE || kind == NoiseDistribution.LOG_LAPLACE;
    }

    /// @return whether something was dropped
    private boolean dropOfOneGroup() {
        Hierarchy now = new Hierarchy(factors, addends, noises, Map.of());
        for (List<Integer> group : now.linearGroups()) {
            List<Integer> measurements = now.measurementsOf(group);
            if (isLaplace(distributions.get(measurements.getFirst())) && group.size() > 1) {
                for (int i : measurements) {
                    if (addends[i] != NONE && factors[i] != NONE) {
                        drop(factors[i], factors);
                        return true;
                    }
                }
            }
            Set<Integer> beside = new HashSet<>();
            measurements.forEach(i -> beside.add(noises[i]));
            if (beside.size() > 1) {
                beside.remove(NONE);
                (beside.size() > group.size() ? group : beside).forEach(this::dropAll);
                return true;
            }
            boolean flat = group.stream().allMatch(k -> form(k).orElseThrow().isFlat());
            if (!flat && !beside.contains(NONE)) {
                group.stream()
                        .filter(k -> !form(k).orElseThrow().isFlat())
                        .forEach(this::dropLinear);
                return true;
            }
        }
        return false;
    }

    private void dropAll(int k) {
        dropLinear(k);
        drop(k, noises);
    }

    /// A factor goes with the addend beside it.
    private void dropLinear(int k) {
        drop(k, addends);
        drop(k, factors);
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] != NONE && besides[i] == k) {
                drop(factors[i], factors);
            }
        }
    }

    private static void drop(int k, int[] places) {
        Arrays.setAll(places, i -> places[i] == k ? NONE : places[i]);
    }
}
