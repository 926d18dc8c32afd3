package org.tamor.ode;

import java.util.Arrays;

/// The past of a multistep solution as its scaled derivatives `z_j = h^j y^(j) / j!`, j = 0 .. q,
/// at the time reached.
///
/// [#predict] writes the prediction for a step of any size beside the array, so that a rejected
/// step leaves no trace and nothing is lost to rounding by taking it back; [#accept] makes
/// prediction and correction the new array. Nordsieck, Math. Comp. 16 (1962) 22-49; order changes
/// after Byrne & Hindmarsh, ACM TOMS 1 (1975) 71-96.
final class NordsieckHistory {

    private static final int COLUMNS = BdfCoefficients.MAXIMUM_ORDER + 1;

    private final int n;

    /// `columns[j]` is z_j, scaled with [#scale].
    final double[][] columns;

    /// The same at the end of the step being tried.
    final double[][] predicted;

    /// The correction kept for a raise of the order.
    final double[] savedCorrection;

    /// Sizes of the last steps, latest first, from index 1.
    final double[] past = new double[COLUMNS + 1];

    /// By how much of the last column a change of order moves the others.
    final double[] shift = new double[COLUMNS + 1];

    /// The new column in terms of the correction at the last raise of the order.
    double raiseFactor;

    /// The order q.
    int order;

    /// The step size h by which the columns are scaled.
    double scale;

    NordsieckHistory(int dimension) {
        n = dimension;
        columns = new double[COLUMNS][dimension];
        predicted = new double[COLUMNS][dimension];
        savedCorrection = new double[dimension];
    }

    /// Begins at order 1 with `z_0 = y` and `z_1 = h f`, both already in place except for the
    /// factor h.
    void begin(double h) {
        order = 1;
        scale = h;
        Arrays.fill(past, 0);
        double[] z1 = columns[1];
        for (int i = 0; i < n; i++) {
            z1[i] *= h;
        }
    }

    /// Extrapolates the array by one step of size h: the Pascal matrix times the array scaled by
    /// powers of `h / scale`.
    void predict(double h) {
        double r = h / scale;
        double[] z0 = columns[0];
        double[] z1 = columns[1];
        double[] p0 = predicted[0];
        double[] p1 = predicted[1];
        switch (order) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    double a1 = r * z1[i];
                    p0[i] = z0[i] + a1;
                    p1[i] = a1;
                }
            }
            case 2 -> {
                double r2 = r * r;
                double[] z2 = columns[2];
                double[] p2 = predicted[2];
                for (int i = 0; i < n; i++) {
                    double a1 = r * z1[i];
                    double a2 = r2 * z2[i];
                    p0[i] = z0[i] + (a1 + a2);
                    p1[i] = a1 + 2 * a2;
                    p2[i] = a2;
                }
            }
            case 3 -> {
                double r2 = r * r;
                double r3 = r2 * r;
                double[] z2 = columns[2];
                double[] z3 = columns[3];
                double[] p2 = predicted[2];
                double[] p3 = predicted[3];
                for (int i = 0; i < n; i++) {
                    double a1 = r * z1[i];
                    double a2 = r2 * z2[i];
                    double a3 = r3 * z3[i];
                    p0[i] = z0[i] + (a1 + a2 + a3);
                    p1[i] = a1 + 2 * a2 + 3 * a3;
                    p2[i] = a2 + 3 * a3;
                    p3[i] = a3;
                }
            }
            case 4 -> predictFourth(r, z0, z1, p0, p1);
            default -> predictFifth(r, z0, z1, p0, p1);
        }
    }

    private void predictFourth(double r, double[] z0, double[] z1, double[] p0, double[] p1) {
        double r2 = r * r;
        double r3 = r2 * r;
        double r4 = r3 * r;
        double[] z2 = columns[2];
        double[] z3 = columns[3];
        double[] z4 = columns[4];
        double[] p2 = predicted[2];
        double[] p3 = predicted[3];
        double[] p4 = predicted[4];
        for (int i = 0; i < n; i++) {
            double a1 = r * z1[i];
            double a2 = r2 * z2[i];
            double a3 = r3 * z3[i];
            double a4 = r4 * z4[i];
            p0[i] = z0[i] + (a1 + a2 + a3 + a4);
            p1[i] = a1 + 2 * a2 + 3 * a3 + 4 * a4;
            p2[i] = a2 + 3 * a3 + 6 * a4;
            p3[i] = a3 + 4 * a4;
            p4[i] = a4;
        }
    }

    private void predictFifth(double r, double[] z0, double[] z1, double[] p0, double[] p1) {
        double r2 = r * r;
        double r3 = r2 * r;
        double r4 = r3 * r;
        double r5 = r4 * r;
        double[] z2 = columns[2];
        double[] z3 = columns[3];
        double[] z4 = columns[4];
        double[] z5 = columns[5];
        double[] p2 = predicted[2];
        double[] p3 = predicted[3];
        double[] p4 = predicted[4];
        double[] p5 = predicted[5];
        for (int i = 0; i < n; i++) {
            double a1 = r * z1[i];
            double a2 = r2 * z2[i];
            double a3 = r3 * z3[i];
            double a4 = r4 * z4[i];
            double a5 = r5 * z5[i];
            p0[i] = z0[i] + (a1 + a2 + a3 + a4 + a5);
            p1[i] = a1 + 2 * a2 + 3 * a3 + 4 * a4 + 5 * a5;
            p2[i] = a2 + 3 * a3 + 6 * a4 + 10 * a5;
            p3[i] = a3 + 4 * a4 + 10 * a5;
            p4[i] = a4 + 5 * a5;
            p5[i] = a5;
        }
    }

    /// Ends the step of size h: `z_j = predicted_j + l_j * correction`.
    void accept(double h, double[] l, double[] correction) {
        for (int j = 0; j <= order; j++) {
            double c = l[j];
            double[] z = columns[j];
            double[] p = predicted[j];
            for (int i = 0; i < n; i++) {
                z[i] = p[i] + c * correction[i];
            }
        }
        System.arraycopy(past, 1, past, 2, COLUMNS - 1);
        past[1] = h;
        scale = h;
    }

    /// Lengthens the array to order q + 1: the new column is a multiple of the correction of the
    /// last step.
    void raiseOrder() {
        double[] c = shift;
        Arrays.fill(c, 0);
        c[2] = 1;
        double product = 1;
        double previous = 1;
        double alpha0 = -1;
        double alpha1 = 1;
        double sum = scale;
        for (int j = 1; j < order; j++) {
            sum += past[j + 1];
            double xi = sum / scale;
            product *= xi;
            alpha0 -= 1.0 / (j + 1);
            alpha1 += 1 / xi;
            for (int i = j + 2; i >= 2; i--) {
                c[i] = c[i] * previous + c[i - 1];
            }
            previous = xi;
        }
        double a1 = (-alpha0 - alpha1) / product;
        raiseFactor = a1;
        order++;
        double[] last = columns[order];
        for (int i = 0; i < n; i++) {
            last[i] = a1 * savedCorrection[i];
        }
        addToLowerColumns(last, 1);
    }

    /// Shortens the array to order q - 1, keeping the interpolated past values of that order.
    void lowerOrder() {
        double[] c = shift;
        Arrays.fill(c, 0);
        c[2] = 1;
        double sum = 0;
        for (int j = 1; j <= order - 2; j++) {
            sum += past[j];
            double xi = sum / scale;
            for (int i = j + 2; i >= 2; i--) {
                c[i] = c[i] * xi + c[i - 1];
            }
        }
        addToLowerColumns(columns[order], -1);
        order--;
    }

    private void addToLowerColumns(double[] last, double sign) {
        for (int j = 2; j < order; j++) {
            double c = sign * shift[j];
            double[] z = columns[j];
            for (int i = 0; i < n; i++) {
                z[i] += c * last[i];
            }
        }
    }

    /// Writes the polynomial `sum_j z_j s^j` with `s = (time - reached) / scale`.
    void interpolate(double time, double reached, double[] out) {
        double s = (time - reached) / scale;
        System.arraycopy(columns[order], 0, out, 0, n);
        for (int j = order - 1; j >= 0; j--) {
            double[] z = columns[j];
            for (int i = 0; i < n; i++) {
                out[i] = out[i] * s + z[i];
            }
        }
    }
}
