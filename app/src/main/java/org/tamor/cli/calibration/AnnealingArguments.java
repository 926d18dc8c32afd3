package org.tamor.cli.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.AnnealedSampler;
import org.tamor.calibrate.anneal.AnnealingOptions;
import org.tamor.calibrate.anneal.AnnealingPath;
import org.tamor.cli.console.OptionGroup;
import org.tamor.cli.console.ResultNames;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import picocli.CommandLine.Option;

/// The options of every command that anneals a population: how large it is and how it moves.
final class AnnealingArguments extends OptionGroup {

    private static final AnnealingOptions STANDARD = AnnealingOptions.standard();
    private static final int MOST_MEMBERS = 100_000;

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

    void check() {
        check(islands >= 2 && islands <= 100, "--islands must lie between 2 and 100");
        check(size >= 4, "--size must be 4 or more");
        check(
                (long) islands * size <= MOST_MEMBERS,
                "--islands times --size must not be above 100000");
        check(sweeps >= 1 && sweeps <= 100_000, "--sweeps must lie between 1 and 100000");
        check(threads >= 1 && threads <= 1024, "--threads must lie between 1 and 1024");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(
                absoluteTolerance > 0 && absoluteTolerance < Double.POSITIVE_INFINITY,
                "--atol must be positive");
    }

    int threads() {
        return threads;
    }

    SolverOptions solver() {
        return new SolverOptions(relativeTolerance, absoluteTolerance, 20_000);
    }

    long seed() {
        return seed;
    }

    int members() {
        return islands * size;
    }

    /// Anneals to the end, and keeps the state after each sweep.
    ///
    /// @param starts draws of the path's reference
    AnnealedSample run(
            AnnealingPath path,
            List<double[]> starts,
            Path state,
            boolean resume,
            Progress progress) {
        AnnealingOptions options =
                STANDARD.withPopulation(islands, size)
                        .withSweeps(STANDARD.sweeps(), sweeps)
                        .withSeed(seed)
                        .withThreads(threads);
        AnnealedSampler sampler =
                resume
                        ? AnnealedSampler.resume(path, options, state)
                        : AnnealedSampler.start(path, options, starts, progress);
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
