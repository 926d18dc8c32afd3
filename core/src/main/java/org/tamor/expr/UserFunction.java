package org.tamor.expr;

import java.util.List;

/// A function given by a formula in its arguments; the formula may call other such functions.
public record UserFunction(List<String> arguments, Expression body) {

    public UserFunction {
        arguments = List.copyOf(arguments);
    }
}
