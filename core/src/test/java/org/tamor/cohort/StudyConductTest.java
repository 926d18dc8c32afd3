package org.tamor.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.ProtocolReader;
import org.tamor.failure.BadInputException;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Departure;

/// Animals on a model whose tumours grow as `V = 60 take exp(24 (0.005 pace t - sum of effects x
/// days of treatment))`.
class StudyConductTest {

    private static final Map<String, Double> EFFECT =
            Map.of("Vehicle", 0.0, "A", 0.001, "B", 0.0015, "A + B", 0.003);

    @TempDir private Path folder;

    private static VirtualStudy conduct(Protocol protocol, long number) {
        TumourModel model = TumourModel.of(TumourStudyFolder.study(), protocol);
        return new StudyConduct(protocol, model).carryOut(model.vector(Map.of()), number);
    }

    private Protocol changed(String from, String to) {
        return ProtocolReader.read(TumourStudyFolder.changed(folder, from, to));
    }

    @Test
    void everyTumourFollowsTheModelWithTheAnimalsOwnQuantities() {
        VirtualStudy study = conduct(TumourStudyFolder.protocol(), 0);
        assertThat(study.animals()).hasSize(32);
        for (VirtualAnimal animal : study.animals()) {
            double take = animal.own().getOrDefault("take", Double.NaN);
            double pace = animal.own().getOrDefault("pace", Double.NaN);
            double effect = EFFECT.getOrDefault(animal.arm(), Double.NaN);
            for (VirtualAnimal.Reading one : animal.readings()) {
                double hours = 24 * (animal.allotted() + one.day());
                double expected =
                        60 * take * Math.exp(0.005 * pace * hours - effect * 24 * one.day());
                assertThat(one.truth() / expected).isCloseTo(1, within(5e-3));
            }
        }
        assertThat(study.animals().stream().map(one -> one.own().get("pace")).distinct())
                .hasSize(32);
    }

    @Test
    void blotsReadTheTumoursOfTheirArm() {
        VirtualStudy study = conduct(TumourStudyFolder.protocol(), 0);
        Set<String> measured = new HashSet<>();
        study.animals().forEach(animal -> measured.add(animal.name()));
        assertThat(study.blots()).hasSize(4 * 2 * 2);
        for (BlotReading blot : study.blots()) {
            assertThat(blot.truth()).isCloseTo(blot.arm().contains("B") ? 0.5 : 2, within(1e-9));
            assertThat(measured).doesNotContain(blot.animal());
        }
    }

    @Test
    void allAreAllottedOnTheDayOnWhichTheMeanReachesTheVolume() {
        VirtualStudy study = conduct(TumourStudyFolder.protocol(), 0);
        // the mean of 60 mm3 x take (1.045 on average) grows to 100 mm3 at 0.12 a day in 4 days
        assertThat(TrialTables.allottedDays(study)).hasSize(1);
        assertThat(TrialTables.allottedDays(study).getFirst()).isBetween(4.0, 6.0);
    }

    @Test
    void eachIsAllottedOnceItsOwnTumourReachesTheVolume() {
        VirtualStudy study = conduct(changed("rule: mean", "rule: each"), 0);
        assertThat(TrialTables.allottedDays(study)).hasSizeGreaterThan(2);
        assertThat(study.animals())
                .allSatisfy(
                        animal ->
                                assertThat(animal.readings().getFirst().measured())
                                        .isGreaterThanOrEqualTo(100));
    }

    @Test
    void anAnimalIsNotMeasuredAfterTheReadingThatEndsIt() {
        VirtualStudy study = conduct(changed("volume_limit: 1000", "volume_limit: 300"), 0);
        List<VirtualAnimal> killed =
                study.animals().stream()
                        .filter(animal -> animal.departure() == Departure.TUMOUR_SIZE)
                        .toList();
        assertThat(killed).hasSizeGreaterThan(5);
        for (VirtualAnimal animal : killed) {
            List<VirtualAnimal.Reading> taken =
                    animal.readings().stream().filter(VirtualAnimal.Reading::taken).toList();
            assertThat(taken.getLast().measured()).isGreaterThanOrEqualTo(300);
            assertThat(taken.subList(0, taken.size() - 1))
                    .allSatisfy(one -> assertThat(one.measured()).isLessThan(300));
            assertThat(animal.reason()).isEqualTo("tumour size");
        }
    }

    @Test
    void everyBlockOfTumoursHasOneOfEachArm() {
        Protocol protocol = changed("blots: {hours: [4, 24], animals: 2, observables: [blot]}", "");
        List<Allotment.Place> places = new Allotment(protocol).places(RandomStream.of(9, 0));
        assertThat(places).hasSize(32);
        Set<List<Integer>> orders = new HashSet<>();
        for (int block = 0; block < 8; block++) {
            List<Integer> arms =
                    places.subList(4 * block, 4 * block + 4).stream()
                            .map(Allotment.Place::arm)
                            .toList();
            assertThat(arms).containsExactlyInAnyOrder(0, 1, 2, 3);
            orders.add(arms);
        }
        assertThat(orders).hasSizeGreaterThan(2);
    }

    @Test
    void aStudyDependsOnSeedAndNumberAlone() {
        Protocol protocol = TumourStudyFolder.protocol();
        assertThat(conduct(protocol, 4)).isEqualTo(conduct(protocol, 4));
        assertThat(conduct(protocol, 4).animals()).isNotEqualTo(conduct(protocol, 5).animals());
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    experiment: ab   | experiment: abb   | trial.unknown-experiment | did you mean ab
                    experiment: ab   | experiment: larger | trial.arms-differ       | differ before hour 240
                    volume: volume   | volume: weight    | trial.unknown-observable | no observable weight
                    [blot]           | [bolt]            | trial.unknown-observable | did you mean blot
                    [blot]           | [meter]           | trial.blot-noise         | not log-normal
                    parameter: pace  | parameter: peace  | trial.unknown-parameter  | did you mean pace
                    parameter: pace  | parameter: A      | trial.set-again          | is set again at hour 240
                    treatment_hour: 240 | treatment_hour: 0 | trial.treatment-hour  | after the engraftment
                    volume: 100      | volume: 9000      | trial.not-reached        | day 12
                    method: strat    | range: [90, 91]\\n  method: strat | trial.few-tumours | 48 places
                    """)
    void whatDoesNotFitTheStudyIsRefused(String from, String to, String code, String words) {
        Protocol protocol = changed(from, to.replace("\\n", "\n"));

        BadInputException problem =
                catchThrowableOfType(BadInputException.class, () -> conduct(protocol, 0));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.getMessage()).contains(words);
        assertThat(problem.location().file()).endsWith("trial.yaml");
    }
}
