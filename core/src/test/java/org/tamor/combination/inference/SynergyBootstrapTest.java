package org.tamor.combination.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
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
import org.tamor.combination.surface.Bliss;
import org.tamor.combination.surface.HillSurface;
import org.tamor.combination.surface.Loewe;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.Zip;
import org.tamor.failure.BadInputException;
import org.tamor.stats.RandomStream;

class SynergyBootstrapTest {

    private static final List<Drug> DRUGS = List.of(new Drug("a", "uM"), new Drug("b", "uM"));
    private static final Hill FIRST = new Hill(1, 0.3, 1.2, 1);
    private static final Hill SECOND = new Hill(1, 0.1, 1, 2);
    private static final double[] DOSES = {0, 0.2, 0.6, 1.8, 5.4, 16};
    private static final InferenceOptions OPTIONS = InferenceOptions.standard(11).draws(199);

    private static List<Well> wells(
            Hill first, Hill second, ReferenceModel model, double excess, double noise, int plates, long seed) {
        List<Well> wells = new ArrayList<>();
        RandomStream stream = RandomStream.of(seed, 0);
        for (int plate = 1; plate <= plates; plate++) {
            for (double a : DOSES) {
                for (double b : DOSES) {
                    double response =
                            model.expected(
                                            new DoseResponse[] {first, second},
                                            new double[] {a, b})
                                    .value();
                    response -= a > 0 && b > 0 ? excess : 0;
                    wells.add(
                            new Well(
                                    new double[] {a, b},
                                    response + noise * stream.nextGaussian(),
                                    "p" + plate,
                                    "r" + plate,
                                    WellRole.TREATED));
                }
            }
        }
        return wells;
    }

    private static CombinationData data(List<Well> wells) {
        return CombinationData.of(DRUGS, ResponseScale.VIABILITY, wells);
    }

    @Test
    void findsAnExcessAndItsSize() {
        CombinationData data = data(wells(FIRST, SECOND, Bliss.plain(), 0.15, 0.02, 1, 1));
        SynergyTest test = SynergyBootstrap.test(data, Bliss.plain(), OPTIONS);
        assertThat(test.probability()).isLessThan(1e-4);
        assertThat(test.interval().contains(0.15)).isTrue();
        assertThat(test.mean().contains(0.15)).isTrue();
        assertThat(test.meanProbability()).isLessThanOrEqualTo(0.02);
        assertThat(test.deviation()).isCloseTo(0.02, within(0.012));
        assertThat(test.cells()).hasSize(25);
        assertThat(test.cells()).allSatisfy(cell -> assertThat(cell.excess().contains(0.15)).isTrue());
        assertThat(test.scope()).isEqualTo(SynergyTest.Scope.THIS_PLATE);
    }

    @Test
    void findsNothingWhereNothingIs() {
        CombinationData data = data(wells(FIRST, SECOND, Bliss.plain(), 0, 0.03, 3, 3));
        SynergyTest test = SynergyBootstrap.test(data, Bliss.plain(), OPTIONS);
        assertThat(test.probability()).isGreaterThan(0.05);
        assertThat(test.interval().contains(0)).isTrue();
        assertThat(test.omnibus().isDefined()).isTrue();
        assertThat(test.scope()).isEqualTo(SynergyTest.Scope.REPLICATES);
        assertThat(test.excess().heterogeneity()).isGreaterThan(0.01);
    }

    @Test
    void isTheSameForAnyOrderOfWellsAndAnyNumberOfThreads() throws Exception {
        List<Well> wells = wells(FIRST, SECOND, Bliss.plain(), 0.05, 0.03, 2, 5);
        SynergyTest first = SynergyBootstrap.test(data(wells), Bliss.plain(), OPTIONS);
        List<Well> shuffled = new ArrayList<>(wells);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.add(Well.of(Double.NaN, 1, 1));
        SynergyTest second = inPool(1, data(shuffled));
        SynergyTest third = inPool(5, data(shuffled));
        assertSame(first, second);
        assertSame(first, third);
    }

    private static SynergyTest inPool(int threads, CombinationData data)
            throws InterruptedException, ExecutionException {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> SynergyBootstrap.test(data, Bliss.plain(), OPTIONS)).get();
        }
    }

    private static void assertSame(SynergyTest left, SynergyTest right) {
        assertThat(right.excess()).isEqualTo(left.excess());
        assertThat(right.mean()).isEqualTo(left.mean());
        assertThat(right.omnibus()).isEqualTo(left.omnibus());
        for (int i = 0; i < left.cells().size(); i++) {
            assertThat(right.cells().get(i).excess()).isEqualTo(left.cells().get(i).excess());
            assertThat(right.cells().get(i).probability())
                    .isEqualTo(left.cells().get(i).probability());
        }
    }

    @Test
    void aShamCombinationWithoutNoiseShowsNothingByShamCompliantModels() {
        List<Well> wells = wells(FIRST, FIRST, new HillSurface(), 0, 0, 1, 1);
        for (ReferenceModel model :
                List.of(
                        new Loewe(Loewe.Ceiling.INFINITE_DOSE),
                        new Loewe(Loewe.Ceiling.GENERALISED),
                        new HillSurface())) {
            ScoreTable score = Scorer.score(data(wells), model);
            assertThat(score.cells())
                    .allSatisfy(
                            cell ->
                                    assertThat(cell.excess().value())
                                            .as(model.name())
                                            .isCloseTo(0, within(1e-6)));
        }
    }

    @Test
    void aBlissSurfaceWithoutNoiseHasNoZipExcess() {
        List<Well> wells = wells(FIRST, SECOND, Bliss.plain(), 0, 0, 1, 1);
        ScoreTable zip = Scorer.zip(data(wells), Zip.Variant.FREE_LIMIT, FitOptions.standard());
        assertThat(zip.cells())
                .allSatisfy(cell -> assertThat(cell.excess().value()).isCloseTo(0, within(1e-5)));
        ScoreTable original = Scorer.zip(data(wells), Zip.Variant.ZERO_LIMIT, FitOptions.standard());
        assertThat(Math.abs(original.mean().value())).isGreaterThan(1e-3);
    }

    @Test
    void inhibitionAndViabilityGiveTheSameScores() {
        List<Well> wells = wells(FIRST, SECOND, Bliss.plain(), 0.1, 0.02, 1, 9);
        List<Well> inhibition =
                wells.stream().map(well -> Well.of(100 * (1 - well.response()), well.doses())).toList();
        CombinationData other =
                CombinationData.of(DRUGS, ResponseScale.INHIBITION_PERCENT, inhibition);
        assertThat(Scorer.score(other, Bliss.plain()).mean().value())
                .isCloseTo(Scorer.score(data(wells), Bliss.plain()).mean().value(), within(1e-9));
    }

    @Test
    void contrastsTwoLines() {
        CombinationData strong = data(wells(FIRST, SECOND, Bliss.plain(), 0.2, 0.02, 1, 1));
        CombinationData none = data(wells(FIRST, SECOND, Bliss.plain(), 0, 0.02, 1, 2));
        SynergyContrast contrast = SynergyContrast.of(strong, none, Bliss.plain(), OPTIONS);
        assertThat(contrast.excess().interval().contains(0.2)).isTrue();
        assertThat(contrast.excess().probability()).isLessThan(1e-4);
        assertThat(contrast.cells()).hasSize(25);
        assertThat(
                        contrast.cells().stream()
                                .filter(cell -> cell.excess().contains(0.2))
                                .count())
                .isGreaterThanOrEqualTo(23);
    }

    @Test
    void foldOfResensitisation() {
        Hill alone = new Hill(1, 0, 1, 8);
        Hill sensitised = new Hill(0.8, 0, 1, 1);
        RandomStream stream = RandomStream.of(2, 0);
        List<Well> wells = new ArrayList<>();
        for (double dose : DOSES) {
            wells.add(Well.of(alone.value(dose) + 0.01 * stream.nextGaussian(), dose, 0));
            wells.add(Well.of(sensitised.value(dose) + 0.01 * stream.nextGaussian(), dose, 3));
        }
        Resensitisation fold = Resensitisation.of(data(wells), 0, 3, OPTIONS);
        assertThat(fold.interval().contains(8)).isTrue();
        assertThat(fold.interval().low()).isGreaterThan(3);
        assertThat(fold.fold().isDefined()).isTrue();
    }

    @Test
    void saysWhatIsMissing() {
        List<Well> wells = List.of(Well.of(1, 0, 0), Well.of(0.5, 1, 0), Well.of(0.2, 1, 1));
        assertThatThrownBy(() -> SynergyBootstrap.test(data(wells), Bliss.plain(), OPTIONS))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        problem ->
                                assertThat(problem.code()).isEqualTo("combination.single-agents"));
        List<Well> full = wells(FIRST, SECOND, Bliss.plain(), 0, 0.01, 1, 1);
        assertThatThrownBy(
                        () ->
                                SynergyBootstrap.test(
                                        data(full), new Loewe(Loewe.Ceiling.UNDEFINED), OPTIONS))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        problem -> assertThat(problem.code()).isEqualTo("combination.undefined"));
        assertThatThrownBy(() -> CombinationData.of(DRUGS, ResponseScale.VIABILITY, List.of(Well.of(1, 2))))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void adjustsForMultiplicity() {
        double[] p = {0.01, 0.04, 0.03, 0.5};
        assertThat(Multiplicity.benjaminiHochberg(p))
                .containsExactly(new double[] {0.04, 0.16 / 3, 0.16 / 3, 0.5}, within(1e-12));
        assertThat(Multiplicity.holm(p))
                .containsExactly(new double[] {0.04, 0.09, 0.09, 0.5}, within(1e-12));
    }

    @Test
    void ranksCountTheObservedValue() {
        double[] draws = {-2, -1, 0, 1, 2, 3, 4, 5, 6};
        assertThat(Ranks.atLeast(6.5, draws)).isEqualTo(0.1);
        assertThat(Ranks.atLeast(-3, draws)).isEqualTo(1);
        assertThat(Ranks.twoSided(7, draws)).isEqualTo(0.2);
    }
}
