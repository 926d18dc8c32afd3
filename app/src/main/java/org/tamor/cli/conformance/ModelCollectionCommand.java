package org.tamor.cli.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tamor.conformance.CaseOutcome.Status;
import org.tamor.conformance.ModelCollection;
import org.tamor.conformance.ModelOutcome;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tamor conformance biomodels`: which models of a collection can be simulated.
@Command(
        name = "biomodels",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates every SBML model of a collection from time 0 to 100.",
            "A model that is simulated has passed, one that is refused with a reason is skipped; it"
                + " has failed if the integration cannot go on or takes too long. Exit code 0 if"
                + " none failed, else 1."
        })
final class ModelCollectionCommand implements Callable<Integer> {

    private static final int REPORT_EVERY = 50;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE.zip|DIR", description = "archive or folder with SBML files")
    private Path place = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "where to write a table with one line for each model")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "NAME",
            description = "names of the files to run (default: all)")
    private List<String> chosen = List.of();

    @Option(names = "--threads", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--timeout",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "for one model (default ${DEFAULT-VALUE})")
    private double timeout;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("the command was not started by the command line");
        }
        PrintWriter console = spec.commandLine().getErr();
        PrintWriter results = spec.commandLine().getOut();
        List<ModelCollection.Entry> entries = choose(ModelCollection.open(place).entries());
        AtomicInteger done = new AtomicInteger();
        List<ModelOutcome> outcomes =
                ModelCollection.simulate(
                        entries,
                        Math.clamp(threads, 1, 64),
                        timeout,
                        outcome -> {
                            int count = done.incrementAndGet();
                            if (count % REPORT_EVERY == 0 || count == entries.size()) {
                                console.println(
                                        "tamor: " + count + " of " + entries.size() + " models");
                            }
                        });
        for (ModelOutcome outcome : outcomes) {
            String word = word(outcome.status());
            if (outcome.status() != Status.PASSED) {
                results.println(outcome.name() + " " + word + ": " + line(outcome.reason()));
            } else if (!outcome.reason().isEmpty()) {
                console.println("tamor: " + outcome.name() + ": " + line(outcome.reason()));
            }
        }
        out.ifPresent(file -> write(outcomes, file));
        results.println(ModelOutcome.summary(outcomes));
        return ModelOutcome.count(outcomes, Status.FAILED) == 0 ? 0 : 1;
    }

    private List<ModelCollection.Entry> choose(List<ModelCollection.Entry> entries) {
        if (chosen.isEmpty()) {
            return entries;
        }
        Set<String> missing = new HashSet<>(chosen);
        entries.forEach(entry -> missing.remove(entry.name()));
        if (!missing.isEmpty()) {
            throw new BadInputException(
                    "conformance.no-cases",
                    Location.ofFile(place.toString()),
                    "there is no file " + String.join(", ", missing) + " here; check --model");
        }
        return entries.stream().filter(entry -> chosen.contains(entry.name())).toList();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static void write(List<ModelOutcome> outcomes, Path file) {
        StringBuilder text = new StringBuilder("model,status,states,reason\n");
        for (ModelOutcome outcome : outcomes) {
            text.append(quoted(outcome.name()))
                    .append(',')
                    .append(word(outcome.status()))
                    .append(',')
                    .append(outcome.states())
                    .append(',')
                    .append(quoted(line(outcome.reason())))
                    .append('\n');
        }
        try {
            WholeFile.write(file, text.toString());
        } catch (IOException problem) {
            throw new EnvironmentException(
                    "output.unwritable",
                    Location.ofFile(file.toString()),
                    "cannot be written (" + problem.getMessage() + "); choose another --out");
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
