package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every integrator must do; each supplies its own problems and numbers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SolverContract {

    private static final double[] RELATIVE_TOLERANCES = {1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10};

    abstract Integrator integrator(RightHandSide f, Tolerances tolerances);

    /// Problems with the largest ratio of final error to relative tolerance allowed for each.
    abstract Stream<Accuracy> problems();

    /// How many times the error at the ends of steps that between them may be.
    double errorBetweenSteps() {
        return 2;
    }

    /// @param factor largest ratio of error to relative tolerance
    record Accuracy(TestProblem problem, double factor) {
        @Override
        public String toString() {
            return problem.name();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void errorFollowsTolerance(Accuracy accuracy) {
        TestProblem problem = accuracy.problem();
        int n = RELATIVE_TOLERANCES.length;
        double meanX = 0;
        double meanY = 0;
        double[] logError = new double[n];
        for (int k = 0; k < n; k++) {
            double relative = RELATIVE_TOLERANCES[k];
            Integrator integrator = integrator(problem.f(), problem.tolerances(relative));
            double error = problem.error(problem.solve(integrator));
            assertThat(error)
                    .as("error at %s: %s", relative, integrator.statistics())
                    .isLessThan(accuracy.factor() * relative);
            logError[k] = Math.log10(Math.max(error, 1e-16));
            meanX += Math.log10(relative) / n;
            meanY += logError[k] / n;
        }
        double covariance = 0;
        double variance = 0;
        for (int k = 0; k < n; k++) {
            double x = Math.log10(RELATIVE_TOLERANCES[k]) - meanX;
            covariance += x * (logError[k] - meanY);
            variance += x * x;
        }
        assertThat(covariance / variance)
                .as("slope of log error over log tolerance")
                .isBetween(0.65, 1.4);
    }

    @Test
    void endsExactlyAtLimitsAndNeverLooksBeyond() {
        double[] latest = {0};
        RightHandSide f =
                TestProblem.system(
                        1,
                        (t, y, dy) -> {
                            latest[0] = Math.max(latest[0], t);
                            dy[0] = -y[0] + Math.sin(t);
                        });
        Integrator integrator = integrator(f, Tolerances.uniform(1e-6, 1e-9, 1));
        integrator.start(0, new double[] {1});
        double[] y = new double[1];
        for (int k = 1; k <= 50; k++) {
            double limit = 0.1 * k + (k % 7) * 1e-9;
            while (integrator.time() < limit) {
                integrator.step(limit);
                assertThat(latest[0]).isLessThanOrEqualTo(limit);
            }
            assertThat(integrator.time()).isEqualTo(limit);
            integrator.currentState(y);
            double exact = 1.5 * Math.exp(-limit) + 0.5 * (Math.sin(limit) - Math.cos(limit));
            assertThat(y[0]).isCloseTo(exact, org.assertj.core.data.Offset.offset(2e-5));
        }
    }

    @Test
    void denseOutputIsAsGoodAsTheSteps() {
        RightHandSide f =
                TestProblem.system(
                        2,
                        (t, y, dy) -> {
                            dy[0] = y[1];
                            dy[1] = -y[0];
                        });
        Integrator integrator = integrator(f, Tolerances.uniform(1e-8, 1e-8, 2));
        integrator.start(0, new double[] {0, 1});
        double[] y = new double[2];
        double atSteps = 0;
        double between = 0;
        while (integrator.time() < 20) {
            integrator.step(20);
            integrator.currentState(y);
            atSteps = Math.max(atSteps, Math.abs(y[0] - Math.sin(integrator.time())));
            for (int k = 0; k <= 8; k++) {
                double t =
                        integrator.previousTime()
                                + k / 8.0 * (integrator.time() - integrator.previousTime());
                integrator.interpolate(t, y);
                between = Math.max(between, Math.abs(y[0] - Math.sin(t)));
            }
        }
        assertThat(between).isLessThan(errorBetweenSteps() * atSteps);
        assertThat(atSteps).isBetween(1e-10, 2e-6);
    }

    @Test
    void keepsLinearInvariantsToRounding() {
        RightHandSide f = TestProblem.robertson().f();
        Integrator integrator = integrator(f, Tolerances.uniform(1e-5, 1e-9, 3));
        integrator.start(0, new double[] {1, 0, 0});
        double[] y = new double[3];
        int steps = 0;
        while (integrator.time() < 0.5) {
            integrator.step(0.5);
            steps++;
            integrator.currentState(y);
            assertThat(y[0] + y[1] + y[2] - 1).isBetween(-steps * 4e-16, steps * 4e-16);
        }
    }

    @Test
    void restartGivesTheSameBits() {
        TestProblem problem = TestProblem.hires();
        RightHandSide f = problem.f();
        Integrator fresh = integrator(f, problem.tolerances(1e-5));
        Integrator used = integrator(f, problem.tolerances(1e-5));
        double[] elsewhere = {0.5, 0.1, 0, 0, 0.2, 0, 0.001, 0.004};
        used.start(3, elsewhere);
        for (int k = 0; k < 40; k++) {
            used.step(5);
            if (used.time() == 5) {
                break;
            }
        }
        fresh.start(0, problem.initial());
        used.start(0, problem.initial());
        double[] a = new double[8];
        double[] b = new double[8];
        while (fresh.time() < 2) {
            fresh.step(2);
            used.step(2);
            assertThat(used.time()).isEqualTo(fresh.time());
            fresh.currentState(a);
            used.currentState(b);
            assertThat(b).containsExactly(a);
        }
    }

    @Test
    void reportsBlowUpWithTimeAndComponent() {
        RightHandSide f =
                TestProblem.system(
                        2,
                        (t, y, dy) -> {
                            dy[0] = -y[0];
                            dy[1] = y[1] * y[1];
                        });
        Integrator integrator = integrator(f, Tolerances.uniform(1e-6, 1e-9, 2));
        integrator.start(0, new double[] {1, 1});
        StepFailureException failure =
                catchThrowableOfType(
                        StepFailureException.class,
                        () -> {
                            while (integrator.time() < 2) {
                                integrator.step(2);
                            }
                        });
        assertThat(failure).isNotNull();
        assertThat(failure.time()).isBetween(0.99, 1.01);
        assertThat(failure.component()).isEqualTo(1);
        assertThat(failure.reason()).isNotEmpty();
        assertThat(failure).hasMessageContaining("component 1");
        assertThatThrownBy(() -> integrator.step(3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reportsWhereTheRightHandSideIsNotFinite() {
        RightHandSide f =
                TestProblem.system(
                        2,
                        (t, y, dy) -> {
                            dy[0] = t < 0.3 ? 1 : Double.NaN;
                            dy[1] = -y[1];
                        });
        Integrator integrator = integrator(f, Tolerances.uniform(1e-6, 1e-9, 2));
        integrator.start(0, new double[] {0, 1});
        StepFailureException failure =
                catchThrowableOfType(
                        StepFailureException.class,
                        () -> {
                            while (integrator.time() < 1) {
                                integrator.step(1);
                            }
                        });
        assertThat(failure).isNotNull();
        assertThat(failure.time()).isBetween(0.0, 0.3);
        assertThat(failure.component()).isZero();
        assertThat(failure.reason()).contains("not finite");
        assertThatThrownBy(() -> integrator.start(0.5, new double[] {0, 1}))
                .isInstanceOf(StepFailureException.class)
                .hasMessageContaining("component 0");
    }

    @Test
    void refusesToStandStillOrGoBack() {
        Integrator integrator =
                integrator(TestProblem.robertson().f(), Tolerances.uniform(1e-6, 1e-9, 3));
        assertThatThrownBy(() -> integrator.step(1)).isInstanceOf(IllegalStateException.class);
        integrator.start(1, new double[] {1, 0, 0});
        assertThatThrownBy(() -> integrator.step(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> integrator.step(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canGoOnForEver() {
        RightHandSide f = TestProblem.system(1, (t, y, dy) -> dy[0] = 1 - y[0]);
        Integrator integrator = integrator(f, Tolerances.uniform(1e-6, 1e-9, 1));
        integrator.start(0, new double[] {0});
        for (int k = 0; k < 200; k++) {
            integrator.step(Double.POSITIVE_INFINITY);
        }
        double[] y = new double[1];
        integrator.currentState(y);
        assertThat(integrator.time()).isGreaterThan(20).isFinite();
        assertThat(y[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void allocatesNothingPerStep() {
        TestProblem problem = TestProblem.hires();
        Integrator integrator = integrator(problem.f(), problem.tolerances(1e-6));
        double[] out = new double[8];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        runHires(integrator, problem, out);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            runHires(integrator, problem, out);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated in a restart and a run").isZero();
    }

    private static void runHires(Integrator integrator, TestProblem problem, double[] out) {
        integrator.start(0, problem.initial());
        while (integrator.time() < 20) {
            integrator.step(20);
            integrator.interpolate(0.5 * (integrator.previousTime() + integrator.time()), out);
        }
    }
}
