package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.sample.ConvergenceGate;
import org.tamor.calibrate.validation.MeasurementGroup;
import org.tamor.calibrate.validation.MeasurementGroup.Grouping;
import org.tamor.calibrate.validation.Validation;
import org.tamor.calibrate.validation.ValidationTables;
import org.tamor.calibrate.validation.Validator;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyArgument;
import org.tamor.cli.console.StudyEnsemble;
import org.tamor.failure.BadInputException;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.format.petab.NearestNames;
import org.tamor.parallel.Progress;
import org.tamor.report.calibration.ValidationReport;
import org.tamor.report.figure.Numbers;
import org.tamor.simulate.SolverOptions;
import org.tamor.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tamor validate`: scores what an ensemble foretells of measurements.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Score what a study's ensemble foretells of measurements: of those that it was fitted"
                + " to, of each experiment as if its measurements had not been there, and of those"
                + " that were kept aside (validation_measurement_files).",
            "What an ensemble without an experiment would say is found by weights. With --anneal,"
                    + " where weights leave fewer than half of the vectors, it is drawn anew."
        },
        footer = {
            "",
            "Writes validation.csv and report.html into the folder given by --out; with --anneal"
                    + " also the ensembles without a group, in the folder without/.",
            "Exit code 1 where ensembles were drawn anew and their islands do not agree, else 0."
        })
public final class ValidateCommand extends ConsoleCommand {

    @Mixin private StudyArgument argument = new StudyArgument();

    @Option(
            names = "--ensemble",
            paramLabel = "FILE.tsv",
            description = "weighted parameter vectors (default: those of the study)")
    private Optional<Path> ensemble = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder for the results (default: results/ and the study's id, -validate)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--leave-out",
            paramLabel = "WHAT",
            description =
                    "measurements that are left out together: experiment or dataset (what datasetId"
                            + " has before the first #) (default experiment)")
    private String leftOut = "experiment";

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description =
                    "leave out this experiment or data set alone; may be given several times"
                            + " (default: each in turn)")
    private List<String> only = List.of();

    @Option(
            names = "--anneal",
            description = "draw anew where weights say too little; the options below are for this")
    private boolean anneal;

    @Option(
            names = "--resume",
            description = "go on with the run that was interrupted in the folder of results")
    private boolean resume;

    @Mixin private AnnealingArguments arguments = new AnnealingArguments();

    @Override
    public Integer call() {
        arguments.check();
        check(
                List.of("experiment", "dataset").contains(leftOut),
                "--leave-out takes experiment, dataset");
        check(anneal || !resume, "--resume goes with --anneal: weights take no time");
        Study study = argument.read();
        List<MeasurementGroup> groups = wanted(study);
        Ensemble vectors = StudyEnsemble.of(study, ensemble);
        Path target = out.orElseGet(() -> Path.of("results", study.id() + "-validate"));
        ResultNames.makeFolder(target);
        Validation validation;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            validation = validate(study, groups, vectors, target, progress);
        }
        try {
            ResultFolder results = ResultFolder.open(target);
            WholeFile.write(
                    target.resolve("validation.csv"), ValidationTables.measurements(validation));
            ValidationReport.write(
                    study.title(),
                    validation,
                    Invocation.facts(
                            commandSpec(),
                            Map.of("vectors", Integer.toString(vectors.members().size()))),
                    target);
            results.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
        print(validation, target);
        return validation.unsettled().isEmpty() ? 0 : 1;
    }

    private Validation validate(
            Study study,
            List<MeasurementGroup> groups,
            Ensemble vectors,
            Path target,
            Progress progress) {
        Validation validation =
                Validator.validate(
                        study.problem(),
                        study.validationMeasurements(),
                        vectors,
                        groups,
                        SolverOptions.DEFAULT,
                        arguments.threads(),
                        progress);
        return anneal
                ? new LeavingOut(study.problem(), vectors, arguments, target.resolve("without"))
                        .run(validation, groups, resume, progress)
                : validation;
    }

    private List<MeasurementGroup> wanted(Study study) {
        List<MeasurementGroup> groups =
                Grouping.valueOf(leftOut.toUpperCase(Locale.ROOT)).groups(study.problem());
        if (leftOut.equals("dataset")) {
            groups.forEach(ValidateCommand::checkNamed);
        }
        List<String> names = groups.stream().map(MeasurementGroup::name).toList();
        for (String name : only) {
            check(
                    names.contains(name),
                    "--only names "
                            + name
                            + ", which was not measured; "
                            + NearestNames.hint(
                                    name, names, "choose one of " + String.join(", ", names)));
        }
        return groups.stream()
                .filter(group -> only.isEmpty() || only.contains(group.name()))
                .toList();
    }

    private static void checkNamed(MeasurementGroup group) {
        if (group.name().isBlank()) {
            throw new BadInputException(
                    "validate.no-dataset",
                    group.measurements().getFirst().location(),
                    group.measurements().size()
                            + " measurements, the first of them here, name no data set; give each a"
                            + " datasetId, or leave out experiments (--leave-out experiment)");
        }
    }

    private void print(Validation validation, Path target) {
        PrintWriter console = console();
        String row = "%-12s %12s %12s %12s %12s %12s %12s%n";
        console.printf(
                row, "", "measurements", "in 50 %", "in 90 %", "log score", "of nominal", "fewest");
        validation
                .summaries()
                .forEach(
                        (kind, summary) ->
                                console.printf(
                                        row,
                                        kind.label(),
                                        summary.measurements(),
                                        Numbers.probability(summary.inside50()),
                                        Numbers.probability(summary.inside90()),
                                        number(summary.logScore()),
                                        number(summary.logScoreOfNominal()),
                                        String.format(Locale.ROOT, "%.0f", summary.fewest())));
        console.println(
                "log score: mean logarithm of the density foretold, by the ensemble and by the"
                    + " nominal parameters; fewest: the least effective number of vectors (of those"
                    + " drawn anew: of any parameter)");
        if (!validation.unsettled().isEmpty()) {
            console.println(
                    "drawn anew, but the islands do not agree (R-hat of "
                            + ConvergenceGate.STANDARD.rHat()
                            + " or more; ask for larger islands or more --sweeps): "
                            + String.join(", ", validation.unsettled()));
        }
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
