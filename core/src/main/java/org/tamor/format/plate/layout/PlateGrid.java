package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.Remarks;
import org.tamor.format.sheet.Sheet;

/// A plate on a sheet: columns 1-12 or 1-24 across, rows A-H or A-P down.
///
/// @param headings the texts above the plate and below the one before it
/// @param header the row of column numbers
/// @param offset the column of the row letters
/// @param rows by their number from 0
record PlateGrid(
        List<String> headings,
        Sheet.Row header,
        int offset,
        int columns,
        Map<Integer, Sheet.Row> rows) {

    int rowCount() {
        return columns == 12 ? 8 : 16;
    }

    /// The cell of a well; a blank one where the row is missing.
    Cell cell(WellName well) {
        Sheet.Row row = rows.get(well.row());
        return row == null
                ? new Cell("", header.number(), offset, Cell.Kind.TEXT)
                : row.cell(offset + 1 + well.column());
    }

    List<WellName> wells() {
        List<WellName> wells = new ArrayList<>();
        for (int row = 0; row < rowCount(); row++) {
            for (int column = 0; column < columns; column++) {
                wells.add(new WellName(row, column));
            }
        }
        return wells;
    }

    /// All plates of a sheet.
    static List<PlateGrid> find(Sheet sheet) {
        List<PlateGrid> grids = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        List<Sheet.Row> rows = sheet.rows();
        for (int i = 0; i < rows.size(); i++) {
            int offset = offset(rows, i);
            if (offset == 0) {
                addHeading(headings, rows.get(i));
                continue;
            }
            int columns = columns(rows.get(i), offset);
            Map<Integer, Sheet.Row> found = new TreeMap<>();
            int next = i + 1;
            while (next < rows.size() && letter(rows.get(next).text(offset)) >= 0) {
                int letter = letter(rows.get(next).text(offset));
                if (found.containsKey(letter)) {
                    break;
                }
                found.put(letter, rows.get(next));
                next++;
            }
            grids.add(new PlateGrid(List.copyOf(headings), rows.get(i), offset, columns, found));
            headings.clear();
            i = next - 1;
        }
        return grids;
    }

    private static void addHeading(List<String> headings, Sheet.Row row) {
        List<String> texts =
                row.cells().stream().map(Cell::text).filter(text -> !text.isEmpty()).toList();
        if (!texts.isEmpty() && texts.size() <= 6) {
            headings.add(String.join(" ", texts));
        }
    }

    /// The column before the 1 of a row that reads 1, 2, 3, … above a row that begins with a
    /// letter; 0 where it is no such row.
    private static int offset(List<Sheet.Row> rows, int index) {
        Sheet.Row row = rows.get(index);
        if (index + 1 >= rows.size()) {
            return 0;
        }
        for (int column = 1; column + 3 <= row.width(); column++) {
            boolean counts =
                    isNumber(row, column + 1, 1)
                            && isNumber(row, column + 2, 2)
                            && isNumber(row, column + 3, 3);
            if (counts && letter(rows.get(index + 1).text(column)) >= 0) {
                return column;
            }
        }
        return 0;
    }

    private static boolean isNumber(Sheet.Row row, int column, int number) {
        String text = row.text(column);
        return text.equals(String.valueOf(number))
                || text.equals("0" + number)
                || text.equals(number + ".0");
    }

    /// How many columns are counted without a gap.
    private static int columns(Sheet.Row row, int offset) {
        int count = 0;
        while (isNumber(row, offset + count + 1, count + 1)) {
            count++;
        }
        return count;
    }

    private static int letter(String text) {
        return text.length() == 1 && text.charAt(0) >= 'A' && text.charAt(0) <= 'P'
                ? text.charAt(0) - 'A'
                : -1;
    }

    /// Whether the plate is whole; says what is missing where it is not.
    boolean isWhole(Sheet sheet, Remarks remarks) {
        int beside = offset + columns + 1;
        while (beside < header.width() && !isNumber(header, beside, 1)) {
            beside++;
        }
        if (beside < header.width() && isNumber(header, beside + 1, 2)) {
            remarks.problem(
                    "plate.grid-beside",
                    sheet.at(header.number(), beside),
                    "a second plate stands beside the first; put it below, or on a sheet of its"
                            + " own");
            return false;
        }
        if (columns != 12 && columns != 24) {
            remarks.problem(
                    "plate.grid-columns",
                    sheet.at(header.number(), offset + columns + 1),
                    "the columns are numbered 1 to "
                            + columns
                            + "; a plate has 12 or 24. Look for a missing or wrong number");
            return false;
        }
        for (int row = 0; row < rowCount(); row++) {
            if (!rows.containsKey(row)) {
                int line = rows.getOrDefault(row - 1, header).number() + 1;
                remarks.problem(
                        "plate.grid-row-missing",
                        sheet.at(line, offset),
                        "the row "
                                + (char) ('A' + row)
                                + " of the plate is missing; its rows are A to "
                                + (char) ('A' + rowCount() - 1));
                return false;
            }
        }
        for (Map.Entry<Integer, Sheet.Row> entry : rows.entrySet()) {
            if (entry.getKey() >= rowCount()) {
                remarks.problem(
                        "plate.well-outside",
                        sheet.at(entry.getValue().number(), offset),
                        "the row "
                                + entry.getValue().text(offset)
                                + " lies outside a plate of "
                                + rowCount()
                                + " x "
                                + columns
                                + " wells");
                return false;
            }
        }
        return true;
    }
}
