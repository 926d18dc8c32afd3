package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.combination.WellRole;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.Sheet;

/// Reads a grid of responses with the doses of one drug above its columns and of another before its
/// rows.
final class MatrixGrid {

    /// @param plate name of the matrix among those of the sheet
    record Labels(
            String rowDrug,
            String rowUnit,
            String columnDrug,
            String columnUnit,
            String cellLine,
            String plate) {}

    private final Sheet sheet;
    private final LayoutReading reading;
    private final Labels labels;

    MatrixGrid(Sheet sheet, LayoutReading reading, Labels labels) {
        this.sheet = sheet;
        this.reading = reading;
        this.labels = labels;
    }

    /// @param header the row of column doses
    /// @param rows those of responses
    void read(Sheet.Row header, List<Sheet.Row> rows) {
        List<OptionalDouble> columnDoses = new ArrayList<>();
        Set<Double> seen = new HashSet<>();
        for (int column = 2; column <= header.width(); column++) {
            Cell cell = header.cell(column);
            columnDoses.add(dose(cell, seen));
        }
        Set<Double> seenRows = new HashSet<>();
        for (Sheet.Row row : rows) {
            if (row.width() > header.width()) {
                reading.remarks()
                        .problem(
                                "plate.ragged-row",
                                sheet.at(row.number(), header.width() + 1),
                                "the row has more cells than there are doses above");
            } else if (sheet.name().isEmpty() && row.cells().size() < header.width()) {
                reading.remarks()
                        .problem(
                                "plate.ragged-row",
                                sheet.at(row.number(), row.cells().size() + 1),
                                "the row has fewer cells than there are doses above; leave a cell"
                                        + " empty only between separators");
            } else {
                OptionalDouble rowDose = dose(row.cell(1), seenRows);
                readRow(row, rowDose, columnDoses);
            }
        }
    }

    private OptionalDouble dose(Cell cell, Set<Double> seen) {
        OptionalDouble dose = reading.dose(cell, sheet.at(cell));
        if (dose.isPresent() && !seen.add(dose.getAsDouble())) {
            reading.remarks()
                    .problem(
                            "plate.duplicate-dose",
                            sheet.at(cell),
                            "the dose "
                                    + cell.text()
                                    + " heads two rows or columns; give replicates as matrices of"
                                    + " their own");
            return OptionalDouble.empty();
        }
        return dose;
    }

    private void readRow(Sheet.Row row, OptionalDouble rowDose, List<OptionalDouble> columnDoses) {
        for (int i = 0; i < columnDoses.size(); i++) {
            Cell cell = row.cell(i + 2);
            double response = reading.response(cell, sheet.at(cell));
            OptionalDouble columnDose = columnDoses.get(i);
            if (rowDose.isEmpty() || columnDose.isEmpty()) {
                continue;
            }
            reading.measurements()
                    .add(
                            new Measurement(
                                    sheet.at(cell),
                                    "",
                                    labels.cellLine,
                                    reading.declared().hours(),
                                    List.of(
                                            new Dose(
                                                    labels.rowDrug,
                                                    rowDose.getAsDouble(),
                                                    labels.rowUnit),
                                            new Dose(
                                                    labels.columnDrug,
                                                    columnDose.getAsDouble(),
                                                    labels.columnUnit)),
                                    response,
                                    labels.plate,
                                    "",
                                    "1",
                                    WellRole.TREATED,
                                    ""));
        }
    }
}
