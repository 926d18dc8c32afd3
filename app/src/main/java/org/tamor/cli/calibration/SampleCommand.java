package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorEnsemble;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.calibrate.sample.Sampler;
import org.tamor.calibrate.sample.SamplerOptions;
import org.tamor.calibrate.sample.StartValues;
import org.tamor.calibrate.sample.StartingPoints;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.format.petab.PetabProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor sample`: parameter vectors from the posterior distribution of a PEtab problem.
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description =
                "Draws parameter vectors from the posterior distribution of a PEtab problem"
                        + " (version 1 or 2) and says how well each parameter is known.",
        footer = {
            "",
            "Writes draws.csv, summary.csv, ensemble.tsv, state.tsv, figures/ and report.html to"
                    + " the folder given by --out.",
            "Exit code 0 if every parameter reaches --rhat and --ess, 1 otherwise."
        })
public final class SampleCommand extends ConsoleCommand {

    private static final SamplerOptions STANDARD = SamplerOptions.standard();
    private static final List<String> METHODS =
            List.of("adaptive-metropolis", "differential-evolution", "mixed");
    private static final int MOST_DRAWS = 1_000_000;
    private static final String STATE = "state.tsv";
    private static final long SAVING_NANOSECONDS = 30_000_000_000L;

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/PROBLEM-sample)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--start",
            paramLabel = "FILE.tsv",
            description =
                    "where chains start: a column for each parameter and a row for each start, such"
                        + " as an ensemble, or the columns parameterId and value (default: about"
                        + " the nominal values)")
    private Optional<Path> start = Optional.empty();

    @Option(
            names = "--resume",
            description =
                    "go on with the run that was interrupted in the folder of results, or add draws"
                            + " to a finished one")
    private boolean resume;

    @Option(names = "--chains", paramLabel = "N", description = "chains, 2 or more (default 4)")
    private int chains = STANDARD.chains();

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "draws that each chain keeps (default 1000)")
    private int draws = STANDARD.draws();

    @Option(
            names = "--thinning",
            paramLabel = "N",
            description = "steps for each draw that is kept (default 10)")
    private int thinning = STANDARD.thinning();

    @Option(
            names = "--burn-in",
            paramLabel = "N",
            description = "steps before the first draw, in which the sampler adapts (default 5000)")
    private int burnIn = STANDARD.burnIn();

    @Option(
            names = "--method",
            paramLabel = "M",
            description =
                    "steps of the chains: adaptive-metropolis, differential-evolution or mixed"
                            + " (default mixed)")
    private String method = "mixed";

    @Option(
            names = "--temperatures",
            paramLabel = "N",
            description =
                    "rungs of each chain's ladder of temperatures; each costs as much as the first,"
                            + " and 1 means no tempering: cheaper, and modes are missed more easily"
                            + " (default 4)")
    private int temperatures = STANDARD.temperatures();

    @Option(
            names = "--hottest",
            paramLabel = "T",
            description = "temperature of the last rung (default 100)")
    private double hottest = STANDARD.hottest();

    @Option(names = "--seed", paramLabel = "S", description = "seed of the draws (default 1)")
    private long seed = STANDARD.seed();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many chains walk at once; the draws do not depend on it (default: one a"
                            + " processor)")
    private int threads = STANDARD.threads();

    @Mixin private ConvergenceOptions convergence = new ConvergenceOptions();

    @Mixin private EnsembleSizeOption ensemble = new EnsembleSizeOption();

    @Mixin private ToleranceOptions tolerances = new ToleranceOptions();

    @Override
    public Integer call() {
        checkOptions();
        PetabProblem problem = ProblemFiles.read(file);
        Path target = target();
        PetabPosterior posterior = PetabPosterior.of(problem, tolerances.solver(20_000));
        PrintWriter console = console();
        PosteriorSample sample;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            sample = sampler(problem, posterior, target).run(listener(progress, target));
        }
        PosteriorSummary summary =
                PosteriorSummary.of(sample, posterior.coordinates(), convergence.gate());
        PosteriorFiles.write(
                posterior,
                sample,
                summary,
                PosteriorEnsemble.of(sample, posterior, ensemble.size()),
                ResultNames.plainTitle(file),
                Invocation.facts(commandSpec(), Map.of("seed", Long.toString(seed))),
                target);
        SampleSummary.print(
                sample, summary, "ask for more --burn-in and --draws, or start elsewhere", console);
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return summary.converged() ? 0 : 1;
    }

    private Sampler sampler(PetabProblem problem, PetabPosterior posterior, Path target) {
        SamplerOptions options = options();
        if (resume) {
            return Sampler.resume(posterior, options, target.resolve(STATE));
        }
        List<Map<String, Double>> values =
                start.map(table -> StartValues.read(table, problem, chains))
                        .orElse(List.of(Map.of()));
        List<double[]> centres = values.stream().map(posterior::position).toList();
        return Sampler.start(
                posterior, options, StartingPoints.around(posterior, centres, options));
    }

    /// Shows progress, and keeps the state now and then and at the end.
    private static Sampler.Listener listener(ConsoleProgress progress, Path target) {
        AtomicLong saved = new AtomicLong(System.nanoTime());
        return (sampler, generation, last) -> {
            progress.report(
                    "steps of each chain", Math.toIntExact(generation), Math.toIntExact(last));
            if (generation == last || System.nanoTime() - saved.get() > SAVING_NANOSECONDS) {
                try {
                    sampler.save(target.resolve(STATE));
                } catch (IOException problem) {
                    throw ResultNames.unwritable(target);
                }
                saved.set(System.nanoTime());
            }
        };
    }

    private SamplerOptions options() {
        return STANDARD.withMethod(
                        SamplerOptions.Method.valueOf(
                                method.toUpperCase(Locale.ROOT).replace('-', '_')))
                .withChains(chains)
                .withTemperatures(temperatures, hottest)
                .withLength(burnIn, draws, thinning)
                .withSeed(seed)
                .withThreads(threads);
    }

    private Path target() {
        Path folder = out.orElseGet(() -> ResultNames.folderOf(file, "-sample"));
        ResultNames.makeFolder(folder);
        return folder;
    }

    private void checkOptions() {
        check(chains >= 2 && chains <= 1000, "--chains must lie between 2 and 1000");
        check(draws >= 4 && draws <= MOST_DRAWS, "--draws must lie between 4 and 1000000");
        check(thinning >= 1 && thinning <= 10_000, "--thinning must lie between 1 and 10000");
        check(burnIn >= 0 && burnIn <= 100_000_000, "--burn-in must lie between 0 and 100000000");
        check(
                burnIn + (long) draws * thinning <= Integer.MAX_VALUE,
                "--draws times --thinning is too large");
        check(METHODS.contains(method), "--method takes " + String.join(", ", METHODS));
        check(
                temperatures >= 1 && temperatures <= 100,
                "--temperatures must lie between 1 and 100");
        check(hottest > 1 && hottest <= 1e12, "--hottest must lie between 1 and 1e12");
        checkThreads(threads);
        convergence.check();
        ensemble.check();
        tolerances.check();
    }
}
