package org.tamor.sedml;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.sedml.DataDescription;
import org.tamor.format.sedml.DataDescription.DataSource;
import org.tamor.format.sedml.DataDescription.Slice;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.SourceFiles;

/// The numbers of an experiment's data sources: columns of CSV or TSV files, read when asked for.
final class DataTables {

    private static final Set<String> MISSING =
            Set.of(
                    "",
                    "#N/A",
                    "#N/A N/A",
                    "#NA",
                    "-1.#IND",
                    "-1.#QNAN",
                    "-NaN",
                    "-nan",
                    "1.#IND",
                    "1.#QNAN",
                    "N/A",
                    "NA",
                    "NULL",
                    "NaN",
                    "nan");

    /// @param rows of cells as written
    private record Table(List<String> header, List<List<String>> rows, List<Long> lines) {}

    private final SedmlDocument document;
    private final SourceFiles files;
    private final Map<String, Table> tables = new HashMap<>();

    DataTables(SedmlDocument document, SourceFiles files) {
        this.document = document;
        this.files = files;
    }

    /// The numbers of a data source.
    NumericArray get(String id) {
        DataDescription description = document.holderOf(id).orElseThrow();
        DataSource source =
                description.sources().stream()
                        .filter(s -> s.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return NumericArray.of(column(description, source), Set.of(id));
    }

    /// The one number of a data source.
    double number(String id, Location where) {
        NumericArray array = get(id);
        if (array.values().length != 1) {
            throw new BadInputException(
                    "sedml.data",
                    where,
                    "the data source '"
                            + id
                            + "' has "
                            + array.values().length
                            + " numbers where one is needed; slice it further");
        }
        return array.values()[0];
    }

    private double[] column(DataDescription description, DataSource source) {
        Table table = tables.computeIfAbsent(description.id(), _ -> read(description));
        String rows = dimension(description, 0);
        String columns = dimension(description, 1);
        if (!source.indexSet().isEmpty()) {
            if (!source.indexSet().equals(rows)) {
                throw fail(
                        source.where(),
                        "the index set '" + source.indexSet() + "' has no numbers; name " + rows);
            }
            double[] index = new double[table.rows.size()];
            java.util.Arrays.setAll(index, i -> i);
            return index;
        }
        int column = -1;
        int from = 0;
        int to = table.rows.size() - 1;
        for (Slice slice : source.slices()) {
            if (slice.reference().equals(columns)) {
                column = table.header.indexOf(slice.value());
                if (column < 0) {
                    throw fail(
                            slice.where(),
                            "the file "
                                    + files.describe(description.source())
                                    + " has no column '"
                                    + slice.value()
                                    + "'; it has "
                                    + String.join(", ", table.header));
                }
            } else if (slice.reference().equals(rows)) {
                int row = slice.value().isEmpty() ? -1 : index(slice);
                from = Math.max(from, row >= 0 ? row : slice.start().orElse(0));
                to = Math.min(to, row >= 0 ? row : slice.end().orElse(to));
            } else {
                throw fail(
                        slice.where(),
                        "there is no dimension '"
                                + slice.reference()
                                + "'; there are "
                                + rows
                                + " and "
                                + columns);
            }
        }
        if (column < 0) {
            if (table.header.size() != 1) {
                throw fail(
                        source.where(),
                        "the data source names no column; add a slice of " + columns);
            }
            column = 0;
        }
        if (to < from) {
            throw fail(source.where(), "the data source has no row; correct its slices");
        }
        double[] values = new double[to - from + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(table, from + i, column, description);
        }
        return values;
    }

    private static String dimension(DataDescription description, int index) {
        List<String> names = description.dimensions();
        String otherwise = index == 0 ? "Index" : "ColumnIds";
        return names.size() > index && !names.get(index).isEmpty() ? names.get(index) : otherwise;
    }

    private static int index(Slice slice) {
        try {
            return Integer.parseInt(slice.value().strip());
        } catch (NumberFormatException e) {
            throw fail(
                    slice.where(),
                    "the row '" + slice.value() + "' is no number; count rows from 0");
        }
    }

    private double number(Table table, int row, int column, DataDescription description) {
        List<String> cells = table.rows.get(row);
        String text = column < cells.size() ? cells.get(column).strip() : "";
        if (MISSING.contains(text)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw fail(
                    Location.ofLine(
                                    files.describe(description.source()),
                                    table.lines.get(row).intValue())
                            .withElement(table.header.get(column)),
                    "'" + ModelTree.shown(text) + "' is no number; correct it or leave it empty");
        }
    }

    private Table read(DataDescription description) {
        String format = description.format().toLowerCase(Locale.ROOT);
        boolean tabs = format.contains("tsv");
        if (!tabs
                && !format.contains("csv")
                && !description.source().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw fail(
                    description.where(),
                    "data in "
                            + (format.isEmpty() ? "NuML" : ModelTree.shown(format))
                            + " are not read here; give them as CSV (urn:sedml:format:csv)");
        }
        byte[] bytes = files.read(description.source(), description.where());
        String file = files.describe(description.source());
        List<String> header = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(tabs ? '\t' : ',')
                        .commentStrategy(CommentStrategy.SKIP)
                        .skipEmptyLines(true)
                        .trimWhitespacesAroundQuotes(true)
                        .ofCsvRecord(
                                new java.io.InputStreamReader(
                                        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
            for (CsvRecord record : reader) {
                if (header.isEmpty()) {
                    record.getFields().forEach(name -> header.add(name.strip()));
                } else {
                    rows.add(record.getFields());
                    lines.add(record.getStartingLineNumber());
                }
            }
        } catch (CsvParseException | java.io.IOException damage) {
            throw fail(Location.ofFile(file), "the table cannot be read: " + damage.getMessage());
        }
        if (header.isEmpty()) {
            throw fail(Location.ofFile(file), "the table is empty; add a line of column names");
        }
        return new Table(header, rows, lines);
    }

    private static BadInputException fail(Location where, String message) {
        return new BadInputException("sedml.data", where, message);
    }
}
