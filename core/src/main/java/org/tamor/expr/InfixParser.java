package org.tamor.expr;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Reads formulas such as `k * A ^ 2 / (K + A)` into expressions.
///
/// A chain of one operator becomes one node: `a + b + c` is PLUS(a, b, c), and a longer chain with
/// differences is a sum with NEGATE terms, so that a sum of any length stays flat. A minus sign
/// before a number (not before a power) belongs to the number. `sign(x)` becomes `piecewise(1, x >
/// 0, -1, x < 0, 0, x == 0)`, `log2(x)` a LOG. Functions that are not built in become
/// [Expression.Call]. Formulas nested deeper than 200 levels, or larger than
/// [Expressions#MAXIMUM_SIZE] nodes, are refused.
public final class InfixParser {

    /// The deepest nesting that is read.
    public static final int MAXIMUM_NESTING = 200;

    private static final int LOGICAL = 1;
    private static final int COMPARISON = 2;
    private static final int SUM = 3;

    private final List<Token> tokens;
    private final Location where;
    private final Syntax syntax;
    private final FunctionBuilder functions;
    private int next;
    private int nesting;

    private InfixParser(List<Token> tokens, Location where, Syntax syntax) {
        this.tokens = tokens;
        this.where = where;
        this.syntax = syntax;
        this.functions = new FunctionBuilder(syntax, where);
    }

    /// Reads PEtab math.
    ///
    /// @param where the place of the text's first character; errors count lines and columns from
    ///   there
    public static Expression parse(String text, Location where) {
        return parse(text, where, Syntax.PETAB);
    }

    public static Expression parse(String text, Location where, Syntax syntax) {
        Location start =
                where.line() > 0 && where.column() > 0
                        ? where
                        : new Location(where.file(), where.line(), 1, where.element());
        try {
            return parse(Tokenizer.tokenize(text, start, syntax), where, syntax);
        } catch (BadInputException e) {
            if (where.line() > 0) {
                throw e;
            }
            String message =
                    e.getMessage()
                            + " (character "
                            + e.location().column()
                            + " of: "
                            + excerpt(text)
                            + ")";
            throw new BadInputException(e.code(), where, message);
        }
    }

    /// Reads words that are already split; the last must be a [Token.Kind#END].
    public static Expression parse(List<Token> tokens, Location where, Syntax syntax) {
        InfixParser parser = new InfixParser(tokens, where, syntax);
        Expression expression = parser.expression(LOGICAL);
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.unexpected(parser.peek());
        }
        if (Expressions.size(expression) > Expressions.MAXIMUM_SIZE) {
            throw new BadInputException(
                    "expression.too-large",
                    where,
                    "the formula has more than " + Expressions.MAXIMUM_SIZE + " terms; split it");
        }
        return expression;
    }

    /// Whether a call of this name is built in, so that no other function can have it.
    public static boolean isBuiltIn(String function, Syntax syntax) {
        return FunctionNames.isBuiltIn(function, syntax);
    }

    private static String excerpt(String text) {
        String flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= 80 ? flat : flat.substring(0, 77) + "...";
    }

    private Expression expression(int floor) {
        int outer = nesting;
        enter();
        Expression left = unary();
        boolean chained = false;
        for (int rank = rank(peek()); rank >= floor; rank = rank(peek())) {
            enter();
            left = rank == SUM ? sum(left) : binary(take().text(), left, rank, chained);
            if (rank == COMPARISON && !syntax.libSbml() && rank(peek()) == COMPARISON) {
                throw error(peek(), "comparisons do not chain; write a < b && b < c");
            }
            chained = true;
        }
        nesting = outer;
        return left;
    }

    private Expression binary(String mark, Expression left, int rank, boolean chained) {
        Operator operator = operator(mark);
        boolean extend =
                chained
                        && left instanceof Expression.Apply apply
                        && apply.operator() == operator
                        && flat(operator);
        if (!extend) {
            return new Expression.Apply(operator, left, expression(rank + 1));
        }
        List<Expression> arguments = new ArrayList<>(((Expression.Apply) left).arguments());
        arguments.add(expression(rank + 1));
        while (peek().is(mark)) {
            take();
            arguments.add(expression(rank + 1));
        }
        return new Expression.Apply(operator, arguments);
    }

    private static boolean flat(Operator operator) {
        return switch (operator) {
            case TIMES, AND, OR, EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            default -> false;
        };
    }

    private Expression sum(Expression first) {
        List<Expression> terms = new ArrayList<>(List.of(first));
        while (rank(peek()) == SUM) {
            boolean minus = take().is("-");
            Expression term = expression(SUM + 1);
            if (minus && terms.size() == 1 && rank(peek()) != SUM) {
                return new Expression.Apply(Operator.MINUS, first, term);
            }
            terms.add(minus ? new Expression.Apply(Operator.NEGATE, term) : term);
        }
        return new Expression.Apply(Operator.PLUS, terms);
    }

    private Expression unary() {
        Token token = peek();
        if (!token.is("-") && !token.is("+") && !token.is("!")) {
            return power();
        }
        take();
        if (token.is("-") && peek().kind() == Token.Kind.NUMBER && !raised(next + 1)) {
            Expression.Constant number = number(take());
            return new Expression.Constant(-number.value(), number.unit());
        }
        if (token.is("-") && peek().text().equals("inf") && !raised(next + 1)) {
            take();
            return new Expression.Constant(Double.NEGATIVE_INFINITY);
        }
        enter();
        Expression operand = unary();
        nesting--;
        return switch (token.text()) {
            case "-" -> new Expression.Apply(Operator.NEGATE, operand);
            case "!" -> new Expression.Apply(Operator.NOT, operand);
            default -> operand;
        };
    }

    private boolean raised(int index) {
        Token token = tokens.get(Math.min(index, tokens.size() - 1));
        boolean unit = syntax.libSbml() && token.kind() == Token.Kind.NAME;
        Token sign = unit ? tokens.get(Math.min(index + 1, tokens.size() - 1)) : token;
        return sign.is("^") || sign.is("**");
    }

    private Expression power() {
        Expression base = primary();
        if (!peek().is("^") && !peek().is("**")) {
            return base;
        }
        take();
        enter();
        Expression exponent = unary();
        nesting--;
        return new Expression.Apply(Operator.POWER, base, exponent);
    }

    private Expression primary() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case TEXT -> new Expression.Symbol("\"" + token.text() + "\"");
            case NAME -> peek().is("(") ? call(token) : functions.name(token.text());
            case MARK -> {
                if (!token.is("(")) {
                    throw unexpected(token);
                }
                Expression inner = expression(LOGICAL);
                expect(")", token);
                yield inner;
            }
            case END ->
                    throw error(token, "the formula ends where a value is expected; complete it");
        };
    }

    private Expression call(Token name) {
        Token open = take();
        List<Expression> arguments = new ArrayList<>();
        if (!peek().is(")")) {
            arguments.add(expression(LOGICAL));
            while (peek().is(",")) {
                take();
                arguments.add(expression(LOGICAL));
            }
        }
        expect(")", open);
        return functions.call(name, arguments);
    }

    private Expression.Constant number(Token token) {
        double value = Double.parseDouble(token.text());
        if (Double.isInfinite(value)) {
            throw error(
                    token, "the number " + token.text() + " is too large; write inf for infinity");
        }
        if (syntax.libSbml() && peek().kind() == Token.Kind.NAME) {
            return new Expression.Constant(value, take().text());
        }
        return new Expression.Constant(value);
    }

    /// Binding strength: 1 logical, 2 comparison, 3 sum, 4 product; -1 for anything else.
    private static int rank(Token token) {
        if (token.kind() != Token.Kind.MARK) {
            return -1;
        }
        return switch (token.text()) {
            case "&&", "||" -> LOGICAL;
            case "==", "!=", "<", "<=", ">", ">=" -> COMPARISON;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> 4;
            default -> -1;
        };
    }

    private static Operator operator(String mark) {
        return switch (mark) {
            case "&&" -> Operator.AND;
            case "||" -> Operator.OR;
            case "==" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            case "*" -> Operator.TIMES;
            case "/" -> Operator.DIVIDE;
            case "%" -> Operator.REMAINDER;
            default -> throw new IllegalArgumentException(mark);
        };
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    private void expect(String mark, Token opened) {
        Token token = take();
        if (token.kind() == Token.Kind.END) {
            throw error(opened, "this bracket is never closed; add '" + mark + "'");
        }
        if (!token.is(mark)) {
            throw unexpected(token);
        }
    }

    private void enter() {
        if (++nesting > MAXIMUM_NESTING) {
            throw new BadInputException(
                    "expression.too-deep",
                    peek().in(where),
                    "the formula is nested deeper than " + MAXIMUM_NESTING + " levels; split it");
        }
    }

    private BadInputException unexpected(Token token) {
        return error(
                token,
                token.kind() == Token.Kind.END
                        ? "the formula ends too early; complete it"
                        : token.describe()
                                + " is not expected here; put an operator before it or remove it");
    }

    private BadInputException error(Token token, String message) {
        return new BadInputException("expression.syntax", token.in(where), message);
    }
}
