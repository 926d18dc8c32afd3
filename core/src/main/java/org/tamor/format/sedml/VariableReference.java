package org.tamor.format.sedml;

import java.util.List;
import org.tamor.failure.Location;

/// A name in a calculation for a quantity of a model or a task.
///
/// @param task "" where not given
/// @param model "" where not given
/// @param symbol what about the target is meant, such as time or the amount; "" where not given
/// @param term a function of the target or a reduction of its dimensions; "" where not given
/// @param dimensions the tasks over which the term reduces; empty for all
/// @param remaining whether `dimensions` are what remains instead
public record VariableReference(
        String id,
        String name,
        String task,
        String model,
        Target target,
        String symbol,
        String term,
        List<String> dimensions,
        boolean remaining,
        Location where) {

    public VariableReference {
        dimensions = List.copyOf(dimensions);
    }
}
