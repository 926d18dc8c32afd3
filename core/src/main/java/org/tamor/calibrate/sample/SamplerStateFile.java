package org.tamor.calibrate.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;

/// The state of a sampler as a text file: one record a line, its kind first, fields parted by tabs,
/// numbers such that they are read back exactly. The last line is `end`.
final class SamplerStateFile {

    private static final String HEADER = "tamor-sampler-state\t1";
    private static final long MAXIMUM_BYTES = 2L << 30;

    private final Path file;
    private final int dimension;
    private final SamplerOptions options;
    private int line;

    private SamplerStateFile(Path file, int dimension, SamplerOptions options) {
        this.file = file;
        this.dimension = dimension;
        this.options = options;
    }

    /// What must be the same for a run to be gone on with. How many draws are wanted, and by how
    /// many threads, may change.
    static String fingerprint(int dimension, SamplerOptions options) {
        return String.join(
                " ",
                options.method().toString(),
                "dimension=" + dimension,
                "chains=" + options.chains(),
                "temperatures=" + options.temperatures(),
                "hottest=" + options.hottest(),
                "burn-in=" + options.burnIn(),
                "thinning=" + options.thinning(),
                "seed=" + options.seed());
    }

    static void write(SamplerState state, int dimension, SamplerOptions options, Path file)
            throws IOException {
        WholeFile.write(
                file,
                writer -> {
                    writer.write(HEADER + "\n");
                    writer.write("options\t" + fingerprint(dimension, options) + "\n");
                    writer.write("done\t" + state.generation + "\t" + state.block + "\n");
                    for (long[] row : state.counts.rows()) {
                        writer.write("counts");
                        for (long entry : row) {
                            writer.write("\t" + entry);
                        }
                        writer.write("\n");
                    }
                    numbers(writer, "scales", state.adaptation.logScales);
                    numbers(writer, "gaps", state.adaptation.gaps);
                    for (int c = 0; c < state.walkers.size(); c++) {
                        for (Walker walker : state.walkers.get(c)) {
                            numbers(writer, "walker\t" + c, flat(walker));
                        }
                    }
                    for (int t = 0; t < state.adaptation.archives.size(); t++) {
                        for (double[] position : state.adaptation.archives.get(t)) {
                            numbers(writer, "archive\t" + t, position);
                        }
                    }
                    for (int c = 0; c < state.kept.size(); c++) {
                        for (Walker draw : state.kept.get(c)) {
                            numbers(writer, "draw\t" + c, flat(draw));
                        }
                    }
                    writer.write("end\n");
                });
    }

    private static double[] flat(Walker walker) {
        double[] flat = new double[walker.position().length + 2];
        flat[0] = walker.logPrior();
        flat[1] = walker.logLikelihood();
        System.arraycopy(walker.position(), 0, flat, 2, walker.position().length);
        return flat;
    }

    private static void numbers(Writer writer, String kind, double[] values) throws IOException {
        writer.write(kind);
        for (double value : values) {
            writer.write("\t" + value);
        }
        writer.write("\n");
    }

    /// @throws BadInputException where the file is not a whole state, or one of a run with other
    ///   options
    static SamplerState read(Path file, int dimension, SamplerOptions options) {
        return new SamplerStateFile(file, dimension, options).read();
    }

    private SamplerState read() {
        SamplerState state = new SamplerState(dimension, options);
        for (int c = 0; c < options.chains(); c++) {
            state.walkers.add(new ArrayList<>());
        }
        List<long[]> counts = new ArrayList<>();
        boolean ended = false;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAXIMUM_BYTES) {
                throw error("there is no state of an interrupted run; start without --resume");
            }
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                line = 1;
                if (!HEADER.equals(reader.readLine())) {
                    throw error("this is no state of a sampler; start without --resume");
                }
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    line++;
                    ended = take(text.split("\t", -1), state, counts);
                }
            }
            state.counts = ChainCounts.of(counts, options.temperatures());
        } catch (IOException e) {
            throw error(
                    "the state cannot be read (" + e.getMessage() + "); start without --resume");
        } catch (NumberFormatException | IndexOutOfBoundsException | NoSuchElementException e) {
            throw error("the state is damaged; start without --resume");
        }
        boolean whole =
                state.walkers.stream().allMatch(ladder -> ladder.size() == options.temperatures())
                        && state.adaptation.archives.stream().allMatch(one -> one.size() > 1);
        if (!ended || !whole) {
            throw error("the state is not whole; start without --resume");
        }
        return state;
    }

    /// Takes in a record, and says whether it is the last one.
    private boolean take(String[] fields, SamplerState state, List<long[]> counts) {
        switch (fields[0]) {
            case "options" -> {
                String wanted = fingerprint(dimension, options);
                if (!fields[1].equals(wanted)) {
                    throw error(
                            "the interrupted run had other options ("
                                    + fields[1]
                                    + ", now "
                                    + wanted
                                    + "); give the same ones, or start without --resume");
                }
            }
            case "done" -> {
                state.generation = Long.parseLong(fields[1]);
                state.block = Long.parseLong(fields[2]);
            }
            case "counts" ->
                    counts.add(Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray());
            case "scales" -> copy(numbers(fields, 1), state.adaptation.logScales);
            case "gaps" -> copy(numbers(fields, 1), state.adaptation.gaps);
            case "walker" -> state.walkers.get(Integer.parseInt(fields[1])).add(walker(fields));
            case "archive" ->
                    state.adaptation
                            .archives
                            .get(Integer.parseInt(fields[1]))
                            .add(position(numbers(fields, 2)));
            case "draw" -> state.kept.get(Integer.parseInt(fields[1])).add(walker(fields));
            case "end" -> {
                return true;
            }
            default -> throw error("the state is damaged; start without --resume");
        }
        return false;
    }

    private static double[] numbers(String[] fields, int from) {
        return Arrays.stream(fields).skip(from).mapToDouble(Double::parseDouble).toArray();
    }

    private double[] position(double[] values) {
        if (values.length != dimension) {
            throw error("the state is damaged; start without --resume");
        }
        return values;
    }

    private Walker walker(String[] fields) {
        double[] values = numbers(fields, 2);
        return new Walker(
                position(Arrays.copyOfRange(values, 2, values.length)), values[0], values[1]);
    }

    private void copy(double[] from, double[] to) {
        if (from.length != to.length) {
            throw error("the state is damaged; start without --resume");
        }
        System.arraycopy(from, 0, to, 0, to.length);
    }

    private BadInputException error(String message) {
        return new BadInputException(
                "sample.state", Location.ofLine(file.toString(), line), message);
    }
}
