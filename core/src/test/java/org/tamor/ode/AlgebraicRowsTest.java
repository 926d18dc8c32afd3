package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// `x' = -x z, 0 = z - 1 / (1 + x)` has the first integral `ln x + x + t`.
class AlgebraicRowsTest {

    private static final RightHandSide SYSTEM =
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
                public void evaluate(double time, double[] y, double[] out) {
                    out[0] = -y[0] * y[1];
                    out[1] = y[1] - 1 / (1 + y[0]);
                }
            };

    private static final Jacobian JACOBIAN =
            new Jacobian() {
                @Override
                public SparsityPattern pattern() {
                    return SparsityPattern.dense(2);
                }

                @Override
                public void evaluate(double time, double[] y, double[] values) {
                    values[0] = -y[1];
                    values[1] = 1 / ((1 + y[0]) * (1 + y[0]));
                    values[2] = -y[0];
                    values[3] = 1;
                }
            };

    private static double error(double tolerance) {
        Integrator integrator =
                new BackwardDifferentiation(
                        SYSTEM, JACOBIAN, Tolerances.uniform(tolerance, 1e-14, 2));
        double[] y = {2, 1.0 / 3};
        integrator.start(0, y);
        while (integrator.time() < 3) {
            integrator.step(3);
        }
        integrator.currentState(y);
        assertThat(y[1]).isCloseTo(1 / (1 + y[0]), within(10 * tolerance));
        return Math.abs(Math.log(y[0]) + y[0] + 3 - Math.log(2) - 2);
    }

    @Test
    void errorFallsWithTheTolerance() {
        assertThat(error(1e-6)).isLessThan(1e-4);
        assertThat(error(1e-10)).isLessThan(1e-8);
    }
}
