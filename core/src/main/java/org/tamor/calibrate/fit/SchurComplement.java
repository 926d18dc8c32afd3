package org.tamor.calibrate.fit;

/// What is left of a symmetric matrix H without negative eigenvalues where some coordinates y
/// follow the others x to the minimum: `H_xx - H_xy H_yy^-1 H_yx`, by symmetric elimination.
///
/// A coordinate whose curvature is 0 to rounding once others are eliminated is left out.
final class SchurComplement {

    private static final double RELATIVE_ZERO = 1e-10;

    private final double[][] matrix;
    private final int[] eliminated;

    /// By eliminated coordinate: the row at its elimination over its pivot.
    private final double[][] multipliers;

    private SchurComplement(double[][] matrix, int[] eliminated) {
        this.matrix = matrix;
        this.eliminated = eliminated;
        multipliers = new double[eliminated.length][matrix.length];
    }

    /// @param matrix stays as it is
    static SchurComplement of(double[][] matrix, int[] eliminated) {
        double[][] copy = new double[matrix.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = matrix[k].clone();
        }
        SchurComplement result = new SchurComplement(copy, eliminated);
        for (int a = 0; a < eliminated.length; a++) {
            result.eliminate(a, matrix[eliminated[a]][eliminated[a]]);
        }
        return result;
    }

    private void eliminate(int a, double before) {
        int k = eliminated[a];
        double pivot = matrix[k][k];
        if (!(pivot > RELATIVE_ZERO * before)) {
            return;
        }
        double[] row = matrix[k].clone();
        for (int i = 0; i < row.length; i++) {
            multipliers[a][i] = row[i] / pivot;
        }
        for (int i = 0; i < row.length; i++) {
            if (row[i] != 0) {
                for (int j = 0; j < row.length; j++) {
                    matrix[i][j] -= multipliers[a][i] * row[j];
                }
            }
        }
    }

    /// The rows and columns of the coordinates x.
    double[][] matrix(int[] x) {
        double[][] result = new double[x.length][x.length];
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                result[a][b] = 0.5 * (matrix[x[a]][x[b]] + matrix[x[b]][x[a]]);
            }
        }
        return result;
    }

    /// `v_x - H_xy H_yy^-1 v_y` at the places of x.
    double[] reduced(double[] v) {
        double[] result = v.clone();
        for (int a = 0; a < eliminated.length; a++) {
            double factor = result[eliminated[a]];
            for (int i = 0; i < result.length; i++) {
                result[i] -= multipliers[a][i] * factor;
            }
        }
        return result;
    }
}
