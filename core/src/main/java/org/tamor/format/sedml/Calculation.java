package org.tamor.format.sedml;

import java.util.List;
import java.util.Map;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;

/// A formula with the meaning of its names.
///
/// @param parameters numbers by their names
public record Calculation(
        List<VariableReference> variables,
        Map<String, Double> parameters,
        Expression formula,
        Location where) {

    public Calculation {
        variables = List.copyOf(variables);
        parameters = Map.copyOf(parameters);
    }
}
