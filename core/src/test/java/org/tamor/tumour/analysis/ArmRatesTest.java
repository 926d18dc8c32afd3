package org.tamor.tumour.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.mixed.Contrast;
import org.tamor.tumour.mixed.GrowthModel;

/// Growth rates against closed forms, and on simulated growth whose truth is known.
class ArmRatesTest {

    private static final double[] DAYS = {0, 3, 6, 9, 12, 15, 18, 21, 24, 27};
    private static final TumourOptions OPTIONS = TumourOptions.standard();

    /// Growth of an arm, `log V = log 150 + u + (first + v) t - bend t^2`.
    private record Growth(String arm, double first, double bend) {

        double logarithm(double day) {
            return first * day - bend * day * day;
        }

        /// The slope by least squares of the mean over the days up to one.
        double slope(double until) {
            double[] days = Arrays.stream(DAYS).filter(day -> day <= until).toArray();
            double mean = Arrays.stream(days).average().orElseThrow();
            double squares = Arrays.stream(days).map(day -> (day - mean) * (day - mean)).sum();
            return Arrays.stream(days).map(day -> (day - mean) * logarithm(day)).sum() / squares;
        }
    }

    private static final List<Growth> BENT =
            List.of(
                    new Growth("C", 0.16, 0.0022),
                    new Growth("nothing", 0.16, 0.0022),
                    new Growth("strong", 0.06, 0.0006));
    private static final List<Growth> STRAIGHT =
            List.of(new Growth("C", 0.09, 0), new Growth("strong", 0.03, 0));

    /// A study whose animals are killed after the first reading at a limit.
    private static TumourStudy study(List<Growth> arms, int animals, double limit, long number) {
        RandomStream stream = RandomStream.of(4711, number);
        List<Arm> drawn = new ArrayList<>();
        for (Growth growth : arms) {
            List<Animal> all = new ArrayList<>();
            for (int i = 0; i < animals; i++) {
                all.add(animal("m" + i, growth, limit, stream));
            }
            drawn.add(new Arm(growth.arm(), all));
        }
        return new TumourStudy("", drawn, 0, 1e-6);
    }

    private static Animal animal(String name, Growth growth, double limit, RandomStream stream) {
        double start = Math.log(150) + 0.35 * stream.nextGaussian();
        double own = 0.02 * stream.nextGaussian();
        List<VolumeReading> readings = new ArrayList<>();
        boolean killed = false;
        for (double day : DAYS) {
            double noise = 0.2 * stream.nextGaussian();
            double volume = Math.exp(start + own * day + growth.logarithm(day) + noise);
            if (!killed) {
                readings.add(new VolumeReading(day, volume, Double.NaN));
            }
            killed |= volume >= limit;
        }
        return new Animal(name, readings, Departure.UNKNOWN, "");
    }

    private static ArmRate rate(ArmRates rates, String arm) {
        return rates.rates().stream()
                .filter(one -> one.arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    /// What one study says, beside the truth up to its own day.
    private record Found(boolean own, boolean nothing, boolean strong, boolean line, double error) {

        static Found of(TumourStudy study) {
            ArmRates rates = ArmRates.of(study, "C", OPTIONS);
            Growth control = BENT.getFirst();
            Growth treated = BENT.getLast();
            ArmRate strong = rate(rates, "strong");
            double day = strong.day();
            double truth = treated.slope(day) - control.slope(day);
            GrowthModel straight = GrowthModel.fit(study, 27);
            Contrast line =
                    straight.robust(study).contrast(straight.weights(new double[] {-1, 0, 1}));
            return new Found(
                    rate(rates, "C").perDay().contains(control.slope(day)),
                    rate(rates, "nothing").versusControl().contains(0),
                    strong.versusControl().contains(truth),
                    line.interval(0.95).contains(treated.slope(27) - control.slope(27)),
                    strong.versusControl().estimate() - truth);
        }
    }

    /// Nearly half of the animals leave, most of them controls, and growth bends.
    @Test
    void bentGrowthWithKillingBySizeIsCoveredAsStraightLinesDoNot() {
        int studies = 300;
        List<Found> found =
                IntStream.range(0, studies)
                        .parallel()
                        .mapToObj(number -> Found.of(study(BENT, 8, 1500, number)))
                        .toList();

        // 95 % of 300 within three standard errors of a share
        int least = 273;
        assertThat(found.stream().filter(Found::own).count()).isGreaterThanOrEqualTo(least);
        assertThat(found.stream().filter(Found::nothing).count()).isGreaterThanOrEqualTo(least);
        assertThat(found.stream().filter(Found::strong).count()).isGreaterThanOrEqualTo(least);
        assertThat(found.stream().filter(Found::line).count()).as("lines").isLessThan(260);
        double[] errors = found.stream().mapToDouble(Found::error).toArray();
        assertThat(mean(errors)).isCloseTo(0, within(3 * deviation(errors) / Math.sqrt(studies)));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum()
                        / (values.length - 1));
    }

    @Test
    void straightGrowthLosesLittlePrecision() {
        int studies = 150;
        double[] bent = new double[studies];
        double[] straight = new double[studies];
        IntStream.range(0, studies)
                .parallel()
                .forEach(
                        number -> {
                            TumourStudy study = study(STRAIGHT, 8, 1500, number);
                            ArmRate found = rate(ArmRates.of(study, "C", OPTIONS), "strong");
                            GrowthModel model = GrowthModel.fit(study, found.day());
                            bent[number] = found.versusControl().estimate();
                            straight[number] = model.combination(new double[] {-1, 1}).estimate();
                        });

        assertThat(mean(bent)).isCloseTo(-0.06, within(3 * deviation(bent) / Math.sqrt(studies)));
        assertThat(deviation(bent) / deviation(straight)).isBetween(0.95, 1.05);
    }

    /// Three days, unevenly apart, all animals measured, one mean start: the bent mean goes through
    /// the means of the days, so that the rate is the mean of the animals' own slopes.
    private static TumourStudy balanced() {
        double[][] control = {{5.0, 5.9, 6.9}, {5.2, 6.2, 6.7}, {4.8, 5.6, 6.8}};
        double[][] treated = {{5.1, 5.2, 5.6}, {4.9, 5.5, 5.2}, {5.0, 5.0, 5.7}};
        return new TumourStudy("", List.of(arm("C", control), arm("A", treated)), 0, 1e-6);
    }

    private static final double[] UNEVEN = {0, 4, 14};

    private static Arm arm(String name, double[][] logarithms) {
        List<Animal> animals = new ArrayList<>();
        for (double[] own : logarithms) {
            List<VolumeReading> readings = new ArrayList<>();
            for (int i = 0; i < own.length; i++) {
                readings.add(new VolumeReading(UNEVEN[i], Math.exp(own[i]), Double.NaN));
            }
            String animal = name + animals.size();
            animals.add(new Animal(animal, readings, Departure.STUDY_END, ""));
        }
        return new Arm(name, animals);
    }

    private static double meanSlope(TumourStudy study, int arm) {
        return study.arms().get(arm).animals().stream()
                .mapToDouble(animal -> AnimalResponse.rate(study, animal, 14).value())
                .average()
                .orElseThrow();
    }

    @Test
    void withThreeDaysTheRateIsTheMeanOfTheAnimalsOwnSlopes() {
        TumourStudy study = balanced();
        ArmRates rates = ArmRates.of(study, "C", OPTIONS);
        double control = meanSlope(study, 0);
        double treated = meanSlope(study, 1);

        assertThat(rates.model().bent()).isTrue();
        assertThat(rate(rates, "C").day()).isEqualTo(14);
        assertThat(rate(rates, "C").perDay().estimate()).isCloseTo(control, within(1e-9));
        assertThat(rate(rates, "A").perDay().estimate()).isCloseTo(treated, within(1e-9));
        assertThat(rate(rates, "A").versusControl().estimate())
                .isCloseTo(treated - control, within(1e-9));
        assertThat(rates.model().rate("A").estimate())
                .as("the mean rate between the first and the last day is another")
                .isNotCloseTo(treated, within(1e-4));
    }

    @Test
    void anArmOnTwoDaysLeavesStraightLinesAndSaysSo() {
        TumourStudy full = balanced();
        Arm shorter = arm("A", new double[][] {{5.1, 5.2}, {4.9, 5.5}, {5.0, 5.0}});
        TumourStudy study = new TumourStudy("", List.of(full.arms().getFirst(), shorter), 0, 1e-6);
        TumourOptions until14 =
                new TumourOptions(
                        OPTIONS.primary(),
                        OPTIONS.progression(),
                        OptionalDouble.of(14),
                        0,
                        1,
                        1,
                        0.95);
        TumourAnalysis analysis =
                TumourAnalyser.analyse(study, "C", List.of(), until14, done -> {});

        assertThat(analysis.model().orElseThrow().bent()).isFalse();
        assertThat(analysis.rates()).hasSize(2).allMatch(one -> one.day() == 14);
        assertThat(analysis.notes()).singleElement().asString().contains("straight lines");
    }

    @Test
    void theDayIsTheLastThatHalfOfEveryArmReachedUnlessDeclared() {
        Growth fast = new Growth("C", 0.2, 0);
        Growth slow = new Growth("A", 0.02, 0);
        TumourStudy study = study(List.of(fast, slow), 8, 1500, 1);
        ArmRates found = ArmRates.of(study, "C", OPTIONS);
        double day = rate(found, "A").day();
        long reached =
                study.arms().getFirst().animals().stream()
                        .filter(animal -> animal.lastDay() >= day)
                        .count();
        long later =
                study.arms().getFirst().animals().stream()
                        .filter(animal -> animal.lastDay() > day)
                        .count();

        assertThat(day).isLessThan(27);
        assertThat(reached).isGreaterThanOrEqualTo(4);
        assertThat(later).isLessThan(4);
        TumourOptions declared =
                new TumourOptions(
                        OPTIONS.primary(),
                        OPTIONS.progression(),
                        OptionalDouble.of(9),
                        0,
                        1,
                        1,
                        0.95);
        assertThat(rate(ArmRates.of(study, "C", declared), "A").day()).isEqualTo(9);
    }
}
