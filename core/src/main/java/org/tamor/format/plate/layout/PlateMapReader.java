package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.sheet.Cell;
import org.tamor.format.sheet.Sheet;

/// Reads plate maps: a grid for each factor, whose heading (or the name of whose sheet) is the
/// factor (`drug1`, `dose1 (uM)`, `drug2`, `dose2`, `cell line`, `role`, `replicate`); or a table
/// with a row per well, or per well and drug.
public final class PlateMapReader {

    private final LayoutReading reading;
    private final WellLabels labels;
    private final Map<String, Map<String, PlateMap.Entry>> wells = new LinkedHashMap<>();
    private final List<Sheet> gridSheets = new ArrayList<>();

    public PlateMapReader(LayoutReading reading) {
        this.reading = reading;
        this.labels = new WellLabels(reading.declared().roles());
    }

    /// Whether a sheet is a map and no measurement.
    ///
    /// @param declared a table whose response is declared is none
    public static boolean recognises(Sheet sheet, TableRecipe declared) {
        List<PlateGrid> grids = PlateGrid.find(sheet);
        if (!grids.isEmpty()) {
            return grids.stream().allMatch(grid -> !factor(sheet, grid).isEmpty());
        }
        boolean measured =
                declared.columns().containsKey("response")
                        || declared.layout().equals(LongTable.NAME);
        return !measured && table(sheet).isPresent();
    }

    /// Whether a sheet has grids of a map, perhaps beside readings.
    public static boolean hasFactor(Sheet sheet) {
        return PlateGrid.find(sheet).stream().anyMatch(grid -> !factor(sheet, grid).isEmpty());
    }

    /// The factor that a grid is of, with its unit if it has one; empty where it is of readings.
    static String factor(Sheet sheet, PlateGrid grid) {
        List<String> candidates = new ArrayList<>();
        if (!grid.headings().isEmpty()) {
            candidates.add(grid.headings().getLast());
        }
        candidates.add(sheet.name());
        candidates.add(grid.header().text(grid.offset()));
        return candidates.stream().filter(text -> !role(text).isEmpty()).findFirst().orElse("");
    }

    private static String role(String text) {
        return ColumnRoles.find(List.of(text)).keySet().stream()
                .filter(role -> role.matches("(drug|dose|unit)\\d|cell-line|role|replicate"))
                .findFirst()
                .orElse("");
    }

    private static Optional<LongTableColumns> table(Sheet sheet) {
        for (Sheet.Row row : sheet.rows().subList(0, Math.min(20, sheet.rows().size()))) {
            LongTableColumns columns =
                    LongTableColumns.of(row, TableRecipe.detect(""), new ArrayList<>());
            if (columns.hasWell()
                    && !columns.has("response")
                    && (columns.hasDoses() || columns.has("role"))) {
                return Optional.of(columns);
            }
        }
        return Optional.empty();
    }

    public PlateMap map() {
        return new PlateMap(wells);
    }

    public void read(Sheet sheet) {
        List<PlateGrid> grids =
                PlateGrid.find(sheet).stream()
                        .filter(grid -> !factor(sheet, grid).isEmpty())
                        .toList();
        Optional<LongTableColumns> table = grids.isEmpty() ? table(sheet) : Optional.empty();
        if (table.isPresent()) {
            readTable(sheet, table.get());
        } else if (grids.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.map-unknown",
                            sheet.at(1, 1),
                            "this is no plate map: neither a table with the columns well, drug1,"
                                    + " dose1, …, nor grids with headings drug1, dose1, …");
        } else {
            gridSheets.add(sheet);
        }
    }

    /// Puts the grids of all sheets together, once all are known.
    public void finish() {
        Map<String, PlateGrid> factors = new LinkedHashMap<>();
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        for (Sheet sheet : gridSheets) {
            for (PlateGrid grid : PlateGrid.find(sheet)) {
                String factor = factor(sheet, grid);
                String role = role(factor);
                if (role.isEmpty() || !grid.isWhole(sheet, reading.remarks())) {
                    continue;
                }
                if (factors.put(role, grid) != null) {
                    reading.remarks()
                            .problem(
                                    "plate.map-twice",
                                    sheet.at(grid.header().number(), grid.offset()),
                                    "the plate map has two grids of '"
                                            + factor
                                            + "'; one map holds for all plates. For other plates"
                                            + " give a table with the columns plate and well");
                }
                sheets.put(role, sheet);
            }
        }
        if (!factors.isEmpty()) {
            new Factors(factors, sheets).read();
        }
    }

    /// The grids of a map.
    private final class Factors {

        private final Map<String, PlateGrid> grids;
        private final Map<String, Sheet> sheets;

        Factors(Map<String, PlateGrid> grids, Map<String, Sheet> sheets) {
            this.grids = grids;
            this.sheets = sheets;
        }

        void read() {
            Map<String, PlateMap.Entry> entries =
                    wells.computeIfAbsent("", key -> new LinkedHashMap<>());
            for (WellName well : grids.values().iterator().next().wells()) {
                entry(well).ifPresent(entry -> entries.put(well.toString(), entry));
            }
        }

        private Optional<PlateMap.Entry> entry(WellName well) {
            boolean blank = grids.values().stream().allMatch(grid -> grid.cell(well).isBlank());
            if (blank) {
                return Optional.empty();
            }
            List<Dose> doses = new ArrayList<>();
            WellLabels.Meaning meaning = meaning(text("role", well), place("role", well));
            Location where =
                    sheets.values()
                            .iterator()
                            .next()
                            .at(grids.values().iterator().next().cell(well));
            for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS; n++) {
                if (grids.containsKey("dose" + n) || grids.containsKey("drug" + n)) {
                    String drug =
                            grids.containsKey("drug" + n) ? text("drug" + n, well) : unnamed(n);
                    PlateGrid amounts = grids.get("dose" + n);
                    Cell dose =
                            amounts == null
                                    ? new Cell("", 1, 1, Cell.Kind.TEXT)
                                    : amounts.cell(well);
                    WellLabels.Meaning label = labels.meaning(drug).orElse(meaning);
                    meaning = label.role() == WellRole.TREATED && label.used() ? meaning : label;
                    addDose(
                            doses,
                            grids.containsKey("drug" + n) ? drug : dose.isBlank() ? "" : drug,
                            dose,
                            unit(n, well),
                            place("dose" + n, well));
                }
            }
            return Optional.of(
                    new PlateMap.Entry(
                            doses,
                            text("cell-line", well),
                            text("replicate", well),
                            meaning.role(),
                            meaning.used(),
                            where));
        }

        private String text(String role, WellName well) {
            PlateGrid grid = grids.get(role);
            return grid == null ? "" : grid.cell(well).text();
        }

        private String unit(int n, WellName well) {
            String own = text("unit" + n, well);
            PlateGrid grid = grids.get("dose" + n);
            Sheet sheet = sheets.get("dose" + n);
            if (!own.isEmpty() || grid == null || sheet == null) {
                return DoseUnit.normalise(own);
            }
            return ColumnRoles.unit(factor(sheet, grid)).orElse("");
        }

        private Location place(String role, WellName well) {
            PlateGrid grid = grids.get(role);
            Sheet sheet = sheets.get(role);
            return grid == null || sheet == null ? Location.UNKNOWN : sheet.at(grid.cell(well));
        }
    }

    private String unnamed(int n) {
        List<String> declared = reading.declared().drugs();
        return n <= declared.size() ? declared.get(n - 1) : "drug " + n;
    }

    private WellLabels.Meaning meaning(String label, Location where) {
        Optional<WellLabels.Meaning> meaning =
                label.isEmpty() ? Optional.empty() : labels.roleOf(label);
        if (meaning.isEmpty() && !label.isEmpty()) {
            reading.remarks()
                    .warn(
                            "plate.unknown-role",
                            where,
                            "the label '"
                                    + label
                                    + "' is not known; the well is taken as treated. Declare it in"
                                    + " the recipe (roles: …)");
        }
        return meaning.orElse(new WellLabels.Meaning(WellRole.TREATED, true));
    }

    private void addDose(List<Dose> doses, String drug, Cell cell, String unit, Location where) {
        if (labels.isNoDrug(drug)) {
            boolean none =
                    cell.isBlank()
                            || labels.isNoDrug(cell.text())
                            || reading.dose(cell, where).orElse(0) == 0;
            if (!none) {
                reading.remarks()
                        .problem(
                                "plate.dose-without-drug",
                                where,
                                "a dose of no drug; name the drug, or write 0");
            }
            return;
        }
        OptionalDouble amount = reading.dose(cell, where);
        if (amount.isPresent()) {
            doses.add(new Dose(drug, amount.getAsDouble(), unit));
        }
    }

    private void readTable(Sheet sheet, LongTableColumns columns) {
        DoseColumns doses = new DoseColumns(sheet, columns, reading);
        for (Sheet.Row row : sheet.rows()) {
            if (row.number() <= columns.header().number() || row.isBlank()) {
                continue;
            }
            String well =
                    columns.has("well")
                            ? columns.text(row, "well")
                            : columns.text(row, "well-row") + columns.text(row, "well-column");
            Location where = sheet.at(row.number(), columns.column("well").orElse(1), well);
            if (WellName.of(well).isEmpty()) {
                reading.remarks()
                        .problem(
                                "plate.well-outside",
                                where,
                                "'"
                                        + well
                                        + "' is no well; write a letter and a number, such as B2");
                continue;
            }
            WellLabels.Meaning meaning = meaning(columns.text(row, "role"), where);
            Optional<WellLabels.Meaning> ofDrug =
                    columns.has("drug1")
                            ? labels.meaning(columns.text(row, "drug1"))
                            : Optional.empty();
            boolean special =
                    ofDrug.isPresent()
                            && (ofDrug.get().role() != WellRole.TREATED || !ofDrug.get().used());
            WellLabels.Meaning used = special ? ofDrug.get() : meaning;
            Optional<List<Dose>> read =
                    columns.hasDoses() ? doses.read(row) : Optional.of(List.of());
            if (read.isPresent()) {
                put(
                        columns.text(row, "plate"),
                        well,
                        new PlateMap.Entry(
                                read.get(),
                                columns.text(row, "cell-line"),
                                columns.text(row, "replicate"),
                                used.role(),
                                used.used(),
                                where));
            }
        }
        doses.finish();
    }

    /// Adds an entry; a second row of the same well adds its drugs.
    private void put(String plate, String well, PlateMap.Entry entry) {
        Map<String, PlateMap.Entry> ofPlate =
                wells.computeIfAbsent(plate, key -> new LinkedHashMap<>());
        PlateMap.Entry before = ofPlate.get(WellName.normalise(well));
        if (before == null) {
            ofPlate.put(WellName.normalise(well), entry);
            return;
        }
        List<Dose> doses = new ArrayList<>(before.doses());
        for (Dose dose : entry.doses()) {
            if (doses.stream().anyMatch(other -> other.drug().equals(dose.drug()))) {
                reading.remarks()
                        .problem(
                                "plate.duplicate-well",
                                entry.where(),
                                "the well '"
                                        + well
                                        + "' is in the plate map twice with "
                                        + dose.drug()
                                        + ", first at "
                                        + before.where());
                return;
            }
            doses.add(dose);
        }
        if (entry.doses().isEmpty() || before.doses().isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.duplicate-well",
                            entry.where(),
                            "the well '"
                                    + well
                                    + "' is in the plate map twice, first at "
                                    + before.where());
            return;
        }
        ofPlate.put(
                WellName.normalise(well),
                new PlateMap.Entry(
                        doses,
                        before.cellLine(),
                        before.replicate(),
                        before.role(),
                        before.used(),
                        before.where()));
    }
}
