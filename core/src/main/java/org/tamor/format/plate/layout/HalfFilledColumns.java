package org.tamor.format.plate.layout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.format.sheet.Sheet;

/// Finds columns that part the wells into blocks and are empty in some rows only, as merged cells
/// leave them: such rows would form blocks of their own.
final class HalfFilledColumns {

    private static final List<String> PARTING = List.of("block", "cell-line", "hours");
    private static final List<String> DEFAULTED = List.of("plate", "replicate");

    private final Sheet sheet;
    private final LongTableColumns columns;
    private final LayoutReading reading;
    private final Map<String, Sheet.Row> firstEmpty = new HashMap<>();
    private final Set<String> filled = new HashSet<>();

    HalfFilledColumns(Sheet sheet, LongTableColumns columns, LayoutReading reading) {
        this.sheet = sheet;
        this.columns = columns;
        this.reading = reading;
    }

    void look(Sheet.Row row) {
        PARTING.forEach(role -> look(row, role));
        DEFAULTED.forEach(role -> look(row, role));
    }

    private void look(Sheet.Row row, String role) {
        if (!columns.has(role)) {
            return;
        }
        if (columns.entry(row, role).isEmpty()) {
            firstEmpty.putIfAbsent(role, row);
        } else {
            filled.add(role);
        }
    }

    void finish() {
        firstEmpty.keySet().retainAll(filled);
        for (String role : PARTING) {
            boolean declared = role.equals("cell-line") && !reading.declared().cellLine().isEmpty();
            Sheet.Row row = firstEmpty.get(role);
            if (row != null && !declared) {
                int column = columns.column(role).orElse(1);
                reading.remarks()
                        .problem(
                                "plate.half-filled-column",
                                sheet.at(row.number(), column, columns.headerOf(column)),
                                "the cell is empty and others of the column are not; fill it in"
                                        + " every row (merged cells hold their text once)");
            }
        }
        for (String role : DEFAULTED) {
            Sheet.Row row = firstEmpty.get(role);
            if (row != null) {
                int column = columns.column(role).orElse(1);
                reading.remarks()
                        .warn(
                                "plate.half-filled-column",
                                sheet.at(row.number(), column, columns.headerOf(column)),
                                "the cell is empty and others of the column are not; such wells"
                                        + " are taken as "
                                        + role
                                        + " '"
                                        + (role.equals("plate") ? reading.plate() : "1")
                                        + "'");
            }
        }
    }
}
