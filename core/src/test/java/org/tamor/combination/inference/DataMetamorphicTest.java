package org.tamor.combination.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.HighestSingleAgent;
import org.tamor.combination.surface.HillSurface;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.Zip;
import org.tamor.stats.RandomStream;

/// What must not change a score or a test, each on 1,000 random matrices: unit, scale, order,
/// threads, empty wells.
class DataMetamorphicTest {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final ReferenceModel[] MODELS = {
        new HighestSingleAgent(), Bliss.plain(), new Loewe(Loewe.Ceiling.INFINITE_DOSE)
    };

    /// A matrix of measured viabilities.
    private record Matrix(Hill first, Hill second, double[] doses, List<Well> wells) {

        static Matrix random(
                long seed, int member, ReferenceModel model, boolean sham, double noise) {
            RandomStream stream = RandomStream.of(seed, member);
            Hill first = curve(stream);
            Hill second = sham ? first : curve(stream);
            double[] doses = {0, 0.15, 0.6, 2.4, 9.6};
            List<Well> wells = new ArrayList<>();
            for (double a : doses) {
                for (double b : doses) {
                    double response =
                            model.expected(new DoseResponse[] {first, second}, new double[] {a, b})
                                    .value();
                    wells.add(Well.of(response + noise * stream.nextGaussian(), a, b));
                }
            }
            return new Matrix(first, second, doses, wells);
        }

        private static Hill curve(RandomStream stream) {
            return new Hill(
                    1,
                    0.6 * stream.nextDouble(),
                    0.6 + 2 * stream.nextDouble(),
                    Math.exp(2 * (stream.nextDouble() - 0.5)));
        }

        CombinationData data() {
            return CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells);
        }

        CombinationData inhibition() {
            return CombinationData.of(
                    DRUGS,
                    ResponseScale.INHIBITION_PERCENT,
                    wells.stream()
                            .map(well -> Well.of(100 * (1 - well.response()), well.doses()))
                            .toList());
        }

        /// In another order, with wells that have no reading.
        CombinationData shuffled(int seed) {
            List<Well> other = new ArrayList<>(wells);
            other.add(Well.of(Double.NaN, 0.6, 0.6));
            other.add(Well.of(Double.NaN, 77, 0));
            other.add(new Well(new double[] {0, 0}, 0.3, "1", "1", WellRole.BLANK));
            Collections.shuffle(other, new Random(seed));
            return CombinationData.of(DRUGS, ResponseScale.VIABILITY, other);
        }
    }

    @Test
    void theUnitOfADoseScalesItsHalfDoseAndNothingElse() {
        for (int i = 0; i < 1000; i++) {
            Matrix matrix = Matrix.random(21, i, Bliss.plain(), false, 0.02);
            List<Well> nanomolar =
                    matrix.wells.stream()
                            .map(
                                    well ->
                                            Well.of(
                                                    well.response(),
                                                    1000 * well.doses()[0],
                                                    well.doses()[1]))
                            .toList();
            CombinationData other = CombinationData.of(DRUGS, ResponseScale.VIABILITY, nanomolar);
            Hill[] before = Monotherapies.of(matrix.data()).fit(FitOptions.standard()).curves();
            Hill[] after = Monotherapies.of(other).fit(FitOptions.standard()).curves();
            assertThat(after[0].halfDose() / before[0].halfDose()).isCloseTo(1000, within(1e-2));
            assertThat(after[0].limit()).isCloseTo(before[0].limit(), within(1e-5));
            assertThat(after[1].halfDose() / before[1].halfDose()).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void inhibitionGivesTheScoresOfViability() {
        for (int i = 0; i < 1000; i++) {
            Matrix matrix = Matrix.random(22, i, Bliss.plain(), false, 0.02);
            for (ReferenceModel model : MODELS) {
                assertThat(Scorer.score(matrix.inhibition(), model).mean().value())
                        .as(model.name())
                        .isCloseTo(Scorer.score(matrix.data(), model).mean().value(), within(1e-6));
            }
        }
    }

    @Test
    void orderAndEmptyWellsChangeNoBit() {
        for (int i = 0; i < 1000; i++) {
            Matrix matrix = Matrix.random(23, i, Bliss.plain(), false, 0.02);
            for (ReferenceModel model : MODELS) {
                assertThat(Scorer.score(matrix.shuffled(i), model).cells())
                        .isEqualTo(Scorer.score(matrix.data(), model).cells());
            }
        }
    }

    @Test
    void threadsAndOrderChangeNoBitOfATest() {
        InferenceOptions options = InferenceOptions.standard(5).draws(2);
        try (ForkJoinPool one = new ForkJoinPool(1);
                ForkJoinPool three = new ForkJoinPool(3)) {
            for (int i = 0; i < 1000; i++) {
                Matrix matrix = Matrix.random(24, i, Bliss.plain(), false, 0.02);
                CombinationData shuffled = matrix.shuffled(i);
                SynergyTest left =
                        one.submit(
                                        () ->
                                                SynergyBootstrap.test(
                                                        matrix.data(), Bliss.plain(), options))
                                .join();
                SynergyTest right =
                        three.submit(() -> SynergyBootstrap.test(shuffled, Bliss.plain(), options))
                                .join();
                assertThat(right.excess()).isEqualTo(left.excess());
                assertThat(right.mean()).isEqualTo(left.mean());
                for (int c = 0; c < left.cells().size(); c++) {
                    assertThat(right.cells().get(c).excess())
                            .isEqualTo(left.cells().get(c).excess());
                }
            }
        }
    }

    /// Plates of raw signals, one 50,000 and one 800 bright, tell what the same plates tell in units near 1.
    @Test
    void theBrightnessOfAPlateDoesNotMatter() {
        InferenceOptions options = InferenceOptions.standard(5).draws(2);
        for (int i = 0; i < 100; i++) {
            Matrix first = Matrix.random(26, i, Bliss.plain(), false, 0.03);
            List<Well> plain = new ArrayList<>();
            List<Well> bright = new ArrayList<>();
            for (int plate = 0; plate < 2; plate++) {
                RandomStream stream = RandomStream.of(27, 2L * i + plate);
                String name = "r" + plate;
                double brightness = plate == 0 ? 50_000 : 800;
                for (Well well : first.wells) {
                    double response = well.response() + 0.03 * stream.nextGaussian();
                    plain.add(new Well(well.doses(), response, name, name, WellRole.TREATED));
                    bright.add(
                            new Well(
                                    well.doses(),
                                    brightness * response,
                                    name,
                                    name,
                                    WellRole.TREATED));
                }
            }
            SynergyTest left = rawTest(plain, options);
            SynergyTest right = rawTest(bright, options);
            assertThat(right.probability()).isCloseTo(left.probability(), within(1e-3));
            assertThat(right.deviation()).isCloseTo(left.deviation(), within(1e-3));
            assertThat(right.degreesOfFreedom()).isEqualTo(left.degreesOfFreedom());
        }
    }

    private static SynergyTest rawTest(List<Well> wells, InferenceOptions options) {
        return SynergyBootstrap.test(
                CombinationData.of(DRUGS, ResponseScale.RAW_SIGNAL, wells), Bliss.plain(), options);
    }

    /// A drug with itself, measured without noise and fitted: nothing by sham-compliant models,
    /// something by ZIP and Bliss.
    @Test
    void aFittedShamMatrixShowsNothingByShamCompliantModels() {
        ReferenceModel[] compliant = {
            new Loewe(Loewe.Ceiling.INFINITE_DOSE),
            new Loewe(Loewe.Ceiling.GENERALISED),
            new HillSurface()
        };
        int biased = 0;
        for (int i = 0; i < 1000; i++) {
            Matrix matrix = Matrix.random(25, i, new HillSurface(), true, 0);
            for (ReferenceModel model : compliant) {
                assertThat(Scorer.score(matrix.data(), model).cells())
                        .as(model.name())
                        .allSatisfy(
                                cell ->
                                        assertThat(Math.abs(cell.excess().value()))
                                                .isLessThan(1e-5));
            }
            double zip =
                    Scorer.zip(matrix.data(), Zip.Variant.FREE_LIMIT, FitOptions.standard())
                            .mean()
                            .value();
            biased += Math.abs(zip) > 1e-3 ? 1 : 0;
        }
        assertThat(biased).isGreaterThan(900);
    }
}
