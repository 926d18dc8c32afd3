package org.tamor.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.failure.Location;

class DerivativeTest {

    private static Expression parse(String text) {
        return InfixParser.parse(text, Location.UNKNOWN);
    }

    private static double value(Expression expression, double a, double b, double c) {
        return Evaluator.evaluate(
                expression, Bindings.of(Map.of("a", a, "b", b, "c", c, "time", a)));
    }

    /// Richardson's central difference; NaN where two step sizes disagree, as near a jump or a
    /// pole.
    private static double difference(Expression f, double a, double b, double c) {
        double h = 1e-3 * (1 + Math.abs(a));
        double wide = (value(f, a + h, b, c) - value(f, a - h, b, c)) / (2 * h);
        double narrow = (value(f, a + h / 2, b, c) - value(f, a - h / 2, b, c)) / h;
        double best = narrow + (narrow - wide) / 3;
        double next = (value(f, a + h / 4, b, c) - value(f, a - h / 4, b, c)) / (h / 2);
        double finer = next + (next - narrow) / 3;
        return Math.abs(finer - best) <= 1e-6 * (1e-3 + Math.abs(best)) ? finer : Double.NaN;
    }

    @Test
    void agreesWithCentralDifferencesOverRandomExpressions() {
        SplittableRandom random = new SplittableRandom(77);
        RandomExpressions expressions = new RandomExpressions(random, true);
        Map<Operator, Integer> seen = new HashMap<>();
        int compared = 0;
        int undefined = 0;
        for (int i = 0; i < 60_000; i++) {
            Expression f = expressions.next(2 + i % 3);
            if (!Expressions.contains(f, "a")) {
                continue;
            }
            double a = random.nextDouble(-2.5, 2.5);
            double b = random.nextDouble(-2.5, 2.5);
            double c = random.nextDouble(0.1, 2.5);
            double expected = difference(f, a, b, c);
            if (!Double.isFinite(expected)
                    || Math.abs(expected) > 1e6
                    || Math.abs(value(f, a, b, c)) > 1e6) {
                continue;
            }
            double given = value(Derivative.of(f, "a"), a, b, c);
            if (Double.isNaN(given)) {
                undefined++; // an inner part is infinite, as in tanh(a/0)
                continue;
            }
            assertThat(Math.abs(given - expected))
                    .as(
                            "d/da %s at a=%s b=%s c=%s: %s, difference %s",
                            InfixPrinter.print(f), a, b, c, given, expected)
                    .isLessThanOrEqualTo(1e-4 * (1e-2 + Math.abs(expected)));
            compared++;
            if (expected != 0) {
                Expressions.visit(
                        f,
                        node -> {
                            if (node instanceof Expression.Apply apply) {
                                seen.merge(apply.operator(), 1, Integer::sum);
                            }
                        });
            }
        }
        assertThat(compared).isGreaterThan(15_000);
        assertThat(undefined).isLessThan(compared / 50);
        Set<Operator> unseen = EnumSet.allOf(Operator.class);
        unseen.removeAll(seen.keySet());
        assertThat(unseen).containsOnly(Operator.DELAY, Operator.RATE_OF, Operator.FACTORIAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k*a | k",
                "a^2 | 2*a",
                "a*b*c | b*c",
                "Vm*a/(Km + a) | Vm/(Km + a) - Vm*a/(Km + a)^2",
                "exp(-k*a) | -(exp(-k*a)*k)",
                "b + 3 | 0",
                "ln(a) | 1/a",
                "piecewise(a^3, a > b, a) | piecewise(3*a^2, a > b, 1)",
                "piecewise(1, a > b, 2) | 0",
                "floor(a) | 0",
            })
    void isShort(String text, String derivative) {
        assertThat(InfixPrinter.print(Derivative.of(parse(text), "a"))).isEqualTo(derivative);
    }

    @Test
    void ofPowersIsFiniteAtZero() {
        Expression hill = parse("a^b/(c^b + a^b)");
        for (String symbol : List.of("a", "b", "c")) {
            assertThat(value(Derivative.of(hill, symbol), 0, 2, 1.5)).isZero();
        }
        assertThat(value(Derivative.of(parse("a^b"), "a"), 0, 1, 0)).isEqualTo(1);
        assertThat(value(Derivative.of(parse("a^2"), "a"), -3, 1, 0)).isEqualTo(-6);
    }

    @Test
    void ofTimeHoldsSymbolsFixed() {
        assertThat(InfixPrinter.print(Derivative.ofTime(parse("a*sin(2*time)"))))
                .isEqualTo("2*a*cos(2*time)");
    }

    @Test
    void refusesWhatItCannotKnow() {
        assertThatThrownBy(() -> Derivative.of(parse("f(a)"), "a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Derivative.of(parse("f(b)"), "a")).isEqualTo(new Expression.Constant(0));
        assertThatThrownBy(() -> Derivative.of(parse("rateOf(b)"), "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTheDeepestFormulaDoesNotOverflow() throws InterruptedException {
        String deep = "exp(a*".repeat(60) + "a" + ")".repeat(60);
        Throwable[] failure = {null};
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            Expression second = Derivative.of(Derivative.of(parse(deep), "a"), "a");
                            assertThat(Expressions.depth(Simplifier.simplify(second)))
                                    .isGreaterThan(100);
                        },
                        "small stack",
                        512 << 10);
        thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
    }
}
