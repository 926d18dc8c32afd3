package org.tamor.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.tamor.SharedData;
import org.tamor.failure.Location;

/// The cases of the PEtab test suite, version 2.0.0.
class PetabMathTest {

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheSuite() throws IOException {
        Path file = SharedData.require("petab-test-suite/v2.0.0/math/math_tests.yaml");
        Object document =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        List<?> cases = (List<?>) Objects.requireNonNull(((Map<?, ?>) document).get("cases"));
        assertThat(cases).hasSizeGreaterThan(90);
        return cases.stream().map(Map.class::cast).map(PetabMathTest::test);
    }

    private static DynamicTest test(Map<?, ?> one) {
        String text = String.valueOf(one.get("expression"));
        String wanted = String.valueOf(one.get("expected"));
        return DynamicTest.dynamicTest(
                text,
                () -> {
                    Expression expression = InfixParser.parse(text, Location.UNKNOWN);
                    if (!Expressions.symbols(expression).isEmpty()) {
                        assertThat(expression)
                                .isEqualTo(InfixParser.parse(wanted, Location.UNKNOWN));
                        return;
                    }
                    double value = Evaluator.evaluate(expression, Bindings.of(Map.of()));
                    double expected =
                            switch (wanted) {
                                case "inf", ".inf" -> Double.POSITIVE_INFINITY;
                                case "-inf", "-.inf" -> Double.NEGATIVE_INFINITY;
                                default -> Double.parseDouble(wanted);
                            };
                    if (Double.isInfinite(expected)) {
                        assertThat(value).isEqualTo(expected);
                    } else {
                        assertThat(value)
                                .isCloseTo(expected, within(1e-14 * (1 + Math.abs(expected))));
                    }
                    Expression simple = Simplifier.simplify(expression);
                    assertThat(Evaluator.evaluate(simple, Bindings.of(Map.of())) + 0.0)
                            .isEqualTo(value + 0.0);
                });
    }
}
