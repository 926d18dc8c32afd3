package org.tamor.tumour.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Departure;
import org.tamor.tumour.VolumeReading;

/// Survival against the remission times of Freireich et al. (Blood 21 (1963) 699-716), which every
/// textbook works out.
class SurvivalTest {

    private static final List<EventTime> MERCAPTOPURINE =
            times(
                    new double[] {6, 6, 6, 7, 10, 13, 16, 22, 23},
                    new double[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
    private static final List<EventTime> PLACEBO =
            times(
                    new double[] {
                        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
                    },
                    new double[0]);

    private static List<EventTime> times(double[] events, double[] censored) {
        List<EventTime> times = new ArrayList<>();
        for (double time : events) {
            times.add(new EventTime(time, true));
        }
        for (double time : censored) {
            times.add(new EventTime(time, false));
        }
        return times;
    }

    @Test
    void kaplanMeierOfTheTreatedIsThatOfTheTextbooks() {
        KaplanMeier curve = KaplanMeier.of(MERCAPTOPURINE, 0.95);

        double[][] printed = {
            {6, 0.857}, {7, 0.807}, {10, 0.753}, {13, 0.690}, {16, 0.627}, {22, 0.538}, {23, 0.448}
        };
        for (double[] row : printed) {
            assertThat(curve.survival(row[0])).as("week " + row[0]).isCloseTo(row[1], within(5e-4));
        }
        assertThat(curve.median().value()).isEqualTo(23);
        assertThat(curve.atRisk(10)).isEqualTo(15);
        assertThat(curve.survival(5.9)).isEqualTo(1);
        assertThat(KaplanMeier.of(PLACEBO, 0.95).median().value()).isEqualTo(8);
        assertThat(KaplanMeier.of(PLACEBO, 0.95).medianInterval().low()).isEqualTo(4);
        assertThat(KaplanMeier.of(PLACEBO, 0.95).medianInterval().high()).isEqualTo(11);
        assertThat(curve.medianInterval().high()).isInfinite();
    }

    /// As for a plain sample: the middle of the two times in the middle, the one in the middle.
    @Test
    void theMedianWithoutCensoringIsThatOfTheSample() {
        double[] none = {};
        assertThat(KaplanMeier.of(times(new double[] {4, 1, 9, 2}, none), 0.95).median().value())
                .isEqualTo(3);
        assertThat(KaplanMeier.of(times(new double[] {4, 1, 9, 2, 7}, none), 0.95).median().value())
                .isEqualTo(4);
        double[] later = {8, 10};
        assertThat(KaplanMeier.of(times(new double[] {1, 3}, later), 0.95).median().value())
                .as("half are left and nothing comes after")
                .isEqualTo(3);
    }

    @Test
    void theVarianceIsGreenwoods() {
        KaplanMeier.Step first = KaplanMeier.of(MERCAPTOPURINE, 0.95).steps().getFirst();
        double s = 18.0 / 21;
        double theta = 1.959964 * Math.sqrt(3.0 / (21 * 18)) / Math.log(s);

        assertThat(first.low()).isCloseTo(Math.pow(s, Math.exp(-theta)), within(1e-6));
        assertThat(first.high()).isCloseTo(Math.pow(s, Math.exp(theta)), within(1e-6));
        assertThat(first.censored()).isEqualTo(1);
    }

    @Test
    void logRankAndHazardRatioAreThoseOfTheTextbooks() {
        LogRank test = LogRank.test(List.of(MERCAPTOPURINE, PLACEBO));

        assertThat(test.statistic().value()).isCloseTo(16.793, within(5e-4));
        assertThat(test.probability().value()).isCloseTo(4.17e-5, within(5e-7));
        HazardRatio ratio = HazardRatio.of(PLACEBO, MERCAPTOPURINE, 0.95);
        assertThat(Math.log(ratio.ratio().value())).as("Efron").isCloseTo(1.5721, within(5e-5));
        assertThat(Math.log(ratio.interval().high()) - Math.log(ratio.interval().low()))
                .isCloseTo(2 * 1.959964 * 0.4124, within(5e-4));
        assertThat(HazardRatio.of(MERCAPTOPURINE, PLACEBO, 0.95).ratio().value())
                .isCloseTo(1 / ratio.ratio().value(), within(1e-9));
    }

    @Test
    void withoutEventsThereIsAReasonAndNoNumber() {
        List<EventTime> none = times(new double[0], new double[] {5, 6, 7});

        assertThat(LogRank.test(List.of(none, none)).statistic().reason()).contains("no animal");
        HazardRatio ratio = HazardRatio.of(none, PLACEBO, 0.95);
        assertThat(ratio.ratio().isDefined()).isFalse();
        assertThat(ratio.ratio().reason()).contains("no finite estimate");
        assertThat(KaplanMeier.of(none, 0.95).median().isDefined()).isFalse();
    }

    private static Animal animal(double... dayAndVolume) {
        List<VolumeReading> readings = new ArrayList<>();
        for (int i = 0; i < dayAndVolume.length; i += 2) {
            readings.add(new VolumeReading(dayAndVolume[i], dayAndVolume[i + 1], Double.NaN));
        }
        return new Animal("m", readings, Departure.STUDY_END, "");
    }

    /// 7 is a slip, 14 is confirmed by 21; the last reading stands alone.
    @Test
    void confirmedProgressionNeedsTwoReadingsInSuccession() {
        Progression confirmed = Progression.parse("2x confirmed").orElseThrow();
        Animal slip = animal(0, 100, 7, 210, 12, 150, 14, 250, 21, 260);

        assertThat(Progression.of(slip, new Progression.Fold(2)).time()).isLessThan(7);
        assertThat(Progression.of(slip, confirmed)).isEqualTo(new EventTime(13, true));
        assertThat(Progression.of(animal(0, 100, 4, 150, 8, 250), confirmed))
                .isEqualTo(new EventTime(6, true));
        assertThat(Progression.of(animal(0, 100, 4, 210, 8, 150), confirmed))
                .isEqualTo(new EventTime(8, false));
        assertThat(confirmed.text()).contains("doubling").contains("next reading");
        assertThat(Progression.parse("1000 confirmed"))
                .contains(new Progression.Confirmed(new Progression.Size(1000)));
        assertThat(Progression.parse("2x confirmed confirmed")).isEmpty();
        assertThat(Progression.parse("confirmed")).isEmpty();
    }

    @Test
    void progressionLiesOnTheLineBetweenTwoReadings() {
        Animal animal = animal(0, 100, 7, 150, 14, 250);

        assertThat(Progression.of(animal, new Progression.Fold(2)))
                .isEqualTo(new EventTime(10.5, true));
        assertThat(Progression.of(animal, new Progression.Size(1000)))
                .isEqualTo(new EventTime(14, false));
        assertThat(Progression.of(animal, new Progression.Size(80)))
                .isEqualTo(new EventTime(0, true));
    }
}
