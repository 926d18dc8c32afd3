package org.tamor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.AnnealedSampler;
import org.tamor.calibrate.anneal.AnnealingOptions;
import org.tamor.calibrate.anneal.AnnealingPath;
import org.tamor.calibrate.anneal.ModesToPosterior;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.calibrate.anneal.PriorToPosterior;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of every command that anneals a population.
final class AnnealingArguments {

    private static final AnnealingOptions STANDARD = AnnealingOptions.standard();
    private static final int MOST_MEMBERS = 100_000;

    @Option(
            names = "--from",
            paramLabel = "START",
            description =
                    "where the population starts: modes (normal distributions about the modes of the"
                            + " posterior: short, needs derivatives, misses what lies far from them)"
                            + " or prior (long, and safe) (default modes)")
    private String from = "modes";

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "draws of the prior from which modes are searched (default 16)")
    private int starts = 16;

    @Option(
            names = "--islands",
            paramLabel = "N",
            description = "populations that are compared in the end, 2 or more (default 4)")
    private int islands = STANDARD.islands();

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "members of each island; all others together should be several times as many as"
                            + " parameters (default 256)")
    private int size = STANDARD.size();

    @Option(
            names = "--sweeps",
            paramLabel = "N",
            description = "the most steps of each member in the last stage (default 100)")
    private int sweeps = STANDARD.lastSweeps();

    @Option(names = "--seed", paramLabel = "S", description = "seed of the draws (default 1)")
    private long seed = STANDARD.seed();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "simulations at once; the draws do not depend on it (default: one a processor)")
    private int threads = STANDARD.threads();

    @Option(
            names = "--rtol",
            defaultValue = "1e-4",
            description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(
            names = "--atol",
            defaultValue = "1e-8",
            description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    void check(CommandLine line) {
        check(line, List.of("modes", "prior").contains(from), "--from takes modes, prior");
        check(line, starts >= 1 && starts <= 10_000, "--starts must lie between 1 and 10000");
        check(line, islands >= 2 && islands <= 100, "--islands must lie between 2 and 100");
        check(line, size >= 4, "--size must be 4 or more");
        check(
                line,
                (long) islands * size <= MOST_MEMBERS,
                "--islands times --size must not be above 100000");
        check(line, sweeps >= 1 && sweeps <= 100_000, "--sweeps must lie between 1 and 100000");
        check(line, threads >= 1 && threads <= 1024, "--threads must lie between 1 and 1024");
        check(
                line,
                relativeTolerance > 0 && relativeTolerance < 1,
                "--rtol must lie between 0 and 1");
        check(
                line,
                absoluteTolerance > 0 && absoluteTolerance < Double.POSITIVE_INFINITY,
                "--atol must be positive");
    }

    private static void check(CommandLine line, boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(line, message);
        }
    }

    int threads() {
        return threads;
    }

    SolverOptions solver() {
        return new SolverOptions(relativeTolerance, absoluteTolerance, 20_000);
    }

    /// Anneals to the end, and keeps the state after each sweep.
    AnnealedSample run(
            PriorCoordinates coordinates, Path state, boolean resume, Progress progress) {
        AnnealingOptions options =
                STANDARD.withPopulation(islands, size)
                        .withSweeps(STANDARD.sweeps(), sweeps)
                        .withSeed(seed)
                        .withThreads(threads);
        AnnealingPath path;
        List<double[]> draws;
        if (from.equals("prior")) {
            PriorToPosterior prior = new PriorToPosterior(coordinates);
            path = prior;
            draws = prior.draws(islands * size, seed);
        } else {
            ModesToPosterior modes =
                    ModesToPosterior.of(coordinates, starts, seed, threads, progress);
            path = modes;
            draws = modes.draws(islands * size, seed);
        }
        AnnealedSampler sampler =
                resume
                        ? AnnealedSampler.resume(path, options, state)
                        : AnnealedSampler.start(path, options, draws, progress);
        return sampler.run(
                progress,
                annealing -> {
                    try {
                        annealing.save(state);
                    } catch (IOException problem) {
                        throw ResultNames.unwritable(state);
                    }
                });
    }
}
