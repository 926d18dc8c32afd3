package org.tamor.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates expressions by walking them.
///
/// Truth values are 1 and 0; any number but 0 is true, NaN included. A piecewise expression without
/// a branch that holds, and without `otherwise`, is NaN. Chained comparisons hold where each
/// neighbouring pair does.
public final class Evaluator {

    private final Bindings bindings;
    private final Map<String, UserFunction> functions;
    private final int depth;

    private Evaluator(Bindings bindings, Map<String, UserFunction> functions, int depth) {
        this.bindings = bindings;
        this.functions = functions;
        this.depth = depth;
    }

    public static double evaluate(Expression expression, Bindings bindings) {
        return evaluate(expression, bindings, Map.of());
    }

    /// Evaluates with function definitions at hand; calls of others go to [Bindings#call].
    public static double evaluate(
            Expression expression, Bindings bindings, Map<String, UserFunction> functions) {
        return new Evaluator(bindings, functions, 0).value(expression);
    }

    private double value(Expression expression) {
        return switch (expression) {
            case Expression.Constant c -> c.value();
            case Expression.Truth t -> number(t.value());
            case Expression.Symbol s -> bindings.value(s.id());
            case Expression.Time _ -> bindings.time();
            case Expression.Apply a -> apply(a);
            case Expression.Call c -> call(c);
            case Expression.Piecewise p -> piecewise(p);
        };
    }

    private double piecewise(Expression.Piecewise piecewise) {
        for (Expression.Branch branch : piecewise.branches()) {
            if (value(branch.condition()) != 0) {
                return value(branch.value());
            }
        }
        return piecewise.otherwise().isPresent() ? value(piecewise.otherwise().get()) : Double.NaN;
    }

    private double call(Expression.Call call) {
        UserFunction function = functions.get(call.function());
        if (function == null) {
            return bindings.call(call.function(), call.arguments());
        }
        Expressions.checkCall(call, function);
        if (depth > Expressions.MAXIMUM_CALLS) {
            throw Expressions.recursive(call.function());
        }
        Map<String, Double> frame = new HashMap<>();
        for (int i = 0; i < function.arguments().size(); i++) {
            frame.put(function.arguments().get(i), value(call.arguments().get(i)));
        }
        return new Evaluator(new Frame(frame, bindings), functions, depth + 1)
                .value(function.body());
    }

    /// Inside a function body: its arguments hide what is outside.
    private record Frame(Map<String, Double> arguments, Bindings outer) implements Bindings {
        @Override
        public double value(String symbol) {
            Double value = arguments.get(symbol);
            return value == null ? outer.value(symbol) : value;
        }

        @Override
        public double time() {
            return outer.time();
        }

        @Override
        public double call(String function, List<Expression> values) {
            List<Expression> evaluated =
                    values.stream()
                            .<Expression>map(
                                    e -> new Expression.Constant(Evaluator.evaluate(e, this)))
                            .toList();
            return outer.call(function, evaluated);
        }

        @Override
        public double rateOf(String symbol) {
            return outer.rateOf(symbol);
        }
    }

    private double apply(Expression.Apply apply) {
        return switch (apply.operator()) {
            case PLUS, TIMES, MIN, MAX -> fold(apply);
            case AND, OR, XOR -> number(logical(apply));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    number(compare(apply));
            case RATE_OF ->
                    apply.argument(0) instanceof Expression.Symbol s
                            ? bindings.rateOf(s.id())
                            : Double.NaN;
            case DELAY -> bindings.delayed(apply.argument(0), value(apply.argument(1)));
            default ->
                    apply.arguments().size() == 1
                            ? unary(apply.operator(), value(apply.argument(0)))
                            : binary(
                                    apply.operator(),
                                    value(apply.argument(0)),
                                    value(apply.argument(1)));
        };
    }

    private double fold(Expression.Apply apply) {
        List<Expression> arguments = apply.arguments();
        if (arguments.isEmpty()) {
            return apply.operator() == Operator.TIMES ? 1 : 0;
        }
        double result = value(arguments.getFirst());
        for (int i = 1; i < arguments.size(); i++) {
            double next = value(arguments.get(i));
            result =
                    switch (apply.operator()) {
                        case PLUS -> result + next;
                        case TIMES -> result * next;
                        case MIN -> Math.min(result, next);
                        default -> Math.max(result, next);
                    };
        }
        return result;
    }

    private boolean logical(Expression.Apply apply) {
        boolean odd = false;
        for (Expression argument : apply.arguments()) {
            boolean truth = value(argument) != 0;
            if (apply.operator() == Operator.AND && !truth) {
                return false;
            }
            if (apply.operator() == Operator.OR && truth) {
                return true;
            }
            odd ^= truth;
        }
        return apply.operator() == Operator.AND || (apply.operator() == Operator.XOR && odd);
    }

    private boolean compare(Expression.Apply apply) {
        double left = value(apply.argument(0));
        for (int i = 1; i < apply.arguments().size(); i++) {
            double right = value(apply.argument(i));
            boolean holds =
                    switch (apply.operator()) {
                        case EQUAL -> left == right;
                        case NOT_EQUAL -> left != right;
                        case LESS -> left < right;
                        case LESS_OR_EQUAL -> left <= right;
                        case GREATER -> left > right;
                        default -> left >= right;
                    };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    static double number(boolean truth) {
        return truth ? 1 : 0;
    }

    static double binary(Operator operator, double a, double b) {
        return switch (operator) {
            case MINUS -> a - b;
            case DIVIDE -> a / b;
            case POWER -> Math.pow(a, b);
            case ROOT -> Elementary.root(a, b);
            case LOG -> Elementary.log(a, b);
            case QUOTIENT -> Elementary.quotient(a, b);
            case REMAINDER -> a % b;
            case IMPLIES -> number(a == 0 || b != 0);
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    static double unary(Operator operator, double x) {
        return switch (operator) {
            case NEGATE -> -x;
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LN -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case ABS -> Math.abs(x);
            case FLOOR -> Math.floor(x);
            case CEILING -> Math.ceil(x);
            case FACTORIAL -> Elementary.factorial(x);
            case NOT -> number(x == 0);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case SEC -> 1 / Math.cos(x);
            case CSC -> 1 / Math.sin(x);
            case COT -> 1 / Math.tan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case SECH -> 1 / Math.cosh(x);
            case CSCH -> 1 / Math.sinh(x);
            case COTH -> 1 / Math.tanh(x);
            case ARCSIN -> Math.asin(x);
            case ARCCOS -> Math.acos(x);
            case ARCTAN -> Math.atan(x);
            case ARCSEC -> Elementary.arcsec(x);
            case ARCCSC -> Elementary.arccsc(x);
            case ARCCOT -> Elementary.arccot(x);
            case ARCSINH -> Elementary.arcsinh(x);
            case ARCCOSH -> Elementary.arccosh(x);
            case ARCTANH -> Elementary.arctanh(x);
            case ARCSECH -> Elementary.arcsech(x);
            case ARCCSCH -> Elementary.arccsch(x);
            case ARCCOTH -> Elementary.arccoth(x);
            default -> throw new IllegalArgumentException(operator.name());
        };
    }
}
