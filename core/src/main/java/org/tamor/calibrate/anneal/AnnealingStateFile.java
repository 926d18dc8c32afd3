package org.tamor.calibrate.anneal;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.StateFile;

/// The state of an annealing as a file.
final class AnnealingStateFile {

    private static final String WORK = "tamor-annealing-state\t1";
    private static final long MAXIMUM_BYTES = 1L << 30;
    private static final double SAME = 1e-6;

    private final StateFile records;
    private final int dimension;
    private final AnnealingState state;

    private AnnealingStateFile(StateFile records, int dimension, AnnealingState state) {
        this.records = records;
        this.dimension = dimension;
        this.state = state;
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
        new StateFile(file, WORK, MAXIMUM_BYTES)
                .write(fingerprint(dimension, options), writer -> write(state, writer));
    }

    private static void write(AnnealingState state, Writer writer) throws IOException {
        writer.write(
                "counts\t%d\t%d\t%d\t%d\n"
                        .formatted(
                                state.sweeps, state.accepted, state.evaluations, state.failures));
        StateFile.record(writer, "now", state.power, state.stepSize);
        StateFile.record(writer, "ratios", state.logRatios);
        for (Stage one : state.stages) {
            StateFile.record(
                    writer,
                    "stage\t" + one.sweeps(),
                    one.power(),
                    one.acceptance(),
                    one.stepSize(),
                    one.memory(),
                    one.worstMemory());
        }
        for (Particle one : state.particles) {
            AnnealingPath.Terms terms = one.terms();
            StateFile.record(
                    writer,
                    "particle\t" + terms.logReference() + "\t" + terms.logBridge(),
                    one.position());
        }
        for (double[] origin : state.origins) {
            StateFile.record(writer, "origin", origin);
        }
    }

    /// @throws BadInputException where the file is not a whole state, or one of a run with other
    ///   options
    static AnnealingState read(Path file, int dimension, AnnealingOptions options) {
        StateFile records = new StateFile(file, WORK, MAXIMUM_BYTES);
        AnnealingState state = new AnnealingState(options.islands());
        records.read(
                fingerprint(dimension, options),
                new AnnealingStateFile(records, dimension, state)::take);
        if (state.logRatios.length != options.islands()
                || state.particles.size() != options.members()
                || !List.of(0, options.members()).contains(state.origins.size())) {
            throw records.notWhole();
        }
        return state;
    }

    /// Compares what the state says of a member with what is so now.
    ///
    /// @throws BadInputException where they differ
    static void check(Path file, AnnealingPath.Terms then, AnnealingPath.Terms now) {
        if (differ(then.logBridge(), now.logBridge())
                || differ(then.logReference(), now.logReference())) {
            throw new BadInputException(
                    "resume.state",
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

    private void take(String[] fields) {
        switch (fields[0]) {
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
            case "ratios" -> state.logRatios = StateFile.numbers(fields, 1);
            case "stage" -> {
                double[] v = records.numbers(fields, 2, 5);
                state.stages.add(
                        new Stage(v[0], Integer.parseInt(fields[1]), v[1], v[2], v[3], v[4]));
            }
            case "particle" ->
                    state.particles.add(
                            new Particle(
                                    records.numbers(fields, 3, dimension),
                                    new AnnealingPath.Terms(
                                            Double.parseDouble(fields[1]),
                                            Double.parseDouble(fields[2]))));
            case "origin" -> state.origins.add(records.numbers(fields, 1, dimension));
            default -> throw records.damaged();
        }
    }
}
