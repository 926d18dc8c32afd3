package org.tamor.tumour.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tamor.stats.RandomStream;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.VolumeReading;

/// Growth laws against their differential equations, and fits that recover what made the data.
class GrowthLawTest {

    private static double[] parameters(GrowthLaw law) {
        return switch (law) {
            case EXPONENTIAL -> new double[] {0.1};
            case GOMPERTZ -> new double[] {0.06, Math.log(3000)};
            case LOGISTIC -> new double[] {0.25, Math.log(1500)};
            case SIMEONI -> new double[] {0.2, Math.log(200)};
        };
    }

    private static double rate(GrowthLaw law, double x, double[] p) {
        double v = Math.exp(x);
        return switch (law) {
            case EXPONENTIAL -> p[0];
            case GOMPERTZ -> p[0] * (p[1] - x);
            case LOGISTIC -> p[0] * (1 - v / Math.exp(p[1]));
            case SIMEONI -> p[0] / Math.pow(1 + Math.pow(p[0] * v / Math.exp(p[1]), 20), 1.0 / 20);
        };
    }

    @ParameterizedTest
    @EnumSource(GrowthLaw.class)
    void curvesSolveTheirEquation(GrowthLaw law) {
        double[] p = parameters(law);
        for (double t : new double[] {0.5, 5, 12, 25}) {
            double h = 1e-4;
            double slope = (law.at(5, t + h, p) - law.at(5, t - h, p)) / (2 * h);
            assertThat(slope)
                    .as(law + " on day " + t)
                    .isCloseTo(rate(law, law.at(5, t, p), p), within(2e-4));
        }
        assertThat(law.at(5, 0, p)).isCloseTo(5, within(1e-12));
    }

    @Test
    void simeoniEndsInLinearGrowth() {
        double[] p = parameters(GrowthLaw.SIMEONI);
        double late =
                Math.exp(GrowthLaw.SIMEONI.at(5, 41, p)) - Math.exp(GrowthLaw.SIMEONI.at(5, 40, p));
        assertThat(late).isCloseTo(200, within(0.1));
    }

    private static TumourStudy study(GrowthLaw law) {
        RandomStream stream = RandomStream.of(5, 1);
        List<Animal> animals = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double start = Math.log(120) + 0.3 * stream.nextGaussian();
            List<VolumeReading> readings = new ArrayList<>();
            for (int day = 0; day <= 36; day += 3) {
                double log = law.at(start, day, parameters(law)) + 0.04 * stream.nextGaussian();
                readings.add(new VolumeReading(day, Math.exp(log), Double.NaN));
            }
            animals.add(new Animal("m" + i, readings, Departure.STUDY_END, ""));
        }
        return new TumourStudy("", List.of(new Arm("C", animals)), 0, 1);
    }

    @ParameterizedTest
    @EnumSource(GrowthLaw.class)
    void theLawThatMadeTheDataIsPreferredAndItsParametersReturn(GrowthLaw law) {
        TumourStudy study = study(law);
        List<GrowthLawFit> fits = GrowthLawFit.all(study, study.arms().getFirst());
        GrowthLawFit own = fits.stream().filter(fit -> fit.law() == law).findFirst().orElseThrow();

        assertThat(own.criterion().value() - fits.getFirst().criterion().value())
                .as("within 2 of the best, " + fits.getFirst().law())
                .isLessThan(2);
        assertThat(own.rate()).isCloseTo(parameters(law)[0], within(0.05 * parameters(law)[0]));
        if (law != GrowthLaw.EXPONENTIAL) {
            assertThat(fits.getLast().law()).isEqualTo(GrowthLaw.EXPONENTIAL);
            assertThat(Math.log(own.limit().value())).isCloseTo(parameters(law)[1], within(0.1));
        }
        assertThat(own.deviation()).isCloseTo(0.04, within(0.01));
    }

    @Test
    void tooFewReadingsGiveAReason() {
        Animal one =
                new Animal(
                        "m",
                        List.of(
                                new VolumeReading(0, 100, Double.NaN),
                                new VolumeReading(7, 200, Double.NaN)),
                        Departure.STUDY_END,
                        "");
        Arm arm = new Arm("C", List.of(one));
        GrowthLawFit fit =
                GrowthLawFit.of(new TumourStudy("", List.of(arm), 0, 1), arm, GrowthLaw.GOMPERTZ);
        assertThat(fit.criterion().reason()).contains("too few readings");
    }
}
