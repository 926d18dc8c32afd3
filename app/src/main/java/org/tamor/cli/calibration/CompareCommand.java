package org.tamor.cli.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.anneal.PriorCoordinates;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.cli.console.ConsoleProgress;
import org.tamor.cli.console.Invocation;
import org.tamor.cli.console.ResultNames;
import org.tamor.cli.console.StudyArgument;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.report.calibration.ComparisonReport;
import org.tamor.study.Mechanism;
import org.tamor.study.Study;
import org.tamor.study.comparison.ComparisonTables;
import org.tamor.study.comparison.MechanismComparison;
import org.tamor.study.comparison.MechanismEvidence;
import org.tamor.study.comparison.MechanismVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tamor compare`: lets the mechanisms that a study names compete.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare the mechanisms that a study names by how likely its measurements, and its"
                    + " sentences, are under each: marginal likelihoods with their errors, and"
                    + " information criteria.",
            "The posterior of every mechanism is annealed by itself, which takes long."
        },
        footer = {
            "",
            "Writes comparison.csv, sentences.csv and report.html into the folder given by --out,"
                    + " and the state of each mechanism for --resume.",
            "Exit code 0 if all populations settled, 1 otherwise."
        })
public final class CompareCommand extends ConsoleCommand {

    @Mixin private StudyArgument argument = new StudyArgument();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for the results (default: results/ and the study's id, -compare)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = "go on with the run that was interrupted in the folder of results")
    private boolean resume;

    @Mixin private AnnealingStart start = new AnnealingStart();

    @Mixin private AnnealingArguments arguments = new AnnealingArguments();

    @Override
    public Integer call() {
        start.check();
        arguments.check();
        Study study = argument.read();
        Path target = out.orElseGet(() -> Path.of("results", study.id() + "-compare"));
        ResultNames.makeFolder(target);
        List<MechanismEvidence> evidence;
        try (ConsoleProgress progress = new ConsoleProgress(errors())) {
            evidence =
                    new MechanismComparison(
                                    study, arguments.solver(), arguments.threads(), progress)
                            .run((mechanism, prior) -> anneal(mechanism, prior, target, progress));
        }
        List<MechanismVerdict> verdicts = ComparisonTables.verdicts(evidence);
        write(study, evidence, verdicts, target);
        print(evidence, verdicts, target);
        return evidence.stream().allMatch(MechanismEvidence::rested) ? 0 : 1;
    }

    private AnnealedSample anneal(
            Mechanism mechanism, PriorCoordinates prior, Path target, ConsoleProgress progress) {
        Path state = target.resolve("state-" + mechanism.id() + ".tsv");
        return start.run(
                arguments,
                prior,
                state,
                resume && Files.exists(state),
                (phase, done, total) ->
                        progress.report(mechanism.id() + ": " + phase, done, total));
    }

    private void write(
            Study study,
            List<MechanismEvidence> evidence,
            List<MechanismVerdict> verdicts,
            Path target) {
        try {
            ResultFolder results = ResultFolder.open(target);
            WholeFile.write(
                    target.resolve("comparison.csv"),
                    ComparisonTables.comparison(evidence, verdicts));
            WholeFile.write(target.resolve("sentences.csv"), ComparisonTables.sentences(evidence));
            ComparisonReport.write(
                    study, evidence, verdicts, Invocation.facts(commandSpec(), Map.of()), target);
            results.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }

    private void print(
            List<MechanismEvidence> evidence, List<MechanismVerdict> verdicts, Path target) {
        PrintWriter console = console();
        Map<String, List<MechanismEvidence>> byQuestion =
                evidence.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.mechanism().question(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        byQuestion.forEach(
                (question, competing) -> {
                    console.println(question);
                    for (MechanismEvidence one : competing) {
                        console.printf(
                                Locale.ROOT,
                                "  %-22s log marginal likelihood %.1f (+- %.1f)%s; AIC %.1f%s%n",
                                one.mechanism().id(),
                                one.logMarginal(false),
                                one.error(false),
                                withSentences(one),
                                one.akaike(),
                                one.rested() ? "" : "; not settled");
                    }
                    verdicts.stream()
                            .filter(verdict -> verdict.question().equals(question))
                            .forEach(verdict -> console.println("  " + verdict.words()));
                });
        console.println("report: " + target.resolve("report.html"));
        console.flush();
    }

    private static String withSentences(MechanismEvidence evidence) {
        return evidence.sentences().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", with the sentences %.1f (+- %.1f)",
                        evidence.logMarginal(true),
                        evidence.error(true));
    }
}
