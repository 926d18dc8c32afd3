package org.tamor.combination.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;

/// Expected responses of two drugs, computed independently from the published formulae.
class GoldenNumbersTest {

    private static final DoseResponse[] CURVES = {
        new Hill(1, 0.45, 1, 1), new Hill(1, 0.60, 0.8, 2)
    };
    private static final double[][] DOSES = {{0.3, 0.6}, {1, 2}, {3, 6}, {10, 20}};

    private static Evaluation expected(String model, double... doses) {
        return model(model).expected(CURVES, doses);
    }

    private static ReferenceModel model(String name) {
        return switch (name) {
            case "HSA" -> new HighestSingleAgent();
            case "Bliss" -> Bliss.plain();
            case "Bliss range-scaled" -> new Bliss(Bliss.Variant.RANGE_SCALED);
            case "RA" -> new ResponseAdditivity();
            case "Loewe nan" -> new Loewe(Loewe.Ceiling.UNDEFINED);
            case "Loewe inf-dose" -> new Loewe(Loewe.Ceiling.INFINITE_DOSE);
            case "Loewe generalised" -> new Loewe(Loewe.Ceiling.GENERALISED);
            case "Loewe grid" -> new Loewe(Loewe.Ceiling.GRID_OF_100);
            case "explicit mean" -> new ExplicitMean();
            case "Hill-PDE" -> new HillSurface();
            default -> new BraidAdditivity();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "HSA, 0.873077, 0.725, 0.5875, 0.5",
        "Bliss, 0.776605, 0.58, 0.421451, 0.327361",
        "Bliss range-scaled, 0.788079, 0.625, 0.516841, 0.468611",
        "RA, 0.76258, 0.525, 0.304863, 0.154723",
        "Loewe inf-dose, 0.819779, 0.691324, 0.5875, 0.5",
        "Loewe generalised, 0.817, 0.687514, 0.591675, 0.531571",
        "Loewe grid, 0.822222, 0.688889, 0.588889, 0.5",
        "Hill-PDE, 0.816153, 0.690732, 0.603959, 0.55502",
        "BRAID additivity, 0.813579, 0.672941, 0.564023, 0.495029"
    })
    void expectedViability(String model, double a, double b, double c, double d) {
        double[] golden = {a, b, c, d};
        for (int i = 0; i < golden.length; i++) {
            assertThat(expected(model, DOSES[i]).value()).isCloseTo(golden[i], within(6e-7));
        }
    }

    @Test
    void singleEffects() {
        double[] first = {0.873077, 0.725, 0.5875, 0.5};
        double[] second = {0.889503, 0.8, 0.717363, 0.654723};
        for (int i = 0; i < DOSES.length; i++) {
            assertThat(CURVES[0].value(DOSES[i][0])).isCloseTo(first[i], within(6e-7));
            assertThat(CURVES[1].value(DOSES[i][1])).isCloseTo(second[i], within(6e-7));
        }
    }

    @Test
    void loeweEndsAtTheWeakerLimitUnlessARuleSaysOtherwise() {
        assertThat(expected("Loewe nan", DOSES[1]).value()).isCloseTo(0.691324, within(6e-7));
        assertThat(expected("Loewe nan", DOSES[2]).status()).isEqualTo(Status.OUT_OF_RANGE_WEAK);
        assertThat(expected("Loewe nan", DOSES[2]).isDefined()).isFalse();
        Evaluation weak = new Loewe(Loewe.Ceiling.WEAKER_LIMIT).expected(CURVES, DOSES[3]);
        assertThat(weak.value()).isEqualTo(0.6);
        assertThat(weak.status()).isEqualTo(Status.OUT_OF_RANGE_WEAK);
        assertThat(
                        new Loewe(Loewe.Ceiling.STRONGEST_SINGLE)
                                .expected(CURVES, DOSES[2])
                                .value())
                .isCloseTo(0.5875, within(1e-12));
    }

    @Test
    void explicitMeanIsHalfDefinedBeyondTheWeakerLimit() {
        assertThat(expected("explicit mean", DOSES[0]).value()).isCloseTo(0.817347, within(6e-7));
        assertThat(expected("explicit mean", DOSES[1]).value()).isCloseTo(0.68409, within(6e-6));
        Evaluation half = expected("explicit mean", DOSES[2]);
        assertThat(half.value()).isCloseTo(0.558757, within(6e-7));
        assertThat(half.status()).isEqualTo(Status.OUT_OF_RANGE_WEAK);
    }

    @Test
    void rangeScaledBlissIsMusycWithoutInteraction() {
        Musyc musyc =
                Musyc.independent(
                        new double[] {1, 0.45, 0.6, 0.45},
                        new double[] {1, 0.8},
                        new double[] {1, 2});
        for (double[] doses : DOSES) {
            assertThat(musyc.value(doses))
                    .isCloseTo(
                            expected("Bliss range-scaled", doses).value(), within(1e-14));
        }
    }

    private static final double[][] SURFACE = {{0.5, 1}, {1, 2}, {4, 8}};

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.7078579539, 0.5759032598, 0.3481397646",
        "1.5, 0.7, 0.6899295302, 0.551101767, 0.3498066012"
    })
    void musyc(double gamma12, double gamma21, double a, double b, double c) {
        Musyc musyc =
                Musyc.pair(
                        new double[] {1, 0.45, 0.6, 0.2},
                        new double[] {1.2, 0.8},
                        new double[] {1, 2},
                        3,
                        0.5,
                        gamma12,
                        gamma21);
        double[] golden = {a, b, c};
        for (int i = 0; i < golden.length; i++) {
            assertThat(musyc.value(SURFACE[i])).isCloseTo(golden[i], within(6e-11));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0.8430177861, 0.7556629731, 0.5870827816",
        "0, 0.7406161569, 0.6334500839, 0.47138843",
        "2, 0.611399751, 0.5022829086, 0.3706700885"
    })
    void braid(double kappa, double a, double b, double c) {
        Braid braid =
                new Braid(
                        1, new Hill(1, 0.45, 1.2, 1), new Hill(1, 0.6, 0.8, 2), 0.2, kappa, 1);
        double[] golden = {a, b, c};
        for (int i = 0; i < golden.length; i++) {
            assertThat(braid.value(SURFACE[i])).isCloseTo(golden[i], within(6e-11));
        }
    }

    /// A published evaluation: IDM 1, n 3, kappa 0, E0 0, Ef 100 at doses 1, 1.
    @Test
    void braidAtThePublishedPoint() {
        Hill curve = new Hill(0, 100, 3, 1);
        assertThat(new Braid(0, curve, curve, 100, 0, 1).value(1, 1))
                .isCloseTo(88.88889, within(6e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.4425514142, 0.25, 0.0395109106",
        "-0.5, 0.8, 0.4480149076, 0.247499769, 0.0338199781",
        "2, -0.3, 0.5054659758, 0.3370364615, 0.0834444011"
    })
    void effectiveDose(double a12, double a21, double a, double b, double c) {
        EffectiveDose model =
                new EffectiveDose(
                        new double[] {1, 2},
                        new double[] {1.2, 0.8},
                        new double[][] {{0, a12}, {a21, 0}});
        double[] golden = {a, b, c};
        for (int i = 0; i < golden.length; i++) {
            assertThat(model.value(SURFACE[i]).value()).isCloseTo(golden[i], within(6e-11));
        }
    }

    @Test
    void threeDrugs() {
        DoseResponse[] curves = {
            new Hill(1, 0.2, 1, 1), new Hill(1, 0.2, 1.5, 2), new Hill(1, 0.2, 2, 4)
        };
        double[] doses = {0.5, 1, 2};
        assertThat(new Loewe(Loewe.Ceiling.UNDEFINED).expected(curves, doses).value())
                .isCloseTo(0.488804336, within(6e-10));
        assertThat(Bliss.plain().expected(curves, doses).value())
                .isCloseTo(0.48727873, within(6e-9));
        assertThat(new HighestSingleAgent().expected(curves, doses).value())
                .isCloseTo(0.733333333, within(6e-10));
    }

    @Test
    void blissOnGrowthRates() {
        DoseResponse[] curves = {new Hill(1, 0, 1, 1), new Hill(1, 0, 1, 1)};
        assertThat(
                        new Bliss(Bliss.Variant.GROWTH_RATE)
                                .expected(curves, new double[] {1, 3})
                                .value())
                .isCloseTo(0.1394328172, within(6e-11));
    }

    /// Cells double in 24 h; each drug halves the growth rate; rates multiply in truth.
    @ParameterizedTest
    @CsvSource({
        "24, -0.0946", "48, -0.1036", "72, -0.0852", "96, -0.0625", "144, -0.0286"
    })
    void blissOnViabilityDependsOnTheDurationOfTheAssay(double hours, double golden) {
        double single = Math.pow(2, 0.5 * hours / 24 - hours / 24);
        double pair = Math.pow(2, 0.25 * hours / 24 - hours / 24);
        assertThat(single * single - pair).isCloseTo(golden, within(6e-5));
    }

    @ParameterizedTest
    @CsvSource({"0.5, -0.157", "1, -0.056", "2, 0.140", "4, 0.386"})
    void blissOfADrugWithItself(double slope, double golden) {
        Hill curve = new Hill(1, 0, slope, 1);
        double bliss =
                Bliss.plain()
                        .expected(
                                new DoseResponse[] {curve, curve}, new double[] {0.5, 0.5})
                        .value();
        assertThat(bliss - curve.value(1)).isCloseTo(golden, within(6e-4));
    }
}
