package org.tamor.tumour.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.mixed.GrowthModel;
import org.tamor.tumour.power.StudySimulation.PlannedArm;

/// The formula for power against simulated studies, and the noncentral t against printed values.
class InteractionPowerTest {

    private static final double[] DAYS = {0, 3, 7, 10, 14, 17, 21};
    private static final double[][] BETWEEN = {{0.1, 0.0005}, {0.0005, 0.0004}};
    private static final double[] WEIGHTS = {-1, 1, 1, -1};

    private static InteractionPower power() {
        return new InteractionPower(BETWEEN, 0.03, DAYS, WEIGHTS, 0.95);
    }

    /// The upper and lower tails of noncentral t with shift 0 are those of Student's t, and power
    /// rises with the shift.
    @Test
    void theNoncentralTailIsStudentsAtNoShift() {
        assertThat(InteractionPower.beyond(2.228139, 10, 0)).isCloseTo(0.05, within(2e-4));
        assertThat(InteractionPower.beyond(1e-9, 10, 1)).isCloseTo(1, within(1e-6));
        // a two-sample t-test with 17 in each group finds one standard deviation with 80.7 %
        // (G*Power's example)
        assertThat(InteractionPower.beyond(2.036933, 32, Math.sqrt(8.5)))
                .isCloseTo(0.807, within(2e-3));
    }

    @Test
    void simulatedStudiesFindTheExcessAsOftenAsTheFormulaSays() {
        int animals = 6;
        double excess = power().detectable(animals, 0.8);
        StudySimulation simulation =
                new StudySimulation(5, BETWEEN, 0.03, Double.POSITIVE_INFINITY);
        List<PlannedArm> arms =
                List.of(
                        PlannedArm.of("C", 0.1, animals, DAYS),
                        PlannedArm.of("A", 0.08, animals, DAYS),
                        PlannedArm.of("B", 0.07, animals, DAYS),
                        PlannedArm.of("A+B", 0.05 - excess, animals, DAYS));
        int studies = 400;
        long found =
                IntStream.range(0, studies)
                        .parallel()
                        .filter(
                                study ->
                                        GrowthModel.fit(
                                                                simulation.draw(
                                                                        arms,
                                                                        RandomStream.of(7, study)),
                                                                21)
                                                        .combination(WEIGHTS)
                                                        .probability()
                                                < 0.05)
                        .count();

        assertThat((double) found / studies)
                .as("power, known to 0.06 from 400 studies")
                .isCloseTo(0.8, within(0.06));
    }

    @Test
    void moreAnimalsFindLessAndTheNeededNumberIsTheFirstThatSuffices() {
        InteractionPower power = power();
        double excess = power.detectable(9, 0.8);
        int needed = (int) power.animals(excess * 1.0001, 0.8).value();

        assertThat(needed).isEqualTo(9);
        assertThat(power.power(excess, 12)).isGreaterThan(0.8);
        assertThat(power.standardError(16)).isCloseTo(power.standardError(4) / 2, within(1e-12));
        assertThat(power.animals(1e-9, 0.8).reason()).contains("more than 200");
    }
}
