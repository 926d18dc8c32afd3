package org.tamor.expr;

import java.util.List;

/// Writes expressions as formulas that [InfixParser] reads back to the same tree, with as few
/// brackets as that allows.
///
/// Numbers are written by [Double#toString]. Units are written only in Antimony, the only syntax
/// that has them.
public final class InfixPrinter {

    private static final int LOGICAL = 1;
    private static final int COMPARISON = 2;
    private static final int SUM = 3;
    private static final int PRODUCT = 4;
    private static final int UNARY = 5;
    private static final int POWER = 6;
    private static final int ATOM = 7;

    private final Syntax syntax;
    private final StringBuilder out = new StringBuilder();

    private InfixPrinter(Syntax syntax) {
        this.syntax = syntax;
    }

    public static String print(Expression expression) {
        return print(expression, Syntax.PETAB);
    }

    public static String print(Expression expression, Syntax syntax) {
        InfixPrinter printer = new InfixPrinter(syntax);
        printer.write(expression, 0);
        return printer.out.toString();
    }

    private void write(Expression expression, int floor) {
        boolean bracket = rank(expression) < floor;
        if (bracket) {
            out.append('(');
        }
        switch (expression) {
            case Expression.Constant c -> constant(c);
            case Expression.Truth t -> out.append(t.value());
            case Expression.Symbol s -> out.append(s.id());
            case Expression.Time _ -> out.append("time");
            case Expression.Call c -> call(c.function(), c.arguments());
            case Expression.Piecewise p -> call("piecewise", Expressions.children(p));
            case Expression.Apply a -> apply(a);
        }
        if (bracket) {
            out.append(')');
        }
    }

    private void constant(Expression.Constant constant) {
        double value = constant.value();
        if (Double.isNaN(value)) {
            out.append("nan");
        } else if (Double.isInfinite(value)) {
            out.append(value > 0 ? "inf" : "-inf");
        } else {
            String digits = Double.toString(value);
            out.append(digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
        }
        if (syntax.libSbml() && !constant.unit().isEmpty()) {
            out.append(' ').append(constant.unit());
        }
    }

    private void apply(Expression.Apply apply) {
        String mark = mark(apply);
        if (mark.isEmpty()) {
            boolean swap = apply.operator() == Operator.LOG && !syntax.libSbml();
            call(
                    FunctionNames.of(apply.operator()),
                    swap ? apply.arguments().reversed() : apply.arguments());
            return;
        }
        int rank = rank(apply);
        switch (apply.operator()) {
            case NEGATE, NOT -> {
                out.append(mark);
                boolean number = apply.argument(0) instanceof Expression.Constant;
                write(
                        apply.argument(0),
                        number && apply.operator() == Operator.NEGATE ? ATOM + 1 : UNARY);
            }
            case POWER -> {
                write(apply.argument(0), POWER + 1);
                out.append('^');
                write(apply.argument(1), UNARY);
            }
            case PLUS -> sum(apply.arguments());
            default -> {
                Expression first = apply.argument(0);
                write(first, opensChain(first, apply) ? rank + 1 : rank);
                for (Expression argument : apply.arguments().subList(1, apply.arguments().size())) {
                    out.append(rank == PRODUCT ? mark : " " + mark + " ");
                    write(argument, rank + 1);
                }
            }
        }
    }

    /// Whether the first argument, without brackets, would be read as part of the chain of the
    /// whole.
    private boolean opensChain(Expression first, Expression.Apply whole) {
        if (!(first instanceof Expression.Apply inner) || rank(inner) != rank(whole)) {
            return false;
        }
        boolean comparison = rank(whole) == COMPARISON;
        return rank(whole) == SUM
                || inner.operator() == whole.operator() && flat(whole.operator())
                || comparison && !syntax.libSbml();
    }

    private static boolean flat(Operator operator) {
        return operator != Operator.DIVIDE
                && operator != Operator.REMAINDER
                && operator != Operator.NOT_EQUAL;
    }

    private void sum(List<Expression> terms) {
        write(terms.getFirst(), PRODUCT);
        boolean chain = terms.size() > 2;
        for (Expression term : terms.subList(1, terms.size())) {
            if (chain && term instanceof Expression.Apply a && a.operator() == Operator.NEGATE) {
                out.append(" - ");
                write(a.argument(0), PRODUCT);
            } else {
                out.append(" + ");
                write(term, PRODUCT);
            }
        }
    }

    private void call(String name, List<Expression> arguments) {
        out.append(name).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            out.append(i > 0 ? ", " : "");
            write(arguments.get(i), 0);
        }
        out.append(')');
    }

    private int rank(Expression expression) {
        return switch (expression) {
            case Expression.Constant c -> {
                boolean bare = !syntax.libSbml() || c.unit().isEmpty();
                boolean negative = c.value() < 0 || (c.value() == 0 && 1 / c.value() < 0);
                yield negative ? UNARY : bare ? ATOM : POWER;
            }
            case Expression.Apply a when !mark(a).isEmpty() ->
                    switch (a.operator()) {
                        case AND, OR -> LOGICAL;
                        case PLUS, MINUS -> SUM;
                        case TIMES, DIVIDE, REMAINDER -> PRODUCT;
                        case NEGATE, NOT -> UNARY;
                        case POWER -> POWER;
                        default -> COMPARISON;
                    };
            default -> ATOM;
        };
    }

    /// The infix mark of this application; "" where it must be written as a call.
    private String mark(Expression.Apply apply) {
        int arity = apply.arguments().size();
        boolean many = arity >= 2;
        boolean chain = arity == 2 || syntax.libSbml();
        return switch (apply.operator()) {
            case PLUS -> many ? "+" : "";
            case TIMES -> many ? "*" : "";
            case MINUS -> "-";
            case NEGATE -> "-";
            case DIVIDE -> "/";
            case POWER -> "^";
            case NOT -> "!";
            case AND -> many ? "&&" : "";
            case OR -> many ? "||" : "";
            case EQUAL -> chain ? "==" : "";
            case NOT_EQUAL -> "!=";
            case LESS -> chain ? "<" : "";
            case LESS_OR_EQUAL -> chain ? "<=" : "";
            case GREATER -> chain ? ">" : "";
            case GREATER_OR_EQUAL -> chain ? ">=" : "";
            default -> "";
        };
    }
}
