package org.tamor.sedml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;

/// Where a model stands between two runs.
final class ModelState {

    private final Map<String, Double> values = new HashMap<>();
    private final Map<String, Expression> pending = new LinkedHashMap<>();
    private List<Boolean> triggers = List.of();
    private boolean fresh = true;
    private double clock;

    /// Whether the model is at its own start.
    boolean isFresh() {
        return fresh;
    }

    /// The time that was reached.
    double clock() {
        return clock;
    }

    /// What differs from the model's start, as its formulas read it.
    Map<String, Double> values() {
        return values;
    }

    /// Assignments to be made when the next run starts.
    Map<String, Expression> pending() {
        return pending;
    }

    /// Whether each event's condition held when the last run ended.
    List<Boolean> triggers() {
        return triggers;
    }

    void set(String id, Expression value) {
        pending.remove(id);
        pending.put(id, value);
    }

    /// Takes over where a run ended.
    void arrive(double time, Map<String, Double> reached, List<Boolean> held) {
        pending.forEach((id, value) -> {
            if (value instanceof Expression.Constant constant) {
                values.put(id, constant.value());
            }
        });
        pending.clear();
        values.putAll(reached);
        triggers = List.copyOf(held);
        clock = time;
        fresh = false;
    }
}
