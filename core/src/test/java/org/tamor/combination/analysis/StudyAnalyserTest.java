package org.tamor.combination.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tamor.combination.analysis.Plates.block;
import static org.tamor.combination.analysis.Plates.hill;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Well;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.inference.Multiplicity;

/// Several blocks together.
class StudyAnalyserTest {

    private static final AnalysisOptions OPTIONS =
            AnalysisOptions.standard().draws(99).threads(2).seed(3);

    private static CombinationBlock pair(String name, String cells, double hours, double shift) {
        return block(
                name,
                cells,
                hours,
                (a, b) -> hill(a, 0.4, 1.5, 1) * hill(b, 0.3, 1, 2) - (a * b > 0 ? shift : 0),
                0.02,
                3);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeANumber() {
        List<CombinationBlock> blocks =
                List.of(
                        pair("a", "MCF-7", 72, 0.1),
                        pair("b", "T47D", 72, 0),
                        pair("c", "MCF-7", 24, 0));
        CombinationStudy one = StudyAnalyser.analyse(blocks, OPTIONS.threads(1), done -> {});
        CombinationStudy three = StudyAnalyser.analyse(blocks, OPTIONS.threads(3), done -> {});

        assertThat(numbers(three)).isEqualTo(numbers(one));
        assertThat(numbers(one).size()).isGreaterThan(100);
    }

    private static List<Object> numbers(CombinationStudy study) {
        List<Object> numbers = new ArrayList<>();
        for (CombinationAnalysis analysis : study.analyses()) {
            numbers.add(analysis.verdict().headline());
            numbers.addAll(analysis.verdict().advice());
            numbers.addAll(analysis.verdict().efficacyAndPotency());
            analysis.scores().forEach(score -> numbers.add(score.excess()));
            analysis.scores().forEach(score -> numbers.add(score.adjusted()));
            analysis.inference().orElseThrow().cells().forEach(cell -> numbers.add(cell.excess()));
            numbers.add(analysis.surfaces().orElseThrow().kappa());
        }
        study.contrasts().forEach(contrast -> numbers.add(contrast.contrast().excess()));
        study.contrasts()
                .forEach(contrast -> contrast.folds().forEach(fold -> numbers.add(fold.value())));
        return numbers;
    }

    @Test
    void twoCellLinesAreContrastedAndTheDifferenceIsFound() {
        CombinationStudy study =
                StudyAnalyser.analyse(
                        List.of(pair("a", "MCF-7", 72, 0.1), pair("b", "T47D", 72, 0)),
                        OPTIONS,
                        done -> {});

        assertThat(study.contrasts()).hasSize(1);
        CellLineContrast contrast = study.contrasts().getFirst();
        assertThat(contrast.what()).isEqualTo("MCF-7 less T47D");
        assertThat(contrast.contrast().excess().interval().estimate()).isCloseTo(0.1, within(0.03));
        assertThat(contrast.contrast().excess().probability()).isLessThan(0.001);
        // each drug's half dose alone is that beside the other under independence, up to the limits
        assertThat(contrast.folds()).hasSize(4);
    }

    @Test
    void aVerdictThatDependsOnTheHoursIsSaid() {
        CombinationStudy study =
                StudyAnalyser.analyse(
                        List.of(pair("late", "MCF-7", 72, 0.1), pair("early", "MCF-7", 24, 0)),
                        OPTIONS.draws(0),
                        done -> {});

        assertThat(study.flips()).hasSize(1);
        assertThat(study.flips().getFirst())
                .startsWith("tamoxifen + rapamycin in MCF-7 depends on the hours: synergy at 72 h");
    }

    @Test
    void probabilitiesAreAdjustedForTheNumberOfBlocks() {
        List<CombinationBlock> blocks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            blocks.add(pair("block " + i, "line " + i, 72, 0.01 * i));
        }
        CombinationStudy study =
                StudyAnalyser.analyse(blocks, OPTIONS.draws(0).detailed(0), done -> {});
        double[] probabilities =
                study.analyses().stream()
                        .mapToDouble(a -> a.primaryScore().probability())
                        .toArray();
        double[] adjusted =
                study.analyses().stream().mapToDouble(a -> a.primaryScore().adjusted()).toArray();

        assertThat(adjusted).isEqualTo(Multiplicity.benjaminiHochberg(probabilities));
        assertThat(study.analyses()).allMatch(a -> !a.detailed() && a.inference().isEmpty());
    }

    @Test
    void aBlockWithoutSingleDrugsDoesNotStopTheOthers() {
        CombinationBlock good = pair("good", "MCF-7", 72, 0.1);
        List<Well> mixed =
                good.data().wells().stream()
                        .filter(well -> well.doses()[0] > 0 && well.doses()[1] > 0)
                        .toList();
        CombinationBlock bad =
                new CombinationBlock(
                        "bad",
                        "MCF-7",
                        72,
                        CombinationData.of(good.data().drugs(), good.data().scale(), mixed));
        CombinationStudy study =
                StudyAnalyser.analyse(List.of(bad, good), OPTIONS.draws(0), done -> {});

        assertThat(study.analyses()).hasSize(1);
        assertThat(study.unusable()).hasSize(1);
        assertThat(study.unusable().getFirst().block()).isEqualTo("bad");
        assertThat(study.unusable().getFirst().code()).isEqualTo("combination.single-agents");
    }

    @Test
    void aBlockWithoutCombinationsGetsItsCurves() {
        CombinationBlock both = pair("a", "MCF-7", 72, 0);
        CombinationBlock alone =
                new CombinationBlock(
                        "alone",
                        "MCF-7",
                        72,
                        CombinationData.of(
                                both.data().drugs(),
                                both.data().scale(),
                                both.data().wells().stream()
                                        .filter(well -> well.doses()[0] * well.doses()[1] == 0)
                                        .toList()));
        CombinationStudy study = StudyAnalyser.analyse(List.of(alone, both), OPTIONS, done -> {});

        assertThat(study.unusable()).isEmpty();
        assertThat(study.alone()).hasSize(1);
        assertThat(study.alone().getFirst().drugs().getFirst().relative().estimate())
                .isEqualTo(study.analyses().getFirst().drugs().getFirst().relative().estimate());
    }

    /// Two drugs at one dose each, and wells that all read the same: both once ended the whole run.
    @Test
    void singleDosesAndIdenticalResponsesAreAnalysed() {
        CombinationBlock full = pair("a", "MCF-7", 72, 0.2);
        CombinationBlock single =
                new CombinationBlock(
                        "single",
                        "MCF-7",
                        72,
                        CombinationData.of(
                                full.data().drugs(),
                                full.data().scale(),
                                full.data().wells().stream()
                                        .filter(well -> isNoneOrOne(well.doses()))
                                        .toList()));
        CombinationBlock same =
                new CombinationBlock(
                        "same",
                        "MCF-7",
                        72,
                        CombinationData.of(
                                full.data().drugs(),
                                full.data().scale(),
                                full.data().wells().stream()
                                        .map(
                                                well ->
                                                        new Well(
                                                                well.doses(),
                                                                1,
                                                                well.plate(),
                                                                well.biologicalReplicate(),
                                                                well.role()))
                                        .toList()));
        CombinationStudy study =
                StudyAnalyser.analyse(List.of(single, same), OPTIONS.draws(0), done -> {});

        assertThat(study.unusable()).isEmpty();
        assertThat(study.analyses().get(0).primaryScore().mean().value())
                .isCloseTo(0.2, within(0.05));
        assertThat(study.analyses().get(1).primaryScore().mean().value()).isZero();
    }

    private static boolean isNoneOrOne(double[] doses) {
        return (doses[0] == 0 || doses[0] == 1) && (doses[1] == 0 || doses[1] == 1);
    }

    /// A fall of three quarters in three wells is not significant, and yet no drug without effect.
    @Test
    void aLargeEffectOfFewWellsIsNotCalledNone() {
        assertThat(CurveFit.isFlat(0.2, new Hill(1, 0.2, 1, 1), 10)).isFalse();
        assertThat(CurveFit.isFlat(0.2, new Hill(1, 0.9, 1, 1), 10)).isTrue();
        assertThat(CurveFit.isFlat(0.01, new Hill(1, 0.9, 1, 1), 10)).isFalse();
    }

    /// A plate on which the untreated wells read 125 in place of 100.
    @Test
    void theCombinationIndexIsRelativeToTheControl() {
        CombinationBlock plate = pair("a", "MCF-7", 72, 0.1);
        CombinationBlock brighter =
                new CombinationBlock(
                        "brighter",
                        "MCF-7",
                        72,
                        CombinationData.of(
                                plate.data().drugs(),
                                plate.data().scale(),
                                plate.data().wells().stream()
                                        .map(
                                                well ->
                                                        new Well(
                                                                well.doses(),
                                                                1.25 * well.response(),
                                                                well.plate(),
                                                                well.biologicalReplicate(),
                                                                well.role()))
                                        .toList()));
        CombinationStudy study =
                StudyAnalyser.analyse(List.of(plate, brighter), OPTIONS.draws(0), done -> {});

        List<IndexTable.Row> rows = study.analyses().get(0).index().orElseThrow().rows();
        List<IndexTable.Row> same = study.analyses().get(1).index().orElseThrow().rows();
        assertThat(rows).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(same.get(i).affected()).isCloseTo(rows.get(i).affected(), within(1e-9));
            assertThat(same.get(i).index().isDefined()).isEqualTo(rows.get(i).index().isDefined());
            if (rows.get(i).index().isDefined()) {
                assertThat(same.get(i).index().value())
                        .isCloseTo(rows.get(i).index().value(), within(1e-6));
            }
        }
    }
}
