package org.tamor.model;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;

/// Tells where a model draws from probability distributions.
public final class RandomDraws {

    private RandomDraws() {}

    /// Whether some formula of the model, function bodies included, draws from a distribution.
    public static boolean occurIn(Model model) {
        Set<String> functions = functionNames(model);
        return Stream.concat(
                        Formulas.of(model).stream().map(Formulas.Formula::expression),
                        model.functions().stream().map(FunctionDefinition::body))
                .anyMatch(formula -> Expressions.any(formula, node -> isDraw(node, functions)));
    }

    /// The names that the model gives to functions of its own; they hide distributions.
    public static Set<String> functionNames(Model model) {
        return model.functions().stream()
                .map(FunctionDefinition::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the node itself is a draw.
    public static boolean isDraw(Expression node, Set<String> functions) {
        return node instanceof Expression.Call call
                && !functions.contains(call.function())
                && Distribution.named(call.function()).isPresent();
    }
}
