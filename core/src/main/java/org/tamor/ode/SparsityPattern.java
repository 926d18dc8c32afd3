package org.tamor.ode;

/// The structure of a square sparse matrix in compressed-column form.
///
/// Column j has its rows, ascending, in `rows[columnStarts[j]] .. rows[columnStarts[j + 1] - 1]`.
///
/// @param dimension the number of rows and columns
/// @param columnStarts length `dimension + 1`
/// @param rows length `columnStarts[dimension]`
@SuppressWarnings("ArrayRecordComponent") // read in inner loops; never changed after construction
public record SparsityPattern(int dimension, int[] columnStarts, int[] rows) {

    /// The number of entries.
    public int entries() {
        return columnStarts[dimension];
    }

    /// The pattern with every entry.
    public static SparsityPattern dense(int dimension) {
        int[] starts = new int[dimension + 1];
        int[] rows = new int[dimension * dimension];
        for (int column = 0; column < dimension; column++) {
            starts[column + 1] = (column + 1) * dimension;
            for (int row = 0; row < dimension; row++) {
                rows[column * dimension + row] = row;
            }
        }
        return new SparsityPattern(dimension, starts, rows);
    }
}
