package org.tamor.cli.combination;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.FindingText;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.analysis.AnalysisOptions;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.ReferenceCatalogue;
import org.tamor.combination.analysis.StudyAnalyser;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.files.ResultFolder;
import org.tamor.format.sheet.Finding;
import org.tamor.format.plate.PlateReader;
import org.tamor.format.plate.PlateReading;
import org.tamor.format.plate.Recipe;
import org.tamor.report.combination.CombinationExport;
import org.tamor.report.combination.CombinationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `tamor combine`: whether drugs work better together, by every convention.
@Command(
        name = "combine",
        mixinStandardHelpOptions = true,
        description = {
            "Reads measurements of drug combinations (long tables, dose matrices, plate-reader"
                    + " grids; CSV, TSV or XLSX) and says whether the drugs interact, by which"
                    + " reference, how sure that is, and what to measure next.",
            "With --check only what was found in the files is printed; the exit code is 0 where"
                    + " they can be analysed, else 2."
        })
public final class CombineCommand extends ConsoleCommand {

    private static final AnalysisOptions STANDARD = AnalysisOptions.standard();
    private static final List<String> EXPORTS = CombinationExport.FORMATS;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "files of measurements, read together")
    private List<Path> files = List.of();

    @Option(
            names = "--recipe",
            paramLabel = "R.yaml",
            description = "how the files are to be read, as an earlier run wrote it to recipe.yaml")
    private Optional<Path> recipe = Optional.empty();

    @Option(names = "--check", description = "only print what was found in the files")
    private boolean check;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder for the results (default: results/ and the name of the first file)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--primary",
            paramLabel = "MODEL",
            defaultValue = "bliss",
            description =
                    "the reference whose test counts, chosen before the data are looked at: bliss,"
                            + " hsa, bliss-range, loewe, loewe-generalised, hill-pde, braid, gca,"
                            + " response-additivity (default ${DEFAULT-VALUE})")
    private String primary = "bliss";

    @Option(
            names = "--scale",
            paramLabel = "S",
            description =
                    "what the responses are: viability, viability-percent, inhibition,"
                        + " inhibition-percent, growth-rate, growth-percent, proliferation-rate,"
                        + " log-fold or raw-signal (default: detected, or asked for)")
    private Optional<String> scale = Optional.empty();

    @Option(
            names = "--unit",
            paramLabel = "U",
            description = "unit of the doses where the files name none")
    private Optional<String> unit = Optional.empty();

    @Option(names = "--map", paramLabel = "FILE", description = "plate map: what is in which well")
    private Optional<Path> map = Optional.empty();

    @Option(
            names = "--bootstraps",
            paramLabel = "N",
            description =
                    "plates simulated for the bands and intervals of each block in detail, 0 for"
                            + " none (default 999)")
    private int bootstraps = STANDARD.draws();

    @Option(
            names = "--detail",
            paramLabel = "N",
            description =
                    "how many blocks, in the order of the files, get bands, fitted surfaces and a"
                            + " section of their own; the others are screened (default 12)")
    private int detail = STANDARD.detailed();

    @Option(
            names = "--robust",
            description = "let wells far from the single-drug curves count less")
    private boolean robust;

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

    @Option(
            names = "--export",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "also write the data for other programs, to export/: synergyfinder,"
                            + " synergyfinder-matrix, python-synergy, bigl, pharmacogx, gdr")
    private List<String> export = List.of();

    @Override
    public Integer call() {
        check(
                bootstraps == 0 || bootstraps >= 19 && bootstraps <= 100_000,
                "--bootstraps must be 0 or lie between 19 and 100000");
        check(detail >= 0 && detail <= 200, "--detail must lie between 0 and 200");
        checkThreads(threads);
        for (String format : export) {
            check(
                    EXPORTS.contains(format),
                    "--export takes " + String.join(", ", EXPORTS) + ", not '" + format + "'");
        }
        PrintWriter console = console();
        PrintWriter errors = errors();
        PlateReading reading = PlateReader.read(files, recipe());
        if (check) {
            reading.findings().forEach(finding -> console.println(FindingText.line(finding)));
            console.println(CombineSummary.ofReading(reading));
            return reading.usable() && CombineSummary.isAnalysable(reading) ? 0 : 2;
        }
        reading.findings()
                .forEach(finding -> errors.println("tamor: " + FindingText.line(finding)));
        if (!reading.usable()) {
            long problems =
                    reading.findings().stream()
                            .filter(finding -> finding.severity() == Finding.Severity.PROBLEM)
                            .count();
            throw new BadInputException(
                    "combine.problems",
                    Location.ofFile(files.getFirst().toString()),
                    problems
                            + (problems == 1 ? " problem stands" : " problems stand")
                            + " in the way (listed above); mend the files, or declare what is meant"
                            + " with --scale, --unit, --map or --recipe");
        }
        analyse(reading, console, errors);
        return 0;
    }

    private void analyse(PlateReading reading, PrintWriter console, PrintWriter errors) {
        List<CombinationBlock> blocks = reading.blocks();
        ReferenceCatalogue.primary(primary, blocks.getFirst().data().scale());
        Path target = target();
        CombinationStudy study;
        try (ConsoleProgress progress = new ConsoleProgress(errors)) {
            study =
                    StudyAnalyser.analyse(
                            blocks,
                            options(),
                            done -> {
                                synchronized (progress) {
                                    progress.report("blocks", done, blocks.size());
                                }
                            });
        }
        if (study.analyses().isEmpty() && study.alone().isEmpty()) {
            CombinationStudy.Unusable first = study.unusable().getFirst();
            throw new BadInputException(
                    first.code(),
                    Location.ofFile(files.getFirst().toString()).withElement(first.block()),
                    first.reason());
        }
        write(reading, study, target, errors);
        CombineSummary.print(study, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private AnalysisOptions options() {
        return new AnalysisOptions(
                primary, bootstraps, seed, threads, STANDARD.level(), robust, detail);
    }

    private Recipe recipe() {
        Recipe declared = recipe.map(Recipe::read).orElseGet(Recipe::detect);
        if (scale.isPresent()) {
            declared = declared.withScale(scaleOf(scale.get()));
        }
        if (unit.isPresent()) {
            declared = declared.withUnit(unit.get());
        }
        return map.isPresent() ? declared.withPlateMap(map.get()) : declared;
    }

    private ResponseScale scaleOf(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = new ArrayList<>();
        for (ResponseScale known : ResponseScale.values()) {
            if (known.name().equals(constant)) {
                return known;
            }
            names.add(known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        throw new ParameterException(
                commandSpec().commandLine(),
                "--scale takes " + String.join(", ", names) + ", not '" + name + "'");
    }

    /// The folder, made before the long work: one that can't be written should show at once.
    private Path target() {
        Path folder = out.orElseGet(() -> ResultNames.folder("", files.getFirst()));
        ResultNames.makeFolder(folder);
        return folder;
    }

    private void write(
            PlateReading reading, CombinationStudy study, Path target, PrintWriter errors) {
        CombinationReport.Source source =
                new CombinationReport.Source(
                        files.stream().map(Path::toString).toList(),
                        reading.findings().stream().map(FindingText::row).toList(),
                        Invocation.command(commandSpec()),
                        Invocation.program());
        try {
            ResultFolder folder = ResultFolder.open(target);
            CombinationReport.write(study, source, target);
            reading.recipe().write(target.resolve("recipe.yaml"));
            if (!export.isEmpty()) {
                CombinationExport.write(reading.blocks(), export, target.resolve("export"))
                        .forEach(left -> errors.println("tamor: note: export: " + left));
            }
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }
}
