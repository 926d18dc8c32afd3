package org.tamor.model;

import java.util.List;
import java.util.Optional;
import org.tamor.expr.Expression;

/// Assignments that happen at once when a trigger turns from false to true.
///
/// @param useValuesFromTriggerTime whether assignments use the state at the trigger or at the (delayed) execution
public record Event(
        String id,
        String name,
        boolean useValuesFromTriggerTime,
        Trigger trigger,
        Optional<Expression> priority,
        Optional<Expression> delay,
        List<EventAssignment> assignments) {

    public Event {
        assignments = List.copyOf(assignments);
    }

    /// @param initialValue what the condition counts as just before the start
    /// @param persistent whether a delayed event stays scheduled when the condition turns false again
    public record Trigger(Expression condition, boolean initialValue, boolean persistent) {}

    public record EventAssignment(String variable, Expression value) {}
}
