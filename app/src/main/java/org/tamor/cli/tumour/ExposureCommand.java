package org.tamor.cli.tumour;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyEnsemble;
import org.tamor.cohort.exposure.ExposureTables;
import org.tamor.cohort.exposure.StaticExposure;
import org.tamor.cohort.exposure.StaticExposureRunner;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.cohort.protocol.ExposurePlanReader;
import org.tamor.files.ResultFolder;
import org.tamor.report.tumour.ExposureReport;
import org.tamor.report.tumour.ExposureSentences;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor exposure`: the constant levels of two drugs at which a tumour stands still.
@Command(
        name = "exposure",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the constant free levels of two drugs in the tumour at which a tumour of a"
                    + " virtual study stands still (the tumour static exposure curve), and says"
                    + " which arms and which people reach them on average."
        },
        footer = {
            "",
            "Writes curves.csv, surface.csv, reached.csv, exposure.json, report.html and figures/"
                    + " to the folder given by --out."
        })
public final class ExposureCommand extends ConsoleCommand {

    private static final int MOST_VECTORS = 10_000;

    @Parameters(paramLabel = "PLAN.yaml", description = "the drugs, the protocol and the range")
    private Path file = Path.of("");

    @Option(
            names = "--ensemble",
            paramLabel = "FILE.tsv",
            description = "weighted parameter vectors for the band (default: the study's own)")
    private Optional<Path> ensembleFile = Optional.empty();

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description =
                    "how many vectors are drawn from the ensemble, by systematic resampling; 0 for"
                            + " no band (default: ${DEFAULT-VALUE})")
    private int vectors = 48;

    @Option(
            names = "--target",
            paramLabel = "RATE",
            description =
                    "net growth rate per day that the levels shall leave (default: as the plan"
                            + " says; 0 for a tumour that stands still)")
    private Optional<Double> aim = Optional.empty();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "EDGE",
            description = "cut these edges of the study's network; several with commas")
    private List<String> without = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many vectors are computed at once; the results do not depend on it"
                            + " (default: one a processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/PLAN-exposure)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        checkThreads(threads);
        check(
                vectors >= 0 && vectors <= MOST_VECTORS,
                "--vectors must lie between 0 and " + MOST_VECTORS);
        aim.ifPresent(rate -> check(Math.abs(rate) <= 1, "--target must lie between -1 and 1"));
        ExposurePlan read = ExposurePlanReader.read(file);
        ExposurePlan plan = aim.map(read::withTarget).orElse(read);
        Study study = StudyReader.read(plan.protocol().study());
        Optional<Ensemble> ensemble = vectors == 0 ? Optional.empty() : ensemble(study);
        StaticExposureRunner runner = new StaticExposureRunner(study, plan, without);
        Path target = out.orElseGet(() -> ResultNames.folderOf(file, "-exposure"));
        ResultNames.makeFolder(target);
        StaticExposure found;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            found = runner.run(ensemble, threads, progress);
        }
        write(found, ensemble, target);
        PrintWriter console = console();
        ExposureSentences.of(found).forEach(console::println);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return 0;
    }

    /// Empty where neither the command nor the study has one.
    private Optional<Ensemble> ensemble(Study study) {
        Optional<Ensemble> all =
                ensembleFile.map(given -> StudyEnsemble.read(study, given)).or(study::ensemble);
        return all.map(one -> one.members().size() > vectors ? one.resampled(vectors) : one);
    }

    private void write(StaticExposure found, Optional<Ensemble> ensemble, Path target) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put(
                "parameter vectors",
                ensemble.map(one -> Integer.toString(one.members().size()))
                        .orElse("the study's own values alone"));
        try {
            ResultFolder folder = ResultFolder.open(target);
            VirtualCommand.table(target.resolve("curves.csv"), ExposureTables.curves(found));
            VirtualCommand.table(target.resolve("surface.csv"), ExposureTables.surface(found));
            VirtualCommand.table(target.resolve("reached.csv"), ExposureTables.reached(found));
            ExposureReport.write(found, Invocation.facts(commandSpec(), more), target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }
}
