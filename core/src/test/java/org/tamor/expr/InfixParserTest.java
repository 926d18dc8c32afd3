package org.tamor.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

class InfixParserTest {

    private static final Location HERE = Location.of("m.tsv", 7, 10);

    @ParameterizedTest
    @EnumSource(Syntax.class)
    void printedExpressionsReadBackToTheSameTree(Syntax syntax) {
        SplittableRandom random = new SplittableRandom(20261);
        RandomExpressions expressions = new RandomExpressions(random, false);
        for (int i = 0; i < 20_000; i++) {
            Expression expression = expressions.next(2 + i % 4);
            String text = InfixPrinter.print(expression, syntax);
            assertThat(InfixParser.parse(text, HERE, syntax)).as(text).isEqualTo(expression);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a + b + c", "a - b", "a - b + c", "(a - b) - c", "a - (b + c)", "a*b/c*d",
                        "a*(b/c)", "-a^2", "(-a)^2",
                "a^b^c", "(a^b)^c", "a^-2", "(-2)^a", "-2", "1.0E-9*x", "!(a < b)", "!a < b",
                        "a || b && c",
                "a || (b && c)", "`f(a, 2)`", "`piecewise(1, a > 2, 0)`", "`log(x, 3)`", "ln(x)",
                        "`root(3, x)`", "-inf",
            })
    void writesWithTheBracketsThatAreNeeded(String text) {
        assertThat(InfixPrinter.print(InfixParser.parse(text, HERE))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a +           | 7:13 | expression.syntax    | the formula ends",
                "(a + b        | 7:10 | expression.syntax    | never closed",
                "a b           | 7:12 | expression.syntax    | 'b' is not expected",
                "a = b         | 7:12 | expression.syntax    | write '=='",
                "a & b         | 7:12 | expression.syntax    | write '&&'",
                "a < b < c     | 7:16 | expression.syntax    | comparisons do not chain",
                "sin(a, b)     | 7:10 | expression.arguments | sin takes 1 argument",
                "log()         | 7:10 | expression.arguments | log takes 1 or 2",
                "1e999         | 7:10 | expression.syntax    | too large",
                "a # b         | 7:12 | expression.syntax    | '#'",
                "\"x\"         | 7:10 | expression.syntax    | '\"'",
            })
    void saysWhatIsWrongAndWhere(String text, String place, String code, String message) {
        assertThatThrownBy(() -> InfixParser.parse(text.strip(), HERE))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> {
                            assertThat(e.location().toString()).isEqualTo("m.tsv:" + place);
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e).hasMessageContaining(message);
                        });
    }

    @Test
    void countsLines() {
        assertThatThrownBy(() -> InfixParser.parse("a +\n  b +\n   )", HERE))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.location().toString()).isEqualTo("m.tsv:9:4"));
    }

    @Test
    void quotesTheFormulaWhereTheLineIsUnknown() {
        assertThatThrownBy(() -> InfixParser.parse("a + * b", Location.ofFile("x.yaml")))
                .hasMessageContaining("character 5 of: a + * b");
    }

    @ParameterizedTest
    @CsvSource({"(", "-", "!", "exp(", "2^", "1/"})
    void refusesDeepNesting(String link) {
        assertThatThrownBy(() -> InfixParser.parse(link.repeat(100_000) + "1", HERE))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("expression.too-deep"));
    }

    @Test
    void keepsLongSumsAndProductsFlat() {
        String sum = "x" + " + y - z".repeat(50_000);
        Expression expression = InfixParser.parse(sum, HERE);
        assertThat(Expressions.depth(expression)).isEqualTo(3);
        assertThat(InfixPrinter.print(expression)).isEqualTo(sum);
        assertThat(
                        Evaluator.evaluate(
                                expression, Bindings.of(Map.of("x", 1.0, "y", 3.0, "z", 2.0))))
                .isEqualTo(50_001);
        assertThat(Expressions.depth(InfixParser.parse("x" + "*y".repeat(50_000), HERE)))
                .isEqualTo(2);
    }

    @Test
    void refusesSignsNestedBeyondMeasure() {
        assertThatThrownBy(() -> InfixParser.parse("sign(".repeat(60) + "x" + ")".repeat(60), HERE))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.code()).isEqualTo("expression.too-large"));
    }

    @Test
    void readsQuotedTextWhereItIsAllowed() {
        Expression call = InfixParser.parse("at(\"cell count\", 72)", HERE, Syntax.CLAIM);
        assertThat(call)
                .isEqualTo(
                        new Expression.Call(
                                "at",
                                java.util.List.of(
                                        new Expression.Symbol("\"cell count\""),
                                        new Expression.Constant(72))));
        assertThat(Expressions.text(((Expression.Call) call).arguments().getFirst()))
                .contains("cell count");
    }

    @Test
    void readsAntimonyNumbersWithUnits() {
        assertThat(InfixParser.parse("3 nM*pi", HERE, Syntax.ANTIMONY))
                .isEqualTo(
                        new Expression.Apply(
                                Operator.TIMES,
                                new Expression.Constant(3, "nM"),
                                new Expression.Constant(Math.PI)));
    }
}
