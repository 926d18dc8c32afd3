package org.tamor.jit;

import java.util.List;

/// A model as separate reactions, for methods that execute one reaction at a time.
///
/// @param reactions in the order of the model; reactions without a rate law have rate 0
/// @param triggers the conditions of the events, in the order of the model: 1 where one holds, else
///   0
/// @param comparisons the comparisons in triggers, rate laws and rate rules that can change
/// @param rateRules the rates of the states that rate rules govern; `index` is the state's
/// @param workspaceLength the length of the scratch array that the kernels need
public record ReactionSystem(
        List<Reaction> reactions,
        List<Component> triggers,
        List<Comparison> comparisons,
        List<Component> rateRules,
        int workspaceLength) {

    public ReactionSystem {
        reactions = List.copyOf(reactions);
        triggers = List.copyOf(triggers);
        comparisons = List.copyOf(comparisons);
        rateRules = List.copyOf(rateRules);
    }

    /// @param rate extent per time
    /// @param changes what one unit of extent does to the states
    public record Reaction(String id, Component rate, List<Change> changes) {
        public Reaction {
            changes = List.copyOf(changes);
        }
    }

    /// @param amount products less reactants, times the species' conversion factor
    /// @param consumed the part of reactants in it, without sign
    public record Change(int state, Formula amount, Formula consumed) {}

    /// @param holds 1 where the comparison holds, else 0
    /// @param difference what is compared with 0
    public record Comparison(Component holds, Component difference, Discontinuity.Kind kind) {}
}
