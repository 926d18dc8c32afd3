package org.tamor.calibrate.fit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.calibrate.fit.MeasurementFormulas.Formulas;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.PetabProblem;

/// Finds the parameters of a problem that can be eliminated, by how formulas use them.
///
/// Candidates are parameters that neither models nor conditions make use of. A factor or addend
/// occurs in formulas of observables only, a noise parameter in noise formulas only and as a factor
/// of them; each measurement has one of each at most. [EliminationRules] then drops those that have
/// no best value in closed form.
final class HierarchySearch {

    private static final int NONE = -1;

    private final List<Formulas> formulas;
    private final List<Set<String>> valueSymbols;
    private final List<Set<String>> noiseSymbols;
    private final Map<String, Integer> candidates = new LinkedHashMap<>();
    private final int[] factors;
    private final int[] addends;
    private final int[] noises;

    /// The addend beside a formula's factor.
    private final int[] besides;

    private HierarchySearch(List<Formulas> formulas, PetabProblem problem, SearchSpace space) {
        this.formulas = formulas;
        valueSymbols = formulas.stream().map(one -> Expressions.symbols(one.value())).toList();
        noiseSymbols = formulas.stream().map(one -> Expressions.symbols(one.noise())).toList();
        Set<String> used = ModelSymbols.of(problem);
        for (int k = 0; k < space.dimension(); k++) {
            if (!used.contains(space.parameter(k).id())) {
                candidates.put(space.parameter(k).id(), k);
            }
        }
        factors = none();
        addends = none();
        noises = none();
        besides = none();
    }

    private int[] none() {
        int[] result = new int[formulas.size()];
        Arrays.fill(result, NONE);
        return result;
    }

    /// @param prior says which priors are multiplied by the value
    /// @param medians whether the derivatives of every measurement are at hand
    static Hierarchy of(
            PetabProblem problem, SearchSpace space, PriorOnScales prior, boolean medians) {
        List<Formulas> ofMeasurements = MeasurementFormulas.of(problem);
        List<Formulas> distinct = List.copyOf(new LinkedHashSet<>(ofMeasurements));
        HierarchySearch search = new HierarchySearch(distinct, problem, space);
        search.findFactors();
        search.findAddends();
        search.findNoises();
        int[] at = ofMeasurements.stream().mapToInt(distinct::indexOf).toArray();
        return new EliminationRules(
                        space,
                        prior,
                        medians,
                        ofMeasurements.stream()
                                .map(one -> one.observable().noiseDistribution())
                                .toList(),
                        new Hierarchy(
                                Arrays.stream(at).map(f -> search.factors[f]).toArray(),
                                Arrays.stream(at).map(f -> search.addends[f]).toArray(),
                                Arrays.stream(at).map(f -> search.noises[f]).toArray(),
                                Map.of()))
                .apply();
    }

    private void findFactors() {
        candidates.forEach(
                (id, k) -> {
                    int[] found = none();
                    for (int f = 0; f < formulas.size(); f++) {
                        if (!valueSymbols.get(f).contains(id)) {
                            continue;
                        }
                        Optional<LinearUse> use = LinearUse.of(formulas.get(f).value(), id);
                        if (use.isEmpty() || factors[f] != NONE || !mayBeFactor(use.get(), f)) {
                            return;
                        }
                        if (use.get() instanceof LinearUse.FactorBesides(String addend)) {
                            found[f] = candidates.getOrDefault(addend, NONE);
                        }
                    }
                    if (!occurs(id, noiseSymbols) && occurs(id, valueSymbols)) {
                        place(id, k, valueSymbols, factors);
                        for (int f = 0; f < found.length; f++) {
                            besides[f] = found[f] == NONE ? besides[f] : found[f];
                        }
                    }
                });
    }

    /// The logarithm of a sum is no sum.
    private boolean mayBeFactor(LinearUse use, int f) {
        return switch (use) {
            case LinearUse.Factor _ -> true;
            case LinearUse.Addend _ -> false;
            case LinearUse.FactorBesides(String addend) ->
                    candidates.containsKey(addend)
                            && !formulas.get(f).observable().noiseDistribution().logarithmic();
        };
    }

    private void findAddends() {
        candidates.forEach(
                (id, k) -> {
                    boolean fits = !occurs(id, noiseSymbols) && occurs(id, valueSymbols);
                    for (int f = 0; f < formulas.size() && fits; f++) {
                        fits = !valueSymbols.get(f).contains(id) || mayBeAddend(id, k, f);
                    }
                    if (fits) {
                        place(id, k, valueSymbols, addends);
                    }
                });
        dropFactorsBesidesOthers();
    }

    private boolean mayBeAddend(String id, int k, int f) {
        Formulas formula = formulas.get(f);
        boolean alone = formula.value() instanceof Expression.Symbol;
        Optional<LinearUse> use = LinearUse.of(formula.value(), id);
        return (alone || use.filter(LinearUse.Addend.class::isInstance).isPresent())
                && addends[f] == NONE
                && (factors[f] == NONE || besides[f] == k)
                && !formula.observable().noiseDistribution().logarithmic();
    }

    /// A factor stays where what stands beside it is eliminated too.
    private void dropFactorsBesidesOthers() {
        for (int f = 0; f < formulas.size(); f++) {
            if (factors[f] != NONE && besides[f] != NONE && addends[f] != besides[f]) {
                int dropped = factors[f];
                Arrays.setAll(factors, one -> factors[one] == dropped ? NONE : factors[one]);
            }
        }
    }

    private void findNoises() {
        candidates.forEach(
                (id, k) -> {
                    boolean fits = !occurs(id, valueSymbols) && occurs(id, noiseSymbols);
                    for (int f = 0; f < formulas.size() && fits; f++) {
                        fits =
                                !noiseSymbols.get(f).contains(id)
                                        || (noises[f] == NONE
                                                && LinearUse.of(formulas.get(f).noise(), id)
                                                        .filter(LinearUse.Factor.class::isInstance)
                                                        .isPresent());
                    }
                    if (fits) {
                        place(id, k, noiseSymbols, noises);
                    }
                });
    }

    private static boolean occurs(String id, List<Set<String>> symbols) {
        return symbols.stream().anyMatch(one -> one.contains(id));
    }

    private void place(String id, int k, List<Set<String>> symbols, int[] places) {
        for (int f = 0; f < places.length; f++) {
            if (symbols.get(f).contains(id)) {
                places[f] = k;
            }
        }
    }
}
