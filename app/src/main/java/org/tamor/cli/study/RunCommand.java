package org.tamor.cli.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyArgument;
import org.tamor.cli.console.StudyEnsemble;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.ResultFolder;
import org.tamor.report.study.Report;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.ResultTables;
import org.tamor.study.RunOptions;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;
import org.tamor.study.StudyRunner;
import org.tamor.study.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tamor run`: a study from its tables to its report.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a study: all its experiments, its claims, and the report.",
        footer = {
            "",
            "Writes claims.csv, results/*.csv, figures/*.json, petab/ and report.html to the folder"
                + " given by --out.",
            "Exit code 0 if every claim graded [S] (a sentence of the study itself) holds, 1"
                + " otherwise."
        })
public final class RunCommand extends ConsoleCommand {

    private static final int STANDARD_DRAWS = 64;

    @Mixin private StudyArgument argument = new StudyArgument();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to (default: results/ and the study's id)")
    private @Nullable Path out;

    @Option(
            names = "--cut",
            split = ",",
            paramLabel = "EDGE",
            description =
                    "edges of the network to remove before everything is run again; see edges.tsv"
                        + " of the study")
    private List<String> cuts = List.of();

    @Option(
            names = "--draws",
            paramLabel = "N",
            description =
                    "over how many draws of the uncertain parameters the claims are judged as well:"
                        + " vectors of the ensemble where there is one, else draws from the prior; 0"
                        + " for none (default 64; with --ensemble: all its vectors)")
    private Optional<Integer> draws = Optional.empty();

    @Option(
            names = "--ensemble",
            paramLabel = "FILE.tsv",
            description =
                    "weighted parameter vectors that stand in place of the draws, as tamor sample"
                        + " writes them; parameters that it lacks keep the study's values (default:"
                        + " the study's own, if it has one); they must know the measurements only,"
                        + " as the study's sentences are applied to them")
    private Optional<Path> ensemble = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "2004",
            description = "seed of the draws (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many runs at once; the results do not depend on it (default: one a"
                        + " processor)")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--rtol",
            defaultValue = "1e-6",
            description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(
            names = "--atol",
            defaultValue = "1e-13",
            description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    @Override
    public Integer call() {
        int wanted = draws.orElse(STANDARD_DRAWS);
        check(wanted >= 0 && wanted <= 100_000, "--draws must lie between 0 and 100000");
        check(
                wanted > 0 || ensemble.isEmpty(),
                "--draws must be above 0 where there is an --ensemble");
        checkThreads(threads);
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(
                absoluteTolerance > 0 && Double.isFinite(absoluteTolerance),
                "--atol must be a positive number");

        Study study = argument.read();
        Report.check(study);
        Path target = out == null ? defaultFolder(study) : out;
        ResultNames.makeFolder(target);
        RunOptions options =
                RunOptions.standard()
                        .withCuts(cuts)
                        .withDraws(wanted, seed)
                        .withThreads(threads)
                        .withSolver(
                                new SolverOptions(relativeTolerance, absoluteTolerance, 100_000));
        Optional<Ensemble> vectors =
                ensemble.map(file -> StudyEnsemble.ofMeasurements(study, file)).or(study::ensemble).filter(all -> wanted > 0);
        if (vectors.isPresent()) {
            options = options.withEnsemble(thinned(vectors.get()));
            if (ensemble.isEmpty() && study.sentenceEnsemble().isPresent()) {
                options = options.withSentenceEnsemble(thinned(study.sentenceEnsemble().get()));
            }
        }
        StudyResults results;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            results = StudyRunner.run(study, options, progress);
        }
        try {
            ResultFolder resultFolder = ResultFolder.open(target);
            ResultTables.write(results, target);
            Report.write(results, target);
            resultFolder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }

        PrintWriter console = console();
        ClaimsTable.print(results, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        List<String> missed = missedSentences(results);
        if (!missed.isEmpty()) {
            console.println(
                    "sentences of the study itself (S) that do not hold, hence exit code 1: "
                            + String.join(", ", missed));
        }
        console.flush();
        return missed.isEmpty() ? 0 : 1;
    }

    /// The ensemble, resampled where fewer draws were asked for than it has vectors; the study's own
    /// also where none were asked for.
    private Ensemble thinned(Ensemble all) {
        int most = draws.orElse(ensemble.isPresent() ? Integer.MAX_VALUE : STANDARD_DRAWS);
        return most < all.members().size() ? all.resampled(most) : all;
    }

    private static Path defaultFolder(Study study) {
        if (!study.id().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new BadInputException(
                    "run.folder-name",
                    Location.ofFile(study.folder().toString()).withElement(study.id()),
                    "the study's id is no name for a folder of results; give a folder with --out");
        }
        return Path.of("results", study.id());
    }

    private static List<String> missedSentences(StudyResults results) {
        return results.claims().stream()
                .filter(result -> result.claim().grades().contains("S"))
                .filter(result -> result.verdict() != Verdict.HOLDS)
                .map(result -> result.claim().id())
                .toList();
    }
}
