package org.tamor.combination.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;
import org.tamor.stats.RandomStream;

/// Identities between models, each on 1,000 random pairs of curves and doses.
class MetamorphicTest {

    private static final double TOLERANCE = 1e-9;

    private static final ReferenceModel[] SHAM_COMPLIANT = {
        new Loewe(Loewe.Ceiling.UNDEFINED),
        new Loewe(Loewe.Ceiling.WEAKER_LIMIT),
        new Loewe(Loewe.Ceiling.STRONGEST_SINGLE),
        new Loewe(Loewe.Ceiling.STRONGEST_AT_SUM),
        new Loewe(Loewe.Ceiling.INFINITE_DOSE),
        new Loewe(Loewe.Ceiling.GENERALISED),
        new HillSurface(),
        new BraidAdditivity(),
        new ExplicitMean()
    };

    private static final List<ReferenceModel> ALL = new ArrayList<>(List.of(SHAM_COMPLIANT));

    static {
        ALL.add(new HighestSingleAgent());
        ALL.add(Bliss.plain());
        ALL.add(new Bliss(Bliss.Variant.RANGE_SCALED));
        ALL.add(new ResponseAdditivity());
    }

    private record Case(Hill first, Hill second, double a, double b) {

        static Case random(RandomStream stream) {
            return new Case(curve(stream), curve(stream), dose(stream), dose(stream));
        }

        private static Hill curve(RandomStream stream) {
            return new Hill(
                    1,
                    0.9 * stream.nextDouble(),
                    Math.exp(1.4 * (stream.nextDouble() - 0.5) * 2),
                    Math.exp(4 * (stream.nextDouble() - 0.5)));
        }

        private static double dose(RandomStream stream) {
            return Math.exp(6 * (stream.nextDouble() - 0.5));
        }

        Case slopes(double h) {
            return new Case(
                    new Hill(1, first.limit(), h, first.halfDose()),
                    new Hill(1, second.limit(), h, second.halfDose()),
                    a,
                    b);
        }

        Case alike() {
            return new Case(
                    first,
                    new Hill(1, first.limit(), first.slope(), second.halfDose()),
                    a,
                    b);
        }

        double expected(ReferenceModel model) {
            return model.expected(new DoseResponse[] {first, second}, new double[] {a, b}).value();
        }

        Musyc musyc(double pair) {
            return Musyc.independent(
                    new double[] {1, first.limit(), second.limit(), pair},
                    new double[] {first.slope(), second.slope()},
                    new double[] {first.halfDose(), second.halfDose()});
        }
    }

    private static void onThousand(long seed, Consumer<Case> check) {
        for (int i = 0; i < 1000; i++) {
            check.accept(Case.random(RandomStream.of(seed, i)));
        }
    }

    @Test
    void withSlopeOneGeneralisedLoeweHillPdeConcentrationAdditionAndMusycAgree() {
        onThousand(
                1,
                random -> {
                    Case one = random.slopes(1);
                    double reference = one.expected(new ConcentrationAddition());
                    assertThat(one.expected(new HillSurface())).isCloseTo(reference, within(TOLERANCE));
                    assertThat(one.expected(new Loewe(Loewe.Ceiling.GENERALISED)))
                            .isCloseTo(reference, within(TOLERANCE));
                    Musyc exclusive =
                            Musyc.pair(
                                    new double[] {
                                        1, one.first.limit(), one.second.limit(), 0.5
                                    },
                                    new double[] {1, 1},
                                    new double[] {one.first.halfDose(), one.second.halfDose()},
                                    0,
                                    0,
                                    1,
                                    1);
                    assertThat(exclusive.value(one.a, one.b))
                            .isCloseTo(reference, within(TOLERANCE));
                });
    }

    @Test
    void withEqualLimitsAndSlopesAllModelsOfDoseEquivalenceAgree() {
        onThousand(
                2,
                random -> {
                    Case alike = random.alike();
                    double reference =
                            new Hill(1, alike.first.limit(), alike.first.slope(), 1)
                                    .value(
                                            alike.a / alike.first.halfDose()
                                                    + alike.b / alike.second.halfDose());
                    for (ReferenceModel model : SHAM_COMPLIANT) {
                        assertThat(alike.expected(model))
                                .as(model.name())
                                .isCloseTo(reference, within(TOLERANCE));
                    }
                });
    }

    @Test
    void musycWithoutInteractionIsBliss() {
        onThousand(
                3,
                random -> {
                    double product = random.first.limit() * random.second.limit();
                    assertThat(random.musyc(product).value(random.a, random.b))
                            .isCloseTo(random.expected(Bliss.plain()), within(TOLERANCE));
                    double least = Math.min(random.first.limit(), random.second.limit());
                    assertThat(random.musyc(least).value(random.a, random.b))
                            .isCloseTo(
                                    random.expected(new Bliss(Bliss.Variant.RANGE_SCALED)),
                                    within(TOLERANCE));
                });
    }

    @Test
    void aDrugWithItselfDoesNotInteractByShamCompliantModels() {
        onThousand(
                4,
                random -> {
                    Case sham = new Case(random.first, random.first, random.a, random.b);
                    double truth = random.first.value(random.a + random.b);
                    for (ReferenceModel model : SHAM_COMPLIANT) {
                        assertThat(sham.expected(model))
                                .as(model.name())
                                .isCloseTo(truth, within(TOLERANCE));
                    }
                    Case one = sham.slopes(1);
                    assertThat(one.expected(new ConcentrationAddition()))
                            .isCloseTo(one.first.value(one.a + one.b), within(TOLERANCE));
                });
    }

    /// The models that are not sham-compliant: Bliss by `E(a) E(b) - E(a + b)`, never 0 by chance; MuSyC without interaction,
    /// HSA and additive responses by their own formulae.
    @Test
    void aDrugWithItselfHasTheStatedBiasByTheOtherModels() {
        int[] far = new int[1];
        onThousand(
                12,
                random -> {
                    Case sham = new Case(random.first, random.first, random.a, random.b);
                    Hill curve = random.first;
                    double a = curve.value(random.a);
                    double b = curve.value(random.b);
                    double truth = curve.value(random.a + random.b);
                    double bias = sham.expected(Bliss.plain()) - truth;
                    assertThat(bias).isCloseTo(a * b - truth, within(TOLERANCE));
                    double limit = curve.limit();
                    assertThat(sham.musyc(limit).value(random.a, random.b))
                            .isCloseTo(
                                    limit + (a - limit) * (b - limit) / (1 - limit),
                                    within(TOLERANCE));
                    assertThat(sham.expected(new HighestSingleAgent()))
                            .isEqualTo(Math.min(a, b))
                            .isGreaterThanOrEqualTo(truth);
                    assertThat(sham.expected(new ResponseAdditivity()))
                            .isCloseTo(a + b - 1, within(TOLERANCE));
                    far[0] += Math.abs(bias) > 1e-3 ? 1 : 0;
                });
        assertThat(far[0]).isGreaterThan(900);
    }

    @Test
    void unitsOfDoseDoNotMatter() {
        onThousand(
                5,
                random -> {
                    Hill scaled =
                            new Hill(
                                    1,
                                    random.first.limit(),
                                    random.first.slope(),
                                    1000 * random.first.halfDose());
                    Case other = new Case(scaled, random.second, 1000 * random.a, random.b);
                    for (ReferenceModel model : ALL) {
                        if (model.equals(new Loewe(Loewe.Ceiling.STRONGEST_AT_SUM))) {
                            continue;
                        }
                        assertSame(model, random.expected(model), other.expected(model));
                    }
                });
    }

    @Test
    void theOrderOfTheDrugsDoesNotMatter() {
        onThousand(
                6,
                random -> {
                    Case swapped = new Case(random.second, random.first, random.b, random.a);
                    for (ReferenceModel model : ALL) {
                        assertSame(model, random.expected(model), swapped.expected(model));
                    }
                });
    }

    @Test
    void withoutTheOtherDrugEveryModelIsTheCurve() {
        onThousand(
                7,
                random -> {
                    Case single = new Case(random.first, random.second, random.a, 0);
                    for (ReferenceModel model : ALL) {
                        assertThat(single.expected(model))
                                .as(model.name())
                                .isCloseTo(random.first.value(random.a), within(1e-12));
                    }
                });
    }

    /// BRAID, Loewe and MuSyC are equivariant under a linear change of the response axis, so inhibition gives the same excess.
    @Test
    void modelsOfRangesDoNotCareForTheResponseAxis() {
        ReferenceModel[] equivariant = {
            new Loewe(Loewe.Ceiling.INFINITE_DOSE),
            new Loewe(Loewe.Ceiling.GENERALISED),
            new HillSurface(),
            new BraidAdditivity(),
            new ExplicitMean(),
            new Bliss(Bliss.Variant.RANGE_SCALED)
        };
        onThousand(
                8,
                random -> {
                    Case inhibition =
                            new Case(
                                    random.first.transformed(1, -1),
                                    random.second.transformed(1, -1),
                                    random.a,
                                    random.b);
                    for (ReferenceModel model : equivariant) {
                        assertThat(1 - inhibition.expected(model))
                                .as(model.name())
                                .isCloseTo(random.expected(model), within(TOLERANCE));
                    }
                });
    }

    private static void assertSame(ReferenceModel model, double left, double right) {
        if (Double.isNaN(left)) {
            assertThat(right).as(model.name()).isNaN();
        } else {
            assertThat(right).as(model.name()).isCloseTo(left, within(TOLERANCE));
        }
    }

    /// The chain's elimination against the spanning trees of the square, as the fit uses them.
    @Test
    void musycForThreeDrugsWithOneAbsentIsMusycForTwo() {
        onThousand(
                9,
                random -> {
                    double[] responses = {1, 0.6, 0.5, 0.2, 0.9, 0.4, 0.3, 0.1};
                    double[] slopes = {random.first.slope(), random.second.slope(), 1};
                    double[] halfDoses = {random.first.halfDose(), random.second.halfDose(), 1};
                    Musyc three = Musyc.independent(responses, slopes, halfDoses);
                    Musyc two =
                            Musyc.independent(
                                    new double[] {1, 0.6, 0.5, 0.2},
                                    new double[] {slopes[0], slopes[1]},
                                    new double[] {halfDoses[0], halfDoses[1]});
                    assertThat(three.value(random.a, random.b, 0))
                            .isCloseTo(two.value(random.a, random.b), within(1e-12));
                });
    }

    @Test
    void ursaWithoutInteractionIsLoewe() {
        onThousand(
                10,
                random -> {
                    Hill second =
                            new Hill(
                                    1,
                                    random.first.limit(),
                                    random.second.slope(),
                                    random.second.halfDose());
                    Case equal = new Case(random.first, second, random.a, random.b);
                    Ursa ursa =
                            new Ursa(
                                    1,
                                    random.first.limit(),
                                    random.first.halfDose(),
                                    random.first.slope(),
                                    second.halfDose(),
                                    second.slope(),
                                    0);
                    assertThat(ursa.value(random.a, random.b).value())
                            .isCloseTo(
                                    equal.expected(new Loewe(Loewe.Ceiling.UNDEFINED)),
                                    within(TOLERANCE));
                });
    }

    @Test
    void effectiveDosesOfThreeDrugsWithOneAbsentAreThoseOfTwo() {
        onThousand(
                11,
                random -> {
                    double a12 = random.first.limit() - 0.5;
                    double a21 = random.second.limit() - 0.5;
                    EffectiveDose two =
                            new EffectiveDose(
                                    new double[] {1, 2},
                                    new double[] {1.2, 0.8},
                                    new double[][] {{0, a12}, {a21, 0}});
                    EffectiveDose three =
                            new EffectiveDose(
                                    new double[] {1, 2, 3},
                                    new double[] {1.2, 0.8, 1},
                                    new double[][] {{0, a12, 1}, {a21, 0, 1}, {1, 1, 0}});
                    assertThat(three.value(random.a, random.b, 0).value())
                            .isCloseTo(two.value(random.a, random.b).value(), within(TOLERANCE));
                });
    }
}
