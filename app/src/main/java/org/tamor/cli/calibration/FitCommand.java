package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.calibrate.ParameterValues;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.fit.Density;
import org.tamor.calibrate.fit.FitMethod;
import org.tamor.calibrate.fit.FitOptions;
import org.tamor.calibrate.fit.FitResult;
import org.tamor.calibrate.fit.FitStore;
import org.tamor.calibrate.fit.FitTables;
import org.tamor.calibrate.fit.Judgement;
import org.tamor.calibrate.fit.ParameterFit;
import org.tamor.calibrate.fit.StartResult;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.ResultFolder;
import org.tamor.format.petab.PetabProblem;
import org.tamor.report.calibration.FitReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `tamor fit`: the parameters of a PEtab problem from its measurements.
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates the parameters of a PEtab problem (version 1 or 2): local fits within the"
                    + " bounds from many starts.",
            "What is maximised is log-likelihood plus log-prior; without priors that is the"
                    + " likelihood."
        },
        footer = {
            "",
            "Writes starts.csv, parameters.csv, parameters.tsv (PEtab, the best values as nominal"
                    + " ones), figures/ and report.html to the folder given by --out. Each start is"
                    + " kept as it ends: a fit that was stopped goes on with --resume."
        })
public final class FitCommand extends ConsoleCommand {

    private static final FitOptions STANDARD = FitOptions.STANDARD;

    /// By how much the objective must be above that of the nominal values for a warning.
    private static final double WORSE = 0.1;

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "100",
            description = "how many local fits (default ${DEFAULT-VALUE})")
    private int starts;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of the starting points (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description =
                    "fisher (trust region with the Fisher information), quasi-newton (with"
                            + " gradients only), evolution (without derivatives) or auto (default"
                            + " ${DEFAULT-VALUE})")
    private String method = "auto";

    @Option(
            names = "--hierarchical",
            paramLabel = "auto|off",
            defaultValue = "off",
            description =
                    "auto computes factors, offsets and noise parameters of observables from the"
                            + " others where a formula gives their best values; off fits them with"
                            + " the others (default ${DEFAULT-VALUE})")
    private String hierarchical = "off";

    @Option(
            names = "--density",
            paramLabel = "value|scale",
            defaultValue = "value",
            description = DensityOption.DESCRIPTION)
    private String density = "value";

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description =
                    "parameter table whose nominal values the first start begins at, as a fit"
                            + " writes it (default: all starts are drawn)")
    private Optional<Path> parameters = Optional.empty();

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "how many points each start chooses the best of (default 5)")
    private int candidates = STANDARD.candidates();

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "the most iterations of a local fit (default 1000)")
    private int iterations = STANDARD.maximumIterations();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many local fits at once; the results do not depend on it (default: one a"
                            + " processor)")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/fit- and the problem's name)")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--resume", description = "go on with the starts that the folder holds already")
    private boolean resume;

    @Override
    public Integer call() {
        check(starts >= 1 && starts <= 1_000_000, "--starts must lie between 1 and 1000000");
        check(candidates >= 1 && candidates <= 1000, "--candidates must lie between 1 and 1000");
        check(
                iterations >= 1 && iterations <= 1_000_000,
                "--iterations must lie between 1 and 1000000");
        checkThreads(threads);
        check(
                hierarchical.equals("auto") || hierarchical.equals("off"),
                "--hierarchical takes auto or off, not '" + hierarchical + "'");
        FitOptions options =
                new FitOptions(
                        starts,
                        seed,
                        fitMethod(),
                        candidates,
                        iterations,
                        threads,
                        hierarchical.equals("auto"),
                        DensityOption.of(density, commandSpec()));
        PetabProblem problem = ProblemFiles.read(file);
        ParameterFit drawn = ParameterFit.of(PetabEvaluation.of(problem), options);
        ParameterFit fit =
                parameters
                        .map(table -> drawn.startingAt(ParameterValues.readWithinBounds(table, problem)))
                        .orElse(drawn);
        Path target = out.orElseGet(() -> ResultNames.folder("fit-", file));
        ResultNames.makeFolder(target);
        FitResult result = run(fit, target);
        write(result, target);
        if (!fit.isBegunAsGiven(result)) {
            console()
                    .println(
                            "warning: no fit can begin at the values of --parameters; the first"
                                    + " start was drawn");
        }
        print(result, target, console());
        return 0;
    }

    private FitResult run(ParameterFit fit, Path target) {
        FitStore store =
                resume
                        ? FitStore.resume(target, fit.identity())
                        : FitStore.begin(target, fit.identity());
        List<StartResult> known = store.results(fit.space().dimension());
        int[] done = {(int) known.stream().filter(start -> start.index() < starts).count()};
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            progress.report("local fits", done[0], starts);
            return fit.run(
                    known,
                    start -> {
                        store.add(start);
                        progress.report("local fits", ++done[0], starts);
                    },
                    () -> false);
        }
    }

    private void write(FitResult result, Path target) {
        try {
            ResultFolder folder = ResultFolder.open(target);
            new FitTables(result).write(target);
            FitReport.write(
                    result,
                    ResultNames.title(file),
                    Invocation.command(commandSpec()),
                    Invocation.program(),
                    target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }

    private static void print(FitResult result, Path target, PrintWriter console) {
        console.println("log-likelihood: " + result.atBest().logLikelihood());
        if (result.logPrior() != 0) {
            console.println(
                    "log-prior: "
                            + result.logPrior()
                            + (result.options().density() == Density.SCALE
                                    ? " (density of the values on their scales)"
                                    : " (density of the values themselves)"));
        }
        result.nominal()
                .ifPresent(
                        nominal ->
                                console.printf(
                                        Locale.ROOT,
                                        "gain over the nominal values: %.4f%n",
                                        nominal - result.objective()));
        console.printf(
                Locale.ROOT,
                "starts at the best point: %d of %d (method %s, %d of the parameters eliminated)%n",
                result.startsAtBest(),
                result.starts().size(),
                result.method().label(),
                result.eliminated().size());
        if (result.nominal().filter(value -> value < result.objective() - WORSE).isPresent()) {
            console.println(
                    "warning: the nominal values are better than the best fit; give more starts"
                            + " (--starts, --resume) before you read what follows");
        } else if (result.startsAtBest() < 2 && result.starts().size() > 1) {
            console.println(
                    "warning: fewer than two starts found the best point, so a better one may"
                            + " exist; give more starts (--starts, --resume)");
        }
        if (result.judgement() instanceof Judgement.NotJudged(String reason)) {
            console.println("warning: nothing is said of how sure the values are: " + reason);
        }
        console.println();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : new FitTables(result).parameters()) {
            rows.add(
                    List.of(
                            row.get(0),
                            ResultNames.rounded(row.get(1)),
                            ResultNames.rounded(row.get(5)),
                            ResultNames.rounded(row.get(6)),
                            row.get(9)));
        }
        ConsoleTable.print(rows, console);
        console.println();
        result.identifiability()
                .ifPresent(
                        one ->
                                one.flat()
                                        .forEach(
                                                direction ->
                                                        console.println(
                                                                "cannot be told apart: "
                                                                        + String.join(
                                                                                ", ",
                                                                                direction
                                                                                        .parameters()))));
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private FitMethod fitMethod() {
        List<String> labels = new ArrayList<>();
        for (FitMethod one : FitMethod.values()) {
            if (one.label().equals(method)) {
                return one;
            }
            labels.add(one.label());
        }
        throw new ParameterException(
                commandSpec().commandLine(),
                "--method takes " + String.join(", ", labels) + ", not '" + method + "'");
    }
}
