package org.tamor.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.Location;

class SimplifierTest {

    private static String simplified(String text) {
        return InfixPrinter.print(Simplifier.simplify(InfixParser.parse(text, Location.UNKNOWN)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 + 3*4 | 14",
                "a + 0 | a",
                "1*a*1 | a",
                "2*a*3 | 6*a",
                "-1*a | -a",
                "-(-a) | a",
                "a - -b | a + b",
                "a - (b - c) | a - b + c",
                "-(a - b) | b - a",
                "a/1 | a",
                "a^1 + a^0 | a + 1",
                "a*(-b)*(-c) | a*b*c",
                "0*a | 0*a",
                "a - a | a - a",
                "exp(0) | 1",
                "piecewise(a, 2 > 1, b) | a",
                "piecewise(a, 2 < 1, b, c > 0, 4) | piecewise(b, c > 0, 4)",
                "true && a > 1 | a > 1",
                "a && true | and(a)",
                "or(a, true) | true",
                "1/0 | inf",
                "0/0 | nan",
                "1e300*a*1e300 | 1.0E300*a*1.0E300",
                "delay(a, 1 + 1) | delay(a, 2)",
            })
    void shortens(String text, String expected) {
        assertThat(simplified(text)).isEqualTo(expected);
    }

    @Test
    void keepsTheValueOfRandomExpressions() {
        SplittableRandom random = new SplittableRandom(5);
        RandomExpressions expressions = new RandomExpressions(random, true);
        double[] special = {0, 1, -1, 2, 0.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY};
        int finite = 0;
        for (int i = 0; i < 30_000; i++) {
            Expression before = expressions.next(2 + i % 3);
            if (Expressions.contains(before, Operator.FLOOR)
                    || Expressions.contains(before, Operator.CEILING)
                    || Expressions.contains(before, Operator.QUOTIENT)
                    || Expressions.contains(before, Operator.REMAINDER)) {
                continue; // rounding may carry a step
            }
            Expression after = Simplifier.simplify(before);
            Map<String, Double> values =
                    Map.of(
                            "a", special[random.nextInt(special.length)],
                            "b", random.nextDouble(-2, 2),
                            "c", random.nextDouble(-2, 2));
            double x = Evaluator.evaluate(before, Bindings.of(values));
            double y = Evaluator.evaluate(after, Bindings.of(values));
            if (Double.isFinite(x) && Math.abs(x) < 1e8) {
                finite++;
                assertThat(Math.abs(x - y))
                        .as(
                                "%s -> %s with %s",
                                InfixPrinter.print(before), InfixPrinter.print(after), values)
                        .isLessThanOrEqualTo(1e-6 * (1 + Math.abs(x)));
            } else if (Double.isNaN(x)) {
                assertThat(y)
                        .as(
                                "%s -> %s with %s",
                                InfixPrinter.print(before), InfixPrinter.print(after), values)
                        .isNaN();
            }
        }
        assertThat(finite).isGreaterThan(10_000);
    }
}
