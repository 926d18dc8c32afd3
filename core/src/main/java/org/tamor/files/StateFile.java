package org.tamor.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The state of long work as a text file, from which it can be gone on with: one record a line, its
/// kind first, fields parted by tabs, numbers such that they are read back exactly. The first line
/// names the kind of work, the second what must be the same for it to go on, the last is `end`.
public final class StateFile {

    private static final String OPTIONS = "options";
    private static final String END = "end";
    private static final String HINT = "; start without --resume";

    private final Path file;
    private final String work;
    private final long largest;
    private int line;

    /// @param work the kind of work, with the version of its records; no tabs
    /// @param largest the most bytes that are read
    public StateFile(Path file, String work, long largest) {
        this.file = file;
        this.work = work;
        this.largest = largest;
    }

    /// Writes records.
    @FunctionalInterface
    public interface Records {
        void write(Writer writer) throws IOException;
    }

    /// Takes in the fields of a record, its kind first. Numbers and fields that are not there may
    /// be left to throw.
    @FunctionalInterface
    public interface Taker {
        void take(String[] fields);
    }

    /// Writes a whole state in place of the last one.
    ///
    /// @param options whatever must be the same for the work to be gone on with; no tabs
    public void write(String options, Records records) throws IOException {
        WholeFile.write(
                file,
                writer -> {
                    writer.write(work + "\n" + OPTIONS + "\t" + options + "\n");
                    records.write(writer);
                    writer.write(END + "\n");
                });
    }

    /// Reads the records of a whole state in their order.
    ///
    /// @throws BadInputException where the file is not a whole state, or one of work with other
    ///   options
    public void read(String options, Taker taker) {
        boolean ended = false;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                throw error("there is no state of an interrupted run" + HINT);
            }
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                line = 1;
                if (!work.equals(reader.readLine())) {
                    throw error("this is not the state of such a run" + HINT);
                }
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    line++;
                    ended = take(text.split("\t", -1), options, taker);
                }
            }
        } catch (IOException e) {
            throw error("the state cannot be read (" + e.getMessage() + ")" + HINT);
        } catch (NumberFormatException | IndexOutOfBoundsException | NoSuchElementException e) {
            throw damaged();
        }
        if (!ended) {
            throw notWhole();
        }
    }

    /// Whether the record is the last one.
    private boolean take(String[] fields, String options, Taker taker) {
        if (fields[0].equals(OPTIONS) && !fields[1].equals(options)) {
            throw error(
                    "the interrupted run had other options ("
                            + fields[1]
                            + ", now "
                            + options
                            + "); give the same ones, or start without --resume");
        }
        if (!fields[0].equals(OPTIONS) && !fields[0].equals(END)) {
            taker.take(fields);
        }
        return fields[0].equals(END);
    }

    /// Writes a record of numbers.
    ///
    /// @param kind of the record, with further fields parted by tabs
    public static void record(Writer writer, String kind, double... values) throws IOException {
        writer.write(kind);
        for (double value : values) {
            writer.write("\t" + value);
        }
        writer.write("\n");
    }

    /// The numbers of a record.
    ///
    /// @param from the first field that is one
    public static double[] numbers(String[] fields, int from) {
        return Arrays.stream(fields).skip(from).mapToDouble(Double::parseDouble).toArray();
    }

    /// The numbers of a record that must be so many.
    public double[] numbers(String[] fields, int from, int count) {
        if (fields.length != from + count) {
            throw damaged();
        }
        return numbers(fields, from);
    }

    /// The error for a record that cannot be.
    public BadInputException damaged() {
        return error("the state is damaged" + HINT);
    }

    /// The error for records that are missing.
    public BadInputException notWhole() {
        return error("the state is not whole" + HINT);
    }

    private BadInputException error(String message) {
        return new BadInputException(
                "resume.state", Location.ofLine(file.toString(), line), message);
    }
}
