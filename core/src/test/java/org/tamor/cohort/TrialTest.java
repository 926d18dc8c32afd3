package org.tamor.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.parallel.Progress;
import org.tamor.tumour.analysis.Interaction;

/// Truth and coverage on tumours that grow exponentially: 0.024 and 0.036 per day less under A and
/// B and 0.012 besides under both, whatever the animal.
class TrialTest {

    private static Trial trial(Protocol protocol, int repetitions, int threads) {
        return new TrialRunner(
                        TumourStudyFolder.study(),
                        protocol.with(repetitions, 11, protocol.analysis()),
                        Optional.empty())
                .run(threads, Progress.SILENT);
    }

    private static double truth(Trial trial, Quantity.Kind kind, String arm, double day) {
        return trial.truth().of(new Quantity(kind, arm, day)).orElseThrow().truth();
    }

    @Test
    void theTruthIsThatOfTheModel() {
        Trial trial = trial(TumourStudyFolder.protocol(), 1, 2);

        for (double day : new double[] {6, 15}) {
            assertThat(truth(trial, Quantity.Kind.RATE_VERSUS_CONTROL, "A", day))
                    .isCloseTo(-0.024, within(3e-4));
            assertThat(truth(trial, Quantity.Kind.EXCESS_BLISS, "A + B", day))
                    .isCloseTo(0.012, within(3e-4));
            assertThat(truth(trial, Quantity.Kind.EXCESS_HSA, "A + B", day))
                    .isCloseTo(0.036, within(3e-4));
            assertThat(truth(trial, Quantity.Kind.TREATED_OVER_CONTROL, "B", day))
                    .isCloseTo(100 * Math.exp(-0.036 * day), within(0.5));
        }
        double control = truth(trial, Quantity.Kind.RATE, "Vehicle", 15);
        double area =
                Interaction.area(control - 0.024, 15)
                        + Interaction.area(control - 0.036, 15)
                        - Interaction.area(control, 15);
        assertThat(truth(trial, Quantity.Kind.EXCESS_RESPONSE_ADDITIVITY, "A + B", 15))
                .isCloseTo(
                        Interaction.rate(area, 15) - truth(trial, Quantity.Kind.RATE, "A + B", 15),
                        within(1e-3));
        assertThat(truth(trial, Quantity.Kind.MEDIAN_PROGRESSION, "Vehicle", 15))
                .isCloseTo(Math.log(2) / control, within(0.5));
    }

    @Test
    void withExponentialGrowthTheLimitIsTheTruth() {
        Trial trial = trial(TumourStudyFolder.protocol(), 1, 2);
        Truth.Value excess =
                trial.truth()
                        .of(new Quantity(Quantity.Kind.EXCESS_BLISS, "A + B", 15))
                        .orElseThrow();
        // 60 animals in each arm know the excess to about 0.004
        assertThat(excess.limit()).isCloseTo(excess.truth(), within(0.008));
        assertThat(excess.standardError()).isLessThan(1e-4);
    }

    @Test
    void theIntervalsHoldTheTruth() {
        Trial trial = trial(TumourStudyFolder.protocol(), 60, 2);

        assertThat(trial.repetitions()).hasSize(60);
        for (Coverage row : trial.coverage()) {
            if (row.kind().hasNull()) {
                assertThat(row.studies()).isGreaterThanOrEqualTo(55);
                // 95 % of 60 are 57; fewer than 52 come in one series of a hundred
                assertThat(row.covered())
                        .as(row.kind() + " of " + row.arm())
                        .isGreaterThanOrEqualTo(52 / 60.0);
                assertThat(row.estimate())
                        .isCloseTo(row.truth(), within(3 * row.width() / Math.sqrt(60)));
            }
        }
        Coverage strong =
                trial.coverage().stream()
                        .filter(row -> row.kind() == Quantity.Kind.RATE_VERSUS_CONTROL)
                        .filter(row -> row.arm().equals("A + B"))
                        .findFirst()
                        .orElseThrow();
        assertThat(strong.detected()).isGreaterThan(0.9);
    }

    @Test
    void theNumbersDoNotDependOnTheThreads() {
        Trial one = trial(TumourStudyFolder.protocol(), 4, 1);
        Trial three = trial(TumourStudyFolder.protocol(), 4, 3);
        assertThat(three.study()).isEqualTo(one.study());
        assertThat(three.truth()).isEqualTo(one.truth());
        assertThat(three.repetitions()).isEqualTo(one.repetitions());
    }

    @Test
    void everyRepetitionHasTheTruthOfItsOwnVector() {
        Protocol protocol = TumourStudyFolder.protocol();
        Ensemble ensemble =
                new Ensemble(
                        List.of("both"),
                        List.of(
                                new Ensemble.Member(1, Double.NaN, new double[] {0}),
                                new Ensemble.Member(1, Double.NaN, new double[] {0.002})));
        Trial trial =
                new TrialRunner(
                                TumourStudyFolder.study(),
                                protocol.with(2, 5, protocol.analysis()),
                                Optional.of(ensemble))
                        .run(2, Progress.SILENT);
        List<Double> excess =
                trial.repetitions().stream()
                        .flatMap(one -> one.checked().stream())
                        .filter(
                                one ->
                                        one.estimate().quantity().kind()
                                                == Quantity.Kind.EXCESS_BLISS)
                        .map(one -> one.truth().orElseThrow().truth())
                        .toList();
        assertThat(excess.get(0)).isCloseTo(0, within(3e-4));
        assertThat(excess.get(1)).isCloseTo(0.048, within(3e-4));
    }
}
