package org.tamor.calibrate.fit;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.calibrate.fit.LocalFit.Status;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// Keeps the result of each start as it ends, so that a fit that was stopped can be taken up.
///
/// A file of comma-separated values: one line that says which fit it belongs to, then one line for
/// each start. A last line without its end was being written when the fit was stopped; it is
/// dropped.
public final class FitStore {

    /// The name of the file in the folder of results.
    public static final String FILE_NAME = "fit-progress.csv";

    private static final String FORMAT = "tamor-fit-1";
    private static final long LARGEST_FILE = 1L << 30;
    private static final int FIXED_FIELDS = 11;

    private final Path file;

    private FitStore(Path file) {
        this.file = file;
    }

    /// Begins a new file in place of an old one.
    ///
    /// @param identity of the fit: problem, method, seed and whatever else changes results
    public static FitStore begin(Path folder, String identity) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, line(List.of(FORMAT, identity)), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
        return new FitStore(file);
    }

    /// Whether a folder holds an unfinished or finished fit.
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE_NAME));
    }

    /// Takes up the file of a folder.
    ///
    /// @throws BadInputException where it belongs to another fit or is damaged
    public static FitStore resume(Path folder, String identity) {
        Path file = folder.resolve(FILE_NAME);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw damaged(file, 0, "is larger than 1 GiB");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            List<CsvRecord> records = records(text.substring(0, end));
            if (records.isEmpty()
                    || records.getFirst().getFieldCount() != 2
                    || !records.getFirst().getField(0).equals(FORMAT)) {
                throw damaged(file, 1, "does not begin as one");
            }
            if (!records.getFirst().getField(1).equals(identity)) {
                throw new BadInputException(
                        "fit.other-fit",
                        Location.ofFile(file.toString()),
                        "the folder holds the starts of another fit: the problem, the method, the"
                            + " seed or another option differs; repeat it with the same options, or"
                            + " leave --resume out to begin anew");
            }
            if (end < text.length()) {
                Files.writeString(file, text.substring(0, end), StandardCharsets.UTF_8);
            }
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
        return new FitStore(file);
    }

    /// The results in the file.
    ///
    /// @param dimension how many parameters there are
    public List<StartResult> results(int dimension) {
        try {
            List<CsvRecord> records = records(Files.readString(file, StandardCharsets.UTF_8));
            List<StartResult> results = new ArrayList<>();
            for (CsvRecord one : records.subList(1, records.size())) {
                if (one.getFieldCount() != FIXED_FIELDS + 2 * dimension) {
                    throw damaged(
                            file,
                            one.getStartingLineNumber(),
                            "has " + one.getFieldCount() + " fields in this line");
                }
                try {
                    results.add(result(one.getFields(), dimension));
                } catch (IllegalArgumentException problem) {
                    throw damaged(
                            file,
                            one.getStartingLineNumber(),
                            "cannot be read in this line (" + problem.getMessage() + ")");
                }
            }
            return results;
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    private static StartResult result(List<String> fields, int dimension) {
        double[] start = new double[dimension];
        double[] point = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            start[k] = Double.parseDouble(fields.get(FIXED_FIELDS + k));
            point[k] = Double.parseDouble(fields.get(FIXED_FIELDS + dimension + k));
        }
        LocalFit fit =
                new LocalFit(
                        point,
                        fields.get(2).isEmpty()
                                ? Optional.empty()
                                : Optional.of(Double.parseDouble(fields.get(2))),
                        Double.parseDouble(fields.get(4)),
                        Status.of(fields.get(1)),
                        Integer.parseInt(fields.get(5)),
                        Integer.parseInt(fields.get(6)),
                        Integer.parseInt(fields.get(7)),
                        Integer.parseInt(fields.get(8)),
                        fields.get(9));
        return new StartResult(
                Integer.parseInt(fields.get(0)),
                start,
                Double.parseDouble(fields.get(3)),
                fit,
                Double.parseDouble(fields.get(10)));
    }

    /// Adds a result.
    public void add(StartResult result) {
        LocalFit fit = result.fit();
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(result.index()));
        fields.add(fit.status().label());
        fields.add(fit.value().map(value -> Double.toString(value)).orElse(""));
        fields.add(Double.toString(result.startValue()));
        fields.add(Double.toString(fit.gradientNorm()));
        fields.add(Integer.toString(fit.iterations()));
        fields.add(Integer.toString(fit.evaluations()));
        fields.add(Integer.toString(fit.expansions()));
        fields.add(Integer.toString(fit.failures()));
        fields.add(fit.remark().replaceAll("\\s+", " "));
        fields.add(Double.toString(result.seconds()));
        for (double one : result.start()) {
            fields.add(Double.toString(one));
        }
        for (double one : fit.point()) {
            fields.add(Double.toString(one));
        }
        try {
            Files.writeString(
                    file, line(fields), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    private static String line(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder()
                        .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                        .build(text)) {
            writer.writeRecord(fields);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }

    private static List<CsvRecord> records(String text) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().toList();
        }
    }

    private static BadInputException damaged(Path file, long line, String fault) {
        return new BadInputException(
                "fit.damaged-progress",
                Location.ofLine(file.toString(), (int) line),
                "the file of finished starts " + fault + "; leave --resume out to begin anew");
    }

    private static EnvironmentException unwritable(Path file, IOException problem) {
        return new EnvironmentException(
                "output.unwritable",
                Location.ofFile(file.toString()),
                "cannot be read or written (" + problem.getMessage() + "); choose another --out");
    }
}
