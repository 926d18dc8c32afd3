package org.tamor.format.plate;

import java.util.function.BiFunction;

/// Plates on sheets for tests: 8 x 12 wells, with the doses of two drugs along columns and rows.
final class Grids {

    static final double[] ALONG_COLUMNS = {0, 0, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 0, 0};
    static final double[] ALONG_ROWS = {0, 0, 1, 3, 10, 30, 0, 0};

    private Grids() {}

    /// A grid with the well's text from its row and column, both from 0.
    static String grid(
            String heading, int rows, int columns, BiFunction<Integer, Integer, String> cell) {
        StringBuilder text = new StringBuilder(heading).append('\n');
        for (int column = 1; column <= columns; column++) {
            text.append(',').append(column);
        }
        text.append('\n');
        for (int row = 0; row < rows; row++) {
            text.append((char) ('A' + row));
            for (int column = 0; column < columns; column++) {
                text.append(',').append(cell.apply(row, column));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    /// Counts of light that fall with both doses.
    static double signal(int row, int column) {
        double first = ALONG_COLUMNS[column];
        double second = ALONG_ROWS[row];
        return Math.rint(50_000 / ((1 + first / 3) * (1 + second / 10)));
    }

    static String signals(String heading) {
        return grid(heading, 8, 12, (row, column) -> String.valueOf((int) signal(row, column)));
    }

    /// The map of the plate as four grids; wells of the last row without cells.
    static String map() {
        return grid("drug1", 8, 12, (row, column) -> row == 7 ? "" : "alpelisib")
                + grid(
                        "dose1 (uM)",
                        8,
                        12,
                        (row, column) -> row == 7 ? "" : "" + ALONG_COLUMNS[column])
                + grid("drug2", 8, 12, (row, column) -> row == 7 ? "" : "everolimus")
                + grid("dose2 (nM)", 8, 12, (row, column) -> row == 7 ? "" : "" + ALONG_ROWS[row])
                + grid("role", 8, 12, (row, column) -> row == 7 ? "blank" : "treated");
    }

    /// The same map as a table.
    static String mapTable() {
        StringBuilder text = new StringBuilder("well,drug1,dose1_uM,drug2,dose2_nM,role\n");
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 12; column++) {
                text.append((char) ('A' + row)).append(column + 1);
                text.append(
                        row == 7
                                ? ",,,,,blank"
                                : ",alpelisib,%s,everolimus,%s,treated"
                                        .formatted(ALONG_COLUMNS[column], ALONG_ROWS[row]));
                text.append('\n');
            }
        }
        return text.toString();
    }
}
