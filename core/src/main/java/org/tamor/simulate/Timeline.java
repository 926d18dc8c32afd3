package org.tamor.simulate;

import java.util.List;
import org.tamor.expr.Expression;

/// What is done to the system, and when.
///
/// @param preEquilibration settings under which the system is brought to its steady state before
///   `start`; empty for none
/// @param start the first time
/// @param interventions in ascending order of time, none before `start`
public record Timeline(
        List<Setting> preEquilibration, double start, List<Intervention> interventions) {

    public Timeline {
        preEquilibration = List.copyOf(preEquilibration);
        interventions = List.copyOf(interventions);
    }

    /// Nothing but the model, from time 0.
    public static Timeline plain() {
        return new Timeline(List.of(), 0, List.of());
    }

    /// Settings made together at one time.
    public record Intervention(double time, List<Setting> settings) {
        public Intervention {
            settings = List.copyOf(settings);
        }
    }

    /// `target = value`: the target is a parameter, species (its concentration, or amount where
    /// substance-only) or compartment; the value may name model quantities, read just before the
    /// intervention.
    public record Setting(String target, Expression value) {}
}
