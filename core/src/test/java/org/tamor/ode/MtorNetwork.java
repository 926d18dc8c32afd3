package org.tamor.ode;

import java.util.Arrays;

/// A network of 28 species of the kind that signalling models are made of: fourteen cycles of
/// phosphorylation and dephosphorylation with Michaelis-Menten kinetics, each driven by the active
/// form before it, with inhibition of the first by the last. The total of each cycle is conserved.
final class MtorNetwork {

    static final int CYCLES = 14;

    private MtorNetwork() {}

    static final RightHandSide RIGHT_HAND_SIDE =
            TestProblem.system(
                    2 * CYCLES,
                    (t, y, dy) -> {
                        for (int c = 0; c < CYCLES; c++) {
                            double drive = c == 0 ? 1 / (1 + 4 * y[2 * CYCLES - 1]) : y[2 * c - 1];
                            double forward = 2 * drive * y[2 * c] / (0.3 + y[2 * c]);
                            double backward =
                                    (0.5 + 0.05 * c) * y[2 * c + 1] / (0.4 + y[2 * c + 1]);
                            dy[2 * c] = backward - forward;
                            dy[2 * c + 1] = forward - backward;
                        }
                    });

    static double[] initial() {
        double[] y = new double[2 * CYCLES];
        for (int c = 0; c < CYCLES; c++) {
            y[2 * c] = 1 + 0.1 * c;
        }
        return y;
    }

    /// Up to t = 40, with the solution of [DormandPrince] at a relative tolerance of 1e-13, which
    /// [BackwardDifferentiation] approaches independently.
    static TestProblem problem() {
        TestProblem open =
                new TestProblem(
                        "mTOR-like network", RIGHT_HAND_SIDE, initial(), 0, 40, initial(), 1e-3);
        double[] solution = open.solve(new DormandPrince(RIGHT_HAND_SIDE, open.tolerances(1e-13)));
        return new TestProblem(open.name(), RIGHT_HAND_SIDE, initial(), 0, 40, solution, 1e-3);
    }

    static SparsityPattern pattern() {
        int n = 2 * CYCLES;
        int[] starts = new int[n + 1];
        int[] rows = new int[4 * n];
        int count = 0;
        for (int column = 0; column < n; column++) {
            int c = column / 2;
            int first = count;
            rows[count++] = 2 * c;
            rows[count++] = 2 * c + 1;
            if (column % 2 == 1) {
                rows[count++] = 2 * ((c + 1) % CYCLES);
                rows[count++] = 2 * ((c + 1) % CYCLES) + 1;
            }
            Arrays.sort(rows, first, count);
            starts[column + 1] = count;
        }
        return new SparsityPattern(n, starts, Arrays.copyOf(rows, count));
    }
}
