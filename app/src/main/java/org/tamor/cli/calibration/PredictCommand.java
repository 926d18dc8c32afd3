package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.calibrate.ensemble.Prediction;
import org.tamor.calibrate.ensemble.PredictionTables;
import org.tamor.calibrate.ensemble.Predictor;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.report.calibration.PredictionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor predict`: what an ensemble of parameter vectors predicts for a PEtab problem.
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Simulates an ensemble of parameter vectors: median, 50 %% and 90 %% bands of every"
                        + " observable, of its value and of a measurement.",
        footer = {
            "",
            "Writes predictions.csv, coverage.csv, figures/ and report.html to the folder given by"
                    + " --out."
        })
public final class PredictCommand extends ConsoleCommand {

    @Parameters(paramLabel = "PROBLEM.yaml", description = "problem file")
    private Path file = Path.of("");

    @Option(
            names = "--ensemble",
            required = true,
            paramLabel = "FILE.tsv",
            description = "weighted parameter vectors, as tamor sample writes them to ensemble.tsv")
    private Path ensembleFile = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/PROBLEM-predict)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many vectors are simulated at once; the results do not depend on it"
                            + " (default: one a processor)")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    @Mixin private ToleranceOptions tolerances = new ToleranceOptions();

    @Override
    public Integer call() {
        checkThreads(threads);
        tolerances.check();
        PetabProblem problem = ProblemFiles.read(file);
        Ensemble ensemble =
                EnsembleFile.read(
                        ensembleFile,
                        problem.parameters().stream().map(PetabParameter::id).toList());
        Path target = target();
        Prediction prediction;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            int count = ensemble.members().size();
            progress.report("vectors", 0, count);
            prediction =
                    Predictor.predict(
                            problem, ensemble, tolerances.solver(100_000), threads, progress);
        }
        write(target, prediction);
        print(prediction, target);
        return 0;
    }

    private void print(Prediction prediction, Path target) {
        PrintWriter console = console();
        console.printf(
                Locale.ROOT,
                "%d vectors simulated, %d failed%s%n",
                prediction.members(),
                prediction.failed(),
                prediction.failed() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (%.1f %% of the weight; the others stand for them)",
                                100 * prediction.failedWeight()));
        console.printf(
                Locale.ROOT,
                "coverage: %.1f %% of %d measurements lie in the central 90 %% predicted for"
                        + " them%n",
                100 * prediction.coverage(),
                prediction.measured().size());
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private void write(Path target, Prediction prediction) {
        try {
            ResultFolder folder = ResultFolder.open(target);
            WholeFile.write(
                    target.resolve("predictions.csv"), PredictionTables.predictions(prediction));
            WholeFile.write(target.resolve("coverage.csv"), PredictionTables.coverage(prediction));
            PredictionReport.write(
                    ResultNames.plainTitle(file),
                    prediction,
                    Invocation.facts(commandSpec(), Map.of("ensemble", ensembleFile.toString())),
                    target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }

    private Path target() {
        Path folder = out.orElseGet(() -> ResultNames.folderOf(file, "-predict"));
        ResultNames.makeFolder(folder);
        return folder;
    }
}
