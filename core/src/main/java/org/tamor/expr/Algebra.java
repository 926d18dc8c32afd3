package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds sums, products and other terms in a simplified form.
///
/// Every rule keeps the value up to rounding, for NaN and infinite operands too; products with 0
/// stay unless [#scale] is told that the zero is structural.
final class Algebra {

    static final Expression ZERO = new Expression.Constant(0);
    static final Expression ONE = new Expression.Constant(1);

    private Algebra() {}

    static Expression constant(double value) {
        return new Expression.Constant(value);
    }

    static boolean is(Expression expression, double value) {
        return expression instanceof Expression.Constant c && c.value() == value;
    }

    /// The sum, with nested sums merged and numbers gathered at the end.
    static Expression sum(List<Expression> terms) {
        List<Expression> flat = new ArrayList<>();
        double number = gatherTerms(terms, false, flat, 0);
        if (flat.isEmpty()) {
            return constant(number);
        }
        if (number != 0) {
            flat.add(constant(number));
        }
        if (flat.size() == 1) {
            return flat.getFirst();
        }
        if (flat.stream().allMatch(Expression.Constant.class::isInstance)) {
            return constant(
                    flat.stream()
                            .mapToDouble(term -> ((Expression.Constant) term).value())
                            .reduce(0, Double::sum));
        }
        if (flat.size() == 2) {
            return pair(flat.get(0), flat.get(1));
        }
        return new Expression.Apply(Operator.PLUS, flat);
    }

    private static Expression pair(Expression a, Expression b) {
        if (b instanceof Expression.Apply negative && negative.operator() == Operator.NEGATE) {
            return new Expression.Apply(Operator.MINUS, a, negative.argument(0));
        }
        if (a instanceof Expression.Apply negative && negative.operator() == Operator.NEGATE) {
            return new Expression.Apply(Operator.MINUS, b, negative.argument(0));
        }
        return new Expression.Apply(Operator.PLUS, a, b);
    }

    private static double gatherTerms(
            List<Expression> terms, boolean minus, List<Expression> flat, double start) {
        double number = start;
        for (Expression term : terms) {
            switch (term) {
                case Expression.Constant c -> {
                    double sum = minus ? number - c.value() : number + c.value();
                    if (Double.isFinite(sum)) {
                        number = sum;
                    } else {
                        flat.add(minus ? constant(-c.value()) : c);
                    }
                }
                case Expression.Apply a when a.operator() == Operator.PLUS ->
                        number = gatherTerms(a.arguments(), minus, flat, number);
                case Expression.Apply a when a.operator() == Operator.MINUS -> {
                    number = gatherTerms(List.of(a.argument(0)), minus, flat, number);
                    number = gatherTerms(List.of(a.argument(1)), !minus, flat, number);
                }
                case Expression.Apply a when a.operator() == Operator.NEGATE ->
                        number = gatherTerms(a.arguments(), !minus, flat, number);
                default -> flat.add(minus ? negate(term) : term);
            }
        }
        return number;
    }

    static Expression sum(Expression... terms) {
        return sum(List.of(terms));
    }

    static Expression minus(Expression a, Expression b) {
        return sum(new Expression.Apply(Operator.MINUS, a, b));
    }

    static Expression negate(Expression x) {
        return switch (x) {
            case Expression.Constant c -> constant(-c.value());
            case Expression.Apply a when a.operator() == Operator.NEGATE -> a.argument(0);
            case Expression.Apply a when a.operator() == Operator.MINUS ->
                    new Expression.Apply(Operator.MINUS, a.argument(1), a.argument(0));
            case Expression.Apply a
                    when a.operator() == Operator.TIMES
                            && !a.arguments().isEmpty()
                            && a.argument(0) instanceof Expression.Constant c -> {
                List<Expression> factors = new ArrayList<>(a.arguments());
                factors.set(0, constant(-c.value()));
                yield c.value() == -1
                        ? product(factors)
                        : new Expression.Apply(Operator.TIMES, factors);
            }
            default -> new Expression.Apply(Operator.NEGATE, x);
        };
    }

    /// The product, with nested products merged and numbers gathered in front.
    static Expression product(List<Expression> factors) {
        List<Expression> flat = new ArrayList<>();
        double number = gatherFactors(factors, flat, 1);
        if (flat.isEmpty()) {
            return constant(number);
        }
        if (flat.stream().allMatch(Expression.Constant.class::isInstance)) {
            return constant(
                    flat.stream()
                            .mapToDouble(factor -> ((Expression.Constant) factor).value())
                            .reduce(number, (a, b) -> a * b));
        }
        boolean negative = number == -1;
        if (number != 1 && !negative) {
            flat.addFirst(constant(number));
        }
        Expression product =
                flat.size() == 1 ? flat.getFirst() : new Expression.Apply(Operator.TIMES, flat);
        return negative ? new Expression.Apply(Operator.NEGATE, product) : product;
    }

    private static double gatherFactors(
            List<Expression> factors, List<Expression> flat, double start) {
        double number = start;
        for (Expression factor : factors) {
            switch (factor) {
                case Expression.Constant c -> {
                    if (mayMerge(number, c.value())) {
                        number *= c.value();
                    } else {
                        flat.add(c);
                    }
                }
                case Expression.Apply a when a.operator() == Operator.TIMES ->
                        number = gatherFactors(a.arguments(), flat, number);
                case Expression.Apply a when a.operator() == Operator.NEGATE ->
                        number = gatherFactors(a.arguments(), flat, -number);
                default -> flat.add(factor);
            }
        }
        return number;
    }

    private static boolean mayMerge(double a, double b) {
        double product = Math.abs(a * b);
        boolean zero = (a == 0 || b == 0) && product == 0;
        return zero || (product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE);
    }

    static Expression product(Expression... factors) {
        return product(List.of(factors));
    }

    /// `factor * term`, where a constant 0 as `factor` means that the term is absent.
    static Expression scale(Expression factor, Expression term) {
        return is(factor, 0) ? ZERO : product(term, factor);
    }

    static Expression divide(Expression a, Expression b) {
        if (b instanceof Expression.Constant c) {
            if (c.value() == 1) {
                return a;
            }
            if (c.value() == -1) {
                return negate(a);
            }
            if (a instanceof Expression.Constant numerator) {
                return constant(numerator.value() / c.value());
            }
        }
        if (a instanceof Expression.Apply negative && negative.operator() == Operator.NEGATE) {
            return new Expression.Apply(Operator.NEGATE, divide(negative.argument(0), b));
        }
        return new Expression.Apply(Operator.DIVIDE, a, b);
    }

    static Expression power(Expression base, Expression exponent) {
        if (exponent instanceof Expression.Constant n) {
            if (n.value() == 1) {
                return base;
            }
            if (n.value() == 0) {
                return ONE;
            }
            if (base instanceof Expression.Constant x) {
                return constant(Math.pow(x.value(), n.value()));
            }
        }
        return new Expression.Apply(Operator.POWER, base, exponent);
    }

    static Expression square(Expression x) {
        return power(x, constant(2));
    }

    static Expression apply(Operator operator, Expression... arguments) {
        return new Expression.Apply(operator, arguments);
    }

    static Expression choose(List<Expression.Branch> branches, Optional<Expression> otherwise) {
        List<Expression.Branch> open = new ArrayList<>();
        for (Expression.Branch branch : branches) {
            Optional<Boolean> known = known(branch.condition());
            if (known.isEmpty()) {
                open.add(branch);
            } else if (known.get()) {
                return open.isEmpty()
                        ? branch.value()
                        : new Expression.Piecewise(open, Optional.of(branch.value()));
            }
        }
        return open.isEmpty()
                ? otherwise.orElse(constant(Double.NaN))
                : new Expression.Piecewise(open, otherwise);
    }

    /// The truth value of a condition, where it does not depend on symbols.
    static Optional<Boolean> known(Expression condition) {
        return switch (condition) {
            case Expression.Truth t -> Optional.of(t.value());
            case Expression.Constant c -> Optional.of(c.value() != 0);
            default -> Optional.empty();
        };
    }

    /// Whether the value can only be 1 or 0.
    static boolean isTruth(Expression expression) {
        return switch (expression) {
            case Expression.Truth _ -> true;
            case Expression.Apply a ->
                    switch (a.operator()) {
                        case AND, OR, XOR, NOT, IMPLIES -> true;
                        case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                                true;
                        default -> false;
                    };
            default -> false;
        };
    }
}
