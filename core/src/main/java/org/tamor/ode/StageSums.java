package org.tamor.ode;

/// The sums over stages in a step of [RosenbrockBatch], each in one pass over memory.
///
/// `state = y + sum_j a_j U_j` and `right = sum_j c_j U_j`, each term read once for both. HotSpot
/// vectorises loops of up to some fifty operations; the largest here have about that many.
final class StageSums {

    private StageSums() {}

    /// Writes both sums over as many stages as there are coefficients, one to five.
    static void both(
            double[] state, double[] right, double[] y, double[] a, double[] c, double[][] u) {
        switch (a.length) {
            case 1 -> both(state, right, y, a, c, u[0]);
            case 2 -> both(state, right, y, a, c, u[0], u[1]);
            case 3 -> both(state, right, y, a, c, u[0], u[1], u[2]);
            case 4 -> both(state, right, y, a, c, u[0], u[1], u[2], u[3]);
            case 5 -> both(state, right, y, a, c, u[0], u[1], u[2], u[3], u[4]);
            default -> throw new IllegalArgumentException(a.length + " stages");
        }
    }

    private static void both(
            double[] state, double[] right, double[] y, double[] a, double[] c, double[] u0) {
        double a0 = a[0];
        double c0 = c[0];
        for (int k = 0; k < state.length; k++) {
            double v0 = u0[k];
            state[k] = y[k] + a0 * v0;
            right[k] = c0 * v0;
        }
    }

    private static void both(
            double[] state,
            double[] right,
            double[] y,
            double[] a,
            double[] c,
            double[] u0,
            double[] u1) {
        double a0 = a[0];
        double a1 = a[1];
        double c0 = c[0];
        double c1 = c[1];
        for (int k = 0; k < state.length; k++) {
            double v0 = u0[k];
            double v1 = u1[k];
            state[k] = y[k] + (a0 * v0 + a1 * v1);
            right[k] = c0 * v0 + c1 * v1;
        }
    }

    private static void both(
            double[] state,
            double[] right,
            double[] y,
            double[] a,
            double[] c,
            double[] u0,
            double[] u1,
            double[] u2) {
        double a0 = a[0];
        double a1 = a[1];
        double a2 = a[2];
        double c0 = c[0];
        double c1 = c[1];
        double c2 = c[2];
        for (int k = 0; k < state.length; k++) {
            double v0 = u0[k];
            double v1 = u1[k];
            double v2 = u2[k];
            state[k] = y[k] + (a0 * v0 + a1 * v1 + a2 * v2);
            right[k] = c0 * v0 + c1 * v1 + c2 * v2;
        }
    }

    private static void both(
            double[] state,
            double[] right,
            double[] y,
            double[] a,
            double[] c,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3) {
        double a0 = a[0];
        double a1 = a[1];
        double a2 = a[2];
        double a3 = a[3];
        double c0 = c[0];
        double c1 = c[1];
        double c2 = c[2];
        double c3 = c[3];
        for (int k = 0; k < state.length; k++) {
            double v0 = u0[k];
            double v1 = u1[k];
            double v2 = u2[k];
            double v3 = u3[k];
            state[k] = y[k] + (a0 * v0 + a1 * v1 + (a2 * v2 + a3 * v3));
            right[k] = c0 * v0 + c1 * v1 + (c2 * v2 + c3 * v3);
        }
    }

    private static void both(
            double[] state,
            double[] right,
            double[] y,
            double[] a,
            double[] c,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4) {
        double a0 = a[0];
        double a1 = a[1];
        double a2 = a[2];
        double a3 = a[3];
        double a4 = a[4];
        double c0 = c[0];
        double c1 = c[1];
        double c2 = c[2];
        double c3 = c[3];
        double c4 = c[4];
        for (int k = 0; k < state.length; k++) {
            double v0 = u0[k];
            double v1 = u1[k];
            double v2 = u2[k];
            double v3 = u3[k];
            double v4 = u4[k];
            state[k] = y[k] + (a0 * v0 + a1 * v1 + (a2 * v2 + a3 * v3) + a4 * v4);
            right[k] = c0 * v0 + c1 * v1 + (c2 * v2 + c3 * v3) + c4 * v4;
        }
    }

    /// Adds the last stage to the state and writes the other sum, over six or seven stages.
    static void next(double[] state, double[] right, double[] c, double[][] u) {
        switch (c.length) {
            case 6 -> next(state, right, c, u[0], u[1], u[2], u[3], u[4], u[5]);
            case 7 -> next(state, right, c, u[0], u[1], u[2], u[3], u[4], u[5], u[6]);
            default -> throw new IllegalArgumentException(c.length + " stages");
        }
    }

    private static void next(
            double[] state,
            double[] right,
            double[] c,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4,
            double[] u5) {
        double c0 = c[0];
        double c1 = c[1];
        double c2 = c[2];
        double c3 = c[3];
        double c4 = c[4];
        double c5 = c[5];
        for (int k = 0; k < state.length; k++) {
            double v5 = u5[k];
            state[k] = state[k] + v5;
            right[k] = c0 * u0[k] + c1 * u1[k] + (c2 * u2[k] + c3 * u3[k]) + (c4 * u4[k] + c5 * v5);
        }
    }

    private static void next(
            double[] state,
            double[] right,
            double[] c,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4,
            double[] u5,
            double[] u6) {
        double c0 = c[0];
        double c1 = c[1];
        double c2 = c[2];
        double c3 = c[3];
        double c4 = c[4];
        double c5 = c[5];
        double c6 = c[6];
        for (int k = 0; k < state.length; k++) {
            double v6 = u6[k];
            state[k] = state[k] + v6;
            right[k] =
                    c0 * u0[k]
                            + c1 * u1[k]
                            + (c2 * u2[k] + c3 * u3[k])
                            + (c4 * u4[k] + c5 * u5[k] + c6 * v6);
        }
    }

    /// Writes the sum over all eight stages, each times its coefficient.
    static void all(double[] out, double[] h, double[][] u) {
        all(out, h, u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7]);
    }

    private static void all(
            double[] out,
            double[] h,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4,
            double[] u5,
            double[] u6,
            double[] u7) {
        double h0 = h[0];
        double h1 = h[1];
        double h2 = h[2];
        double h3 = h[3];
        double h4 = h[4];
        double h5 = h[5];
        double h6 = h[6];
        double h7 = h[7];
        for (int k = 0; k < out.length; k++) {
            out[k] =
                    h0 * u0[k]
                            + h1 * u1[k]
                            + (h2 * u2[k] + h3 * u3[k])
                            + (h4 * u4[k] + h5 * u5[k] + (h6 * u6[k] + h7 * u7[k]));
        }
    }
}
