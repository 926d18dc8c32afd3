package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.Sheet;

/// Reads the rows of a long table into measurements.
final class LongTableRows {

    private final Sheet sheet;
    private final LongTableColumns columns;
    private final LayoutReading reading;
    private final WellLabels labels;
    private final DoseColumns doses;
    private final Set<String> unknownRoles = new LinkedHashSet<>();
    private final HalfFilledColumns entries;
    private final Set<List<Object>> controlsSeen = new HashSet<>();
    private int unused;
    private int fromColumns;

    LongTableRows(Sheet sheet, LongTableColumns columns, LayoutReading reading) {
        this.sheet = sheet;
        this.columns = columns;
        this.reading = reading;
        this.labels = new WellLabels(reading.declared().roles());
        this.doses = new DoseColumns(sheet, columns, reading);
        this.entries = new HalfFilledColumns(sheet, columns, reading);
    }

    void read(Sheet.Row row) {
        if (!isWhole(row)) {
            return;
        }
        Optional<WellLabels.Meaning> meaning = meaning(row);
        if (meaning.isPresent() && !meaning.get().used()) {
            unused++;
            return;
        }
        entries.look(row);
        WellRole role = meaning.map(WellLabels.Meaning::role).orElse(WellRole.TREATED);
        if (columns.hasDoses()) {
            Optional<List<Dose>> read = doses.read(row);
            read.ifPresent(found -> measure(row, found, role, ""));
        } else {
            fromMap(row);
        }
    }

    private void fromMap(Sheet.Row row) {
        String well = well(row);
        Optional<PlateMap.Entry> entry =
                reading.map().entry(text(row, "plate", reading.plate()), well);
        if (entry.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.map-lacks-well",
                            place(row, "well"),
                            "the plate map says nothing of the well '" + well + "'");
        } else if (entry.get().used()) {
            measure(row, entry.get().doses(), entry.get().role(), entry.get().cellLine());
        }
    }

    /// Whether the row has a cell for every column that matters, and none beyond the headers.
    private boolean isWhole(Sheet.Row row) {
        int width = columns.header().width();
        if (row.width() > columns.header().cells().size()
                || row.width() > width && !row.text(row.width()).isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.ragged-row",
                            sheet.at(row.number(), width + 1),
                            "the row has more cells than there are headers; look for a decimal"
                                    + " comma or a name that needs quotes");
            return false;
        }
        List<Integer> needed = new ArrayList<>(columns.roles().getOrDefault("response", List.of()));
        needed.addAll(doses.columns());
        boolean empty = needed.stream().allMatch(column -> row.cell(column).isBlank());
        if (empty) {
            reading.remarks()
                    .problem(
                            "plate.half-empty-row",
                            sheet.at(row.number(), needed.getFirst()),
                            "the row has neither doses nor a reading; complete or delete it");
            return false;
        }
        boolean text = sheet.name().isEmpty();
        if (text && row.cells().size() < width) {
            reading.remarks()
                    .warn(
                            "plate.short-row",
                            sheet.at(row.number(), row.cells().size() + 1),
                            "the row has "
                                    + row.cells().size()
                                    + " cells and the header "
                                    + width
                                    + "; the last are read as empty. If one is missing before, the"
                                    + " others stand in wrong columns");
        }
        int last = needed.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (text && row.cells().size() < last) {
            reading.remarks()
                    .problem(
                            "plate.ragged-row",
                            sheet.at(row.number(), row.cells().size() + 1),
                            "the row ends before the column '"
                                    + columns.headerOf(last)
                                    + "'; complete it");
            return false;
        }
        return true;
    }

    /// What the row's label says of its well.
    private Optional<WellLabels.Meaning> meaning(Sheet.Row row) {
        String label = columns.text(row, "role");
        if (!label.isEmpty()) {
            Optional<WellLabels.Meaning> meaning = labels.roleOf(label);
            if (meaning.isEmpty() && unknownRoles.add(label)) {
                reading.remarks()
                        .warn(
                                "plate.unknown-role",
                                place(row, "role"),
                                "the label '"
                                        + label
                                        + "' is not known; its wells are taken as treated. Declare"
                                        + " it in the recipe (roles: …)");
            }
            return meaning;
        }
        return columns.has("drug1") ? labels.meaning(columns.text(row, "drug1")) : Optional.empty();
    }

    private void measure(Sheet.Row row, List<Dose> found, WellRole role, String cellLineOfMap) {
        for (int column : columns.roles().getOrDefault("response", List.of())) {
            Location where = sheet.at(row.number(), column, columns.headerOf(column));
            double response = reading.response(row.cell(column), where);
            if (columns.has("background")) {
                response -= background(row);
            }
            String named = text(row, "cell-line", reading.declared().cellLine());
            Measurement measurement =
                    new Measurement(
                            where,
                            columns.entry(row, "block"),
                            cellLineOfMap.isEmpty() ? named : cellLineOfMap,
                            hours(row),
                            found,
                            response,
                            text(row, "plate", reading.plate()),
                            well(row),
                            text(row, "replicate", "1"),
                            role,
                            columns.headerOf(column));
            reading.measurements().add(measurement);
            controls(row, measurement);
        }
    }

    /// The control and time-zero counts that some tables repeat in every row: one well for each
    /// that differs.
    private void controls(Sheet.Row row, Measurement treated) {
        control(row, treated, "control", WellRole.TREATED);
        control(row, treated, "time-zero", WellRole.TIME_ZERO);
    }

    private void control(Sheet.Row row, Measurement treated, String role, WellRole wellRole) {
        if (!columns.has(role)) {
            return;
        }
        double count = reading.response(row.cell(columns.column(role).orElse(1)), place(row, role));
        List<Object> key =
                List.of(
                        treated.block(),
                        treated.cellLine(),
                        treated.hours(),
                        treated.plate(),
                        treated.replicate(),
                        role,
                        count);
        if (!controlsSeen.add(key)) {
            return;
        }
        fromColumns++;
        reading.measurements()
                .add(
                        new Measurement(
                                place(row, role),
                                treated.block(),
                                treated.cellLine(),
                                treated.hours(),
                                List.of(),
                                count,
                                treated.plate(),
                                "",
                                treated.replicate(),
                                wellRole,
                                treated.words()));
    }

    private double hours(Sheet.Row row) {
        Optional<Integer> column = columns.column("hours");
        if (column.isEmpty()) {
            return reading.declared().hours();
        }
        String header = columns.headerOf(column.get()).toLowerCase(Locale.ROOT);
        double factor = header.matches(".*([_ (.]d|days?)\\)?") ? 24 : 1;
        return factor * number(row, "hours");
    }

    private double background(Sheet.Row row) {
        double background = number(row, "background");
        if (Double.isNaN(background)) {
            reading.remarks()
                    .problem(
                            "plate.missing-background",
                            place(row, "background"),
                            "no background to take off the reading; write it, 0 where there is"
                                    + " none");
        }
        return background;
    }

    private double number(Sheet.Row row, String role) {
        Cell cell = row.cell(columns.column(role).orElse(1));
        return reading.other(cell, place(row, role));
    }

    private String text(Sheet.Row row, String role, String otherwise) {
        String text = columns.entry(row, role);
        return text.isEmpty() ? otherwise : text;
    }

    private String well(Sheet.Row row) {
        if (columns.has("well")) {
            return columns.entry(row, "well");
        }
        return columns.has("well-row") && columns.has("well-column")
                ? columns.text(row, "well-row") + columns.text(row, "well-column")
                : "";
    }

    private Location place(Sheet.Row row, String role) {
        int column = columns.column(role).orElse(1);
        return sheet.at(row.number(), column, columns.headerOf(column));
    }

    /// Says what concerns the whole table.
    void finish() {
        if (unused > 0) {
            reading.remarks()
                    .note(
                            "plate.unused-wells",
                            sheet.at(columns.header().number(), 1),
                            unused + " wells are labelled as unused and left out");
        }
        if (fromColumns > 0) {
            reading.remarks()
                    .note(
                            "plate.controls-from-columns",
                            sheet.at(
                                    columns.header().number(),
                                    columns.column("control")
                                            .or(() -> columns.column("time-zero"))
                                            .orElse(1)),
                            "the table repeats its control and time-zero counts in every row; each"
                                    + " that differs is one well: "
                                    + fromColumns);
        }
        entries.finish();
        doses.finish();
    }
}
