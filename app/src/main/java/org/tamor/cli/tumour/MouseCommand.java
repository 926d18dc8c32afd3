package org.tamor.cli.tumour;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.FindingText;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.ResultFolder;
import org.tamor.format.sheet.Finding;
import org.tamor.format.tumour.TumourDeclarations;
import org.tamor.format.tumour.TumourReader;
import org.tamor.format.tumour.TumourReading;
import org.tamor.report.tumour.TumourReport;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Reference;
import org.tamor.tumour.analysis.TumourAnalyser;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.analysis.TumourOptions;
import org.tamor.tumour.survival.Progression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `tamor mouse`: tumour volumes of animals, and whether drugs interact in them.
@Command(
        name = "mouse",
        mixinStandardHelpOptions = true,
        description = {
            "Reads tumour volumes of animals over time (long tables, or a column for each day or"
                    + " animal; CSV, TSV or XLSX) and says how each treatment changes growth, which"
                    + " tumours responded, when they progressed, and whether drugs that were given"
                    + " together interact, by which reference and how sure that is.",
            "With --check only what was found in the file is printed; the exit code is 0 where it"
                    + " can be analysed, else 2."
        })
public final class MouseCommand extends ConsoleCommand {

    private static final TumourOptions STANDARD = TumourOptions.standard();

    @Parameters(paramLabel = "FILE", arity = "1", description = "table of tumour volumes")
    private Path file = Path.of("");

    @Option(
            names = "--control",
            paramLabel = "NAME",
            description = "the untreated arm (default: the one called vehicle, control and so on)")
    private Optional<String> control = Optional.empty();

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "A,B,AB",
            description =
                    "the arms of single drugs and, last, the arm of all of them (default: found by"
                            + " names such as A + B)")
    private List<String> arms = List.of();

    @Option(names = "--without", split = ",", paramLabel = "ARM", description = "arms to leave out")
    private List<String> without = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "the study or tumour model to analyse, of a file that holds several")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--unit",
            paramLabel = "U",
            description = "unit of the volumes, mm3 or cm3 (default: as the header says)")
    private Optional<String> unit = Optional.empty();

    @Option(
            names = "--start",
            paramLabel = "DAY",
            description =
                    "the day of the file on which treatment starts (default: the last up to 0 on"
                            + " which most animals were measured, else the first)")
    private @Nullable Double start;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description =
                    "the last day of the growth rates and of the test of interaction, from the"
                            + " start of treatment (default: the last on which half of every arm"
                            + " was measured)")
    private @Nullable Double until;

    @Option(
            names = "--floor",
            paramLabel = "MM3",
            description =
                    "the volume that stands for 0 in logarithms (default: half of the smallest"
                            + " above 0)")
    private @Nullable Double floor;

    @Option(
            names = "--progression",
            paramLabel = "P",
            description =
                    "when a tumour has progressed: so many times its volume at the start (3x) or a"
                            + " volume in mm3 (1000), or two readings in succession there ('3x"
                            + " confirmed') (default: 2x)")
    private String progression = "2x";

    @Option(
            names = "--primary",
            paramLabel = "REFERENCE",
            defaultValue = "bliss",
            description =
                    "the reference whose test counts, chosen before the data are looked at: bliss,"
                            + " hsa or response-additivity (default ${DEFAULT-VALUE})")
    private String primary = "bliss";

    @Option(names = "--check", description = "only print what was found in the file")
    private boolean check;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/ and the name of the file)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--bootstraps",
            paramLabel = "N",
            description =
                    "studies simulated for the bootstrap interval of each combination, 0 for none"
                            + " (default 300)")
    private int bootstraps = STANDARD.draws();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of the random numbers (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads at work (default: as many as there are processors)")
    private int threads = STANDARD.threads();

    @Override
    public Integer call() {
        check(
                bootstraps == 0 || bootstraps >= 19 && bootstraps <= 100_000,
                "--bootstraps must be 0 or lie between 19 and 100000");
        checkThreads(threads);
        check(floor == null || floor > 0, "--floor must be above 0");
        check(until == null || until > 0, "--until must be above 0");
        TumourOptions options = options();
        PrintWriter console = console();
        PrintWriter errors = errors();
        TumourReading reading = TumourReader.read(file, declarations());
        if (check) {
            reading.findings().forEach(finding -> console.println(FindingText.line(finding)));
            console.println(MouseSummary.ofReading(reading));
            return reading.usable() ? 0 : 2;
        }
        reading.findings()
                .forEach(finding -> errors.println("tamor: " + FindingText.line(finding)));
        if (reading.study().isEmpty()) {
            long problems =
                    reading.findings().stream()
                            .filter(finding -> finding.severity() == Finding.Severity.PROBLEM)
                            .count();
            throw new BadInputException(
                    "mouse.problems",
                    Location.ofFile(file.toString()),
                    problems
                            + (problems == 1 ? " problem stands" : " problems stand")
                            + " in the way (listed above); mend the file, or declare what is meant"
                            + " with --control, --arms, --model, --unit or --without");
        }
        double[] days = reading.study().get().days();
        check(
                until == null || until <= days[days.length - 1],
                "--until lies beyond the last day that was measured, " + days[days.length - 1]);
        analyse(reading.study().get(), reading, options, console, errors);
        return 0;
    }

    private void analyse(
            TumourStudy study,
            TumourReading reading,
            TumourOptions options,
            PrintWriter console,
            PrintWriter errors) {
        Path target = target();
        TumourAnalysis analysis;
        int total = options.draws() * reading.designs().size();
        try (ConsoleProgress progress = new ConsoleProgress(errors)) {
            analysis =
                    TumourAnalyser.analyse(
                            study,
                            reading.control(),
                            reading.designs(),
                            options,
                            done -> {
                                synchronized (progress) {
                                    progress.report("simulated studies", done, total);
                                }
                            });
        }
        write(reading, analysis, target);
        MouseSummary.print(analysis, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private TumourOptions options() {
        Reference reference =
                Arrays.stream(Reference.values())
                        .filter(known -> known.key().equals(primary))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                commandSpec().commandLine(),
                                                "--primary takes bliss, hsa or"
                                                        + " response-additivity, not '"
                                                        + primary
                                                        + "'"));
        return new TumourOptions(
                reference,
                progression(),
                optional(until),
                bootstraps,
                seed,
                threads,
                STANDARD.level());
    }

    private Progression progression() {
        return Progression.parse(progression)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        commandSpec().commandLine(),
                                        "--progression takes a fold above 1 such as 2x, a"
                                                + " volume in mm3 such as 1000, or one of these"
                                                + " with 'confirmed' behind it, not '"
                                                + progression
                                                + "'"));
    }

    private TumourDeclarations declarations() {
        return new TumourDeclarations(
                unit, optional(start), model, control, arms, without, optional(floor));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The folder, made before the long work: one that can't be written should show at once.
    private Path target() {
        Path folder = out.orElseGet(() -> ResultNames.folder("", file));
        ResultNames.makeFolder(folder);
        return folder;
    }

    private void write(TumourReading reading, TumourAnalysis analysis, Path target) {
        TumourReport.Source source =
                new TumourReport.Source(
                        file.toString(),
                        reading.findings().stream().map(FindingText::row).toList(),
                        Invocation.command(commandSpec()),
                        Invocation.program());
        try {
            ResultFolder folder = ResultFolder.open(target);
            TumourReport.write(analysis, source, target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }
}
