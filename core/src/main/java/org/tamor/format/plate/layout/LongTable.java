package org.tamor.format.plate.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tamor.format.sheet.DecimalMark;
import org.tamor.format.sheet.NumberText;
import org.tamor.format.sheet.Remarks;
import org.tamor.format.sheet.Sheet;

/// One row per well, under a row of headers: the tables of SynergyFinder, `synergy`, BIGL, Thunor,
/// GR calculator, gDR, PharmacoGx and NCI-ALMANAC, by the aliases of [ColumnRoles], or any other by
/// the columns of a recipe.
final class LongTable implements Layout {

    static final String NAME = "long-table";

    private static final int ROWS_BEFORE_HEADER = 60;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Sheet sheet, TableRecipe declared) {
        return header(sheet, declared).isPresent();
    }

    /// The row of headers: the first that says what doses and responses are, else the first that
    /// looks like one.
    private static Optional<LongTableColumns> header(Sheet sheet, TableRecipe declared) {
        Optional<LongTableColumns> like = Optional.empty();
        for (Sheet.Row row :
                sheet.rows().subList(0, Math.min(ROWS_BEFORE_HEADER, sheet.rows().size()))) {
            List<String> missing = new ArrayList<>();
            LongTableColumns columns = LongTableColumns.of(row, declared, missing);
            if (columns.isTable() && missing.isEmpty()) {
                return Optional.of(columns);
            }
            boolean looks =
                    columns.isLike() || !declared.columns().isEmpty() && columns.roles().size() > 1;
            if (like.isEmpty() && looks) {
                like = Optional.of(columns);
            }
        }
        return like;
    }

    @Override
    public TableRecipe read(Sheet sheet, LayoutReading reading) {
        Optional<LongTableColumns> found = header(sheet, reading.table());
        if (found.isEmpty()) {
            reading.remarks()
                    .problem(
                            "plate.recipe-contradicts",
                            sheet.at(1, 1),
                            "no row of headers of a long table is found here; correct the recipe's"
                                    + " layout or columns");
            return reading.table();
        }
        LongTableColumns columns = found.get();
        TableRecipe result = reading.table().withLayout(name(), columns.asRecipe());
        if (!complete(sheet, columns, reading)) {
            return result;
        }
        if (columns.paired()) {
            reading.remarks()
                    .note(
                            "plate.dose-columns-paired",
                            sheet.at(columns.header().number(), columns.column("dose1").orElse(1)),
                            "by their order "
                                    + columns.pairs()
                                    + "; declare the columns in the recipe if that is wrong");
        }
        if (!columns.unused().isEmpty()) {
            reading.remarks()
                    .note(
                            "plate.unused-columns",
                            sheet.at(columns.header().number(), 1),
                            "not used: "
                                    + String.join(", ", columns.unused())
                                    + ". Where one of them parts conditions, declare it in the"
                                    + " recipe (columns: block: …)");
        }
        readRows(sheet, columns, reading);
        return result;
    }

    private static boolean complete(Sheet sheet, LongTableColumns columns, LayoutReading reading) {
        int line = columns.header().number();
        Remarks remarks = reading.remarks();
        List<String> missing = new ArrayList<>();
        LongTableColumns.of(columns.header(), reading.table(), missing);
        missing.forEach(
                name ->
                        remarks.problem(
                                "plate.missing-column",
                                sheet.at(line, 1, name),
                                "the recipe names the column '"
                                        + name
                                        + "', which the table lacks; it has "
                                        + headers(columns)));
        if (!missing.isEmpty()) {
            return false;
        }
        if (!columns.has("response")) {
            remarks.problem(
                    "plate.missing-column",
                    sheet.at(line, 1, "response"),
                    "no column is known as the response; declare one of these in the recipe"
                            + " (columns: response: …): "
                            + headers(columns));
            return false;
        }
        if (!columns.hasDoses() && !(columns.hasWell() && !reading.map().isEmpty())) {
            remarks.problem(
                    columns.hasWell() ? "plate.map-missing" : "plate.missing-column",
                    sheet.at(line, 1, "dose"),
                    columns.hasWell()
                            ? "the table names wells and no doses; give the plate map with it"
                            : "no column is known as a dose; declare them in the recipe (columns:"
                                    + " dose1: …): "
                                    + headers(columns));
            return false;
        }
        boolean one = oneResponse(sheet, columns, remarks);
        boolean dosed = dosesOfDrugs(sheet, columns, remarks);
        return differentHeaders(sheet, columns, remarks) && one && dosed;
    }

    private static boolean differentHeaders(
            Sheet sheet, LongTableColumns columns, Remarks remarks) {
        boolean different = true;
        for (List<Integer> used : columns.roles().values()) {
            for (int column : used) {
                String text = columns.headerOf(column);
                for (int other = 1; other <= columns.header().width(); other++) {
                    if (other > column && columns.headerOf(other).equals(text)) {
                        remarks.problem(
                                "plate.duplicate-header",
                                sheet.at(columns.header().number(), other, text),
                                "two columns are headed '"
                                        + text
                                        + "'; give each a name of its own, such as conc1 and"
                                        + " conc2");
                        different = false;
                    }
                }
            }
        }
        return different;
    }

    private static boolean oneResponse(Sheet sheet, LongTableColumns columns, Remarks remarks) {
        List<Integer> responses = columns.roles().getOrDefault("response", List.of());
        List<String> names = responses.stream().map(columns::headerOf).toList();
        if (names.size() == 1 || ResponseColumns.areReplicates(names)) {
            return true;
        }
        remarks.problem(
                "plate.response-unclear",
                sheet.at(columns.header().number(), responses.get(1), names.get(1)),
                "several columns may be the response: "
                        + String.join(", ", names)
                        + "; declare one in the recipe (columns: response: …)");
        return false;
    }

    private static boolean dosesOfDrugs(Sheet sheet, LongTableColumns columns, Remarks remarks) {
        boolean complete = true;
        for (int n = 1; n <= ColumnRoles.MAXIMUM_DRUGS && columns.hasDoses(); n++) {
            if (columns.has("drug" + n) && !columns.has("dose" + n)) {
                remarks.problem(
                        "plate.missing-column",
                        sheet.at(
                                columns.header().number(),
                                columns.column("drug" + n).orElse(1),
                                "dose" + n),
                        "no column is known as the dose of '"
                                + columns.headerOf(columns.column("drug" + n).orElse(1))
                                + "'; declare it in the recipe (columns: dose"
                                + n
                                + ": …)");
                complete = false;
            }
        }
        return complete;
    }

    private static String headers(LongTableColumns columns) {
        return columns.header().cells().stream()
                .map(cell -> cell.text())
                .filter(text -> !text.isEmpty())
                .limit(30)
                .collect(Collectors.joining(", "));
    }

    private static void readRows(Sheet sheet, LongTableColumns columns, LayoutReading reading) {
        LongTableRows rows = new LongTableRows(sheet, columns, reading);
        Set<List<String>> seen = new HashSet<>();
        List<String> header = texts(columns.header());
        for (Sheet.Row row : sheet.rows()) {
            if (row.number() <= columns.header().number() || row.isBlank()) {
                continue;
            }
            List<String> texts = texts(row);
            if (texts.equals(header)) {
                reading.remarks()
                        .warn(
                                "plate.repeated-header",
                                sheet.at(row.number(), 1),
                                "the headers are repeated here; the row is left out");
            } else if (isHeader(row)) {
                reading.remarks()
                        .problem(
                                "plate.second-table",
                                sheet.at(row.number(), 1),
                                "a second table with other columns begins here; put it in a file of"
                                        + " its own");
                return;
            } else {
                if (!seen.add(texts)) {
                    reading.remarks()
                            .warn(
                                    "plate.duplicate-row",
                                    sheet.at(row.number(), 1),
                                    "the same row, cell for cell, stands above; both are used");
                }
                rows.read(row);
            }
        }
        rows.finish();
    }

    private static boolean isHeader(Sheet.Row row) {
        boolean words =
                row.width() > 2
                        && row.cells().stream()
                                .noneMatch(
                                        cell ->
                                                NumberText.read(cell, DecimalMark.POINT)
                                                        instanceof NumberText.Value);
        return words
                && LongTableColumns.of(row, TableRecipe.detect(""), new ArrayList<>()).isTable();
    }

    private static List<String> texts(Sheet.Row row) {
        return row.cells().subList(0, row.width()).stream().map(cell -> cell.text()).toList();
    }
}
