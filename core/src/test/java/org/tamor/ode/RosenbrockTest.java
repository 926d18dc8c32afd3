package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tamor.ode.linear.DenseLu;
import org.tamor.ode.linear.LinearSolver;

class RosenbrockTest extends SolverContract {

    @Override
    Integrator integrator(RightHandSide f, Tolerances tolerances) {
        return new Rosenbrock(
                f,
                new CentralDifferences(f),
                Optional.of(timeSlope(f)),
                tolerances,
                dense(f.dimension()));
    }

    private static LinearSolver dense(int n) {
        SparsityPattern pattern = SparsityPattern.dense(n);
        return new DenseLu(n, pattern.columnStarts(), pattern.rows());
    }

    /// Exact but for rounding where f is quadratic in the state, as in most of the problems.
    private record CentralDifferences(RightHandSide f, double[] state, double[] up, double[] down)
            implements Jacobian {

        CentralDifferences(RightHandSide f) {
            this(
                    f,
                    new double[f.dimension()],
                    new double[f.dimension()],
                    new double[f.dimension()]);
        }

        @Override
        public SparsityPattern pattern() {
            return SparsityPattern.dense(f.dimension());
        }

        @Override
        public void evaluate(double time, double[] y, double[] values) {
            int n = y.length;
            System.arraycopy(y, 0, state, 0, n);
            for (int j = 0; j < n; j++) {
                double increment = 1e-4 * Math.max(Math.abs(y[j]), 1e-4);
                state[j] = y[j] + increment;
                f.evaluate(time, state, up);
                state[j] = y[j] - increment;
                f.evaluate(time, state, down);
                state[j] = y[j];
                for (int i = 0; i < n; i++) {
                    values[j * n + i] = (up[i] - down[i]) / (2 * increment);
                }
            }
        }
    }

    /// By differences of second order that look back.
    private static TimeSlope timeSlope(RightHandSide f) {
        double[][] at = new double[3][f.dimension()];
        return (time, latest, y, slope) -> {
            double increment = 1e-5 * Math.max(1, Math.abs(time));
            for (int k = 0; k < 3; k++) {
                f.evaluate(time - k * increment, y, at[k]);
            }
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (3 * at[0][i] - 4 * at[1][i] + at[2][i]) / (2 * increment);
            }
        };
    }

    /// Not that of Prothero and Robinson, whose error follows the tolerance with a lower order.
    @Override
    Stream<Accuracy> problems() {
        return Stream.of(
                new Accuracy(TestProblem.robertson(), 50),
                new Accuracy(TestProblem.hires(), 60),
                new Accuracy(TestProblem.oregonator(), 400),
                new Accuracy(TestProblem.vanDerPol(), 100),
                new Accuracy(TestProblem.rigidBody(), 400),
                new Accuracy(MtorNetwork.problem(), 50));
    }

    /// The solution between steps is of order 4, at their ends of order 5.
    @Override
    double errorBetweenSteps() {
        return 2.5;
    }

    /// `y' = -5 (y - sin t) + cos t + (y - sin t)²` has the solution sin t.
    @Test
    void convergesWithOrderFiveAndBetweenStepsWithOrderFour() {
        double[] atEnd = new double[3];
        double[] between = new double[3];
        double[] y = new double[1];
        for (int k = 0; k < 3; k++) {
            int count = 16 << k;
            Rosenbrock integrator =
                    new Rosenbrock(
                            TestProblem.system(
                                    1,
                                    (t, s, dy) ->
                                            dy[0] =
                                                    -5 * (s[0] - Math.sin(t))
                                                            + Math.cos(t)
                                                            + square(s[0] - Math.sin(t))),
                            TestProblem.jacobian(
                                    1, (t, s) -> new double[][] {{-5 + 2 * (s[0] - Math.sin(t))}}),
                            Optional.of(
                                    (t, latest, s, slope) ->
                                            slope[0] =
                                                    5 * Math.cos(t)
                                                            - Math.sin(t)
                                                            - 2
                                                                    * (s[0] - Math.sin(t))
                                                                    * Math.cos(t)),
                            Tolerances.uniform(1e-6, 1e-6, 1),
                            dense(1));
            integrator.startFixed(0, new double[] {0}, 2.0 / count);
            while (integrator.time() < 2) {
                integrator.step(2);
                for (double s = 0.1; s < 1; s += 0.1) {
                    double t =
                            integrator.previousTime()
                                    + s * (integrator.time() - integrator.previousTime());
                    integrator.interpolate(t, y);
                    between[k] = Math.max(between[k], Math.abs(y[0] - Math.sin(t)));
                }
                integrator.currentState(y);
                atEnd[k] = Math.max(atEnd[k], Math.abs(y[0] - Math.sin(integrator.time())));
            }
            assertThat(integrator.statistics().steps()).isEqualTo(count);
        }
        assertThat(order(atEnd)).isBetween(4.6, 5.6);
        assertThat(order(between)).isBetween(3.8, 5.6);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double order(double[] errors) {
        return Math.log(errors[0] / errors[2]) / Math.log(4);
    }

    /// With a Jacobian whose columns sum to 0 exactly.
    @Override
    @Test
    void keepsLinearInvariantsToRounding() {
        Rosenbrock integrator =
                new Rosenbrock(
                        TestProblem.robertson().f(),
                        TestProblem.jacobian(
                                3,
                                (t, y) -> {
                                    double a = 1e4 * y[2];
                                    double b = 1e4 * y[1];
                                    double c = 6e7 * y[1];
                                    return new double[][] {
                                        {-0.04, a, b}, {0.04, -a - c, -b}, {0, c, 0}
                                    };
                                }),
                        Optional.empty(),
                        Tolerances.uniform(1e-5, 1e-9, 3),
                        dense(3));
        integrator.start(0, new double[] {1, 0, 0});
        double[] y = new double[3];
        int steps = 0;
        while (integrator.time() < 0.5) {
            integrator.step(0.5);
            steps++;
            integrator.currentState(y);
            assertThat(y[0] + y[1] + y[2] - 1).isBetween(-steps * 1e-15, steps * 1e-15);
        }
    }

    @Test
    void algebraicEquationsAreRefused() {
        RightHandSide f =
                new RightHandSide() {
                    @Override
                    public int dimension() {
                        return 2;
                    }

                    @Override
                    public int differential() {
                        return 1;
                    }

                    @Override
                    public void evaluate(double time, double[] state, double[] derivative) {
                        derivative[0] = -state[1];
                        derivative[1] = state[0] - state[1];
                    }
                };
        assertThatThrownBy(() -> integrator(f, Tolerances.uniform(1e-6, 1e-9, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
