package org.tamor.ode;

import java.util.Arrays;

/// The explicit Runge-Kutta method of order 5(4) of Dormand and Prince, with dense output of order
/// 4, for non-stiff problems.
///
/// Step sizes follow a proportional-integral controller. Dormand & Prince, J. Comput. Appl. Math. 6
/// (1980) 19-26, table 2; dense output and controller after Hairer, Norsett & Wanner, Solving
/// Ordinary Differential Equations I, 2nd ed. (1993), section II.6 (p. 191) and section IV.2 of
/// volume II (p. 31). The last stage is the first of the next step, so that an accepted step costs
/// six evaluations.
public final class DormandPrince extends OneStepMethod {

    private static final double SAFETY = 0.9;
    private static final double INTEGRAL_EXPONENT = 0.04;
    private static final double ERROR_EXPONENT = 0.2 - 0.75 * INTEGRAL_EXPONENT;
    private static final double LARGEST_GROWTH = 10;
    private static final double SMALLEST_SHRINKAGE = 0.2;
    private static final double SMALLEST_PREVIOUS_ERROR = 1e-4;
    private static final double NEAR_LIMIT = 1.2;

    private static final double C2 = 1.0 / 5;
    private static final double C3 = 3.0 / 10;
    private static final double C4 = 4.0 / 5;
    private static final double C5 = 8.0 / 9;

    private static final double A21 = 1.0 / 5;
    private static final double A31 = 3.0 / 40;
    private static final double A32 = 9.0 / 40;
    private static final double A41 = 44.0 / 45;
    private static final double A42 = -56.0 / 15;
    private static final double A43 = 32.0 / 9;
    private static final double A51 = 19372.0 / 6561;
    private static final double A52 = -25360.0 / 2187;
    private static final double A53 = 64448.0 / 6561;
    private static final double A54 = -212.0 / 729;
    private static final double A61 = 9017.0 / 3168;
    private static final double A62 = -355.0 / 33;
    private static final double A63 = 46732.0 / 5247;
    private static final double A64 = 49.0 / 176;
    private static final double A65 = -5103.0 / 18656;

    /// The solution of order 5.
    private static final double B1 = 35.0 / 384;

    private static final double B3 = 500.0 / 1113;
    private static final double B4 = 125.0 / 192;
    private static final double B5 = -2187.0 / 6784;
    private static final double B6 = 11.0 / 84;

    /// The solution of order 5 less that of order 4.
    private static final double E1 = 71.0 / 57600;

    private static final double E3 = -71.0 / 16695;
    private static final double E4 = 71.0 / 1920;
    private static final double E5 = -17253.0 / 339200;
    private static final double E6 = 22.0 / 525;
    private static final double E7 = -1.0 / 40;

    /// The continuous extension.
    private static final double D1 = -12715105075.0 / 11282082432.0;

    private static final double D3 = 87487479700.0 / 32700410799.0;
    private static final double D4 = -10690763975.0 / 1880347072.0;
    private static final double D5 = 701980252875.0 / 199316789632.0;
    private static final double D6 = -1453857185.0 / 822651844.0;
    private static final double D7 = 69997945.0 / 29380423.0;

    private final double[] error;
    private final double[][] stages = new double[7][];
    private final double[][] dense = new double[4][];
    private double previousError;

    public DormandPrince(RightHandSide f, Tolerances tolerances) {
        super(f, tolerances, NEAR_LIMIT);
        error = new double[n];
        Arrays.setAll(stages, _ -> new double[n]);
        Arrays.setAll(dense, _ -> new double[n]);
    }

    @Override
    double[] slopes() {
        return stages[0];
    }

    @Override
    void forget() {
        previousError = SMALLEST_PREVIOUS_ERROR;
    }

    @Override
    void begin(double time, double limit) {}

    @Override
    boolean attempt(double time, double h, double reached) {
        double[] y = state;
        double[] w = newState;
        double[] k1 = stages[0];
        double[] k2 = stages[1];
        double[] k3 = stages[2];
        double[] k4 = stages[3];
        double[] k5 = stages[4];
        double[] k6 = stages[5];
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A21 * k1[i]);
        }
        f.evaluate(time + C2 * h, w, k2);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A31 * k1[i] + A32 * k2[i]);
        }
        f.evaluate(time + C3 * h, w, k3);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A41 * k1[i] + A42 * k2[i] + A43 * k3[i]);
        }
        f.evaluate(time + C4 * h, w, k4);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A51 * k1[i] + A52 * k2[i] + A53 * k3[i] + A54 * k4[i]);
        }
        f.evaluate(time + C5 * h, w, k5);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A61 * k1[i] + A62 * k2[i] + A63 * k3[i] + A64 * k4[i] + A65 * k5[i]);
        }
        f.evaluate(reached, w, k6);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (B1 * k1[i] + B3 * k3[i] + B4 * k4[i] + B5 * k5[i] + B6 * k6[i]);
        }
        f.evaluate(reached, w, stages[6]);
        rightHandSides += 6;
        for (int i = 0; i < n; i++) {
            error[i] =
                    h
                            * (E1 * k1[i]
                                    + E3 * k3[i]
                                    + E4 * k4[i]
                                    + E5 * k5[i]
                                    + E6 * k6[i]
                                    + E7 * stages[6][i]);
        }
        return true;
    }

    @Override
    double[] error() {
        return error;
    }

    @Override
    double allowed() {
        return 1;
    }

    @Override
    void accepted(double h, double size) {
        double[] k1 = stages[0];
        double[] k7 = stages[6];
        for (int i = 0; i < n; i++) {
            double difference = state[i] - newState[i];
            double bulge = h * k1[i] - difference;
            dense[0][i] = difference;
            dense[1][i] = bulge;
            dense[2][i] = difference - h * k7[i] - bulge;
            dense[3][i] =
                    h
                            * (D1 * k1[i]
                                    + D3 * stages[2][i]
                                    + D4 * stages[3][i]
                                    + D5 * stages[4][i]
                                    + D6 * stages[5][i]
                                    + D7 * k7[i]);
        }
        stages[0] = k7;
        stages[6] = k1;
        previousError = Math.max(size, SMALLEST_PREVIOUS_ERROR);
    }

    @Override
    double growth(double size, boolean rejected) {
        double factor =
                SAFETY
                        * Math.pow(Math.max(size, 1e-10), -ERROR_EXPONENT)
                        * Math.pow(previousError, INTEGRAL_EXPONENT);
        factor = Math.min(LARGEST_GROWTH, Math.max(SMALLEST_SHRINKAGE, factor));
        return rejected ? Math.min(1, factor) : factor;
    }

    @Override
    double shrinkage(double size) {
        return Math.max(SMALLEST_SHRINKAGE, SAFETY * Math.pow(size, -ERROR_EXPONENT));
    }

    @Override
    int undefined() {
        int component = -1;
        for (int s = 1; s < stages.length && component < 0; s++) {
            component = FiniteValues.firstOther(stages[s]);
        }
        return component;
    }

    @Override
    void interpolateAt(double s, double[] out) {
        double r = 1 - s;
        for (int i = 0; i < n; i++) {
            double inner = dense[1][i] + s * (dense[2][i] + r * dense[3][i]);
            out[i] = newState[i] + s * (dense[0][i] + r * inner);
        }
    }
}
