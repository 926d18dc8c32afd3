package org.tamor.regimen;

import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// Delays a cycle until the subject has recovered, with everything that follows it.
///
/// When a cycle falls due and the condition does not hold, the cycle waits and is looked at again
/// after each `look`; all later cycles move by the same time. Every delay that begins lowers the
/// dose by a step. A cycle that would have to wait longer than `longest` never begins, nor does any
/// after it.
///
/// @param drug whose cycles are delayed; [DoseRule#EVERY_DRUG] for all
/// @param recovered over the model, read just before the cycle begins
/// @param text the condition as written
/// @param look hours between two looks
/// @param longest hours that one cycle may wait
/// @param steps the factor of the dose after the first, second, ... delay, the last of them for
///   good; none to leave the dose as it is
/// @param shift parameter of the model that holds the hours by which the schedule has moved, -1 for
///   a treatment that has ended
/// @param waited parameter that holds the hours that the present cycle has waited
/// @param step parameter that counts the delays; "" where there are no steps
public record CycleDelay(
        String drug,
        Expression recovered,
        String text,
        double look,
        double longest,
        List<Double> steps,
        String shift,
        String waited,
        String step,
        Location location) {

    public CycleDelay {
        steps = List.copyOf(steps);
    }

    boolean governs(String other) {
        return drug.equals(DoseRule.EVERY_DRUG) || drug.equals(other);
    }
}
