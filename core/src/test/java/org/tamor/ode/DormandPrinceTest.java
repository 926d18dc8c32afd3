package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DormandPrinceTest extends SolverContract {

    @Override
    Integrator integrator(RightHandSide f, Tolerances tolerances) {
        return new DormandPrince(f, tolerances);
    }

    @Override
    Stream<Accuracy> problems() {
        return Stream.of(
                new Accuracy(TestProblem.rigidBody(), 20),
                new Accuracy(
                        TestProblem.arenstorf(), 6e4), // the orbit magnifies errors about that much
                new Accuracy(MtorNetwork.problem(), 5));
    }

    /// `y' = -2 t y^2` has the solution `1 / (1 + t^2)`.
    @Test
    void convergesWithOrderFiveAndBetweenStepsWithOrderFour() {
        RightHandSide f = TestProblem.system(1, (t, y, dy) -> dy[0] = -2 * t * y[0] * y[0]);
        double[] atEnd = new double[4];
        double[] between = new double[4];
        for (int k = 0; k < 4; k++) {
            int count = 20 << k;
            DormandPrince integrator = new DormandPrince(f, Tolerances.uniform(1e-6, 1e-6, 1));
            integrator.startFixed(0, new double[] {1}, 2.0 / count);
            double[] y = new double[1];
            while (integrator.time() < 2) {
                integrator.step(2);
                for (double s = 0.1; s < 1; s += 0.1) {
                    double t =
                            integrator.previousTime()
                                    + s * (integrator.time() - integrator.previousTime());
                    integrator.interpolate(t, y);
                    between[k] = Math.max(between[k], Math.abs(y[0] - 1 / (1 + t * t)));
                }
            }
            integrator.currentState(y);
            atEnd[k] = Math.abs(y[0] - 0.2);
            assertThat(integrator.statistics().steps()).isEqualTo(count);
        }
        assertThat(order(atEnd)).isBetween(4.8, 5.6);
        assertThat(order(between)).isBetween(3.8, 5.2);
    }

    private static double order(double[] errors) {
        return Math.log(errors[1] / errors[3]) / Math.log(4);
    }
}
