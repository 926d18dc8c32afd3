package org.tamor.format.tumour;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.failure.Location;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.DecimalMark;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.NumberText;
import org.tamor.format.sheet.Sheet;

/// Reads the rows of a table of volumes in any of the three layouts.
final class VolumeRows {

    private static final int HEADER_WITHIN = 20;

    private final Sheet sheet;
    private final DecimalMark mark;
    private final Findings findings;
    private final List<DraftReading> readings = new ArrayList<>();
    private int missing;
    private Location firstMissing = Location.UNKNOWN;
    private boolean swapped;
    private double unit = 1;

    VolumeRows(Sheet sheet, DecimalMark mark, Findings findings) {
        this.sheet = sheet;
        this.mark = mark;
        this.findings = findings;
    }

    /// The headers and readings; empty where the sheet is no table of volumes.
    Optional<VolumeColumns> read() {
        for (int i = 0; i < Math.min(HEADER_WITHIN, sheet.rows().size()); i++) {
            VolumeColumns columns = VolumeColumns.of(sheet.rows().get(i));
            List<Sheet.Row> below = sheet.rows().subList(i + 1, sheet.rows().size());
            if (columns.isLong()) {
                unit = days(columns);
                rows(below).forEach(row -> ofLongRow(row, columns));
            } else if (columns.isWideByDay()) {
                rows(below).forEach(row -> ofAnimalRow(row, columns));
            } else if (columns.isWideByAnimal()) {
                unit = days(columns);
                byAnimal(columns, i);
            } else {
                continue;
            }
            finish();
            return Optional.of(columns);
        }
        return Optional.empty();
    }

    List<DraftReading> readings() {
        return readings;
    }

    private static List<Sheet.Row> rows(List<Sheet.Row> rows) {
        return rows.stream().filter(row -> !row.isBlank()).toList();
    }

    private void finish() {
        if (missing > 0) {
            findings.note(
                    "tumour.not-measured",
                    firstMissing,
                    missing + " cells hold no volume; the animals count as not measured there");
        }
    }

    /// How many days one step of the column of days is.
    private double days(VolumeColumns columns) {
        String written = columns.unit("day").orElse("");
        String header = columns.header().text(columns.column("day"));
        return switch ((written.isEmpty() ? header : written).toLowerCase(Locale.ROOT)) {
            case "h", "hr", "hrs", "hour", "hours" -> 1.0 / 24;
            case "w", "wk", "wks", "week", "weeks" -> 7;
            case "d", "day", "days" -> 1;
            default -> {
                if (written.contains(" ")) {
                    findings.note(
                            "tumour.day",
                            place(columns.header(), columns, "day"),
                            "'" + written + "' is taken as a remark, and the numbers as days");
                } else if (!written.isEmpty()) {
                    findings.problem(
                            "tumour.unit-unknown",
                            place(columns.header(), columns, "day"),
                            "the unit '" + written + "' is none of time; use days, hours or weeks");
                }
                yield 1;
            }
        };
    }

    private void ofLongRow(Sheet.Row row, VolumeColumns columns) {
        String arm = columns.text(row, "arm");
        String animal = columns.text(row, "animal");
        if (arm.isEmpty() || columns.has("animal") && animal.isEmpty()) {
            String role = arm.isEmpty() ? "arm" : "animal";
            findings.problem(
                    "tumour.no-name",
                    place(row, columns, role),
                    "the row names no " + role + "; complete or delete it");
            return;
        }
        OptionalDouble day = day(row.cell(columns.column("day")), place(row, columns, "day"));
        if (day.isEmpty()) {
            return;
        }
        double weight =
                columns.has("weight")
                        ? number(row.cell(columns.column("weight")), place(row, columns, "weight"))
                        : Double.NaN;
        boolean measured = columns.has("volume");
        Location where = place(row, columns, measured ? "volume" : "length");
        double volume = measured ? volume(row, columns, where) : ellipsoid(row, columns);
        readings.add(
                new DraftReading(
                        where,
                        columns.text(row, "study"),
                        arm,
                        animal,
                        unit * day.getAsDouble(),
                        volume,
                        weight,
                        columns.text(row, "reason")));
    }

    private double volume(Sheet.Row row, VolumeColumns columns, Location where) {
        return volume(row.cell(columns.column("volume")), where);
    }

    /// `V = L W^2 / 2` with W the shorter.
    private double ellipsoid(Sheet.Row row, VolumeColumns columns) {
        double length = volume(row.cell(columns.column("length")), place(row, columns, "length"));
        double width = volume(row.cell(columns.column("width")), place(row, columns, "width"));
        if (width > length && !swapped) {
            swapped = true;
            findings.warn(
                    "tumour.width-longer",
                    place(row, columns, "width"),
                    "the width is larger than the length here; the smaller of the two is taken as"
                            + " the width in every row");
        }
        double shorter = Math.min(length, width);
        return Math.max(length, width) * shorter * shorter / 2;
    }

    private void ofAnimalRow(Sheet.Row row, VolumeColumns columns) {
        String arm = columns.text(row, "arm");
        if (arm.isEmpty()) {
            findings.problem(
                    "tumour.no-name",
                    place(row, columns, "arm"),
                    "the row names no arm; complete or delete it");
            return;
        }
        columns.days()
                .forEach(
                        (column, day) -> {
                            Location where =
                                    sheet.at(row.number(), column, columns.header().text(column));
                            readings.add(
                                    new DraftReading(
                                            where,
                                            columns.text(row, "study"),
                                            arm,
                                            columns.has("animal")
                                                    ? columns.text(row, "animal")
                                                    : "row " + row.number(),
                                            day,
                                            volume(row.cell(column), where),
                                            Double.NaN,
                                            columns.text(row, "reason")));
                        });
    }

    /// A column for each animal: the arm in a row above, or in the header before the animal's
    /// number.
    private void byAnimal(VolumeColumns columns, int headerAt) {
        Sheet.Row header = columns.header();
        boolean named = headerAt > 0 && sheet.rows().get(headerAt - 1).width() > 1;
        String above = "";
        for (int column = 1; column <= header.width(); column++) {
            if (named && !sheet.rows().get(headerAt - 1).text(column).isEmpty()) {
                above = sheet.rows().get(headerAt - 1).text(column);
            }
            String name = header.text(column);
            if (column == columns.column("day") || name.isEmpty()) {
                continue;
            }
            String arm =
                    named ? above : name.replaceFirst("[\\s_.#-]*(?:m|mouse)?[\\s_.#-]*\\d+$", "");
            if (arm.isEmpty() || arm.equals(name) && !named) {
                findings.problem(
                        "tumour.no-name",
                        sheet.at(header.number(), column, name),
                        "the column '"
                                + NumberText.shown(name)
                                + "' does not say of which arm the animal is; write the arm before"
                                + " its number (Vehicle 1), or the arms in a row above");
                continue;
            }
            for (Sheet.Row row : rows(sheet.rows().subList(headerAt + 1, sheet.rows().size()))) {
                Location at = place(row, columns, "day");
                Location where = sheet.at(row.number(), column, name);
                OptionalDouble day = day(row.cell(columns.column("day")), at);
                if (day.isPresent()) {
                    readings.add(
                            new DraftReading(
                                    where,
                                    "",
                                    arm,
                                    name,
                                    unit * day.getAsDouble(),
                                    volume(row.cell(column), where),
                                    Double.NaN,
                                    ""));
                }
            }
        }
    }

    private OptionalDouble day(Cell cell, Location where) {
        if (NumberText.read(cell, mark) instanceof NumberText.Value value) {
            return OptionalDouble.of(value.number());
        }
        OptionalDouble day = VolumeColumns.day(cell.text());
        if (day.isEmpty()) {
            findings.problem(
                    "tumour.no-day",
                    where,
                    "'" + NumberText.shown(cell.text()) + "' is no day; write a number of days");
        }
        return day;
    }

    /// The volume in a cell: NaN where none was taken, 0 for one below what can be measured.
    private double volume(Cell cell, Location where) {
        double value = number(cell, where);
        if (Double.isNaN(value)) {
            if (cell.text().startsWith("<")) {
                findings.warn(
                        "tumour.below-limit",
                        where,
                        "'" + NumberText.shown(cell.text()) + "' counts as a volume of 0");
                return 0;
            }
            firstMissing = missing == 0 ? where : firstMissing;
            missing++;
        }
        if (value < 0) {
            findings.problem(
                    "tumour.negative",
                    where,
                    "the volume " + cell.text() + " is negative; correct it or leave it empty");
            return Double.NaN;
        }
        return value;
    }

    private double number(Cell cell, Location where) {
        return switch (NumberText.read(cell, mark)) {
            case NumberText.Value value -> value.number();
            case NumberText.Missing absent -> Double.NaN;
            case NumberText.Refused refused -> {
                findings.problem(
                        refused.code().replace("plate.", "tumour."), where, refused.message());
                yield Double.NaN;
            }
        };
    }

    private Location place(Sheet.Row row, VolumeColumns columns, String role) {
        int column = columns.column(role);
        return sheet.at(row.number(), column, columns.header().text(column));
    }
}
