package org.tamor.calibrate.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.expr.Derivative;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;

/// How a formula f uses a parameter p that it is linear in, with g free of p.
sealed interface LinearUse {

    /// `f = p g`.
    record Factor() implements LinearUse {}

    /// `f = b + p g` with another parameter b.
    record FactorBesides(String addend) implements LinearUse {}

    /// `f = p + g`.
    record Addend() implements LinearUse {}

    /// Empty where the formula uses the parameter in another way.
    static Optional<LinearUse> of(Expression formula, String parameter) {
        List<Expression> with = new ArrayList<>();
        List<Expression> without = new ArrayList<>();
        split(formula, parameter, with, without);
        if (with.isEmpty()) {
            return Optional.empty();
        }
        if (with.size() == 1 && with.getFirst() instanceof Expression.Symbol) {
            return Optional.of(without.isEmpty() ? new Factor() : new Addend());
        }
        for (Expression term : with) {
            if (!isZeroAtZero(term, parameter)
                    || !hasDerivative(term)
                    || Expressions.contains(Derivative.of(term, parameter), parameter)) {
                return Optional.empty();
            }
        }
        if (without.isEmpty()) {
            return Optional.of(new Factor());
        }
        return without.size() == 1 && without.getFirst() instanceof Expression.Symbol(String addend)
                ? Optional.of(new FactorBesides(addend))
                : Optional.empty();
    }

    private static boolean hasDerivative(Expression term) {
        return Expressions.functions(term).isEmpty()
                && !Expressions.contains(term, Operator.RATE_OF)
                && !Expressions.contains(term, Operator.DELAY);
    }

    /// Splits a sum into the terms that contain the parameter and the others.
    private static void split(
            Expression formula, String parameter, List<Expression> with, List<Expression> without) {
        if (formula instanceof Expression.Apply sum && sum.operator() == Operator.PLUS) {
            sum.arguments().forEach(term -> split(term, parameter, with, without));
        } else if (formula instanceof Expression.Apply difference
                && difference.operator() == Operator.MINUS) {
            Expression taken = new Expression.Apply(Operator.NEGATE, difference.argument(1));
            split(difference.argument(0), parameter, with, without);
            split(taken, parameter, with, without);
        } else {
            (Expressions.contains(formula, parameter) ? with : without).add(formula);
        }
    }

    /// Whether an expression is 0 by its form where the parameter is.
    private static boolean isZeroAtZero(Expression expression, String parameter) {
        return switch (expression) {
            case Expression.Symbol(String id) -> id.equals(parameter);
            case Expression.Constant constant -> constant.value() == 0;
            case Expression.Apply apply ->
                    switch (apply.operator()) {
                        case TIMES ->
                                apply.arguments().stream()
                                        .anyMatch(one -> isZeroAtZero(one, parameter));
                        case PLUS, MINUS ->
                                apply.arguments().stream()
                                        .allMatch(one -> isZeroAtZero(one, parameter));
                        case DIVIDE, NEGATE -> isZeroAtZero(apply.argument(0), parameter);
                        default -> false;
                    };
            default -> false;
        };
    }
}
