package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.DecimalMark;
import org.tamor.format.sheet.NumberText;
import org.tamor.format.sheet.Sheet;

/// A bare matrix: doses of one drug in its first row, of the other in its first column. The corner
/// may name them, `drug of rows \ drug of columns`; several lie under one another.
final class DoseMatrix implements Layout {

    private static final Pattern CORNER = Pattern.compile("\\s*[\\\\/×|]\\s*|\\s+[xX]\\s+");

    @Override
    public String name() {
        return "dose-matrix";
    }

    @Override
    public boolean recognises(Sheet sheet, TableRecipe declared) {
        return !starts(sheet).isEmpty();
    }

    /// Indices of the rows of column doses.
    private static List<Integer> starts(Sheet sheet) {
        List<Integer> starts = new ArrayList<>();
        List<Sheet.Row> rows = sheet.rows();
        for (int i = 0; i + 1 < rows.size(); i++) {
            if (isHeader(rows.get(i))
                    && isNumber(rows.get(i + 1).cell(1))
                    && rows.get(i + 1).width() > 1
                    && (starts.isEmpty() || isNext(rows, i, starts.getLast()))) {
                starts.add(i);
            }
        }
        return starts;
    }

    /// Whether a row that looks like doses begins another matrix: behind a gap, or with two drugs
    /// or the same text in its corner. Else it is a row of responses without its dose.
    private static boolean isNext(List<Sheet.Row> rows, int index, int before) {
        Sheet.Row row = rows.get(index);
        Sheet.Row above = rows.get(index - 1);
        String corner = row.text(1);
        return above.isBlank()
                || above.number() + 1 < row.number()
                || CORNER.split(corner, 3).length == 2
                || !corner.isEmpty() && corner.equals(rows.get(before).text(1));
    }

    /// Whether a row has numbers in all but its first cell.
    private static boolean isHeader(Sheet.Row row) {
        if (row.width() < 3 || isNumber(row.cell(1))) {
            return false;
        }
        int numbers = 0;
        for (int column = 2; column <= row.width(); column++) {
            numbers += isNumber(row.cell(column)) ? 1 : 0;
        }
        return numbers >= 2 && numbers * 2 > row.width() - 1;
    }

    private static boolean isNumber(Cell cell) {
        return NumberText.read(cell, DecimalMark.POINT) instanceof NumberText.Value
                || NumberText.read(cell, DecimalMark.COMMA) instanceof NumberText.Value;
    }

    @Override
    public TableRecipe read(Sheet sheet, LayoutReading reading) {
        List<Integer> starts = starts(sheet);
        if (starts.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.recipe-contradicts",
                            sheet.at(1, 1),
                            "no matrix with doses in its first row and column is found here;"
                                    + " correct the recipe's layout");
        }
        for (int i = 0; i < starts.size(); i++) {
            if (i == 0) {
                unread(sheet, reading, sheet.rows().subList(0, starts.getFirst()));
            }
            int end = i + 1 < starts.size() ? starts.get(i + 1) : sheet.rows().size();
            read(sheet, reading, starts.get(i), end, i + 1);
        }
        return reading.table().withLayout(name(), Map.of());
    }

    private static void read(Sheet sheet, LayoutReading reading, int start, int end, int index) {
        Sheet.Row header = sheet.rows().get(start);
        List<Sheet.Row> rows = new ArrayList<>();
        int last = header.number();
        int next = start + 1;
        while (next < end
                && !sheet.rows().get(next).isBlank()
                && sheet.rows().get(next).number() == last + 1) {
            last++;
            rows.add(sheet.rows().get(next++));
        }
        unread(sheet, reading, sheet.rows().subList(next, end));
        String plate = index == 1 ? reading.plate() : reading.plate() + "." + index;
        new MatrixGrid(sheet, reading, labels(sheet, reading, header, plate)).read(header, rows);
    }

    private static void unread(Sheet sheet, LayoutReading reading, List<Sheet.Row> rows) {
        for (Sheet.Row row : rows) {
            if (!row.isBlank()) {
                reading.remarks()
                        .warn(
                                "plate.row-unread",
                                sheet.at(row.number(), 1),
                                "the row belongs to no matrix and is not read");
            }
        }
    }

    private static MatrixGrid.Labels labels(
            Sheet sheet, LayoutReading reading, Sheet.Row header, String plate) {
        String[] corner = CORNER.split(header.text(1), 3);
        List<String> declared = reading.declared().drugs();
        String rowUnit = corner.length == 2 ? ColumnRoles.unit(corner[0]).orElse("") : "";
        String columnUnit = corner.length == 2 ? ColumnRoles.unit(corner[1]).orElse("") : "";
        if (declared.size() == 2) {
            return new MatrixGrid.Labels(
                    declared.get(0),
                    rowUnit,
                    declared.get(1),
                    columnUnit,
                    reading.declared().cellLine(),
                    plate);
        }
        boolean named =
                corner.length == 2
                        && !corner[0].isBlank()
                        && !corner[1].isBlank()
                        && !corner[0].equals(corner[1]);
        if (named) {
            reading.remarks()
                    .note(
                            "plate.matrix-axes",
                            sheet.at(header.number(), 1),
                            "the rows are doses of " + corner[0] + ", the columns of " + corner[1]);
            return new MatrixGrid.Labels(
                    ColumnRoles.withoutUnit(corner[0]),
                    rowUnit,
                    ColumnRoles.withoutUnit(corner[1]),
                    columnUnit,
                    reading.declared().cellLine(),
                    plate);
        }
        reading.remarks()
                .note(
                        "plate.drug-unnamed",
                        sheet.at(header.number(), 1),
                        "the matrix names no drugs; they are called 'row drug' and 'column drug'."
                                + " Declare them in the recipe, rows first (drugs: […])");
        return new MatrixGrid.Labels(
                "row drug", "", "column drug", "", reading.declared().cellLine(), plate);
    }
}
