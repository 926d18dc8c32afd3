package org.tamor.jit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.model.Compartment;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Reaction;
import org.tamor.model.Species;

/// Computes the state and the parameters at the start.
///
/// Numbers given in the model are taken first; then initial assignments and the amounts that follow
/// from concentrations and volumes are computed, each after what it depends on. An override stands
/// in place of its quantity's number or initial assignment. The unknowns of algebraic rules get
/// what the model gives, or 1, as a first guess.
final class InitialValues {

    /// Gives a slot its value.
    ///
    /// @param volume what an override must be multiplied by
    record Step(int slot, Formula value, Optional<Formula> volume) {}

    private final int states;
    private final double[] numbers;
    private final List<Step> steps;

    private InitialValues(int states, double[] numbers, List<Step> steps) {
        this.states = states;
        this.numbers = numbers;
        this.steps = List.copyOf(steps);
    }

    /// What is computed, in order.
    List<Step> steps() {
        return steps;
    }

    /// Writes the values at the start.
    ///
    /// @param overrides by slot, as the model's expressions read the quantities
    void compute(double time, Map<Integer, Double> overrides, double[] y, double[] p) {
        System.arraycopy(numbers, 0, y, 0, states);
        System.arraycopy(numbers, states, p, 0, numbers.length - states);
        overrides.forEach((slot, value) -> set(slot, value, y, p));
        for (Step step : steps) {
            Double override = overrides.get(step.slot);
            double value =
                    override == null
                            ? step.value.evaluate(time, y, p)
                            : override * step.volume.map(v -> v.evaluate(time, y, p)).orElse(1.0);
            set(step.slot, value, y, p);
        }
    }

    private void set(int slot, double value, double[] y, double[] p) {
        if (slot < states) {
            y[slot] = value;
        } else {
            p[slot - states] = value;
        }
    }

    static InitialValues of(Equations equations) {
        return new Builder(equations).build();
    }

    private static final class Builder {
        private final Equations equations;
        private final Graph graph;
        private final int states;
        private final double[] numbers;
        private final Map<Integer, Step> bySlot = new HashMap<>();
        private final List<Step> ordered = new ArrayList<>();
        private final Set<Integer> done = new HashSet<>();
        private final Set<Integer> open = new HashSet<>();

        Builder(Equations equations) {
            this.equations = equations;
            graph = equations.graph;
            states = equations.states().size();
            numbers = new double[states + equations.parameters().size()];
        }

        InitialValues build() {
            Model model = equations.model();
            Map<String, Expression> assigned = new HashMap<>();
            for (InitialAssignment assignment : model.initialAssignments()) {
                assigned.put(assignment.symbol(), assignment.value());
            }
            for (Compartment compartment : model.compartments()) {
                plain(compartment.id(), compartment.size().orElse(Double.NaN), assigned);
            }
            for (Parameter parameter : model.parameters()) {
                plain(parameter.id(), parameter.value().orElse(Double.NaN), assigned);
            }
            for (Reaction reaction : model.reactions()) {
                for (Parameter local : reaction.localParameters()) {
                    plain(
                            reaction.id() + "." + local.id(),
                            local.value().orElse(Double.NaN),
                            Map.of());
                }
                reaction.reactants().forEach(r -> plain(r.id(), r.stoichiometry(), assigned));
                reaction.products().forEach(r -> plain(r.id(), r.stoichiometry(), assigned));
            }
            model.species().forEach(s -> species(s, assigned));
            List<Integer> slots = new ArrayList<>(bySlot.keySet());
            slots.sort(null);
            slots.forEach(this::order);
            return new InitialValues(states, numbers, ordered);
        }

        private void plain(String id, double number, Map<String, Expression> assigned) {
            int slot = equations.slot(id);
            if (slot < 0) {
                return;
            }
            boolean guess = Double.isNaN(number) && equations.isUnknown(id);
            numbers[slot] = guess ? 1 : number;
            Expression assignment = assigned.get(id);
            if (assignment != null) {
                int node = equations.lower(assignment, id);
                bySlot.put(slot, new Step(slot, new Formula(graph, node), Optional.empty()));
            }
        }

        private void species(Species species, Map<String, Expression> assigned) {
            String id = species.id();
            int slot = equations.slot(id);
            if (slot < 0) {
                return;
            }
            int volume = equations.volumeNode(id);
            boolean readAsConcentration = equations.concentrationSpecies(id).isPresent();
            int size = equations.sizeNode(species);
            Expression assignment = assigned.get(id);
            int node;
            if (assignment != null) {
                int read = equations.lower(assignment, id);
                node = volume < 0 ? read : graph.multiply(read, volume);
            } else {
                node =
                        switch (species.initial()) {
                            case Species.InitialQuantity.Amount(double amount) ->
                                    readAsConcentration && volume < 0
                                            ? graph.divide(graph.constant(amount), size)
                                            : graph.constant(amount);
                            case Species.InitialQuantity.Concentration(double concentration) ->
                                    readAsConcentration && volume < 0
                                            ? graph.constant(concentration)
                                            : graph.multiply(graph.constant(concentration), size);
                            case Species.InitialQuantity.Unset _ ->
                                    graph.constant(equations.isUnknown(id) ? 1 : Double.NaN);
                        };
            }
            bySlot.put(
                    slot,
                    new Step(
                            slot,
                            new Formula(graph, node),
                            volume < 0
                                    ? Optional.empty()
                                    : Optional.of(new Formula(graph, volume))));
        }

        /// Orders the steps that a slot needs, and its own last, without recursion: chains of
        /// assignments may be long.
        private void order(int first) {
            Deque<Integer> path = new ArrayDeque<>();
            Map<Integer, Deque<Integer>> needs = new HashMap<>();
            path.push(first);
            while (!path.isEmpty()) {
                int slot = path.peek();
                Step step = bySlot.get(slot);
                if (step == null || done.contains(slot)) {
                    path.pop();
                    continue;
                }
                if (open.add(slot)) {
                    needs.put(slot, needs(step));
                }
                Deque<Integer> left = needs.getOrDefault(slot, new ArrayDeque<>());
                if (left.isEmpty()) {
                    open.remove(slot);
                    done.add(slot);
                    ordered.add(step);
                    path.pop();
                } else {
                    int next = left.pop();
                    if (open.contains(next)) {
                        throw circle(next);
                    }
                    path.push(next);
                }
            }
        }

        private BadInputException circle(int slot) {
            String id =
                    slot < states
                            ? equations.states().get(slot)
                            : equations.parameters().get(slot - states);
            return new BadInputException(
                    "simulate.cycle",
                    equations.where(id),
                    "the initial value of "
                            + id
                            + " depends on itself; break the circle of initial assignments");
        }

        private Deque<Integer> needs(Step step) {
            Deque<Integer> result = new ArrayDeque<>();
            addNeeds(step.value, result);
            step.volume.ifPresent(volume -> addNeeds(volume, result));
            return result;
        }

        private void addNeeds(Formula formula, Deque<Integer> result) {
            formula.states().stream().forEach(result::add);
            formula.parameters().stream().forEach(i -> result.add(states + i));
        }
    }
}
