package org.tamor.calibrate.fit;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Keeps finished pieces of long work, so that work that was stopped can be taken up.
///
/// Comma-separated values: one line that says which work it is, then one line for each piece. A
/// last line without its end was being written when the work was stopped; it is dropped.
public final class ProgressFile {

    private static final String FORMAT = "tamor-progress-1";
    private static final long LARGEST_FILE = 1L << 30;

    private final Path file;

    private ProgressFile(Path file) {
        this.file = file;
    }

    /// Begins a new file in place of an old one.
    ///
    /// @param identity of the work: whatever changes results
    public static ProgressFile begin(Path file, String identity) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line(List.of(FORMAT, identity)), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
        return new ProgressFile(file);
    }

    /// Takes up a file; begins one where there is none.
    ///
    /// @throws BadInputException where it belongs to other work or is damaged
    public static ProgressFile resume(Path file, String identity) {
        if (!Files.isRegularFile(file)) {
            return begin(file, identity);
        }
        ProgressFile progress = new ProgressFile(file);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw progress.damaged(0, "is larger than 1 GiB");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            List<CsvRecord> records = records(text.substring(0, end));
            if (records.isEmpty()
                    || records.getFirst().getFieldCount() != 2
                    || !records.getFirst().getField(0).equals(FORMAT)) {
                throw progress.damaged(1, "does not begin as one");
            }
            if (!records.getFirst().getField(1).equals(identity)) {
                throw new BadInputException(
                        "progress.other-work",
                        Location.ofFile(file.toString()),
                        "the folder holds the progress of other work: the problem, the method, the"
                            + " seed or another option differs; repeat it with the same options, or"
                            + " leave --resume out to begin anew");
            }
            if (end < text.length()) {
                Files.writeString(file, text.substring(0, end), StandardCharsets.UTF_8);
            }
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
        return progress;
    }

    /// The pieces in the file.
    public List<List<String>> pieces() {
        try {
            return records(Files.readString(file, StandardCharsets.UTF_8)).stream()
                    .skip(1)
                    .map(CsvRecord::getFields)
                    .toList();
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    /// Adds a piece.
    public void add(List<String> fields) {
        try {
            Files.writeString(
                    file, line(fields), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    /// The error for a piece that cannot be read.
    ///
    /// @param line from 1; 0 where not one alone
    public BadInputException damaged(int line, String fault) {
        return new BadInputException(
                "progress.damaged",
                Location.ofLine(file.toString(), line),
                "the file of finished work " + fault + "; leave --resume out to begin anew");
    }

    private static String line(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(fields.stream().map(one -> one.replaceAll("\\s+", " ")).toList());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }

    private static List<CsvRecord> records(String text) throws IOException {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            return reader.stream().toList();
        }
    }

    private static EnvironmentException unwritable(Path file, IOException problem) {
        return new EnvironmentException(
                "output.unwritable",
                Location.ofFile(file.toString()),
                "cannot be read or written (" + problem.getMessage() + "); choose another --out");
    }
}
