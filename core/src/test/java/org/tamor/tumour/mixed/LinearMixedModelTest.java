package org.tamor.tumour.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.tamor.failure.BadInputException;
import org.tamor.stats.RandomStream;

/// The mixed model against closed forms and against a dense evaluation of its likelihood.
class LinearMixedModelTest {

    /// Balanced one-way data: 6 subjects, 4 readings each.
    private static List<Subject> oneWay() {
        RandomStream stream = RandomStream.of(11, 0);
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            double shift = 2 * stream.nextGaussian();
            double[] y = new double[4];
            double[][] ones = new double[4][];
            for (int j = 0; j < 4; j++) {
                y[j] = 5 + shift + stream.nextGaussian();
                ones[j] = new double[] {1};
            }
            subjects.add(new Subject(y, ones, ones));
        }
        return subjects;
    }

    @Test
    void balancedRandomInterceptHasTheEstimatesOfTheAnalysisOfVariance() {
        List<Subject> subjects = oneWay();
        double grand = 0;
        for (Subject subject : subjects) {
            grand += mean(subject.response()) / 6;
        }
        double between = 0;
        double within = 0;
        for (Subject subject : subjects) {
            double own = mean(subject.response());
            between += 4 * (own - grand) * (own - grand) / 5;
            for (double y : subject.response()) {
                within += (y - own) * (y - own) / 18;
            }
        }
        assertThat(between).as("the case is inside the parameter space").isGreaterThan(within);

        MixedModelFit fit = LinearMixedModel.fit(subjects, Likelihood.RESTRICTED);
        Contrast contrast = fit.contrast(new double[] {1});

        assertThat(fit.coefficients()[0]).isCloseTo(grand, within(1e-9));
        assertThat(fit.variance()).isCloseTo(within, within(1e-5 * within));
        assertThat(fit.random()[0][0]).isCloseTo((between - within) / 4, within(1e-5 * between));
        assertThat(contrast.standardError()).isCloseTo(Math.sqrt(between / 24), within(1e-6));
        assertThat(contrast.degreesOfFreedom()).as("k - 1").isCloseTo(5, within(1e-3));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// Two arms of 5 with intercept and slope each, all measured on the same days.
    private static List<Subject> twoArms() {
        RandomStream stream = RandomStream.of(12, 0);
        List<Subject> subjects = new ArrayList<>();
        for (int arm = 0; arm < 2; arm++) {
            for (int i = 0; i < 5; i++) {
                double level = 5 + 0.5 * stream.nextGaussian();
                double rate = 0.1 - 0.05 * arm + 0.03 * stream.nextGaussian();
                double[] y = new double[6];
                double[][] x = new double[6][4];
                double[][] z = new double[6][];
                for (int j = 0; j < 6; j++) {
                    double day = 3.0 * j;
                    y[j] = level + rate * day + 0.1 * stream.nextGaussian();
                    x[j][2 * arm] = 1;
                    x[j][2 * arm + 1] = day;
                    z[j] = new double[] {1, day};
                }
                subjects.add(new Subject(y, x, z));
            }
        }
        return subjects;
    }

    @Test
    void balancedSlopesAreComparedAsByStudentsTOnEachAnimalsSlope() {
        List<Subject> subjects = twoArms();
        double[] slopes = subjects.stream().mapToDouble(LinearMixedModelTest::slope).toArray();
        double first = 0;
        double second = 0;
        for (int i = 0; i < 5; i++) {
            first += slopes[i] / 5;
            second += slopes[5 + i] / 5;
        }
        double squares = 0;
        for (int i = 0; i < 5; i++) {
            squares += Math.pow(slopes[i] - first, 2) + Math.pow(slopes[5 + i] - second, 2);
        }
        MixedModelFit fit = LinearMixedModel.fit(subjects, Likelihood.RESTRICTED);
        Contrast contrast = fit.contrast(new double[] {0, 1, 0, -1});

        assertThat(contrast.estimate()).isCloseTo(first - second, within(1e-10));
        assertThat(contrast.standardError())
                .isCloseTo(Math.sqrt(squares / 8 * 2 / 5), within(1e-7));
        assertThat(contrast.degreesOfFreedom()).isCloseTo(8, within(0.01));
    }

    private static double slope(Subject subject) {
        double squares = 0;
        double products = 0;
        for (int j = 0; j < 6; j++) {
            double x = 3.0 * j - 7.5;
            squares += x * x;
            products += x * subject.response()[j];
        }
        return products / squares;
    }

    /// Readings missing on the right, as when animals leave.
    private static List<Subject> ragged() {
        List<Subject> ragged = new ArrayList<>();
        int k = 0;
        for (Subject subject : twoArms()) {
            int kept = 3 + k++ % 4;
            ragged.add(
                    new Subject(
                            java.util.Arrays.copyOf(subject.response(), kept),
                            java.util.Arrays.copyOf(subject.fixed(), kept),
                            java.util.Arrays.copyOf(subject.random(), kept)));
        }
        return ragged;
    }

    @Test
    void theLogLikelihoodIsThatOfTheDenseModelAndNoNeighbourIsHigher() {
        List<Subject> subjects = ragged();
        for (Likelihood kind : Likelihood.values()) {
            MixedModelFit fit = LinearMixedModel.fit(subjects, kind);
            double[] variances = {
                fit.random()[0][0], fit.random()[1][0], fit.random()[1][1], fit.variance()
            };
            double dense = dense(subjects, kind, variances);

            assertThat(fit.logLikelihood()).as(kind.name()).isCloseTo(dense, within(1e-8));
            for (int k = 0; k < 4; k++) {
                for (double factor : new double[] {0.97, 1.03}) {
                    double[] moved = variances.clone();
                    moved[k] *= factor;
                    assertThat(dense(subjects, kind, moved))
                            .as(kind + " with variance " + k + " times " + factor)
                            .isLessThan(dense + 1e-9);
                }
            }
        }
    }

    private static double dense(List<Subject> subjects, Likelihood kind, double[] variances) {
        int n = subjects.stream().mapToInt(subject -> subject.response().length).sum();
        RealMatrix v = new Array2DRowRealMatrix(n, n);
        RealMatrix x = new Array2DRowRealMatrix(n, 4);
        double[] y = new double[n];
        int row = 0;
        for (Subject subject : subjects) {
            int own = subject.response().length;
            for (int i = 0; i < own; i++) {
                y[row + i] = subject.response()[i];
                x.setRow(row + i, subject.fixed()[i]);
                for (int j = 0; j < own; j++) {
                    double s = subject.random()[i][1];
                    double t = subject.random()[j][1];
                    v.setEntry(
                            row + i,
                            row + j,
                            variances[0]
                                    + variances[1] * (s + t)
                                    + variances[2] * s * t
                                    + (i == j ? variances[3] : 0));
                }
            }
            row += own;
        }
        RealMatrix inverse = MatrixUtils.inverse(v);
        RealMatrix normal = x.transposeMultiply(inverse.multiply(x));
        double[] beta =
                MatrixUtils.inverse(normal).operate(x.transpose().operate(inverse.operate(y)));
        double[] fitted = x.operate(beta);
        double[] residual = new double[n];
        for (int i = 0; i < n; i++) {
            residual[i] = y[i] - fitted[i];
        }
        double[] weighted = inverse.operate(residual);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += residual[i] * weighted[i];
        }
        double logV = Math.log(new LUDecomposition(v).getDeterminant());
        double value = n * Math.log(2 * Math.PI) + logV + squares;
        if (kind == Likelihood.RESTRICTED) {
            value +=
                    Math.log(new LUDecomposition(normal).getDeterminant())
                            - 4 * Math.log(2 * Math.PI);
        }
        return -0.5 * value;
    }

    @Test
    void fewReadingsAreRefusedWithTheirNumber() {
        double[][] one = {{1, 0}, {1, 1}};
        List<Subject> subjects = List.of(new Subject(new double[] {1, 2}, one, one));

        assertThatThrownBy(() -> LinearMixedModel.fit(subjects, Likelihood.RESTRICTED))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        problem -> assertThat(problem.code()).isEqualTo("mixed.too-few"))
                .hasMessageContaining("2 readings");
    }
}
