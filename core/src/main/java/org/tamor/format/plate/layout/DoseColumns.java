package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.tamor.failure.Location;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.NumberText;
import org.tamor.format.sheet.Sheet;

/// The doses of a row: of numbered drugs, or of columns named after their drug.
final class DoseColumns {

    private static final Pattern PREFIX =
            Pattern.compile("^(conc|concentration|dose)[\\s_.]+", Pattern.CASE_INSENSITIVE);

    private record Column(int number, int drug, int dose, int unit, String unitOfHeader) {}

    private final Sheet sheet;
    private final LongTableColumns columns;
    private final LayoutReading reading;
    private final WellLabels labels;
    private final List<Column> found = new ArrayList<>();
    private final boolean logarithms;

    DoseColumns(Sheet sheet, LongTableColumns columns, LayoutReading reading) {
        this.sheet = sheet;
        this.columns = columns;
        this.reading = reading;
        this.labels = new WellLabels(reading.declared().roles());
        for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS; n++) {
            if (columns.has("dose" + n)) {
                int dose = columns.column("dose" + n).orElseThrow();
                int unit = columns.column("unit" + n).or(() -> columns.column("unit")).orElse(0);
                found.add(
                        new Column(
                                n, columns.column("drug" + n).orElse(0), dose, unit, unitOf(dose)));
            }
        }
        for (int column : columns.named()) {
            found.add(new Column(found.size() + 1, 0, column, 0, unitOf(column)));
        }
        this.logarithms = found.stream().anyMatch(this::holdsLogarithms);
    }

    private String unitOf(int column) {
        return ColumnRoles.unit(columns.headerOf(column)).orElse(defaultUnit());
    }

    /// The unit that a program's format prescribes.
    private String defaultUnit() {
        List<String> headers = columns.header().cells().stream().map(Cell::text).toList();
        if (headers.contains("ReadoutValue") && headers.contains("Gnumber")) {
            return "uM";
        }
        return headers.contains("upid") && headers.contains("drug1.conc") ? "M" : "";
    }

    List<Integer> columns() {
        return found.stream().map(Column::dose).toList();
    }

    private boolean holdsLogarithms(Column column) {
        List<Cell> negative =
                sheet.rows().stream()
                        .filter(row -> row.number() > columns.header().number())
                        .map(row -> row.cell(column.dose))
                        .filter(cell -> cell.text().startsWith("-") && cell.text().length() > 1)
                        .toList();
        if (negative.size() < 2 || negative.size() * 4 < sheet.rows().size()) {
            return false;
        }
        reading.remarks()
                .problem(
                        "plate.log-dose",
                        sheet.at(
                                negative.getFirst().row(),
                                column.dose,
                                columns.headerOf(column.dose)),
                        negative.size()
                                + " doses are below 0: they seem to be logarithms; give the doses"
                                + " themselves, and 0 where a drug is absent");
        return true;
    }

    /// Empty, with problems, where they can't be read.
    Optional<List<Dose>> read(Sheet.Row row) {
        if (logarithms) {
            return Optional.empty();
        }
        List<Dose> doses = new ArrayList<>();
        boolean whole = true;
        for (Column column : found) {
            Optional<String> drug = drug(row, column);
            Cell cell = row.cell(column.dose);
            Location where = sheet.at(cell.row(), cell.column(), columns.headerOf(column.dose));
            if (drug.isEmpty()) {
                whole &= hasNoDose(cell, where);
                continue;
            }
            OptionalDouble amount = reading.dose(cell, where);
            if (amount.isEmpty()) {
                whole = false;
                continue;
            }
            whole &= isOther(doses, drug.get(), where);
            doses.add(new Dose(drug.get(), amount.getAsDouble(), unit(row, column)));
        }
        return whole ? Optional.of(doses) : Optional.empty();
    }

    private boolean isOther(List<Dose> doses, String drug, Location where) {
        if (doses.stream().noneMatch(dose -> dose.drug().equals(drug))) {
            return true;
        }
        reading.remarks()
                .problem(
                        "plate.same-drug",
                        where,
                        "the drug '"
                                + drug
                                + "' is in this row twice; give its second column another name,"
                                + " such as '"
                                + drug
                                + " again'");
        return false;
    }

    private boolean hasNoDose(Cell cell, Location where) {
        if (cell.isBlank() || isZeroOrMissing(cell)) {
            return true;
        }
        reading.remarks()
                .problem(
                        "plate.dose-without-drug",
                        where,
                        "a dose of no drug; name the drug, or write 0");
        return false;
    }

    private boolean isZeroOrMissing(Cell cell) {
        return switch (NumberText.read(cell, reading.decimal())) {
            case NumberText.Value value -> value.number() == 0;
            case NumberText.Missing missing -> true;
            case NumberText.Refused refused -> false;
        };
    }

    private Optional<String> drug(Sheet.Row row, Column column) {
        if (column.drug > 0) {
            String name = row.text(column.drug);
            return labels.isNoDrug(name) ? Optional.empty() : Optional.of(name);
        }
        List<String> declared = reading.declared().drugs();
        if (column.number <= declared.size()) {
            return Optional.of(declared.get(column.number - 1));
        }
        return Optional.of(
                columns.named().isEmpty()
                        ? "drug " + column.number
                        : named(columns.headerOf(column.dose)));
    }

    /// The drug of a header such as `BI2536_M` or `conc_ibrutinib_nM`.
    private static String named(String header) {
        String plain = ColumnRoles.withoutUnit(header);
        String drug = PREFIX.matcher(plain).replaceFirst("");
        return drug.isEmpty() ? plain : drug;
    }

    private String unit(Sheet.Row row, Column column) {
        String text = column.unit > 0 ? row.text(column.unit) : "";
        return labels.isNoDrug(text) ? column.unitOfHeader : DoseUnit.normalise(text);
    }

    void finish() {
        boolean unnamed =
                columns.named().isEmpty()
                        && found.stream()
                                .anyMatch(
                                        column ->
                                                column.drug == 0
                                                        && column.number
                                                                > reading.declared()
                                                                        .drugs()
                                                                        .size());
        if (unnamed) {
            reading.remarks()
                    .note(
                            "plate.drug-unnamed",
                            sheet.at(columns.header().number(), found.getFirst().dose),
                            "the table names no drugs; they are called 'drug 1', 'drug 2', …"
                                    + " Declare their names in the recipe (drugs: […])");
        }
        if (!defaultUnit().isEmpty() && found.stream().allMatch(column -> column.unit == 0)) {
            reading.remarks()
                    .note(
                            "plate.unit-of-format",
                            sheet.at(columns.header().number(), found.getFirst().dose),
                            "doses are taken as "
                                    + defaultUnit()
                                    + ", as the table's format prescribes");
        }
    }
}
