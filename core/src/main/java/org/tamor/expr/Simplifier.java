package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.BadInputException;

/// Rewrites expressions into shorter ones of the same value.
///
/// What changes: operators on numbers are computed; sums and products are merged into one node with
/// one number; `x + 0`, `1 x`, `x / 1`, `x^1`, `x^0`, double negation and branches that cannot be
/// reached go. The value changes by rounding at most, or where an intermediate result would have
/// overflowed. `0 x` stays, since it is NaN where x is infinite or NaN, and so do `x - x` and `x /
/// x`. Units of numbers are dropped where numbers are merged.
public final class Simplifier {

    private Simplifier() {}

    public static Expression simplify(Expression expression) {
        if (expression instanceof Expression.Piecewise piecewise) {
            return piecewise(piecewise);
        }
        Expression inner = Expressions.mapChildren(expression, Simplifier::simplify);
        if (!(inner instanceof Expression.Apply apply)) {
            return inner;
        }
        return switch (apply.operator()) {
            case DELAY, RATE_OF -> apply;
            case PLUS -> Algebra.sum(apply.arguments());
            case MINUS -> Algebra.minus(apply.argument(0), apply.argument(1));
            case NEGATE -> Algebra.negate(apply.argument(0));
            case TIMES -> Algebra.product(apply.arguments());
            case DIVIDE -> Algebra.divide(apply.argument(0), apply.argument(1));
            case POWER -> Algebra.power(apply.argument(0), apply.argument(1));
            case AND, OR -> logical(apply);
            case MIN, MAX -> apply.arguments().size() == 1 ? apply.argument(0) : folded(apply);
            default -> folded(apply);
        };
    }

    private static Expression piecewise(Expression.Piecewise piecewise) {
        List<Expression.Branch> branches = new ArrayList<>();
        for (Expression.Branch branch : piecewise.branches()) {
            branches.add(
                    new Expression.Branch(simplify(branch.value()), simplify(branch.condition())));
        }
        return Algebra.choose(branches, piecewise.otherwise().map(Simplifier::simplify));
    }

    private static Expression folded(Expression.Apply apply) {
        for (Expression argument : apply.arguments()) {
            if (!(argument instanceof Expression.Constant)
                    && !(argument instanceof Expression.Truth)) {
                return apply;
            }
        }
        double value = Evaluator.evaluate(apply, Simplifier::unexpected);
        return Algebra.isTruth(apply)
                ? new Expression.Truth(value != 0)
                : new Expression.Constant(value);
    }

    private static double unexpected(String symbol) throws BadInputException {
        throw new IllegalStateException(symbol);
    }

    private static Expression logical(Expression.Apply apply) {
        boolean and = apply.operator() == Operator.AND;
        List<Expression> open = new ArrayList<>();
        for (Expression argument : apply.arguments()) {
            var known = Algebra.known(argument);
            if (known.isEmpty()) {
                open.add(argument);
            } else if (known.get() != and) {
                return new Expression.Truth(!and);
            }
        }
        if (open.isEmpty()) {
            return new Expression.Truth(and);
        }
        return open.size() == 1 && Algebra.isTruth(open.getFirst())
                ? open.getFirst()
                : new Expression.Apply(apply.operator(), open);
    }
}
