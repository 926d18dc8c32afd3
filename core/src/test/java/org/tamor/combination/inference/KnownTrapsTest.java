package org.tamor.combination.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.Braid;
import org.tamor.combination.surface.BraidFit;
import org.tamor.combination.surface.SurfaceData;
import org.tamor.combination.surface.Zip;
import org.tamor.stats.RandomStream;

/// Defects that were found in other programs and that ours must not have.
class KnownTrapsTest {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final Hill FIRST = new Hill(1, 0.3, 1.2, 1);
    private static final Hill SECOND = new Hill(1, 0.1, 1, 2);
    private static final double[] DOSES = {0, 0.1, 0.3, 0.9, 2.7, 8.1, 24, 72};

    private static CombinationData plate(double excess, double noise, long seed) {
        RandomStream stream = RandomStream.of(31, seed);
        List<Well> wells = new ArrayList<>();
        for (double a : DOSES) {
            for (double b : DOSES) {
                double response = FIRST.value(a) * SECOND.value(b) - (a > 0 && b > 0 ? excess : 0);
                wells.add(Well.of(response + noise * stream.nextGaussian(), a, b));
            }
        }
        return data(wells);
    }

    private static CombinationData data(List<Well> wells) {
        return CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells);
    }

    /// A t-test over the cells of a matrix calls a third of the plates without interaction
    /// interacting, since a row shares the error of its single-drug well; the primary test does
    /// not.
    @Test
    void errorsOfSharedWellsAreNotTakenForSynergy() {
        int ours = 0;
        int overCells = 0;
        int plates = 300;
        for (int i = 0; i < plates; i++) {
            CombinationData data = plate(0, 0.05, i);
            ConstantExcess test =
                    ConstantExcess.of(data, Bliss.plain(), InferenceOptions.standard(i));
            ours += test.probability() <= 0.05 ? 1 : 0;
            ScoreTable raw =
                    Scorer.score(
                            data,
                            Bliss.plain(),
                            ScoreIdentity.Source.MEASURED,
                            ScoreIdentity.Convention.SYNERGYFINDER,
                            FitOptions.standard());
            overCells += studentProbability(raw) <= 0.05 ? 1 : 0;
        }
        assertThat(100.0 * overCells / plates).isGreaterThan(20);
        assertThat(100.0 * ours / plates).isBetween(1.5, 9.0);
    }

    private static double studentProbability(ScoreTable table) {
        double[] x = table.cells().stream().mapToDouble(cell -> cell.excess().value()).toArray();
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double squares = 0;
        for (double value : x) {
            squares += (value - mean) * (value - mean);
        }
        double t = mean / Math.sqrt(squares / (x.length - 1) / x.length);
        return 2 * new TDistribution(x.length - 1).cumulativeProbability(-Math.abs(t));
    }

    /// A true excess of 10 % everywhere is seen on nearly every plate, not on 15 % of them.
    @Test
    void anExcessOfTenPercentIsSeen() {
        int seen = 0;
        for (int i = 0; i < 100; i++) {
            CombinationData data = plate(0.1, 0.05, i);
            seen +=
                    ConstantExcess.of(data, Bliss.plain(), InferenceOptions.standard(i))
                                            .probability()
                                    <= 0.05
                            ? 1
                            : 0;
        }
        assertThat(seen).isGreaterThan(90);
    }

    @Test
    void quantilesComeFromEnoughDraws() {
        assertThat(InferenceOptions.standard(1).draws()).isGreaterThanOrEqualTo(999);
    }

    @Test
    void boundsOfTheCurvesHoldWithAndWithoutReplicates() {
        FitOptions options = FitOptions.standard().limit(0.25, 1);
        List<Well> twice = new ArrayList<>(plate(0, 0.02, 1).wells());
        twice.addAll(plate(0, 0.02, 2).wells());
        for (CombinationData data : List.of(plate(0, 0.02, 1), data(twice))) {
            for (DoseResponse curve :
                    Scorer.curves(
                            data,
                            ScoreIdentity.Source.FITTED,
                            ScoreIdentity.Convention.TAMOR,
                            options)) {
                assertThat(curve.limit()).isGreaterThanOrEqualTo(0.25);
            }
        }
    }

    /// A cell with one well in a replicated block adds no degree of freedom, where a copy of it
    /// would add one.
    @Test
    void aSingleWellIsNotDuplicated() {
        List<Well> twice = new ArrayList<>(plate(0, 0.02, 1).wells());
        twice.addAll(plate(0, 0.02, 2).wells());
        Well last = twice.get(twice.size() - 1);
        List<Well> without = new ArrayList<>(twice);
        without.remove(last);
        InferenceOptions options = InferenceOptions.standard(1).draws(3);
        int all = SynergyBootstrap.test(data(twice), Bliss.plain(), options).degreesOfFreedom();
        int less = SynergyBootstrap.test(data(without), Bliss.plain(), options).degreesOfFreedom();
        assertThat(less).isEqualTo(all - 1);
    }

    @Test
    void nothingIsImputedOrClipped() {
        CombinationData data =
                data(
                        List.of(
                                Well.of(1.3, 0, 0),
                                Well.of(-0.2, 1, 0),
                                Well.of(0.4, 0, 1),
                                Well.of(Double.NaN, 1, 1)));
        assertThat(data.missing()).hasSize(1);
        assertThat(data.cells()).hasSize(3);
        assertThat(data.cells().get(0).mean()).isEqualTo(1.3);
        assertThat(data.cells().get(2).mean()).isEqualTo(-0.2);
    }

    /// Three fully effective drugs leave nothing to gain: excess 0, not 2.
    @Test
    void threeFullyEffectiveDrugsHaveNoExcess() {
        DoseResponse[] curves = {new Hill(1, 0, 1, 1), new Hill(1, 0, 1, 1), new Hill(1, 0, 1, 1)};
        double expected = Bliss.plain().expected(curves, new double[] {1e12, 1e12, 1e12}).value();
        assertThat(expected).isCloseTo(0, within(1e-9));
    }

    @Test
    void namesMayHoldAnyPunctuation() {
        List<Drug> drugs =
                List.of(new Drug("5-FU: x; y_z, a/b.c", "µM"), new Drug("\"β\"\t|", "nM"));
        CombinationData data =
                CombinationData.of(drugs, ResponseScale.VIABILITY, plate(0, 0.02, 3).wells());
        assertThat(Scorer.score(data, Bliss.plain()).cells()).hasSize(49);
        assertThat(data.drugs()).isEqualTo(drugs);
    }

    /// An unbounded fit of a true limit of 0.2 has returned -2.7 elsewhere.
    @Test
    void braidStaysNearTheMeasuredResponses() {
        Braid truth = new Braid(1, new Hill(1, 0.45, 1.2, 1), new Hill(1, 0.6, 0.8, 2), 0.2, 0, 1);
        for (int seed = 0; seed < 20; seed++) {
            RandomStream stream = RandomStream.of(32, seed);
            List<Well> wells = new ArrayList<>();
            for (double a : DOSES) {
                for (double b : DOSES) {
                    wells.add(Well.of(truth.value(a, b) + 0.05 * stream.nextGaussian(), a, b));
                }
            }
            BraidFit fit =
                    BraidFit.of(
                            SurfaceData.of(data(wells).cells()),
                            new Hill[] {truth.first(), truth.second()},
                            BraidFit.Limits.FREE,
                            BraidFit.Prior.MODERATE);
            assertThat(fit.model().limit()).isBetween(-1.0, 0.6);
        }
    }

    /// ZIP neither bounds a limit to fractions nor changes the curves that it is given.
    @Test
    void zipTakesAnyScaleAndLeavesTheCurvesAlone() {
        List<Well> percent =
                plate(0, 0, 1).wells().stream()
                        .map(well -> Well.of(100 * well.response(), well.doses()))
                        .toList();
        DoseResponse[] curves = {new Hill(100, 30, 1.2, 1), new Hill(100, 10, 1, 2)};
        DoseResponse[] before = curves.clone();
        List<Zip.Cell> cells = Zip.surface(data(percent).cells(), curves, Zip.Variant.FREE_LIMIT);
        assertThat(curves).isEqualTo(before);
        assertThat(cells)
                .allSatisfy(cell -> assertThat(cell.excess().value()).isCloseTo(0, within(1e-3)));
    }

    /// Three estimators go by the name of ZIP: the identity says which.
    @Test
    void theIdentityNamesTheVariantOfZip() {
        CombinationData data = plate(0.05, 0.02, 4);
        List<String> models = new ArrayList<>();
        for (Zip.Variant variant : Zip.Variant.values()) {
            models.add(Scorer.zip(data, variant, FitOptions.standard()).identity().model());
        }
        assertThat(models).doesNotHaveDuplicates().allMatch(name -> name.startsWith("ZIP, "));
    }
}
