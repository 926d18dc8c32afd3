package org.tamor.calibrate.fit;

/// The minimum of `sum (t_i - v_i^T q)^2 w_i^2 / 2` and a quadratic function of each coordinate
/// within a box.
///
/// Coordinates are measured so that each column of `w_i v_i` has length 1. The sum is minimised
/// anew from the residuals at its minimum, which takes back the digits that normal equations lose.
/// A coordinate that nothing depends on stays where it starts.
///
/// @param rows v_i
/// @param targets t_i
/// @param weights w_i
/// @param start of the coordinates, in the box
/// @param precisions of the quadratic functions `precision q^2 / 2 - pull q`
@SuppressWarnings("ArrayRecordComponent")
record LinearGroup(
        double[][] rows,
        double[] targets,
        double[] weights,
        double[] lower,
        double[] upper,
        double[] start,
        double[] precisions,
        double[] pulls) {

    /// @param passes how often it is minimised
    double[] best(int passes) {
        int n = start.length;
        double[] q = start.clone();
        double[] lengths = new double[n];
        double[][] curvature = curvature(lengths);
        BoxQuadratic quadratic = new BoxQuadratic(n);
        double[] from = new double[n];
        double[] to = new double[n];
        double[] step = new double[n];
        for (int pass = 0; pass < passes; pass++) {
            double[] gradient = gradient(q);
            for (int a = 0; a < n; a++) {
                gradient[a] /= lengths[a];
                from[a] = (lower[a] - q[a]) * lengths[a];
                to[a] = (upper[a] - q[a]) * lengths[a];
            }
            quadratic.minimise(gradient, curvature, 0, from, to, step);
            for (int a = 0; a < n; a++) {
                q[a] =
                        step[a] == from[a]
                                ? lower[a]
                                : step[a] == to[a]
                                        ? upper[a]
                                        : Math.clamp(
                                                q[a] + step[a] / lengths[a], lower[a], upper[a]);
            }
        }
        return q;
    }

    /// The scaled second derivatives; writes the lengths of the columns.
    private double[][] curvature(double[] lengths) {
        int n = start.length;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < rows.length; i++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    matrix[a][b] += rows[i][a] * rows[i][b] * weights[i] * weights[i];
                }
            }
        }
        for (int a = 0; a < n; a++) {
            matrix[a][a] += precisions[a];
            lengths[a] = matrix[a][a] > 0 ? Math.sqrt(matrix[a][a]) : 1;
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                matrix[a][b] /= lengths[a] * lengths[b];
            }
        }
        return matrix;
    }

    private double[] gradient(double[] q) {
        int n = start.length;
        double[] gradient = new double[n];
        for (int i = 0; i < rows.length; i++) {
            double residual = targets[i];
            for (int a = 0; a < n; a++) {
                residual -= rows[i][a] * q[a];
            }
            for (int a = 0; a < n; a++) {
                gradient[a] -= rows[i][a] * residual * weights[i] * weights[i];
            }
        }
        for (int a = 0; a < n; a++) {
            gradient[a] += precisions[a] * q[a] - pulls[a];
        }
        return gradient;
    }
}
