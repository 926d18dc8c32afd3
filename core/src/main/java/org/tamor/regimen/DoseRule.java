package org.tamor.regimen;

import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// What is done to a dose where the model is in a certain state when the dose falls due.
///
/// @param drug whose doses the rule governs; [#EVERY_DRUG] for all
/// @param factor by which the dose is multiplied; 0 holds it
/// @param condition over the model, read just before the dose
/// @param text the condition as written
/// @param memory the parameter of the model that remembers that the rule has applied, after which
///   it applies for good; "" for a rule that looks at every dose anew
public record DoseRule(
        String drug,
        double factor,
        Expression condition,
        String text,
        String memory,
        Location location) {

    /// Stands for all drugs of the regimen.
    public static final String EVERY_DRUG = "all";

    public boolean isLasting() {
        return !memory.isEmpty();
    }

    boolean governs(String other) {
        return drug.equals(EVERY_DRUG) || drug.equals(other);
    }
}
