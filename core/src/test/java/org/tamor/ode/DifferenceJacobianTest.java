package org.tamor.ode;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DifferenceJacobianTest {

    @Test
    void agreesWithTheDerivativesOfRobertson() {
        TestProblem problem = TestProblem.robertson();
        DifferenceJacobian jacobian =
                new DifferenceJacobian(
                        problem.f(), SparsityPattern.dense(3), problem.tolerances(1e-6));
        double[] y = {0.9, 2e-5, 0.1};
        double[] values = new double[9];
        jacobian.evaluate(0, y, values);
        double[] exact = {
            -0.04,
            0.04,
            0,
            1e4 * y[2],
            -1e4 * y[2] - 6e7 * y[1],
            6e7 * y[1],
            1e4 * y[1],
            -1e4 * y[1],
            0
        };
        for (int p = 0; p < 9; p++) {
            assertThat(values[p])
                    .isCloseTo(exact[p], Offset.offset(1e-5 * Math.abs(exact[p]) + 1e-6));
        }
        assertThat(jacobian.groups()).isEqualTo(3);
    }

    @Test
    void groupsColumnsOfASparsePattern() {
        SparsityPattern sparse = MtorNetwork.pattern();
        Tolerances tolerances = Tolerances.uniform(1e-6, 1e-9, sparse.dimension());
        DifferenceJacobian grouped =
                new DifferenceJacobian(MtorNetwork.RIGHT_HAND_SIDE, sparse, tolerances);
        DifferenceJacobian full =
                new DifferenceJacobian(
                        MtorNetwork.RIGHT_HAND_SIDE,
                        SparsityPattern.dense(sparse.dimension()),
                        tolerances);
        double[] y = new double[sparse.dimension()];
        for (int i = 0; i < y.length; i++) {
            y[i] = 0.2 + 0.03 * i;
        }
        double[] a = new double[sparse.entries()];
        double[] b = new double[y.length * y.length];
        grouped.evaluate(0, y, a);
        full.evaluate(0, y, b);
        double[] scattered = new double[b.length];
        for (int j = 0; j < y.length; j++) {
            for (int p = sparse.columnStarts()[j]; p < sparse.columnStarts()[j + 1]; p++) {
                scattered[j * y.length + sparse.rows()[p]] = a[p];
            }
        }
        assertThat(scattered).containsExactly(b, Offset.offset(1e-7));
        assertThat(grouped.groups()).isLessThan(8);
    }
}
