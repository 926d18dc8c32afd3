package org.tamor.report.figure;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The data that a figure shows, one row for each mark.
///
/// @param columns names with their units
/// @param rows strings and numbers, as many in each as there are columns
public record DataTable(List<String> columns, List<List<Object>> rows) {

    public DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// The table as RFC 4180 CSV with a header; numbers as `Double.toString` writes them.
    public String toCsv() {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(columns);
            for (List<Object> row : rows) {
                writer.writeRecord(row.stream().map(DataTable::cell).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// A number for a cell; empty where there is none.
    public static Object number(double value) {
        return Double.isNaN(value) ? "" : Numbers.round(value, 8);
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : Double.toString(number);
        }
        return value.toString();
    }

    /// Collects rows.
    public static final class Builder {
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        public Builder(String... columns) {
            this.columns = List.of(columns);
        }

        public void add(Object... cells) {
            rows.add(List.of(cells));
        }

        public DataTable build() {
            return new DataTable(columns, rows);
        }
    }
}
