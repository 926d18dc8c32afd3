package org.tamor.format.sheet;

import java.util.List;
import org.tamor.failure.Location;

/// A grid of cells: a text file, or one worksheet of a workbook.
///
/// @param name of the worksheet; empty for a text file
/// @param rows in order; a text file's empty lines are left out
public record Sheet(String file, String name, List<Row> rows) {

    public Sheet {
        rows = List.copyOf(rows);
    }

    /// @param number 1-based line of a text file or row of a worksheet
    public record Row(int number, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        /// The cell of a 1-based column; a blank one where the row is shorter.
        public Cell cell(int column) {
            return column <= cells.size()
                    ? cells.get(column - 1)
                    : new Cell("", number, column, Cell.Kind.TEXT);
        }

        /// The text of a 1-based column.
        public String text(int column) {
            return cell(column).text();
        }

        /// The last column that is not blank; 0 where all are.
        public int width() {
            int width = cells.size();
            while (width > 0 && cells.get(width - 1).isBlank()) {
                width--;
            }
            return width;
        }

        public boolean isBlank() {
            return width() == 0;
        }
    }

    public Location at(Cell cell) {
        return at(cell.row(), cell.column());
    }

    /// The place of a cell; of a workbook with the name of sheet and cell as people know it.
    public Location at(int row, int column) {
        Location place = Location.of(file, row, column);
        return name.isEmpty()
                ? place
                : place.withElement(name + "!" + columnName(column) + Math.max(row, 1));
    }

    /// As [#at(int, int)], naming the column of a text file.
    public Location at(int row, int column, String element) {
        return name.isEmpty() ? at(row, column).withElement(element) : at(row, column);
    }

    /// `A`, …, `Z`, `AA`, …
    static String columnName(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = Math.max(column, 1); rest > 0; rest = (rest - 1) / 26) {
            letters.append((char) ('A' + (rest - 1) % 26));
        }
        return letters.reverse().toString();
    }
}
