package org.tamor.calibrate.fit;

import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// The eigenvectors of a symmetric matrix, or nothing where the iteration for them fails.
final class Eigenvectors {

    private Eigenvectors() {}

    static Optional<EigenDecompositionSymmetric> of(double[][] symmetric) {
        for (double[] row : symmetric) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    return Optional.empty();
                }
            }
        }
        try {
            return Optional.of(
                    new EigenDecompositionSymmetric(new Array2DRowRealMatrix(symmetric, false)));
        } catch (MathRuntimeException notFound) {
            return Optional.empty();
        }
    }
}
