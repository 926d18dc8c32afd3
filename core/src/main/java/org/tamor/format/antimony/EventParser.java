package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// Reads events: `at delay after (condition), priority = p, t0 = false: x = 1, y = 2`.
final class EventParser {

    private static final Set<String> HEAD = Set.of("after", ",", ":");

    private final TokenCursor cursor;

    EventParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement.EventStatement event(Location at, String name) {
        cursor.take();
        Formula trigger = cursor.requiredFormula(HEAD, "condition of the event");
        Optional<Formula> delay = Optional.empty();
        if (cursor.skipWord("after")) {
            delay = Optional.of(trigger);
            trigger = cursor.requiredFormula(HEAD, "condition of the event");
        }
        Optional<Formula> priority = Optional.empty();
        boolean initialValue = true;
        boolean persistent = true;
        boolean fromTrigger = true;
        while (cursor.skip(",")) {
            Location place = cursor.place();
            String key = cursor.name("an option of the event");
            cursor.expect("=", "'='");
            Formula value = cursor.requiredFormula(HEAD, "value of " + key);
            switch (key) {
                case "priority" -> priority = Optional.of(value);
                case "t0" -> initialValue = truth(value, key);
                case "persistent" -> persistent = truth(value, key);
                case "fromTrigger" -> fromTrigger = truth(value, key);
                default ->
                        throw TokenCursor.error(
                                "antimony.syntax",
                                place,
                                "events have no option "
                                        + key
                                        + "; use priority, t0, persistent or fromTrigger");
            }
        }
        cursor.expect(":", "':' and what the event assigns");
        return new Statement.EventStatement(
                at,
                name,
                trigger,
                delay,
                priority,
                initialValue,
                persistent,
                fromTrigger,
                assignments());
    }

    private List<Statement.Assignment> assignments() {
        List<Statement.Assignment> assignments = new ArrayList<>();
        do {
            cursor.skipLineEnds();
            Location at = cursor.place();
            String variable = cursor.name("an assignment");
            cursor.expect("=", "'='");
            Formula value = cursor.requiredFormula(Set.of(",", ":"), "value");
            assignments.add(
                    new Statement.Assignment(
                            at, variable, Statement.Equation.INITIAL, Optional.of(value)));
        } while (cursor.skip(",") || cursor.skip(":"));
        return assignments;
    }

    private static boolean truth(Formula formula, String key) {
        return switch (formula.expression()) {
            case Expression.Truth t -> t.value();
            case Expression.Constant c when c.value() == 0 || c.value() == 1 -> c.value() == 1;
            default ->
                    throw TokenCursor.error(
                            "antimony.syntax",
                            formula.at(),
                            key + " is true or false; write one of these");
        };
    }
}
