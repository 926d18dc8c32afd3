package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.tamor.calibrate.fit.Objective.Finite;
import org.tamor.calibrate.fit.Objective.Slope;

/// The second derivatives of an objective at a minimum, by central differences of its gradients.
///
/// Where parameters are nearly collinear the Fisher information is nearly singular and the
/// residuals' own curvature, which it leaves out, decides how wide an interval is.
final class ObservedInformation {

    /// Of the differences, in widths of the bounds.
    private static final double STEP = 1e-4;

    private ObservedInformation() {}

    /// The variances of the free coordinates, in widths of the bounds, from the inverse of the
    /// second derivatives over the span of some directions; empty where these are not positive
    /// there.
    ///
    /// @param free coordinates off their bounds
    /// @param directions columns of unit length, a row for each free coordinate
    static Optional<double[]> variances(
            Objective objective, double[] point, List<Integer> free, RealMatrix directions) {
        int m = free.size();
        double[][] second = new double[m][];
        for (int a = 0; a < m; a++) {
            Optional<double[]> row = row(objective, point, free, a);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            second[a] = row.get();
        }
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < a; b++) {
                second[a][b] = 0.5 * (second[a][b] + second[b][a]);
                second[b][a] = second[a][b];
            }
        }
        double[][] inside =
                directions
                        .transposeMultiply(new Array2DRowRealMatrix(second, false))
                        .multiply(directions)
                        .getData();
        for (int a = 0; a < inside.length; a++) {
            for (int b = 0; b < a; b++) {
                inside[b][a] = inside[a][b];
            }
        }
        return Eigenvectors.of(inside)
                .filter(split -> split.getEigenvalues()[inside.length - 1] > 0)
                .map(split -> variances(directions, split));
    }

    private static double[] variances(RealMatrix directions, EigenDecompositionSymmetric split) {
        double[] eigenvalues = split.getEigenvalues();
        RealMatrix vectors = directions.multiply(split.getV());
        double[] variances = new double[directions.getRowDimension()];
        for (int a = 0; a < variances.length; a++) {
            for (int j = 0; j < eigenvalues.length; j++) {
                double share = vectors.getEntry(a, j);
                variances[a] += share * share / eigenvalues[j];
            }
        }
        return variances;
    }

    private static Optional<double[]> row(
            Objective objective, double[] point, List<Integer> free, int a) {
        double[] lower = objective.lower();
        double[] upper = objective.upper();
        int k = free.get(a);
        double step = STEP * (upper[k] - lower[k]);
        double[] below = point.clone();
        double[] above = point.clone();
        below[k] = Math.max(lower[k], point[k] - step);
        above[k] = Math.min(upper[k], point[k] + step);
        if (!(objective.expand(below) instanceof Finite first)
                || !(objective.expand(above) instanceof Finite last)) {
            return Optional.empty();
        }
        double[] from = first.slope().map(Slope::gradient).orElseThrow();
        double[] to = last.slope().map(Slope::gradient).orElseThrow();
        double[] row = new double[free.size()];
        for (int b = 0; b < row.length; b++) {
            int l = free.get(b);
            row[b] =
                    (to[l] - from[l])
                            / (above[k] - below[k])
                            * (upper[k] - lower[k])
                            * (upper[l] - lower[l]);
        }
        return Optional.of(row);
    }
}
