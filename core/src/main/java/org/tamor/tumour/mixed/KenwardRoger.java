package org.tamor.tumour.mixed;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/// The covariance of the fixed effects in small samples, and the degrees of freedom of a contrast.
///
/// With `V = sum_k phi_k V_k` linear in the variances phi (D and sigma^2), `Phi = (X' V^-1 X)^-1`,
/// `P_k = -X' V^-1 V_k V^-1 X` and `Q_kl = X' V^-1 V_k V^-1 V_l V^-1 X` the adjusted covariance is
/// `Phi + 2 Phi (sum_kl W_kl (Q_kl - P_k Phi P_l)) Phi`, W the inverse of the expected information
/// of phi. For one contrast c the degrees of freedom are `2 / sum_kl W_kl g_k g_l` with `g_k = c'
/// Phi P_k Phi c / c' Phi c`, and the F statistic needs no scale (Kenward and Roger, Biometrics 53
/// (1997) 983-997, with one numerator degree of freedom).
///
/// @param plain Phi
/// @param adjusted for small samples
/// @param information W
/// @param slopes `P_k`
record KenwardRoger(
        RealMatrix plain, RealMatrix adjusted, RealMatrix information, List<RealMatrix> slopes) {

    static KenwardRoger of(List<Subject> subjects, double[][] random, double variance) {
        int p = subjects.getFirst().fixed()[0].length;
        int q = random.length;
        int count = q * (q + 1) / 2 + 1;
        RealMatrix normal = new Array2DRowRealMatrix(p, p);
        List<RealMatrix> slopes = zeros(count, p);
        List<RealMatrix> curves = zeros(count * count, p);
        double[][] traces = new double[count][count];
        for (Subject subject : subjects) {
            RealMatrix x = new Array2DRowRealMatrix(subject.fixed(), false);
            List<RealMatrix> parts = parts(subject.random(), q);
            RealMatrix inverse = inverse(subject.random(), random, variance);
            RealMatrix weighted = inverse.multiply(x);
            normal = normal.add(x.transposeMultiply(weighted));
            List<RealMatrix> moved = new ArrayList<>();
            for (RealMatrix part : parts) {
                moved.add(part.multiply(inverse));
            }
            for (int k = 0; k < count; k++) {
                RealMatrix left = parts.get(k).multiply(weighted);
                slopes.set(k, slopes.get(k).subtract(weighted.transposeMultiply(left)));
                for (int l = 0; l < count; l++) {
                    traces[k][l] += trace(moved.get(k), moved.get(l));
                    RealMatrix right = parts.get(l).multiply(weighted);
                    curves.set(
                            k * count + l,
                            curves.get(k * count + l)
                                    .add(left.transposeMultiply(inverse.multiply(right))));
                }
            }
        }
        RealMatrix plain = MatrixUtils.inverse(normal);
        RealMatrix information = information(plain, slopes, curves, traces);
        return new KenwardRoger(
                plain, adjusted(plain, slopes, curves, information), information, slopes);
    }

    private static List<RealMatrix> zeros(int count, int p) {
        List<RealMatrix> zeros = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            zeros.add(new Array2DRowRealMatrix(p, p));
        }
        return zeros;
    }

    /// The matrices `V_k` of one subject: of each entry of D, and of sigma^2.
    private static List<RealMatrix> parts(double[][] random, int q) {
        RealMatrix z = new Array2DRowRealMatrix(random, false);
        List<RealMatrix> parts = new ArrayList<>();
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                RealMatrix outer = z.getColumnMatrix(a).multiplyTransposed(z.getColumnMatrix(b));
                parts.add(a == b ? outer : outer.add(outer.transpose()));
            }
        }
        parts.add(MatrixUtils.createRealIdentityMatrix(random.length));
        return parts;
    }

    private static RealMatrix inverse(double[][] rows, double[][] random, double variance) {
        RealMatrix z = new Array2DRowRealMatrix(rows, false);
        RealMatrix v =
                z.multiply(new Array2DRowRealMatrix(random, false))
                        .multiplyTransposed(z)
                        .add(
                                MatrixUtils.createRealIdentityMatrix(rows.length)
                                        .scalarMultiply(variance));
        return MatrixUtils.inverse(v);
    }

    private static double trace(RealMatrix a, RealMatrix b) {
        double sum = 0;
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int j = 0; j < a.getColumnDimension(); j++) {
                sum += a.getEntry(i, j) * b.getEntry(j, i);
            }
        }
        return sum;
    }

    /// W: the inverse of half of `tr(V^-1 V_k V^-1 V_l) - 2 tr(Phi Q_kl) + tr(Phi P_k Phi P_l)`; a
    /// variance that the days cannot tell from the others gets no part.
    private static RealMatrix information(
            RealMatrix plain, List<RealMatrix> slopes, List<RealMatrix> curves, double[][] traces) {
        int count = slopes.size();
        double[][] expected = new double[count][count];
        double[] root = new double[count];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                expected[k][l] =
                        0.5
                                * (traces[k][l]
                                        - 2 * trace(plain, curves.get(k * count + l))
                                        + trace(
                                                plain.multiply(slopes.get(k)),
                                                plain.multiply(slopes.get(l))));
            }
            root[k] = Math.sqrt(Math.max(expected[k][k], Double.MIN_NORMAL));
        }
        double[][] scaled = new double[count][count];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                scaled[k][l] = 0.5 * (expected[k][l] + expected[l][k]) / (root[k] * root[l]);
            }
        }
        RealMatrix inverse =
                new SingularValueDecomposition(new Array2DRowRealMatrix(scaled, false))
                        .getSolver()
                        .getInverse();
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                inverse.setEntry(k, l, inverse.getEntry(k, l) / (root[k] * root[l]));
            }
        }
        return inverse;
    }

    private static RealMatrix adjusted(
            RealMatrix plain,
            List<RealMatrix> slopes,
            List<RealMatrix> curves,
            RealMatrix information) {
        int count = slopes.size();
        RealMatrix sum = new Array2DRowRealMatrix(plain.getRowDimension(), plain.getRowDimension());
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                RealMatrix term =
                        curves.get(k * count + l)
                                .subtract(slopes.get(k).multiply(plain).multiply(slopes.get(l)));
                sum = sum.add(term.scalarMultiply(information.getEntry(k, l)));
            }
        }
        return plain.add(plain.multiply(sum).multiply(plain).scalarMultiply(2));
    }

    /// The variance of `c' beta`, never below that of known variances.
    double variance(double[] contrast) {
        return Math.max(quadratic(adjusted, contrast), quadratic(plain, contrast));
    }

    double degreesOfFreedom(double[] contrast) {
        double[] direction = plain.operate(contrast);
        double plainVariance = quadratic(plain, contrast);
        double[] gradient = new double[slopes.size()];
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = quadratic(slopes.get(k), direction) / plainVariance;
        }
        double spread = quadratic(information, gradient);
        return spread > 0 ? Math.max(1, 2 / spread) : Double.POSITIVE_INFINITY;
    }

    private static double quadratic(RealMatrix matrix, double[] vector) {
        double[] image = matrix.operate(vector);
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * image[i];
        }
        return sum;
    }
}
