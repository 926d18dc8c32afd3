package org.tamor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.failure.BadInputException;
import org.tamor.model.UnitDefinition.UnitFactor;
import org.tamor.model.UnitFinding.Kind;

class UnitCheckerTest {

    /// Species A and B in nM; k per hour, K and x in nM, n dimensionless, t in hours, u in uM, y
    /// without unit.
    private static ModelBuilder model() {
        return new ModelBuilder()
                .species("A", "B")
                .constant("k", "per_hour")
                .constant("K", "nM")
                .constant("n", "dimensionless")
                .constant("t", "hour")
                .constant("u", "uM")
                .constant("y", "")
                .variable("x", "nM")
                .function("hill", "s^h / (c^h + s^h)", "s", "c", "h");
    }

    private static List<UnitFinding> rule(String formula) {
        return UnitChecker.check(model().rule("x", formula).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K",
                "A + K",
                "2 * A + K / 3",
                "5",
                "0",
                "K * hill(A, K, n)",
                "K * hill(A, K, 2)",
                "K * exp(-k * time)",
                "sqrt(A * K)",
                "A^2 / K",
                "piecewise(A, A > K && time > t, 0)",
                "max(A, 0, K)",
                "K * (1 + A / K)",
                "delay(A, t)",
                "rateOf(A) / k",
                "K * log10(A / K)",
                "3 nM + A",
                "A / cell * cell",
                "abs(A - K)",
                "K * floor(time / t)"
            })
    void acceptsFormulasThatFit(String formula) {
        assertThat(rule(formula)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "A + t | t | 't' is in hour but 'A' is in nM",
                "A + u | u | 'u' is in uM but 'A' is in nM, which differ by the factor 1000.0",
                "A + 1 | 1 | '1' has no unit but 'A' is in nM",
                "K * exp(A) | exp(A) | the argument 'A' is in nM but must be dimensionless",
                "K * ln(t) | ln(t) | the argument 't' is in hour but must be dimensionless",
                "K * n^A | n ^ A | the exponent 'A' is in nM but must be dimensionless",
                "k * K | k*K | the formula is in nM/hour but must be in nM",
                "k | k | the formula is in per_hour but must be in nM",
                "u | u | the formula is in uM but must be in nM, which differ by the factor 1000.0",
                "piecewise(A, time > 3, 0) | 3 | '3' has no unit but 'time' is in hour",
                "piecewise(A, A > t, K) | t | 't' is in hour but 'A' is in nM",
                "max(A, t) | t | 't' is in hour",
                "delay(A, K) | delay(A, K) | the delay 'K' is in nM but must be in hour",
                "K * hill(A, t, 2) | A^2 | 'A^2' is in"
            })
    void reportsFormulasThatDoNotFit(String formula, String part, String message) {
        List<UnitFinding> findings = rule(formula);
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.MISMATCH);
                    assertThat(finding.element()).isEqualTo("rule for x");
                    assertThat(finding.expression().replace(" ", ""))
                            .isEqualTo(part.replace(" ", ""));
                    assertThat(finding.message().replace(" ", ""))
                            .contains(message.replace(" ", ""));
                });
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A + y", "y * K", "exp(y) * A"})
    void notesWhatHasNoUnitInsteadOfBlamingIt(String formula) {
        assertThat(rule(formula))
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.NOT_CHECKED));
        assertThat(rule(formula).getFirst().message()).contains("y");
    }

    @Test
    void knowsWhatEachFormulaMustBeIn() {
        assertThat(UnitChecker.check(model().reaction("r", "A", "B", "cell * k * A").build()))
                .isEmpty();
        assertThat(UnitChecker.check(model().reaction("r", "A", "B", "k * A").build()))
                .singleElement()
                .satisfies(f -> assertThat(f.element()).isEqualTo("reaction r"))
                .satisfies(f ->
                        assertThat(f.message()).contains("in nM/hour but must be in nmol/hour"));
        assertThat(UnitChecker.check(model().rate("x", "k * A").build())).isEmpty();
        assertThat(UnitChecker.check(model().rate("x", "A").build()))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("in nM but must be in nM/hour"));
        assertThat(UnitChecker.check(model().event("e", "time > t", "t", "x", "A + K").build()))
                .isEmpty();
        assertThat(UnitChecker.check(model().event("e", "time > t", "K", "x", "t").build()))
                .extracting(UnitFinding::element)
                .containsExactly("event e, delay", "event e, assignment of x");
        assertThat(UnitChecker.check(model().initially("x", "t").build()))
                .extracting(UnitFinding::element)
                .containsExactly("initial assignment of x");
    }

    @Test
    void reportsUnitsThatNobodyDefines() {
        assertThat(UnitChecker.check(model().constant("q", "nMM").build()))
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.UNDEFINED_UNIT))
                .satisfies(f -> assertThat(f.message()).contains("'nMM'"));
        assertThat(rule("K + 3 parsec"))
                .anySatisfy(f -> assertThat(f.kind()).isEqualTo(Kind.UNDEFINED_UNIT));
    }

    @Test
    void survivesFunctionsThatGrowWithoutEnd() {
        ModelBuilder model = model().function("f0", "z * z", "z");
        for (int i = 1; i < 40; i++) {
            model.function("f" + i, "f" + (i - 1) + "(z) + f" + (i - 1) + "(z)", "z");
        }
        assertThat(UnitChecker.check(model.rule("x", "f39(A)").build()))
                .extracting(UnitFinding::kind)
                .contains(Kind.NOT_CHECKED);
    }

    @ParameterizedTest
    @CsvSource({
        "joule, newton, metre",
        "watt, volt, ampere",
        "weber, volt, second",
        "coulomb, farad, volt",
        "volt, ohm, ampere",
        "weber, henry, ampere",
        "dimensionless, siemens, ohm"
    })
    void knowsTheUnitsOfPhysics(String product, String one, String other) {
        UnitValue expected = Units.base(product).orElseThrow();
        assertThat(
                        Units.base(one)
                                .orElseThrow()
                                .times(Units.base(other).orElseThrow())
                                .isLike(expected))
                .isTrue();
    }

    @Test
    void readsFactorsOfUnitDefinitions() {
        UnitDefinition squareFoot =
                new UnitDefinition("ft2", "", List.of(new UnitFactor("metre", 2, -1, 3.048)));
        assertThat(Units.of(squareFoot).orElseThrow().factor())
                .isCloseTo(0.09290304, within(1e-15));
        assertThat(
                        Units.of(
                                new UnitDefinition(
                                        "x", "", List.of(new UnitFactor("Celsius", 1, 0, 1)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nM, nM, 1",
        "uM, nM, 1000",
        "\u00B5M, nM, 1000",
        "\u03BCM, nM, 1000",
        "M, pM, 1e12",
        "mM, uM, 1000",
        "nmol/l, nM, 1",
        "pM, nM, 0.001",
        "ng/mL, ug/L, 1",
        "mg/kg, ug/kg, 1000",
        "d, h, 24",
        "min, h, 0.016666666666666666"
    })
    void convertsDoses(String from, String to, double factor) {
        assertThat(Units.conversion(from, to)).isCloseTo(factor, within(1e-14 * factor));
    }

    @ParameterizedTest
    @CsvSource({
        "ng/mL, nM, unit.molar-mass, molar mass",
        "nM, mg/L, unit.molar-mass, write the dose in nM",
        "h, nM, unit.mismatch, measure different things",
        "mg/kg, nM, unit.mismatch, measure different things",
        "nm, nM, unit.unknown, nm",
        "'', nM, unit.unknown, use one of"
    })
    void refusesDosesInWrongUnits(String from, String to, String code, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Units.conversion(from, to))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
