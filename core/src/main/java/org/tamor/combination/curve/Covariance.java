package org.tamor.combination.curve;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/// Covariances of least-squares estimates.
public final class Covariance {

    private static final double SMALLEST_RATIO = 1e-9;

    private Covariance() {}

    /// `(J'J)^-1` over the free parameters, 0 elsewhere; directions that the data do not determine
    /// (singular values below 1e-9 of the largest) are left out.
    ///
    /// NaN for free parameters where there are fewer rows than those, or the Jacobian is zero.
    ///
    /// @param jacobian `m` rows of `n`
    public static double[][] of(double[] jacobian, int m, int n, boolean[] free) {
        int[] index = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (free[i]) {
                index[count++] = i;
            }
        }
        double[][] result = new double[n][n];
        if (count == 0) {
            return result;
        }
        RealMatrix matrix = new Array2DRowRealMatrix(m, count);
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < count; k++) {
                matrix.setEntry(i, k, jacobian[i * n + index[k]]);
            }
        }
        if (m < count || matrix.getNorm1() == 0) {
            for (int a = 0; a < count; a++) {
                Arrays.fill(result[index[a]], Double.NaN);
            }
            return result;
        }
        RealMatrix inverse = new SingularValueDecomposition(matrix).getCovariance(SMALLEST_RATIO);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                result[index[a]][index[b]] = inverse.getEntry(a, b);
            }
        }
        return result;
    }
}
