package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Turns the names and calls of a formula into expressions, by its [Syntax].
final class FunctionBuilder {

    /// SBML's csymbol avogadro (Level 3 Version 2, section 3.4.6).
    static final double AVOGADRO = 6.02214179e23;

    private final Syntax syntax;
    private final Location where;

    FunctionBuilder(Syntax syntax, Location where) {
        this.syntax = syntax;
        this.where = where;
    }

    Expression name(String name) {
        return switch (name) {
            case "true" -> new Expression.Truth(true);
            case "false" -> new Expression.Truth(false);
            case "time" -> new Expression.Time();
            case "inf" -> new Expression.Constant(Double.POSITIVE_INFINITY);
            case "nan" -> new Expression.Constant(Double.NaN);
            default -> syntax.libSbml() ? libSbmlName(name) : new Expression.Symbol(name);
        };
    }

    private static Expression libSbmlName(String name) {
        return switch (name) {
            case "infinity", "INF" -> new Expression.Constant(Double.POSITIVE_INFINITY);
            case "notanumber", "NaN" -> new Expression.Constant(Double.NaN);
            case "pi" -> new Expression.Constant(Math.PI);
            case "exponentiale" -> new Expression.Constant(Math.E);
            case "avogadro" -> new Expression.Constant(AVOGADRO);
            default -> new Expression.Symbol(name);
        };
    }

    Expression call(Token name, List<Expression> arguments) {
        return switch (name.text()) {
            case "piecewise" -> piecewise(arguments);
            case "log" -> logarithm(name, arguments);
            case "log2" ->
                    new Expression.Apply(
                            Operator.LOG, new Expression.Constant(2), only(name, arguments));
            case "sign" -> sign(name, only(name, arguments));
            case "root" ->
                    arguments.size() == 1
                            ? new Expression.Apply(Operator.SQRT, arguments)
                            : apply(name, Operator.ROOT, arguments);
            case "minus" ->
                    arguments.size() == 1
                            ? new Expression.Apply(Operator.NEGATE, arguments)
                            : apply(name, Operator.MINUS, arguments);
            case "sqr" ->
                    syntax.libSbml()
                            ? new Expression.Apply(
                                    Operator.POWER,
                                    only(name, arguments),
                                    new Expression.Constant(2))
                            : new Expression.Call(name.text(), arguments);
            default -> {
                Optional<Operator> operator = FunctionNames.operator(name.text());
                yield operator.isPresent()
                        ? apply(name, operator.get(), arguments)
                        : new Expression.Call(name.text(), arguments);
            }
        };
    }

    private Expression apply(Token name, Operator operator, List<Expression> arguments) {
        if (!operator.accepts(arguments.size())) {
            throw arity(name, operator.minimumArity(), operator.maximumArity(), arguments.size());
        }
        return new Expression.Apply(operator, arguments);
    }

    private Expression logarithm(Token name, List<Expression> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw arity(name, 1, 2, arguments.size());
        }
        if (arguments.size() == 1) {
            return new Expression.Apply(Operator.LN, arguments);
        }
        return new Expression.Apply(
                Operator.LOG, syntax.libSbml() ? arguments : arguments.reversed());
    }

    private static Expression piecewise(List<Expression> arguments) {
        List<Expression.Branch> branches = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            branches.add(new Expression.Branch(arguments.get(i), arguments.get(i + 1)));
        }
        boolean odd = arguments.size() % 2 == 1;
        return new Expression.Piecewise(
                branches, odd ? Optional.of(arguments.getLast()) : Optional.empty());
    }

    private Expression sign(Token name, Expression x) {
        if (Expressions.size(x) > Expressions.MAXIMUM_SIZE) {
            throw new BadInputException(
                    "expression.too-large",
                    name.in(where),
                    "sign is nested too often; split the formula");
        }
        Expression zero = new Expression.Constant(0);
        return new Expression.Piecewise(
                List.of(
                        new Expression.Branch(
                                new Expression.Constant(1),
                                new Expression.Apply(Operator.GREATER, x, zero)),
                        new Expression.Branch(
                                new Expression.Constant(-1),
                                new Expression.Apply(Operator.LESS, x, zero)),
                        new Expression.Branch(zero, new Expression.Apply(Operator.EQUAL, x, zero))),
                Optional.empty());
    }

    private Expression only(Token name, List<Expression> arguments) {
        if (arguments.size() != 1) {
            throw arity(name, 1, 1, arguments.size());
        }
        return arguments.getFirst();
    }

    private BadInputException arity(Token name, int least, int most, int given) {
        String wanted =
                least == most
                        ? "" + least
                        : most == Integer.MAX_VALUE ? "at least " + least : least + " or " + most;
        return new BadInputException(
                "expression.arguments",
                name.in(where),
                name.text()
                        + " takes "
                        + wanted
                        + (least == 1 && most == 1 ? " argument" : " arguments")
                        + ", not "
                        + given
                        + "; correct the call");
    }
}
