package org.tamor.tumour.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tamor.SharedData;
import org.tamor.combination.analysis.Direction;
import org.tamor.format.tumour.TumourDeclarations;
import org.tamor.format.tumour.TumourReader;
import org.tamor.format.tumour.TumourReading;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.power.StudySimulation;
import org.tamor.tumour.power.StudySimulation.PlannedArm;

/// Whole analyses: real xenografts, and simulated studies whose truth is known.
class TumourAnalyserTest {

    private static final double[] DAYS = {0, 3, 6, 9, 12, 15, 18, 21, 24};
    private static final Design DESIGN = new Design("C", List.of("A", "B"), "A+B");

    private static TumourAnalysis xenografts(String name, int draws) {
        TumourReading reading =
                TumourReader.read(
                        SharedData.require("data/invivosyn-xenografts/" + name + ".csv"),
                        TumourDeclarations.detect());
        return TumourAnalyser.analyse(
                reading.study().orElseThrow(),
                reading.control(),
                reading.designs(),
                TumourOptions.standard().draws(draws).threads(2),
                done -> {});
    }

    @Test
    void irinotecanAndRabusertibActTogetherInLs1034() {
        TumourAnalysis analysis = xenografts("LS_1034", 0);
        InteractionAnalysis found = analysis.interactions().getFirst();

        assertThat(found.day()).as("the controls' last day").isEqualTo(17);
        assertThat(found.primary().direction()).isEqualTo(Direction.SYNERGY);
        assertThat(found.primary().index().high()).isLessThan(1);
        assertThat(found.scores().get(1).direction()).as("HSA").isEqualTo(Direction.SYNERGY);
        assertThat(found.scores().get(2).excess().reason()).contains("whole volume");
        assertThat(found.verdict().headline())
                .startsWith("Irinotecan and Rabusertib by Bliss: synergy");
        assertThat(found.verdict().flips()).anyMatch(text -> text.contains("days used"));
        assertThat(found.verdict().dropOut())
                .anyMatch(text -> text.startsWith("Vehicle: 6 of 6 animals left"));
    }

    @Test
    void fourAnimalsLeaveSw837UndecidedByBlissAndBetterThanEachDrugByHsa() {
        InteractionAnalysis found = xenografts("SW837", 0).interactions().getFirst();

        assertThat(found.primary().direction()).isEqualTo(Direction.NEITHER);
        assertThat(found.primary().excess().value()).isPositive();
        assertThat(found.scores().get(1).direction()).isEqualTo(Direction.SYNERGY);
        assertThat(found.verdict().advice())
                .anyMatch(text -> text.contains("animals in each arm are needed"));
    }

    @Test
    void palbociclibAndCetuximabBeatEachDrugInCr1197WithoutSynergyByBliss() {
        InteractionAnalysis found = xenografts("CR1197", 0).interactions().getFirst();

        assertThat(found.primary().direction()).isEqualTo(Direction.NEITHER);
        assertThat(found.scores().get(1).direction()).isEqualTo(Direction.SYNERGY);
    }

    private static TumourStudy simulated(double excess, int animals, double limit, long member) {
        double[][] between = {{0.12, 0.001}, {0.001, 0.0004}};
        double[] rates = {0.14, 0.06, 0.07, -0.01 - excess};
        return new StudySimulation(Math.log(150), between, 0.04, limit)
                .draw(
                        List.of(
                                PlannedArm.of("C", rates[0], animals, DAYS),
                                PlannedArm.of("A", rates[1], animals, DAYS),
                                PlannedArm.of("B", rates[2], animals, DAYS),
                                PlannedArm.of("A+B", rates[3], animals, DAYS)),
                        RandomStream.of(99, member));
    }

    /// A small version of the measurement MouseErrorRates: the mixed model keeps its level where
    /// large tumours leave, the test on the last day does not.
    @Test
    void dropOutBySizeMisleadsTheTestOnTheLastDayAndNotTheMixedModel() {
        int studies = 200;
        AtomicInteger mixed = new AtomicInteger();
        AtomicInteger lastDay = new AtomicInteger();
        AtomicInteger covered = new AtomicInteger();
        IntStream.range(0, studies)
                .parallel()
                .forEach(
                        number -> {
                            TumourStudy study = simulated(0, 10, 1500, number);
                            double day = Inhibition.lastCommonDay(study, study.arms());
                            InteractionScore score =
                                    Interaction.score(
                                            GrowthModel.fit(study, day),
                                            DESIGN,
                                            Reference.BLISS,
                                            0.95);
                            mixed.addAndGet(score.probability() <= 0.05 ? 1 : 0);
                            covered.addAndGet(score.interval().contains(0) ? 1 : 0);
                            double last = SimpleContrasts.lastDay(study, DESIGN);
                            lastDay.addAndGet(
                                    SimpleContrasts.onDay(study, DESIGN, last)
                                                            .orElseThrow()
                                                            .probability()
                                                    <= 0.05
                                            ? 1
                                            : 0);
                        });

        assertThat(mixed.get()).as("of 200, level 5 %").isLessThanOrEqualTo(20);
        assertThat(covered.get()).isGreaterThanOrEqualTo(180);
        assertThat(lastDay.get()).as("of 200").isGreaterThan(20);
    }

    @Test
    void numbersAreTheSameForAnyNumberOfThreads() {
        TumourStudy study = simulated(0.03, 6, 2000, 3);
        TumourOptions options = TumourOptions.standard().draws(19);
        InteractionAnalysis one = analysis(study, options.threads(1));
        InteractionAnalysis three = analysis(study, options.threads(3));

        assertThat(three.primary().bootstrap()).isEqualTo(one.primary().bootstrap());
        assertThat(three.verdict()).isEqualTo(one.verdict());
        assertThat(one.primary().bootstrap().low()).isLessThan(one.primary().excess().value());
    }

    private static InteractionAnalysis analysis(TumourStudy study, TumourOptions options) {
        return TumourAnalyser.analyse(study, "C", List.of(DESIGN), options, done -> {})
                .interactions()
                .getFirst();
    }

    @Test
    void aStudyWithoutCombinationHasItsOtherMeasures() {
        TumourStudy study = simulated(0, 6, 2000, 4);
        TumourAnalysis analysis =
                TumourAnalyser.analyse(study, "C", List.of(), TumourOptions.standard(), done -> {});

        assertThat(analysis.interactions()).isEmpty();
        assertThat(analysis.rates()).hasSize(4);
        assertThat(analysis.inhibitions()).hasSize(3);
        assertThat(analysis.laws()).hasSize(4);
        assertThat(analysis.rates().getFirst().perDay().estimate())
                .as("0.14, known to about 0.01")
                .isCloseTo(0.14, within(0.04));
    }

    @Test
    void twoDaysGiveNoRatesAndSayWhy() {
        TumourStudy full = InteractionTest.study(0.08, 0.06, 0.07, 0.01, 0, 14);
        TumourAnalysis analysis =
                TumourAnalyser.analyse(
                        full, "C", List.of(DESIGN), TumourOptions.standard().draws(0), done -> {});

        assertThat(analysis.model()).isEmpty();
        assertThat(analysis.interactions()).isEmpty();
        assertThat(analysis.notes()).hasSize(2).allMatch(note -> note.contains("three days"));
    }
}
