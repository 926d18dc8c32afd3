package org.tamor.calibrate.anneal;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;

/// The state of an annealing as a text file: one record a line, its kind first, fields parted by
/// tabs, numbers such that they are read back exactly. The last line is `end`.
final class AnnealingStateFile {

    private static final String HEADER = "tamor-annealing-state\t1";
    private static final long MAXIMUM_BYTES = 1L << 30;
    private static final double SAME = 1e-6;

    private final Path file;
    private final int dimension;
    private final AnnealingOptions options;
    private int line;

    private AnnealingStateFile(Path file, int dimension, AnnealingOptions options) {
        this.file = file;
        this.dimension = dimension;
        this.options = options;
    }

    /// What must be the same for a run to be gone on with. The number of threads, and of sweeps in
    /// the last stage, may change.
    private static String fingerprint(int dimension, AnnealingOptions options) {
        return "dimension="
                + dimension
                + " "
                + options.withThreads(1).withSweeps(options.sweeps(), 1);
    }

    static void write(AnnealingState state, int dimension, AnnealingOptions options, Path file)
            throws IOException {
        WholeFile.write(
                file,
                writer -> {
                    writer.write(HEADER + "\n");
                    writer.write("options\t" + fingerprint(dimension, options) + "\n");
                    writer.write(
                            "counts\t%d\t%d\t%d\t%d\n"
                                    .formatted(
                                            state.sweeps,
                                            state.accepted,
                                            state.evaluations,
                                            state.failures));
                    numbers(writer, "now", state.power, state.stepSize);
                    numbers(writer, "ratios", state.logRatios);
                    for (Stage one : state.stages) {
                        writer.write("stage\t" + one.sweeps());
                        numbers(
                                writer,
                                "",
                                one.power(),
                                one.acceptance(),
                                one.stepSize(),
                                one.memory(),
                                one.worstMemory());
                    }
                    for (Particle one : state.particles) {
                        writer.write(
                                "particle\t"
                                        + one.terms().logReference()
                                        + "\t"
                                        + one.terms().logBridge());
                        numbers(writer, "", one.position());
                    }
                    for (double[] origin : state.origins) {
                        numbers(writer, "origin", origin);
                    }
                    writer.write("end\n");
                });
    }

    private static void numbers(Writer writer, String kind, double... values) throws IOException {
        writer.write(kind);
        for (double value : values) {
            writer.write("\t" + value);
        }
        writer.write("\n");
    }

    /// @throws BadInputException where the file is not a whole state, or one of a run with other
    ///   options
    static AnnealingState read(Path file, int dimension, AnnealingOptions options) {
        return new AnnealingStateFile(file, dimension, options).read();
    }

    /// Compares what the state says of a member with what is so now.
    ///
    /// @throws BadInputException where they differ
    static void check(Path file, AnnealingPath.Terms then, AnnealingPath.Terms now) {
        if (differ(then.logBridge(), now.logBridge())
                || differ(then.logReference(), now.logReference())) {
            throw new BadInputException(
                    "sample.state",
                    Location.ofFile(file.toString()),
                    "the interrupted run was one of another problem, or the problem has changed: a"
                            + " log-likelihood is "
                            + now.logBridge()
                            + " and was "
                            + then.logBridge()
                            + "; start without --resume");
        }
    }

    private static boolean differ(double then, double now) {
        return then != now && !(Math.abs(now - then) <= SAME * Math.max(1, Math.abs(now)));
    }

    private AnnealingState read() {
        AnnealingState state = new AnnealingState(options.islands());
        boolean ended = false;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAXIMUM_BYTES) {
                throw error("there is no state of an interrupted run; start without --resume");
            }
            for (String text : Files.readAllLines(file)) {
                line++;
                ended = take(text.split("\t", -1), state);
            }
        } catch (IOException e) {
            throw error(
                    "the state cannot be read (" + e.getMessage() + "); start without --resume");
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw damaged();
        }
        if (!ended
                || state.logRatios.length != options.islands()
                || state.particles.size() != options.members()
                || !List.of(0, options.members()).contains(state.origins.size())) {
            throw error("the state is not whole; start without --resume");
        }
        return state;
    }

    /// Takes in a record, and says whether it is the last one.
    private boolean take(String[] fields, AnnealingState state) {
        if (line == 1 && !HEADER.equals(String.join("\t", fields))) {
            throw error("this is no state of an annealing; start without --resume");
        }
        switch (fields[0]) {
            case "tamor-annealing-state" -> {}
            case "options" -> checkOptions(fields[1]);
            case "counts" -> {
                state.sweeps = Integer.parseInt(fields[1]);
                state.accepted = Long.parseLong(fields[2]);
                state.evaluations = Long.parseLong(fields[3]);
                state.failures = Long.parseLong(fields[4]);
            }
            case "now" -> {
                state.power = Double.parseDouble(fields[1]);
                state.stepSize = Double.parseDouble(fields[2]);
            }
            case "ratios" -> state.logRatios = numbers(fields, 1);
            case "stage" -> {
                double[] v = numbers(fields, 2);
                state.stages.add(
                        new Stage(v[0], Integer.parseInt(fields[1]), v[1], v[2], v[3], v[4]));
            }
            case "particle" -> {
                double[] terms = numbers(fields, 1);
                state.particles.add(
                        new Particle(
                                position(numbers(fields, 3)),
                                new AnnealingPath.Terms(terms[0], terms[1])));
            }
            case "origin" -> state.origins.add(position(numbers(fields, 1)));
            case "end" -> {
                return true;
            }
            default -> throw damaged();
        }
        return false;
    }

    private void checkOptions(String then) {
        String wanted = fingerprint(dimension, options);
        if (!then.equals(wanted)) {
            throw error(
                    "the interrupted run had other options ("
                            + then
                            + ", now "
                            + wanted
                            + "); give the same ones, or start without --resume");
        }
    }

    private static double[] numbers(String[] fields, int from) {
        return Arrays.stream(fields).skip(from).mapToDouble(Double::parseDouble).toArray();
    }

    private double[] position(double[] values) {
        if (values.length != dimension) {
            throw damaged();
        }
        return values;
    }

    private BadInputException damaged() {
        return error("the state is damaged; start without --resume");
    }

    private BadInputException error(String message) {
        return new BadInputException(
                "sample.state", Location.ofLine(file.toString(), line), message);
    }
}
