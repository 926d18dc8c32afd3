package org.tamor.calibrate.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.tamor.failure.BadInputException;
import org.tamor.files.StateFile;

/// The state of a sampler as a file.
final class SamplerStateFile {

    private static final String WORK = "tamor-sampler-state\t1";
    private static final long MAXIMUM_BYTES = 2L << 30;

    private final StateFile records;
    private final int dimension;
    private final SamplerState state;
    private final List<long[]> counts = new ArrayList<>();

    private SamplerStateFile(StateFile records, int dimension, SamplerState state) {
        this.records = records;
        this.dimension = dimension;
        this.state = state;
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
        new StateFile(file, WORK, MAXIMUM_BYTES)
                .write(fingerprint(dimension, options), writer -> write(state, writer));
    }

    private static void write(SamplerState state, Writer writer) throws IOException {
        writer.write("done\t" + state.generation + "\t" + state.block + "\n");
        for (long[] row : state.counts.rows()) {
            writer.write("counts");
            for (long entry : row) {
                writer.write("\t" + entry);
            }
            writer.write("\n");
        }
        StateFile.record(writer, "scales", state.adaptation.logScales);
        StateFile.record(writer, "gaps", state.adaptation.gaps);
        for (int c = 0; c < state.walkers.size(); c++) {
            for (Walker walker : state.walkers.get(c)) {
                StateFile.record(writer, "walker\t" + c, flat(walker));
            }
        }
        for (int t = 0; t < state.adaptation.archives.size(); t++) {
            for (double[] position : state.adaptation.archives.get(t)) {
                StateFile.record(writer, "archive\t" + t, position);
            }
        }
        for (int c = 0; c < state.kept.size(); c++) {
            for (Walker draw : state.kept.get(c)) {
                StateFile.record(writer, "draw\t" + c, flat(draw));
            }
        }
    }

    private static double[] flat(Walker walker) {
        double[] flat = new double[walker.position().length + 2];
        flat[0] = walker.logPrior();
        flat[1] = walker.logLikelihood();
        System.arraycopy(walker.position(), 0, flat, 2, walker.position().length);
        return flat;
    }

    /// @throws BadInputException where the file is not a whole state, or one of a run with other
    ///   options
    static SamplerState read(Path file, int dimension, SamplerOptions options) {
        StateFile records = new StateFile(file, WORK, MAXIMUM_BYTES);
        SamplerState state = new SamplerState(dimension, options);
        for (int c = 0; c < options.chains(); c++) {
            state.walkers.add(new ArrayList<>());
        }
        SamplerStateFile reader = new SamplerStateFile(records, dimension, state);
        records.read(fingerprint(dimension, options), reader::take);
        try {
            state.counts = ChainCounts.of(reader.counts, options.temperatures());
        } catch (IndexOutOfBoundsException | NoSuchElementException e) {
            throw records.damaged();
        }
        boolean whole =
                state.walkers.stream().allMatch(ladder -> ladder.size() == options.temperatures())
                        && state.adaptation.archives.stream().allMatch(one -> one.size() > 1);
        if (!whole) {
            throw records.notWhole();
        }
        return state;
    }

    private void take(String[] fields) {
        switch (fields[0]) {
            case "done" -> {
                state.generation = Long.parseLong(fields[1]);
                state.block = Long.parseLong(fields[2]);
            }
            case "counts" ->
                    counts.add(Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray());
            case "scales" -> copy(fields, state.adaptation.logScales);
            case "gaps" -> copy(fields, state.adaptation.gaps);
            case "walker" -> state.walkers.get(Integer.parseInt(fields[1])).add(walker(fields));
            case "archive" ->
                    state.adaptation
                            .archives
                            .get(Integer.parseInt(fields[1]))
                            .add(records.numbers(fields, 2, dimension));
            case "draw" -> state.kept.get(Integer.parseInt(fields[1])).add(walker(fields));
            default -> throw records.damaged();
        }
    }

    private Walker walker(String[] fields) {
        double[] values = records.numbers(fields, 2, dimension + 2);
        return new Walker(Arrays.copyOfRange(values, 2, values.length), values[0], values[1]);
    }

    private void copy(String[] fields, double[] to) {
        System.arraycopy(records.numbers(fields, 1, to.length), 0, to, 0, to.length);
    }
}
