package org.tamor.expr;

import static org.tamor.expr.Algebra.ONE;
import static org.tamor.expr.Algebra.ZERO;
import static org.tamor.expr.Algebra.apply;
import static org.tamor.expr.Algebra.divide;
import static org.tamor.expr.Algebra.is;
import static org.tamor.expr.Algebra.minus;
import static org.tamor.expr.Algebra.product;
import static org.tamor.expr.Algebra.scale;
import static org.tamor.expr.Algebra.square;
import static org.tamor.expr.Algebra.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Partial derivatives, symbolically.
///
/// Piecewise expressions are differentiated branch by branch; min, max and abs as the branch that
/// is taken (abs' = 0 at 0, the first of equal arguments counts in min and max). Floor, ceiling,
/// quotient, factorial, comparisons and logical operators are flat: 0. `u^v` has `v u^(v-1) u' +
/// u^v ln(u) v'`, where the second part is 0 for u <= 0, its limit at 0 for v > 0. A delayed value
/// does not depend on present ones. Calls must be inlined before ([Expressions#inline]), and rateOf
/// replaced by the rate: both throw [IllegalArgumentException] where the argument could matter.
public final class Derivative {

    private final Predicate<Expression> variable;

    private Derivative(Predicate<Expression> variable) {
        this.variable = variable;
    }

    public static Expression of(Expression expression, String symbol) {
        return new Derivative(node -> node instanceof Expression.Symbol s && s.id().equals(symbol))
                .d(expression);
    }

    /// The derivative with respect to the independent variable where it is written, symbols held
    /// fixed.
    public static Expression ofTime(Expression expression) {
        return new Derivative(node -> node instanceof Expression.Time).d(expression);
    }

    private Expression d(Expression expression) {
        return switch (expression) {
            case Expression.Constant _, Expression.Truth _ -> ZERO;
            case Expression.Symbol _, Expression.Time _ -> variable.test(expression) ? ONE : ZERO;
            case Expression.Piecewise p -> piecewise(p);
            case Expression.Call c -> {
                if (c.arguments().stream().anyMatch(a -> Expressions.any(a, variable))) {
                    throw new IllegalArgumentException(
                            "the call of " + c.function() + " must be inlined first");
                }
                yield ZERO;
            }
            case Expression.Apply a -> apply1(a);
        };
    }

    private Expression piecewise(Expression.Piecewise piecewise) {
        List<Expression.Branch> branches = new ArrayList<>();
        boolean zero = true;
        for (Expression.Branch branch : piecewise.branches()) {
            Expression slope = d(branch.value());
            zero &= is(slope, 0);
            branches.add(new Expression.Branch(slope, branch.condition()));
        }
        var otherwise = piecewise.otherwise().map(this::d);
        zero &= otherwise.isEmpty() || is(otherwise.get(), 0);
        return zero ? ZERO : Algebra.choose(branches, otherwise);
    }

    private Expression apply1(Expression.Apply a) {
        return switch (a.operator()) {
            case PLUS -> sum(a.arguments().stream().map(this::d).toList());
            case MINUS -> minus(d(a.argument(0)), d(a.argument(1)));
            case TIMES -> times(a.arguments());
            case DIVIDE -> quotient(a.argument(0), a.argument(1));
            case POWER -> power(a, a.argument(0), a.argument(1));
            case ROOT -> root(a, a.argument(0), a.argument(1));
            case LOG -> log(a.argument(0), a.argument(1));
            case REMAINDER ->
                    minus(
                            d(a.argument(0)),
                            scale(
                                    d(a.argument(1)),
                                    apply(Operator.QUOTIENT, a.argument(0), a.argument(1))));
            case MIN -> extreme(a.arguments(), Operator.LESS_OR_EQUAL);
            case MAX -> extreme(a.arguments(), Operator.GREATER_OR_EQUAL);
            case FLOOR, CEILING, QUOTIENT, FACTORIAL, DELAY -> ZERO;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ZERO;
            case AND, OR, XOR, NOT, IMPLIES -> ZERO;
            case RATE_OF ->
                    throw new IllegalArgumentException("rateOf must be replaced by the rate first");
            default -> chain(a, a.argument(0));
        };
    }

    private Expression chain(Expression.Apply a, Expression u) {
        Expression du = d(u);
        return is(du, 0) ? ZERO : UnaryDerivatives.chain(a, u, du);
    }

    private Expression times(List<Expression> factors) {
        List<Expression> terms = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Expression slope = d(factors.get(i));
            if (!is(slope, 0)) {
                List<Expression> others = new ArrayList<>(factors);
                others.set(i, slope);
                terms.add(product(others));
            }
        }
        return sum(terms);
    }

    private Expression quotient(Expression u, Expression v) {
        Expression du = d(u);
        Expression dv = d(v);
        Expression first = is(du, 0) ? ZERO : divide(du, v);
        return is(dv, 0) ? first : minus(first, divide(scale(dv, u), square(v)));
    }

    private Expression power(Expression.Apply whole, Expression u, Expression v) {
        Expression du = d(u);
        Expression dv = d(v);
        Expression base =
                is(du, 0)
                        ? ZERO
                        : product(
                                v,
                                Algebra.power(
                                        u, Simplifier.simplify(apply(Operator.MINUS, v, ONE))),
                                du);
        return is(dv, 0) ? base : sum(base, scale(dv, logarithmic(whole, u)));
    }

    /// `whole * ln(u)`, continued by 0 to u <= 0.
    private static Expression logarithmic(Expression whole, Expression u) {
        Expression inside = product(whole, apply(Operator.LN, u));
        if (u instanceof Expression.Constant c && c.value() > 0) {
            return inside;
        }
        return Algebra.choose(
                List.of(
                        new Expression.Branch(inside, apply(Operator.GREATER, u, ZERO)),
                        new Expression.Branch(ZERO, apply(Operator.LESS_OR_EQUAL, u, ZERO))),
                Optional.empty());
    }

    /// `root(n, u)' = root^(1-n) u' / n - root ln(u) n' / n^2`.
    private Expression root(Expression.Apply whole, Expression n, Expression u) {
        Expression du = d(u);
        Expression dn = d(n);
        Expression base =
                is(du, 0)
                        ? ZERO
                        : divide(
                                product(
                                        Algebra.power(whole, Simplifier.simplify(minus(ONE, n))),
                                        du),
                                n);
        return is(dn, 0) ? base : minus(base, divide(scale(dn, logarithmic(whole, u)), square(n)));
    }

    private Expression log(Expression base, Expression u) {
        Expression ln = apply(Operator.LN, base);
        Expression du = d(u);
        Expression db = d(base);
        Expression first = is(du, 0) ? ZERO : divide(du, product(u, ln));
        return is(db, 0)
                ? first
                : minus(first, divide(scale(db, apply(Operator.LN, u)), product(base, square(ln))));
    }

    private Expression extreme(List<Expression> arguments, Operator first) {
        List<Expression> slopes = arguments.stream().map(this::d).toList();
        if (slopes.stream().allMatch(slope -> is(slope, 0))) {
            return ZERO;
        }
        List<Expression.Branch> branches = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            List<Expression> wins = new ArrayList<>();
            for (Expression other : arguments.subList(i + 1, arguments.size())) {
                wins.add(apply(first, arguments.get(i), other));
            }
            Expression condition =
                    wins.size() == 1 ? wins.getFirst() : new Expression.Apply(Operator.AND, wins);
            branches.add(new Expression.Branch(slopes.get(i), condition));
        }
        return Algebra.choose(branches, Optional.of(slopes.getLast()));
    }
}
