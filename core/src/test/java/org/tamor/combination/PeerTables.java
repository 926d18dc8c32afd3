package org.tamor.combination;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.tamor.SharedData;

/// Tables of other programs and papers beside the project, not part of it mostly because of their licences.
///
/// A test that needs one is skipped, with the reason, where it is absent.
public final class PeerTables {

    private PeerTables() {}

    /// The rows of a table.
    public static List<NamedCsvRecord> table(String name) {
        Path file = SharedData.require("data/" + name);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }


    public static double number(NamedCsvRecord row, String field) {
        return Double.parseDouble(row.getField(field));
    }

    public static double[] column(List<NamedCsvRecord> rows, String field) {
        return rows.stream().mapToDouble(row -> number(row, field)).toArray();
    }

    /// The one value of a golden table.
    public static double golden(
            List<NamedCsvRecord> rows, String dataset, String method, String parameter) {
        Predicate<NamedCsvRecord> matches =
                row ->
                        row.getField("dataset").equals(dataset)
                                && row.getField("method").startsWith(method)
                                && row.getField("parameter").equals(parameter);
        return rows.stream()
                .filter(matches)
                .mapToDouble(row -> number(row, "value"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(dataset + " " + method + " " + parameter));
    }
}
