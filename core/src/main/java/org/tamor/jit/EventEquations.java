package org.tamor.jit;

import java.util.List;
import java.util.Optional;

/// The formulas of an event.
///
/// @param initialValue what the trigger counts as just before the start
/// @param fromTrigger whether the assigned values are those of the time of triggering rather than
///   of execution
public record EventEquations(
        String id,
        Formula trigger,
        boolean initialValue,
        boolean persistent,
        boolean fromTrigger,
        Optional<Formula> delay,
        Optional<Formula> priority,
        List<Assignment> assignments) {

    public EventEquations {
        assignments = List.copyOf(assignments);
    }

    /// @param value as the model's expressions read the target
    public record Assignment(Target target, Formula value) {}
}
