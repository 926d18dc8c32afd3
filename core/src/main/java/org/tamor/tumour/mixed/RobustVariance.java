package org.tamor.tumour.mixed;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/// The variance of the fixed effects from the scatter of the subjects themselves, whatever their
/// true covariances: arms may vary differently, and growth may be bent.
///
/// With the fitted covariance `Phi_i` of subject i, `W_i = Phi_i^-1`, `M = (sum X_i' W_i X_i)^-1`
/// and the residuals `e_i` it is `M (sum X_i' W_i A_i e_i e_i' A_i W_i' X_i) M`, where `A_i = D_i'
/// B_i^(+1/2) D_i`, `D_i' D_i = Phi_i`, `B_i = D_i (Phi_i - X_i M X_i') D_i'`: unbiased where the
/// fitted covariance is the true one (CR2; Bell and McCaffrey, Surv. Methodol. 28 (2002) 169;
/// Pustejovsky and Tipton, J. Bus. Econ. Stat. 36 (2018) 672, both recalled). The degrees of
/// freedom are Satterthwaite's under the fitted covariance, `(sum_i P_ii)^2 / sum_ij P_ij^2` with
/// `P_ij = [i = j] g_i' Phi_i g_i - u_i' M u_j`, `g_i = A_i' W_i X_i M c`, `u_i = X_i' g_i`.
public final class RobustVariance {

    private static final double TINY = 1e-10;

    private final double[] coefficients;
    private final RealMatrix inverse;
    private final List<Part> parts = new ArrayList<>();

    /// What one subject brings.
    ///
    /// @param adjusted `A_i' W_i X_i`
    private record Part(
            RealMatrix fixed, RealMatrix covariance, RealMatrix adjusted, RealVector residual) {}

    private RobustVariance(List<Subject> subjects, MixedModelFit fit) {
        coefficients = fit.coefficients();
        int p = coefficients.length;
        RealMatrix normal = new Array2DRowRealMatrix(p, p);
        List<RealMatrix> covariances = new ArrayList<>();
        List<RealMatrix> weighted = new ArrayList<>();
        for (Subject subject : subjects) {
            RealMatrix z = new Array2DRowRealMatrix(subject.random(), false);
            RealMatrix covariance =
                    z.multiply(new Array2DRowRealMatrix(fit.random(), false))
                            .multiplyTransposed(z)
                            .add(
                                    MatrixUtils.createRealIdentityMatrix(subject.response().length)
                                            .scalarMultiply(fit.variance()));
            RealMatrix x = new Array2DRowRealMatrix(subject.fixed(), false);
            RealMatrix image = MatrixUtils.inverse(covariance).multiply(x);
            covariances.add(covariance);
            weighted.add(image);
            normal = normal.add(x.transposeMultiply(image));
        }
        inverse = MatrixUtils.inverse(normal);
        for (int i = 0; i < subjects.size(); i++) {
            parts.add(part(subjects.get(i), covariances.get(i), weighted.get(i)));
        }
    }

    /// Of the subjects to which a model was fitted.
    static RobustVariance of(List<Subject> subjects, MixedModelFit fit) {
        return new RobustVariance(subjects, fit);
    }

    private Part part(Subject subject, RealMatrix covariance, RealMatrix weighted) {
        RealMatrix x = new Array2DRowRealMatrix(subject.fixed(), false);
        RealMatrix root = new CholeskyDecomposition(covariance, 1e-10, 0).getLT();
        RealMatrix inner =
                root.multiply(covariance.subtract(x.multiply(inverse).multiplyTransposed(x)))
                        .multiplyTransposed(root);
        RealMatrix adjustment = root.transposeMultiply(inverseRoot(inner)).multiply(root);
        RealVector residual =
                new ArrayRealVector(subject.response())
                        .subtract(x.operate(new ArrayRealVector(coefficients)));
        return new Part(x, covariance, adjustment.transposeMultiply(weighted), residual);
    }

    /// The symmetric inverse root, 0 where there is nothing to invert.
    private static RealMatrix inverseRoot(RealMatrix matrix) {
        RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        EigenDecompositionSymmetric decomposition = new EigenDecompositionSymmetric(symmetric);
        double[] values = decomposition.getEigenvalues();
        double largest = values[0];
        for (int k = 0; k < values.length; k++) {
            values[k] = values[k] > TINY * largest ? 1 / Math.sqrt(values[k]) : 0;
        }
        RealMatrix vectors = decomposition.getV();
        return vectors.multiply(MatrixUtils.createRealDiagonalMatrix(values))
                .multiplyTransposed(vectors);
    }

    /// `c' beta` with its standard error and degrees of freedom.
    public Contrast contrast(double[] weights) {
        RealVector direction = inverse.operate(new ArrayRealVector(weights));
        double variance = 0;
        double trace = 0;
        double squares = 0;
        List<RealVector> images = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (Part part : parts) {
            RealVector g = part.adjusted().operate(direction);
            double score = g.dotProduct(part.residual());
            variance += score * score;
            images.add(part.fixed().transpose().operate(g));
            own.add(g.dotProduct(part.covariance().operate(g)));
        }
        for (int i = 0; i < parts.size(); i++) {
            RealVector moved = inverse.operate(images.get(i));
            for (int j = 0; j < parts.size(); j++) {
                double entry = (i == j ? own.get(i) : 0) - moved.dotProduct(images.get(j));
                trace += i == j ? entry : 0;
                squares += entry * entry;
            }
        }
        return new Contrast(
                new ArrayRealVector(weights).dotProduct(new ArrayRealVector(coefficients)),
                Math.sqrt(variance),
                Math.max(1, trace * trace / squares));
    }
}
