package org.tamor.format.sbml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.model.Event;
import org.tamor.model.Event.EventAssignment;
import org.tamor.model.Event.Trigger;

/// Reads `event` elements.
///
/// A trigger that is absent or has no formula, as Level 3 Version 2 allows, never fires: it is read
/// as the condition `false`.
final class EventReader {

    private static final Trigger NEVER = new Trigger(new Expression.Truth(false), true, true);

    private final ReadContext context;
    private final XmlCursor cursor;

    EventReader(ReadContext context) {
        this.context = context;
        this.cursor = context.cursor();
    }

    Event read() {
        String id = context.newOptionalId();
        String name = context.name();
        boolean triggerTime = context.flag("useValuesFromTriggerTime", true);
        List<Trigger> trigger = new ArrayList<>(1);
        List<Expression> priority = new ArrayList<>(1);
        List<Expression> delay = new ArrayList<>(1);
        List<EventAssignment> assignments = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        context.content(
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                child -> {
                    if (!seen.add(child)) {
                        throw cursor.unexpected();
                    }
                    switch (child) {
                        case "trigger" -> trigger.add(trigger());
                        case "priority" ->
                                context.mathContent(Optional.empty()).ifPresent(priority::add);
                        case "delay" -> context.mathContent(Optional.empty()).ifPresent(delay::add);
                        case "listOfEventAssignments" ->
                                context.list(item -> assignment(assignments), "eventAssignment");
                        default -> throw cursor.unexpected();
                    }
                });
        context.requireMath(!trigger.isEmpty());
        return new Event(
                id,
                name,
                triggerTime,
                trigger.stream().findFirst().orElse(NEVER),
                priority.stream().findFirst(),
                delay.stream().findFirst(),
                assignments);
    }

    private Trigger trigger() {
        boolean initialValue = context.flag("initialValue", true);
        boolean persistent = context.flag("persistent", true);
        return context.mathContent(Optional.empty())
                .map(condition -> new Trigger(condition, initialValue, persistent))
                .orElse(NEVER);
    }

    private void assignment(List<EventAssignment> assignments) {
        String variable = context.reference("variable");
        cursor.label(XmlCursor.shown(variable));
        context.mathContent(Optional.empty())
                .ifPresentOrElse(
                        value -> assignments.add(new EventAssignment(variable, value)),
                        () ->
                                context.note(
                                        "an event assignment of '"
                                                + variable
                                                + "' has no formula and is left out"));
    }
}
