package org.tamor.combination.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.analysis.Plates.block;
import static org.tamor.combination.analysis.Plates.hill;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.surface.Musyc;
import org.tamor.failure.BadInputException;

/// Verdicts on surfaces of which the truth is known.
class VerdictTest {

    private static final AnalysisOptions OPTIONS =
            AnalysisOptions.standard().draws(199).threads(2).seed(3);

    private static CombinationAnalysis analysis(CombinationBlock block) {
        return StudyAnalyser.analyse(List.of(block), OPTIONS, done -> {}).analyses().getFirst();
    }

    private static ModelScore score(CombinationAnalysis analysis, String key) {
        return analysis.scores().stream()
                .filter(score -> score.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0.6", "1", "2.5"})
    void referencesThatAreShamCompliantFindNothingInADrugWithItself(double slope) {
        CombinationAnalysis analysis =
                analysis(block("sham", "MCF-7", 72, (a, b) -> hill(a + b, 0, slope, 2), 0, 1));

        List<ModelScore> compliant =
                analysis.scores().stream()
                        .filter(ModelScore::shamCompliant)
                        // concentration addition holds the slopes at 1, and so is wrong by itself
                        // at others
                        .filter(score -> !score.key().equals("gca") || slope == 1)
                        .toList();
        assertThat(compliant.size()).isGreaterThanOrEqualTo(7);
        for (ModelScore score : compliant) {
            assertThat(score.mean().value()).as(score.key()).isCloseTo(0, within(1e-4));
            assertThat(score.shamBias().value()).as(score.key()).isCloseTo(0, within(1e-4));
            assertThat(score.direction()).as(score.key()).isEqualTo(Direction.NEITHER);
        }
        // the bias that is stated for Bliss is the score that it gives
        ModelScore bliss = score(analysis, "bliss");
        if (slope > 2) {
            assertThat(bliss.mean().value())
                    .as("a steep drug looks synergistic")
                    .isGreaterThan(0.02);
        }
        if (slope < 1) {
            assertThat(bliss.mean().value())
                    .as("a shallow drug looks antagonistic")
                    .isLessThan(-0.01);
        }
        assertThat(bliss.shamBias().value()).isCloseTo(bliss.mean().value(), within(1e-3));
    }

    @Test
    void aSurfaceOfBlissHasNoExcessAndTheVerdictSaysSo() {
        CombinationAnalysis analysis =
                analysis(
                        block(
                                "independent",
                                "MCF-7",
                                72,
                                (a, b) -> hill(a, 0.4, 1.5, 1) * hill(b, 0.3, 1, 2),
                                0.01,
                                3));

        ModelScore bliss = score(analysis, "bliss");
        assertThat(bliss.mean().value()).isCloseTo(0, within(0.01));
        assertThat(bliss.direction()).isEqualTo(Direction.NEITHER);
        assertThat(bliss.probability()).isGreaterThan(0.05);
        assertThat(analysis.verdict().headline())
                .startsWith("By Bliss: no interaction larger than 5 % of the control");
        assertThat(analysis.verdict().neither()).contains("Bliss");
        // both drugs together do more than the stronger one
        assertThat(analysis.verdict().synergy()).contains("HSA");
        assertThat(analysis.verdict().flips())
                .anyMatch(flip -> flip.startsWith("It depends on the reference"));
    }

    @Test
    void efficacyIsToldFromPotency() {
        CombinationAnalysis stronger = analysis(musyc("efficacy", 0.05, 1, 1));
        CombinationAnalysis sooner = analysis(musyc("potency", 0.4, 10, 10));

        List<SurfaceParameter> efficacy = stronger.surfaces().orElseThrow().musyc();
        assertThat(efficacy.get(0).direction()).isEqualTo(Direction.SYNERGY);
        assertThat(efficacy.get(1).direction()).isEqualTo(Direction.NEITHER);
        assertThat(efficacy.get(2).direction()).isEqualTo(Direction.NEITHER);
        assertThat(stronger.verdict().efficacyAndPotency().getFirst())
                .startsWith("Efficacy: synergy; the pair goes to");

        List<SurfaceParameter> potency = sooner.surfaces().orElseThrow().musyc();
        assertThat(potency.get(0).direction()).isEqualTo(Direction.NEITHER);
        assertThat(potency.get(1).direction()).isEqualTo(Direction.SYNERGY);
        assertThat(potency.get(2).direction()).isEqualTo(Direction.SYNERGY);
        assertThat(potency.get(1).estimate().value()).isCloseTo(1, within(0.3));
        assertThat(sooner.verdict().efficacyAndPotency().get(1))
                .startsWith("Potency: synergy; tamoxifen makes rapamycin");
    }

    private static CombinationBlock musyc(
            String name, double limit, double alpha12, double alpha21) {
        Musyc truth =
                Musyc.pair(
                        new double[] {1, 0.4, 0.4, limit},
                        new double[] {1.5, 1.5},
                        new double[] {1, 1},
                        alpha12,
                        alpha21,
                        1,
                        1);
        return block(name, "MCF-7", 72, (a, b) -> truth.value(a, b), 0.01, 2);
    }

    @Test
    void theVerdictFlipsWithTheScale() {
        // each drug halves the rate of growth, and rates multiply: by viability after three
        // divisions an antagonism
        CombinationAnalysis analysis =
                analysis(
                        block(
                                "growth",
                                "MCF-7",
                                72,
                                (a, b) ->
                                        Math.pow(
                                                2,
                                                3
                                                        * (hill(a, 0.5, 1.5, 1)
                                                                        * hill(b, 0.5, 1.5, 1)
                                                                - 1)),
                                0.004,
                                3));

        assertThat(score(analysis, "bliss").direction()).isEqualTo(Direction.ANTAGONISM);
        assertThat(score(analysis, "bliss-gr-3").direction()).isEqualTo(Direction.NEITHER);
        assertThat(score(analysis, "bliss-gr-3").mean().value()).isCloseTo(0, within(0.01));
        assertThat(analysis.verdict().flips())
                .anyMatch(
                        flip ->
                                flip.startsWith("It depends on the scale: antagonism by Bliss")
                                        || flip.startsWith("It depends on the scale: ")
                                                && flip.contains("neither by Bliss on GR"));
    }

    @Test
    void theNextPlateAsksForMoreReplicatesWhereNoiseHidesTheExcess() {
        CombinationAnalysis noisy =
                analysis(
                        block(
                                "noisy",
                                "MCF-7",
                                72,
                                (a, b) ->
                                        hill(a, 0.4, 1.5, 1) * hill(b, 0.3, 1, 2)
                                                - (a * b > 0 ? 0.02 : 0),
                                0.1,
                                1));
        CombinationAnalysis clear =
                analysis(
                        block(
                                "clear",
                                "MCF-7",
                                72,
                                (a, b) ->
                                        hill(a, 0.4, 1.5, 1) * hill(b, 0.3, 1, 2)
                                                - (a * b > 0 ? 0.02 : 0),
                                0.005,
                                1));
        NextPlate next = noisy.verdict().nextPlate();

        assertThat(next.power()).isLessThan(clear.verdict().nextPlate().power());
        assertThat(clear.verdict().nextPlate().power()).isCloseTo(1, within(1e-6));
        // 80 % power at level 5 %: 2.80 standard errors, of which the interval is 1.96 to either
        // side
        double half =
                0.5 * (noisy.primaryScore().excess().high() - noisy.primaryScore().excess().low());
        assertThat(next.detectable()).isCloseTo(2.8016 / 1.96 * half, within(1e-4));
        assertThat(next.doses()).hasSize(3);
        assertThat(next.doses().get(0).spread())
                .isGreaterThanOrEqualTo(next.doses().get(1).spread());
        assertThat(noisy.verdict().advice()).anyMatch(text -> text.contains("with a power of"));
    }

    @Test
    void drugsWithoutAnyEffectAreNoInteraction() {
        CombinationAnalysis analysis = analysis(block("inert", "MCF-7", 72, (a, b) -> 1, 0.02, 3));

        assertThat(analysis.scores())
                .extracting(ModelScore::direction)
                .doesNotContain(Direction.SYNERGY, Direction.ANTAGONISM);
        assertThat(analysis.verdict().flips())
                .contains(
                        "rapamycin alone has no effect at the tested doses: dose equivalence then"
                            + " expects of the pair what the other drug does alone.");
    }

    @Test
    void aReferenceThatDoesNotSuitTheScaleIsRefused() {
        CombinationBlock block =
                block("sham", "", Double.NaN, (a, b) -> hill(a + b, 0.2, 1, 2), 0.01, 1);

        assertThatThrownBy(
                        () ->
                                StudyAnalyser.analyse(
                                        List.of(block),
                                        OPTIONS.primary("response-additivity"),
                                        done -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("choose one of bliss, hsa");
    }

    @Test
    void synergyAtSomeDosesAndAntagonismAtOthersAreBothTold() {
        CombinationAnalysis analysis =
                analysis(
                        block(
                                "mixed",
                                "MCF-7",
                                72,
                                (a, b) ->
                                        hill(a, 0.4, 1.5, 1) * hill(b, 0.3, 1, 2)
                                                + (a * b == 0 ? 0 : a >= 3 ? 0.2 : -0.2),
                                0.01,
                                3));

        assertThat(analysis.verdict().flips().getFirst())
                .startsWith("It depends on the doses: synergy at ")
                .contains("; antagonism at ")
                .contains("most at 3 uM tamoxifen with ")
                .endsWith("The mean over all doses hides both.");
    }
}
