package org.tamor.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

class ExpressionsTest {

    private static Expression parse(String text) {
        return InfixParser.parse(text, Location.UNKNOWN);
    }

    @Test
    void listsSymbolsAndFunctions() {
        Expression expression = parse("k*f(A, time) + piecewise(B, C > g(1), A)");
        assertThat(Expressions.symbols(expression)).containsExactly("A", "B", "C", "k");
        assertThat(Expressions.functions(expression)).containsExactly("f", "g");
        assertThat(Expressions.containsTime(expression)).isTrue();
        assertThat(Expressions.contains(expression, "B")).isTrue();
        assertThat(Expressions.contains(expression, "f")).isFalse();
        assertThat(Expressions.contains(expression, Operator.GREATER)).isTrue();
    }

    @Test
    void substitutesAllAtOnce() {
        Expression swapped =
                Expressions.substitute(parse("a + 2*b"), Map.of("a", parse("b"), "b", parse("a")));
        assertThat(swapped).isEqualTo(parse("b + 2*a"));
        assertThat(Expressions.rename(parse("a*b^a"), id -> "m__" + id))
                .isEqualTo(parse("m__a*m__b^m__a"));
    }

    @Test
    void inlinesFunctionsThatCallFunctions() {
        Map<String, UserFunction> functions =
                Map.of(
                        "hill",
                                new UserFunction(
                                        List.of("x", "K", "n"),
                                        parse("rel(x, K)^n/(1 + rel(x, K)^n)")),
                        "rel", new UserFunction(List.of("x", "K"), parse("x/K")));
        Expression call = parse("V*hill(A + B, K, 2) + other(A)");
        Expression inlined = Expressions.inline(call, functions);
        assertThat(InfixPrinter.print(inlined))
                .isEqualTo("V*(((A + B)/K)^2/(1 + ((A + B)/K)^2)) + other(A)");
        Expression known = parse("hill(A, 3, 2)");
        Bindings bindings = Bindings.of(Map.of("A", 1.5));
        assertThat(Evaluator.evaluate(known, bindings, functions))
                .isEqualTo(Evaluator.evaluate(Expressions.inline(known, functions), bindings));
    }

    @Test
    void refusesRecursionAndWrongCalls() {
        Map<String, UserFunction> functions =
                Map.of(
                        "f", new UserFunction(List.of("x"), parse("g(x)")),
                        "g", new UserFunction(List.of("x"), parse("f(x)")));
        assertThatThrownBy(() -> Expressions.inline(parse("f(1)"), functions))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("expression.recursion"));
        assertThatThrownBy(
                        () -> Evaluator.evaluate(parse("f(1)"), Bindings.of(Map.of()), functions))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("expression.recursion"));
        assertThatThrownBy(() ->
                        Expressions.inline(
                                parse("h(1, 2)"),
                                Map.of("h", new UserFunction(List.of("x"), parse("x")))))
                .hasMessageContaining("h takes 1 arguments, not 2");
    }

    @Test
    void boundsWhatInliningWritesOut() {
        Map<String, UserFunction> functions = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            functions.put(
                    "f" + i, new UserFunction(List.of("x"), parse("f" + (i + 1) + "(x + x)")));
        }
        functions.put("f60", new UserFunction(List.of("x"), parse("x")));
        assertThatThrownBy(() -> Expressions.inline(parse("f0(a)"), functions))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("expression.too-large"));
    }

    @Test
    void evaluatesAsSbmlDoes() {
        Bindings none = Bindings.of(Map.of());
        assertThat(Evaluator.evaluate(parse("quotient(-7, 2)"), none)).isEqualTo(-3);
        assertThat(Evaluator.evaluate(parse("rem(-7, 2)"), none)).isEqualTo(-1);
        assertThat(Evaluator.evaluate(parse("xor(true, true, true)"), none)).isEqualTo(1);
        assertThat(Evaluator.evaluate(parse("implies(true, false)"), none)).isEqualTo(0);
        assertThat(Evaluator.evaluate(parse("lt(1, 2, 2)"), none)).isEqualTo(0);
        assertThat(Evaluator.evaluate(parse("piecewise(1, false)"), none)).isNaN();
        assertThat(Evaluator.evaluate(parse("plus() + times() + and() + or()"), none)).isEqualTo(2);
        assertThat(Evaluator.evaluate(parse("factorial(5) + root(3, -8)"), none)).isEqualTo(118);
        assertThat(Evaluator.evaluate(parse("factorial(2.5)"), none)).isNaN();
        assertThatThrownBy(() -> Evaluator.evaluate(parse("x"), none))
                .hasMessageContaining("x has no value here");
        assertThatThrownBy(() -> Evaluator.evaluate(parse("f(1)"), none))
                .hasMessageContaining("no function f");
    }
}
