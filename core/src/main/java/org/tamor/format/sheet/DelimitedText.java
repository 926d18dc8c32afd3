package org.tamor.format.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Fields separated by commas, semicolons or tabs, quoted where they hold one.
final class DelimitedText {

    private static final int LINES_LOOKED_AT = 200;

    private DelimitedText() {}

    static Sheet read(String text, char separator, String file, Remarks remarks) {
        List<Sheet.Row> rows = new ArrayList<>();
        long cells = 0;
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(true)
                        .trimWhitespacesAroundQuotes(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                int line = Math.toIntExact(record.getStartingLineNumber());
                List<Cell> row = new ArrayList<>(record.getFieldCount());
                for (String field : record.getFields()) {
                    if (swallowsRows(field, separator)) {
                        remarks.problem(
                                "plate.damaged-text",
                                Location.of(file, line, row.size() + 1),
                                "a quote opens here and closes only lines below; close or double"
                                        + " it");
                    }
                    row.add(new Cell(field.strip(), line, row.size() + 1, Cell.Kind.TEXT));
                }
                cells += row.size();
                if (cells > SheetReader.MAXIMUM_CELLS) {
                    throw new BadInputException(
                            "plate.too-large",
                            Location.ofLine(file, line),
                            "more than " + SheetReader.MAXIMUM_CELLS + " cells; split the file");
                }
                rows.add(new Sheet.Row(line, row));
            }
        } catch (CsvParseException | java.io.IOException damage) {
            remarks.problem(
                    "plate.damaged-text",
                    Location.ofFile(file),
                    "the table can't be read ("
                            + damage.getMessage()
                            + "); look for a quote that is not closed, a wrong separator, or more"
                            + " than 16384 columns");
        }
        return new Sheet(file, "", rows);
    }

    private static boolean swallowsRows(String field, char separator) {
        return (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0)
                && field.indexOf(separator) >= 0;
    }

    /// The separator of a file: tab or semicolon where most lines agree on it, else comma.
    static char separator(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(LINES_LOOKED_AT).toList();
        if (with(lines, '\t') * 2 >= lines.size() && with(lines, '\t') > 0) {
            return '\t';
        }
        boolean semicolonFirst =
                lines.stream()
                        .filter(line -> line.indexOf(';') >= 0 || line.indexOf(',') >= 0)
                        .findFirst()
                        .filter(line -> line.indexOf(';') >= 0)
                        .isPresent();
        return semicolonFirst && with(lines, ';') * 2 >= lines.size() ? ';' : ',';
    }

    private static long with(List<String> lines, char separator) {
        return lines.stream().filter(line -> line.indexOf(separator) >= 0).count();
    }
}
