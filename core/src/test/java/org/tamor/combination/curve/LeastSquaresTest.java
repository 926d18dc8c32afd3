package org.tamor.combination.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.tamor.stats.RandomStream;

class LeastSquaresTest {

    private static final double[] DOSES = {0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30};

    private record Decay(double[] x, double[] y) implements LeastSquares.Problem {

        @Override
        public int size() {
            return x.length;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            for (int i = 0; i < x.length; i++) {
                double s = 1 / (1 + Math.exp(-p[3] * (Math.log(x[i]) - p[2])));
                residuals[i] = p[0] + (p[1] - p[0]) * s - y[i];
                if (jacobian.length > 0) {
                    jacobian[4 * i] = 1 - s;
                    jacobian[4 * i + 1] = s;
                    double ramp = (p[1] - p[0]) * s * (1 - s);
                    jacobian[4 * i + 2] = -ramp * p[3];
                    jacobian[4 * i + 3] = ramp * (Math.log(x[i]) - p[2]);
                }
            }
        }
    }

    @RepeatedTest(50)
    void findsTheMinimumThatHipparchusFinds(RepetitionInfo info) {
        RandomStream stream = RandomStream.of(7, info.getCurrentRepetition());
        double[] y = new double[DOSES.length];
        Hill truth = new Hill(1, 0.2, 0.8 + stream.nextDouble(), 0.3 + 2 * stream.nextDouble());
        for (int i = 0; i < y.length; i++) {
            y[i] = truth.value(DOSES[i]) + 0.03 * stream.nextGaussian();
        }
        Decay problem = new Decay(DOSES, y);
        double[] start = {1, 0.2, 0, 1};
        double[] wide = {-9, -9, -9, 1e-3};
        double[] wider = {9, 9, 9, 99};
        LeastSquares.Solution ours =
                LeastSquares.minimise(problem, start, wide, wider, 200);
        double theirs =
                2
                        * new LevenbergMarquardtOptimizer()
                                .optimize(
                                        new LeastSquaresBuilder()
                                                .start(start)
                                                .target(new double[y.length])
                                                .model(
                                                        point -> {
                                                            double[] r = new double[y.length];
                                                            double[] j = new double[4 * y.length];
                                                            problem.evaluate(
                                                                    point.toArray(), r, j);
                                                            double[][] rows =
                                                                    new double[y.length][4];
                                                            for (int i = 0; i < y.length; i++) {
                                                                System.arraycopy(
                                                                        j, 4 * i, rows[i], 0, 4);
                                                            }
                                                            return new Pair<>(
                                                                    new ArrayRealVector(r),
                                                                    new Array2DRowRealMatrix(
                                                                            rows));
                                                        })
                                                .maxEvaluations(1000)
                                                .maxIterations(1000)
                                                .build())
                                .getCost();
        double hipparchusSquares = theirs * theirs / 4;
        assertThat(ours.converged()).isTrue();
        assertThat(ours.cost()).isLessThanOrEqualTo(hipparchusSquares * (1 + 1e-8));
    }

    @Test
    void staysInTheBox() {
        double[] y = {1, 0.98, 0.9, 0.7, 0.4, 0.1, -0.1, -0.15};
        LeastSquares.Solution solution =
                LeastSquares.minimise(
                        new Decay(DOSES, y),
                        new double[] {1, 0.3, 0, 1},
                        new double[] {1, 0, -9, 0.1},
                        new double[] {1, 1, 9, 10},
                        200);
        assertThat(solution.parameters()[0]).isEqualTo(1);
        assertThat(solution.parameters()[1]).isEqualTo(0);
        assertThat(solution.converged()).isTrue();
    }

    @Test
    void aPerfectFitHasNoCost() {
        Hill truth = new Hill(1, 0.2, 1.5, 0.7);
        double[] y = java.util.Arrays.stream(DOSES).map(truth::value).toArray();
        LeastSquares.Solution solution =
                LeastSquares.minimise(
                        new Decay(DOSES, y),
                        new double[] {0.8, 0.3, 0, 1},
                        new double[] {-9, -9, -9, 0.1},
                        new double[] {9, 9, 9, 10},
                        200);
        assertThat(solution.parameters()[2]).isCloseTo(Math.log(0.7), within(1e-9));
        assertThat(solution.cost()).isLessThan(1e-24);
    }
}
