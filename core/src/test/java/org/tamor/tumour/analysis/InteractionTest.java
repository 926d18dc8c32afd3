package org.tamor.tumour.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.combination.analysis.Direction;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;

/// Scores of combinations against numbers worked out by hand.
class InteractionTest {

    private static final Design DESIGN = new Design("C", List.of("A", "B"), "A+B");

    /// Arms of two animals each whose deviations cancel, so that the rates are exact.
    static TumourStudy study(double control, double a, double b, double both, double... days) {
        double[] rates = {control, a, b, both};
        String[] names = {"C", "A", "B", "A+B"};
        List<Arm> arms = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            List<Animal> animals = new ArrayList<>();
            for (int sign = -1; sign <= 1; sign += 2) {
                List<VolumeReading> readings = new ArrayList<>();
                for (int i = 0; i < days.length; i++) {
                    double wobble = sign * 0.01 * Math.sin(1.7 * i + 0.4);
                    double log = Math.log(150) + rates[g] * days[i] + wobble;
                    readings.add(new VolumeReading(days[i], Math.exp(log), Double.NaN));
                }
                animals.add(new Animal(names[g] + sign, readings, Departure.STUDY_END, ""));
            }
            arms.add(new Arm(names[g], animals));
        }
        return new TumourStudy("", arms, 0, 1);
    }

    private static double index(Reference reference, double day) {
        double[] days = day == 14 ? new double[] {0, 4, 9, 14} : new double[] {0, 4, 9, 14, 28};
        GrowthModel model = GrowthModel.fit(study(0.08, 0.06, 0.07, 0.01, days), day);
        return Interaction.score(model, DESIGN, reference, 0.95).index().estimate();
    }

    @Test
    void indicesAreThoseOfTheFormulae() {
        assertThat(index(Reference.BLISS, 14)).isCloseTo(0.571209, within(1e-6));
        assertThat(index(Reference.BLISS, 28)).isCloseTo(0.32628, within(1e-5));
        assertThat(index(Reference.HSA, 14)).isCloseTo(0.496585, within(1e-6));
        assertThat(index(Reference.HSA, 28)).isCloseTo(0.246597, within(1e-6));
        assertThat(index(Reference.RESPONSE_ADDITIVITY, 14)).isCloseTo(0.75489, within(1e-5));
        assertThat(index(Reference.RESPONSE_ADDITIVITY, 28)).isCloseTo(0.587767, within(1e-6));
    }

    @Test
    void theReferenceRateOfResponseAdditivityHasTheExpectedArea() {
        for (double rate : new double[] {-0.4, -1e-3, 0, 1e-12, 0.03, 0.5}) {
            double area = Interaction.area(rate, 21);
            assertThat(Interaction.rate(area, 21)).isCloseTo(rate, within(1e-9));
        }
    }

    @Test
    void responseAdditivityHasNoValueWhereTheEffectsAddUpToTheWholeVolume() {
        TumourStudy study = study(0.2, 0.02, 0.02, -0.02, 0, 7, 14, 21, 28);
        InteractionScore score =
                Interaction.score(
                        GrowthModel.fit(study, 28), DESIGN, Reference.RESPONSE_ADDITIVITY, 0.95);

        assertThat(score.excess().isDefined()).isFalse();
        assertThat(score.excess().reason()).contains("whole volume");
        assertThat(score.direction()).isEqualTo(Direction.UNDEFINED);
    }

    @Test
    void antagonismHasTheOppositeSign() {
        GrowthModel model = GrowthModel.fit(study(0.08, 0.06, 0.07, 0.075, 0, 4, 9, 14), 14);
        InteractionScore bliss = Interaction.score(model, DESIGN, Reference.BLISS, 0.95);

        assertThat(bliss.excess().value()).isCloseTo(-0.025, within(1e-9));
        assertThat(bliss.direction()).isEqualTo(Direction.ANTAGONISM);
        assertThat(bliss.index().estimate()).isGreaterThan(1);
        assertThat(bliss.index().low()).isLessThan(bliss.index().estimate());
    }

    @Test
    void theCombinationHasToBeatTheDrugItBeatsLeast() {
        GrowthModel model = GrowthModel.fit(study(0.08, 0.03, 0.07, 0.02, 0, 4, 9, 14), 14);
        InteractionScore hsa = Interaction.score(model, DESIGN, Reference.HSA, 0.95);
        Contrast least = model.combination(new double[] {0, 1, 0, -1});

        assertThat(hsa.excess().value()).isCloseTo(0.01, within(1e-9));
        assertThat(hsa.interval().low()).isCloseTo(least.interval(0.95).low(), within(1e-12));
        assertThat(hsa.interval().high()).isGreaterThan(least.interval(0.95).high());
    }

    @Test
    void threeDrugsSubtractTheControlTwice() {
        TumourStudy four = study(0.1, 0.08, 0.07, 0.03, 0, 4, 9, 14);
        List<Arm> arms = new ArrayList<>(four.arms());
        TumourStudy other = study(0.09, 0.08, 0.07, 0.03, 0, 4, 9, 14);
        arms.add(new Arm("Z", other.arms().getFirst().animals()));
        TumourStudy study = new TumourStudy("", arms, 0, 1);
        Design design = new Design("C", List.of("A", "B", "Z"), "A+B");

        InteractionScore bliss =
                Interaction.score(GrowthModel.fit(study, 14), design, Reference.BLISS, 0.95);

        assertThat(bliss.excess().value())
                .isCloseTo(0.08 + 0.07 + 0.09 - 2 * 0.1 - 0.03, within(1e-9));
    }

    @Test
    void armsAreFoundByTheirNames() {
        assertThat(DesignDetection.control(List.of("Drug A", "vehicle ", "B")))
                .contains("vehicle ");
        assertThat(DesignDetection.control(List.of("Vehicle", "untreated"))).isEmpty();
        assertThat(
                        DesignDetection.designs(
                                List.of("V", "LEE-011", "BYL719", "BYL719 + LEE011"), "V"))
                .containsExactly(new Design("V", List.of("BYL719", "LEE-011"), "BYL719 + LEE011"));
        assertThat(DesignDetection.designs(List.of("V", "A", "B", "Combination"), "V"))
                .containsExactly(new Design("V", List.of("A", "B"), "Combination"));
        assertThat(DesignDetection.designs(List.of("V", "A", "A + C"), "V")).isEmpty();
    }
}
