package org.tamor.cli.tumour;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.FindingText;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyEnsemble;
import org.tamor.cohort.Coverage;
import org.tamor.cohort.Trial;
import org.tamor.cohort.TrialRunner;
import org.tamor.cohort.TrialTables;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.ProtocolReader;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.format.tumour.TumourDeclarations;
import org.tamor.format.tumour.TumourReader;
import org.tamor.format.tumour.TumourReading;
import org.tamor.report.figure.DataTable;
import org.tamor.report.tumour.TrialReport;
import org.tamor.report.tumour.TumourReport;
import org.tamor.study.Study;
import org.tamor.study.StudyReader;
import org.tamor.tumour.analysis.TumourAnalyser;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.analysis.TumourOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor trial`: a virtual study of animals on the model of a study.
@Command(
        name = "trial",
        mixinStandardHelpOptions = true,
        description = {
            "Carries out a study of virtual animals as a protocol says: tumours that differ are"
                    + " engrafted, measured, allotted to arms, treated and measured again on the"
                    + " model of a study; the volumes are analysed as tamor mouse analyses those of"
                    + " real animals and compared with what is true.",
            "With --repetitions the study is carried out many times: how often the intervals hold"
                    + " the truth, and how often an effect is found (the power)."
        },
        footer = {
            "",
            "Writes volumes.csv, animals.csv, blots.csv, truth.csv, repetitions.csv, coverage.csv,"
                    + " report.html, figures/ and analysis/ (what tamor mouse makes of volumes.csv)"
                    + " to the folder given by --out."
        })
public final class VirtualCommand extends ConsoleCommand {

    private static final int MOST_REPETITIONS = 100_000;

    @Parameters(paramLabel = "PROTOCOL.yaml", description = "what is planned")
    private Path file = Path.of("");

    @Option(
            names = "--ensemble",
            paramLabel = "FILE.tsv",
            description =
                    "weighted parameter vectors, one for each repetition (default: the study's own"
                            + " values)")
    private Optional<Path> ensembleFile = Optional.empty();

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "how often the study is carried out (default: as the protocol says)")
    private Optional<Integer> repetitions = Optional.empty();

    @Option(
            names = "--animals",
            paramLabel = "N",
            description = "animals in each arm (default: as the protocol says)")
    private Optional<Integer> animals = Optional.empty();

    @Option(
            names = "--power",
            split = ",",
            paramLabel = "N",
            description =
                    "besides, carry out as many studies with so many animals in each arm and say"
                            + " how often effects are found; several numbers with commas")
    private List<Integer> power = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of the random numbers (default: as the protocol says)")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "how many studies go on at once; the results do not depend on it (default: one"
                            + " a processor)")
    private int threads = TumourOptions.standard().threads();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/PROTOCOL-trial)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        checkThreads(threads);
        repetitions.ifPresent(
                count ->
                        check(
                                count >= 1 && count <= MOST_REPETITIONS,
                                "--repetitions must lie between 1 and " + MOST_REPETITIONS));
        animals.ifPresent(
                count ->
                        check(
                                count >= 2 && count <= 10_000,
                                "--animals must lie between 2 and 10000"));
        power.forEach(
                count ->
                        check(
                                count >= 2 && count <= 10_000,
                                "--power takes numbers between 2 and 10000"));
        check(power.isEmpty() || repetitions.orElse(2) > 1, "--power needs several --repetitions");
        Protocol protocol = protocol();
        Study study = StudyReader.read(protocol.study());
        Optional<Ensemble> ensemble = ensembleFile.map(path -> StudyEnsemble.read(study, path));
        TrialRunner runner = new TrialRunner(study, protocol, ensemble);
        Path target = target();
        Trial trial;
        Map<Integer, List<Coverage>> sizes = new LinkedHashMap<>();
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            trial = runner.run(threads, progress);
            for (int count : power) {
                TrialRunner other = new TrialRunner(study, protocol.withAnimals(count), ensemble);
                sizes.put(count, other.run(threads, progress).coverage());
            }
        }
        TumourAnalysis analysis = write(trial, study, sizes, target);
        PrintWriter console = console();
        MouseSummary.print(analysis, console);
        console.println();
        VirtualSummary.print(trial, console);
        VirtualSummary.printPower(sizes, console);
        console.println();
        console.println("report: " + target.resolve("report.html"));
        console.flush();
        return 0;
    }

    private Protocol protocol() {
        Protocol read = ProtocolReader.read(file);
        Protocol sized = animals.map(read::withAnimals).orElse(read);
        return sized.with(
                repetitions.orElse(sized.repetitions()),
                seed.orElse(sized.seed()),
                sized.analysis().threads(threads));
    }

    private Path target() {
        Path folder = out.orElseGet(() -> ResultNames.folderOf(file, "-trial"));
        ResultNames.makeFolder(folder);
        return folder;
    }

    /// Writes everything; the volumes are read back as any file of volumes is.
    private TumourAnalysis write(
            Trial trial, Study study, Map<Integer, List<Coverage>> sizes, Path target) {
        try {
            ResultFolder folder = ResultFolder.open(target);
            Path volumes = target.resolve("volumes.csv");
            table(volumes, TrialTables.volumes(trial.study()));
            table(target.resolve("animals.csv"), TrialTables.animals(trial.study()));
            table(target.resolve("blots.csv"), TrialTables.blots(trial.study()));
            table(target.resolve("truth.csv"), TrialTables.truth(trial.truth()));
            table(target.resolve("repetitions.csv"), TrialTables.repetitions(trial.repetitions()));
            table(target.resolve("coverage.csv"), TrialTables.coverage(trial.coverage()));
            if (!sizes.isEmpty()) {
                table(target.resolve("power.csv"), TrialTables.power(sizes));
            }
            TumourAnalysis analysis = analysis(trial.protocol(), volumes, target);
            TrialReport.write(trial, analysis, names(study), source(), target);
            folder.close();
            return analysis;
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }

    private static Map<String, String> names(Study study) {
        Map<String, String> names = new LinkedHashMap<>();
        study.problem().observables().forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    private Map<String, String> source() {
        return Invocation.facts(
                commandSpec(),
                ensembleFile.map(path -> Map.of("ensemble", path.toString())).orElse(Map.of()));
    }

    static void table(Path path, List<List<Object>> rows) throws IOException {
        List<String> header = rows.getFirst().stream().map(Object::toString).toList();
        WholeFile.write(path, new DataTable(header, rows.subList(1, rows.size())).toCsv());
    }

    private TumourAnalysis analysis(Protocol protocol, Path volumes, Path target) {
        TumourReading reading =
                TumourReader.read(
                        volumes,
                        new TumourDeclarations(
                                Optional.of("mm3"),
                                OptionalDouble.of(0),
                                Optional.empty(),
                                Optional.of(protocol.control()),
                                List.of(),
                                List.of(),
                                OptionalDouble.of(protocol.measurement().detection())));
        TumourAnalysis analysis =
                TumourAnalyser.analyse(
                        reading.study()
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "volumes.csv cannot be read back: "
                                                                + reading.findings())),
                        reading.control(),
                        reading.designs(),
                        protocol.analysis(),
                        done -> {});
        TumourReport.write(
                analysis,
                new TumourReport.Source(
                        volumes.toString(),
                        reading.findings().stream().map(FindingText::row).toList(),
                        Invocation.command(commandSpec()),
                        Invocation.program()),
                target.resolve("analysis"));
        return analysis;
    }
}
