package org.tamor.format.petab;

import java.util.List;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// Values that are set together.
public record Condition(String id, List<Change> changes) {

    public Condition {
        changes = List.copyOf(changes);
    }

    /// `target = value`; the target is a parameter, species or compartment of the model.
    public record Change(String target, Expression value, Location location) {}
}
