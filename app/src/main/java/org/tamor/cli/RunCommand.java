package org.tamor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tamor.report.Report;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.ResultTables;
import org.tamor.study.RunOptions;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;
import org.tamor.study.StudyResults;
import org.tamor.study.StudyRunner;
import org.tamor.study.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tamor run`: a study from its tables to its report.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a study: all its experiments, its claims, and the report.",
        footer = {
            "",
            "Writes claims.csv, results/*.csv, figures/*.json, petab/ and report.html to the folder given by --out.",
            "Exit code 0 if every claim graded [S] (a sentence of the study itself) holds, 1 otherwise."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "STUDY",
            description = "folder or problem file of the study (default: the tamoxifen and mTOR study of 2004)")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "where to (default: results/ and the study's id)")
    private @Nullable Path out;

    @Option(
            names = "--cut",
            split = ",",
            paramLabel = "EDGE",
            description = "edges of the network to remove before everything is run again; see edges.tsv of the study")
    private List<String> cuts = List.of();

    @Option(
            names = "--draws",
            defaultValue = "40",
            paramLabel = "N",
            description = "over how many draws of the uncertain parameters the claims are judged as well, 0 for none "
                    + "(default ${DEFAULT-VALUE})")
    private int draws;

    @Option(names = "--seed", defaultValue = "2004", description = "seed of the draws (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many runs at once; the results do not depend on it (default: one a processor)")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Option(names = "--rtol", defaultValue = "1e-6", description = "relative tolerance (default ${DEFAULT-VALUE})")
    private double relativeTolerance;

    @Option(names = "--atol", defaultValue = "1e-13", description = "absolute tolerance (default ${DEFAULT-VALUE})")
    private double absoluteTolerance;

    @Override
    public Integer call() {
        check(draws >= 0 && draws <= 100_000, "--draws must lie between 0 and 100000");
        check(threads >= 1 && threads <= 1024, "--threads must lie between 1 and 1024");
        check(relativeTolerance > 0 && relativeTolerance < 1, "--rtol must lie between 0 and 1");
        check(absoluteTolerance > 0, "--atol must be positive");

        Study study = StudyReader.read(folder == null ? Installation.defaultStudy() : folder);
        Report.check(study);
        Path target = out == null ? Path.of("results", study.id()) : out;
        RunOptions options = RunOptions.standard()
                .withCuts(cuts)
                .withDraws(draws, seed)
                .withThreads(threads)
                .withSolver(new SolverOptions(relativeTolerance, absoluteTolerance, 100_000));
        StudyResults results;
        try (ConsoleProgress progress = new ConsoleProgress(commandSpec().commandLine().getErr())) {
            results = StudyRunner.run(study, options, progress);
        }
        ResultTables.write(results, target);
        Report.write(results, target);

        PrintWriter console = commandSpec().commandLine().getOut();
        ClaimsTable.print(results, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return everyStudySentenceHolds(results) ? 0 : 1;
    }

    private static boolean everyStudySentenceHolds(StudyResults results) {
        return results.claims().stream()
                .filter(result -> result.claim().grades().contains("S"))
                .allMatch(result -> result.verdict() == Verdict.HOLDS);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(commandSpec().commandLine(), message);
        }
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command's spec");
        }
        return spec;
    }
}
