package org.tamor.tumour.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tamor.stats.RandomStream;

/// The variance from the scatter of subjects, against Welch's and by simulation.
class RobustVarianceTest {

    /// Subjects of two arms with three readings each; their own means scatter by `spread`.
    private static List<Subject> arms(RandomStream stream, int[] sizes, double[] spread) {
        List<Subject> subjects = new ArrayList<>();
        for (int arm = 0; arm < sizes.length; arm++) {
            for (int i = 0; i < sizes[arm]; i++) {
                double own = spread[arm] * stream.nextGaussian();
                double[] response = new double[3];
                double[][] fixed = new double[3][sizes.length];
                double[][] random = {{1}, {1}, {1}};
                for (int k = 0; k < 3; k++) {
                    response[k] = own + 0.1 * stream.nextGaussian();
                    fixed[k][arm] = 1;
                }
                subjects.add(new Subject(response, fixed, random));
            }
        }
        return subjects;
    }

    private static double mean(Subject subject) {
        return (subject.response()[0] + subject.response()[1] + subject.response()[2]) / 3;
    }

    /// With balanced subjects the contrast of two arms is Welch's: `s1^2/n1 + s2^2/n2` of the
    /// subjects' means; the degrees of freedom are those that the pooled working model gives it.
    @Test
    void isWelchsVarianceForTwoArms() {
        int[] sizes = {6, 9};
        RandomStream stream = RandomStream.of(11, 0);
        List<Subject> subjects = arms(stream, sizes, new double[] {1, 0.3});
        MixedModelFit fit = LinearMixedModel.fit(subjects, Likelihood.RESTRICTED);
        Contrast found = RobustVariance.of(subjects, fit).contrast(new double[] {1, -1});

        double variance = 0;
        int from = 0;
        for (int n : sizes) {
            double[] means =
                    subjects.subList(from, from + n).stream()
                            .mapToDouble(RobustVarianceTest::mean)
                            .toArray();
            double centre = 0;
            for (double one : means) {
                centre += one / n;
            }
            for (double one : means) {
                variance += (one - centre) * (one - centre) / (n - 1) / n;
            }
            from += n;
        }
        assertThat(found.standardError()).isCloseTo(Math.sqrt(variance), within(1e-7));
        double top = Math.pow(1.0 / 6 + 1.0 / 9, 2);
        double bottom = 1.0 / (36 * 5) + 1.0 / (81 * 8);
        assertThat(found.degreesOfFreedom()).isCloseTo(top / bottom, within(1e-3));
        assertThat(found.estimate())
                .isCloseTo(fit.contrast(new double[] {1, -1}).estimate(), within(1e-12));
    }

    /// Four arms, two of which vary five times as much as the others: between those two the pooled
    /// error is too small and its interval misses 0 too often; this one does not.
    @Test
    void holdsItsLevelWhereArmsVaryDifferently() {
        int pooled = 0;
        int robust = 0;
        int studies = 400;
        double[] weights = {1, -1, 0, 0};
        for (int k = 0; k < studies; k++) {
            List<Subject> subjects =
                    arms(
                            RandomStream.of(5, k),
                            new int[] {8, 8, 8, 8},
                            new double[] {1, 1, 0.2, 0.2});
            MixedModelFit fit = LinearMixedModel.fit(subjects, Likelihood.RESTRICTED);
            pooled += fit.contrast(weights).interval(0.95).contains(0) ? 0 : 1;
            Contrast own = RobustVariance.of(subjects, fit).contrast(weights);
            robust += own.interval(0.95).contains(0) ? 0 : 1;
        }
        assertThat(pooled / (double) studies).as("pooled").isGreaterThan(0.1);
        // 5 % within three standard errors
        assertThat(robust / (double) studies).as("robust").isBetween(0.02, 0.083);
    }
}
