package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tamor.ode.linear.LinearSolver;

/// `y' = -k y^2 + a`, by k, a and y(0); solved by `y = r (1 + c e^(-2 s t)) / (1 - c e^(-2 s
/// t))` with `s = sqrt(a k)`, `r = sqrt(a / k)`.
class ForwardSensitivitiesTest {

    private static final double K = 0.8;
    private static final double A = 0.3;
    private static final double START = 2;
    private static final double MIDDLE = 1.5;
    private static final double END = 3;

    private static final SparsityPattern PATTERN = SparsityPattern.dense(1);

    private static final RightHandSide F =
            new RightHandSide() {
                @Override
                public int dimension() {
                    return 1;
                }

                @Override
                public void evaluate(double time, double[] y, double[] out) {
                    out[0] = A - K * y[0] * y[0];
                }
            };

    private static final Jacobian JACOBIAN =
            new Jacobian() {
                @Override
                public SparsityPattern pattern() {
                    return PATTERN;
                }

                @Override
                public void evaluate(double time, double[] y, double[] values) {
                    values[0] = -2 * K * y[0];
                }
            };

    private static final ParameterForcing FORCING =
            new ParameterForcing() {
                @Override
                public int columns() {
                    return 3;
                }

                @Override
                public void evaluate(double time, double[] y, double[] out) {
                    out[0] = -y[0] * y[0];
                    out[1] = 1;
                    out[2] = 0;
                }
            };

    private static double exact(double k, double a, double start) {
        double s = Math.sqrt(a * k);
        double r = Math.sqrt(a / k);
        double c = (start - r) / (start + r);
        double decay = c * Math.exp(-2 * s * END);
        return r * (1 + decay) / (1 - decay);
    }

    private static double[] expected() {
        double h = 1e-5;
        return new double[] {
            (exact(K + h, A, START) - exact(K - h, A, START)) / (2 * h),
            (exact(K, A + h, START) - exact(K, A - h, START)) / (2 * h),
            (exact(K, A, START + h) - exact(K, A, START - h)) / (2 * h)
        };
    }

    private static LinearSolver solver() {
        return LinearSolver.forPattern(1, new int[] {0, 1}, new int[] {0});
    }

    private static ForwardSensitivities sensitivities(
            double relative, SensitivityErrorTest errorTest) {
        return new ForwardSensitivities(
                JACOBIAN,
                FORCING,
                Tolerances.uniform(relative, relative * 1e-3, 1),
                new double[] {K, A, START},
                errorTest);
    }

    private static double[] solve(double relative, SensitivityErrorTest errorTest) {
        return solve(relative, errorTest, END);
    }

    private static double[] solve(double relative, SensitivityErrorTest errorTest, double size) {
        ForwardSensitivities beside = sensitivities(relative, errorTest);
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(
                        F,
                        JACOBIAN,
                        Tolerances.uniform(relative, relative * 1e-3, 1),
                        solver(),
                        beside);
        beside.set(new double[] {0, 0, 1});
        integrate(integrator, size);
        double[] out = new double[3];
        beside.current(out);
        return out;
    }

    /// Takes one step of a given size on the way.
    private static void integrate(BackwardDifferentiation integrator, double size) {
        integrator.start(0, new double[] {START});
        while (integrator.time() < MIDDLE) {
            integrator.step(END);
        }
        integrator.step(Math.min(END, integrator.time() + size));
        while (integrator.time() < END) {
            integrator.step(END);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10})
    void errorsFollowTheTolerance(double relative) {
        double[] computed = solve(relative, SensitivityErrorTest.STATES_AND_SENSITIVITIES);
        for (int k = 0; k < 3; k++) {
            assertThat(computed[k]).isCloseTo(expected()[k], within(30 * relative + 1e-9));
        }
    }

    @Test
    void statesAloneInTheErrorTestSufficeHere() {
        double[] computed = solve(1e-8, SensitivityErrorTest.STATES);
        for (int k = 0; k < 3; k++) {
            assertThat(computed[k]).isCloseTo(expected()[k], within(1e-5));
        }
    }

    /// With a fixed step the error of order q falls as h^q.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sensitivitiesHaveTheOrderOfTheMethod(int order) {
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            double h = 0.02 / (1 << i);
            double[][] scaled = scaledDerivatives(order, h);
            ForwardSensitivities beside =
                    sensitivities(1e-10, SensitivityErrorTest.STATES_AND_SENSITIVITIES);
            BackwardDifferentiation integrator =
                    new BackwardDifferentiation(
                            F, JACOBIAN, Tolerances.uniform(1e-10, 1e-13, 1), solver(), beside);
            beside.set(new double[] {0, 0, 1});
            integrator.startFixed(0, scaled, h);
            beside.startFixed(scaledSensitivities(order, h), h);
            while (integrator.time() < END) {
                integrator.step(END);
            }
            double[] out = new double[3];
            beside.current(out);
            errors[i] = Math.abs(out[2] - expected()[2]);
        }
        assertThat(Math.log(errors[0] / errors[1]) / Math.log(2))
                .isBetween(order - 0.4, order + 0.9);
    }

    private static double[][] scaledDerivatives(int order, double h) {
        double y = START;
        double y1 = A - K * y * y;
        double y2 = -2 * K * y * y1;
        double y3 = -2 * K * (y1 * y1 + y * y2);
        double[] all = {y, h * y1, h * h * y2 / 2, h * h * h * y3 / 6};
        double[][] result = new double[order + 1][];
        for (int j = 0; j <= order; j++) {
            result[j] = new double[] {all[j]};
        }
        return result;
    }

    /// Of the sensitivity by the initial value only.
    private static double[][] scaledSensitivities(int order, double h) {
        double y = START;
        double y1 = A - K * y * y;
        double s1 = -2 * K * y;
        double y2 = -2 * K * y * y1;
        double s2 = -2 * K * (y1 + y * s1);
        double s3 = -2 * K * (2 * y1 * s1 + y2 + y * s2);
        double[] all = {1, h * s1, h * h * s2 / 2, h * h * h * s3 / 6};
        double[][] result = new double[order + 1][];
        for (int j = 0; j <= order; j++) {
            result[j] = new double[] {0, 0, all[j]};
        }
        return result;
    }

    /// The steps differ a little, as sensitivities renew the matrix of the Newton iteration.
    @Test
    void theTransposeBackwardsGivesTheSameNumber() {
        double[] backwards = solveBackwards(1e-7, END);
        double[] forward = solve(1e-7, SensitivityErrorTest.STATES);
        for (int k = 0; k < 3; k++) {
            assertThat(backwards[k]).isCloseTo(forward[k], within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-12})
    void aShortStepAmongLongOnesDoesNotSpoilWhatTheErrorTestDoesNotSee(double size) {
        double[] backwards = solveBackwards(1e-8, size);
        double[] forward = solve(1e-8, SensitivityErrorTest.STATES, size);
        for (int k = 0; k < 3; k++) {
            assertThat(backwards[k]).isCloseTo(expected()[k], within(1e-6));
            assertThat(forward[k]).isCloseTo(expected()[k], within(1e-6));
        }
    }

    private static double[] solveBackwards(double relative, double size) {
        List<ReverseOperation> operations = new ArrayList<>();
        StepTape tape = new StepTape(operations);
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(
                        F,
                        JACOBIAN,
                        Tolerances.uniform(relative, relative * 1e-3, 1),
                        solver(),
                        tape);
        integrate(integrator, size);
        tape.addReading(END, END);
        double[] derivatives = new double[3];
        ReverseSweep sweep =
                new ReverseSweep(
                        JACOBIAN,
                        (_, y, factor, w) -> {
                            derivatives[0] -= factor * w[0] * y[0] * y[0];
                            derivatives[1] += factor * w[0];
                        },
                        solver());
        sweep.state()[0] = 1;
        for (int i = operations.size() - 1; i >= 0; i--) {
            operations.get(i).apply(sweep);
        }
        derivatives[2] = sweep.state()[0];
        return derivatives;
    }

    @Test
    void allocatesNothingPerStep() {
        ForwardSensitivities beside =
                sensitivities(1e-8, SensitivityErrorTest.STATES_AND_SENSITIVITIES);
        BackwardDifferentiation integrator =
                new BackwardDifferentiation(
                        F, JACOBIAN, Tolerances.uniform(1e-8, 1e-11, 1), solver(), beside);
        double[] seed = {0, 0, 1};
        double[] state = {START};
        double[] out = new double[3];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            beside.set(seed);
            integrator.start(0, state);
            while (integrator.time() < END) {
                integrator.step(END);
                beside.interpolate(integrator.previousTime(), integrator.time(), out);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
