package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackwardDifferentiationTest extends SolverContract {

    @Override
    Integrator integrator(RightHandSide f, Tolerances tolerances) {
        return new BackwardDifferentiation(f, tolerances);
    }

    @Override
    Stream<Accuracy> problems() {
        return Stream.of(
                new Accuracy(TestProblem.robertson(), 50),
                new Accuracy(TestProblem.hires(), 60),
                new Accuracy(TestProblem.oregonator(), 400),
                new Accuracy(TestProblem.vanDerPol(), 100),
                new Accuracy(TestProblem.veryStiffVanDerPol(), 20),
                new Accuracy(TestProblem.protheroRobinson(), 20),
                new Accuracy(TestProblem.rigidBody(), 400),
                new Accuracy(MtorNetwork.problem(), 50));
    }

    /// `y' = -5 (y - sin t) + cos t` from exact derivatives of `sin t`.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void convergesWithItsOrder(int order) {
        RightHandSide f =
                TestProblem.system(
                        1, (t, y, dy) -> dy[0] = -5 * (y[0] - Math.sin(t)) + Math.cos(t));
        double[] errors = new double[3];
        double[] between = new double[3];
        for (int k = 0; k < 3; k++) {
            double h = 0.05 / (1 << k);
            double[][] derivatives = new double[order + 1][1];
            double scale = 1;
            for (int j = 0; j <= order; j++) {
                derivatives[j][0] = scale * Math.sin(j * Math.PI / 2);
                scale *= h / (j + 1);
            }
            BackwardDifferentiation integrator =
                    new BackwardDifferentiation(f, Tolerances.uniform(1e-13, 1e-13, 1));
            integrator.startFixed(0, derivatives, h);
            double[] y = new double[1];
            while (integrator.time() < 2) {
                integrator.step(2);
                integrator.currentState(y);
                errors[k] = Math.max(errors[k], Math.abs(y[0] - Math.sin(integrator.time())));
                double middle = integrator.time() - 0.37 * h;
                integrator.interpolate(middle, y);
                between[k] = Math.max(between[k], Math.abs(y[0] - Math.sin(middle)));
            }
            assertThat(integrator.order()).isEqualTo(order);
        }
        assertThat(Math.log(errors[1] / errors[2]) / Math.log(2))
                .isCloseTo(order, Offset.offset(0.15));
        assertThat(Math.log(between[1] / between[2]) / Math.log(2))
                .isCloseTo(order, Offset.offset(0.25));
    }

    @Test
    void takesAboutAsManyStepsAsPublishedSolvers() {
        // CVODE's own example program cvRoberts_dns reports 542 steps and 754 evaluations for these
        // settings
        Tolerances tolerances = new Tolerances(1e-4, new double[] {1e-8, 1e-14, 1e-6});
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(TestProblem.robertson().f(), tolerances);
        integrator.start(0, new double[] {1, 0, 0});
        while (integrator.time() < 4e10) {
            integrator.step(4e10);
        }
        Statistics work = integrator.statistics();
        assertThat(work.steps()).isBetween(400L, 650L);
        assertThat(work.rightHandSides() - 4 * work.jacobians()).isBetween(500L, 950L);
        assertThat(work.jacobians()).isLessThan(25);
        assertThat(work.factorizations()).isLessThan(150);
        double[] y = new double[3];
        integrator.currentState(y);
        assertThat(y[0]).isCloseTo(5.2e-08, Offset.offset(0.8e-08));
        assertThat(y[0] + y[1] + y[2]).isCloseTo(1, Offset.offset(1e-12));
    }

    @Test
    void sparseAndDenseJacobiansGiveTheSameSolution() {
        TestProblem problem = MtorNetwork.problem();
        Tolerances tolerances = problem.tolerances(1e-7);
        DifferenceJacobian sparse =
                new DifferenceJacobian(problem.f(), MtorNetwork.pattern(), tolerances);
        assertThat(sparse.groups()).isLessThan(8);
        double[] a = problem.solve(new BackwardDifferentiation(problem.f(), sparse, tolerances));
        double[] b = problem.solve(new BackwardDifferentiation(problem.f(), tolerances));
        assertThat(problem.error(a)).isLessThan(1e-5);
        assertThat(a).containsExactly(b, Offset.offset(1e-5));
    }

    @Test
    void exactJacobianIsAsGoodAsDifferences() {
        TestProblem problem = TestProblem.robertson();
        Jacobian jacobian =
                TestProblem.jacobian(
                        3,
                        (t, y) ->
                                new double[][] {
                                    {-0.04, 1e4 * y[2], 1e4 * y[1]},
                                    {0.04, -1e4 * y[2] - 6e7 * y[1], -1e4 * y[1]},
                                    {0, 6e7 * y[1], 0}
                                });
        for (double relative : new double[] {1e-4, 1e-7, 1e-10}) {
            Tolerances tolerances = problem.tolerances(relative);
            BackwardDifferentiation exact =
                    new BackwardDifferentiation(problem.f(), jacobian, tolerances);
            assertThat(problem.error(problem.solve(exact))).isLessThan(40 * relative);
            assertThat(exact.statistics().jacobians())
                    .isEqualTo(exact.statistics().factorizations());
        }
    }

    @Test
    void startsLateWithAnEmptyComponentThatFillsFast() {
        // a drug is given at t = 1000: its complex starts from nothing at a slope that reaches the absolute tolerance
        // long before the clock can tell two times apart
        RightHandSide binding =
                new RightHandSide() {
                    @Override
                    public int dimension() {
                        return 1;
                    }

                    @Override
                    public void evaluate(double time, double[] state, double[] derivative) {
                        derivative[0] = 1e4 - 100 * state[0];
                    }
                };
        BackwardDifferentiation solver =
                new BackwardDifferentiation(binding, Tolerances.uniform(1e-6, 1e-13, 1));
        solver.start(1000, new double[] {0});
        while (solver.time() < 1001) {
            solver.step(1001);
        }
        double[] state = new double[1];
        solver.currentState(state);
        assertThat(state[0]).isCloseTo(100, Offset.offset(1e-3));
    }

    @Test
    void keepsConservedTotals() {
        TestProblem problem = MtorNetwork.problem();
        Tolerances tolerances = problem.tolerances(1e-5);
        DifferenceJacobian sparse =
                new DifferenceJacobian(problem.f(), MtorNetwork.pattern(), tolerances);
        double[] y = problem.solve(new BackwardDifferentiation(problem.f(), sparse, tolerances));
        for (int c = 0; c < MtorNetwork.CYCLES; c++) {
            assertThat(y[2 * c] + y[2 * c + 1]).isCloseTo(1 + 0.1 * c, Offset.offset(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void honoursTheMaximumOrder(int maximumOrder) {
        TestProblem problem = TestProblem.hires();
        Tolerances tolerances = problem.tolerances(1e-4);
        Jacobian jacobian =
                new DifferenceJacobian(problem.f(), SparsityPattern.dense(8), tolerances);
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(problem.f(), jacobian, tolerances, maximumOrder);
        integrator.start(0, problem.initial());
        int highest = 0;
        while (integrator.time() < problem.end()) {
            integrator.step(problem.end());
            highest = Math.max(highest, integrator.order());
        }
        assertThat(highest).isEqualTo(maximumOrder);
    }

    @Test
    void followsARootOfUnityOnlyApproximatelyButWithinTolerance() {
        // y' = i w y is where BDF of order above 2 is weakest: its eigenvalues lie on the imaginary
        // axis
        RightHandSide f =
                TestProblem.system(
                        2,
                        (t, y, dy) -> {
                            dy[0] = -10 * y[1];
                            dy[1] = 10 * y[0];
                        });
        Jacobian jacobian = TestProblem.jacobian(2, (t, y) -> new double[][] {{0, -10}, {10, 0}});
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(f, jacobian, Tolerances.uniform(1e-7, 1e-9, 2));
        integrator.start(0, new double[] {1, 0});
        while (integrator.time() < 5) {
            integrator.step(5);
        }
        double[] y = new double[2];
        integrator.currentState(y);
        assertThat(y[0]).isCloseTo(Math.cos(50), Offset.offset(2e-4));
        assertThat(y[1]).isCloseTo(Math.sin(50), Offset.offset(2e-4));
    }
}
