package org.tamor.model;

import java.util.List;
import org.tamor.expr.Expression;

/// A user-defined function: `body` may name only `arguments` and other functions.
public record FunctionDefinition(String id, String name, List<String> arguments, Expression body) {

    public FunctionDefinition {
        arguments = List.copyOf(arguments);
    }
}
