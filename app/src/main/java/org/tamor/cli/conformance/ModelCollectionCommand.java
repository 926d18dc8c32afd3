package org.tamor.cli.conformance;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tamor.conformance.CaseOutcome.Status;
import org.tamor.conformance.ModelCollection;
import org.tamor.conformance.ModelOutcome;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class ModelCollectionCommand extends SuiteCommand {

    private static final int REPORT_EVERY = 50;

    @Parameters(paramLabel = "FILE.zip|DIR", description = "archive or folder with SBML files")
    private Path place = Path.of("");

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "NAME",
            description = "names of the files to run (default: all)")
    private List<String> chosen = List.of();

    @Option(
            names = "--timeout",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "for one model (default ${DEFAULT-VALUE})")
    private double timeout;

    @Override
    public Integer call() {
        List<ModelCollection.Entry> entries = choose(ModelCollection.open(place).entries());
        Runnable counter = counter(REPORT_EVERY, entries.size(), "models");
        List<ModelOutcome> outcomes =
                ModelCollection.simulate(entries, threads(), timeout, _ -> counter.run());
        for (ModelOutcome outcome : outcomes) {
            String word = word(outcome.status());
            if (outcome.status() != Status.PASSED) {
                console().println(outcome.name() + " " + word + ": " + line(outcome.reason()));
            } else if (!outcome.reason().isEmpty()) {
                errors().println("tamor: " + outcome.name() + ": " + line(outcome.reason()));
            }
        }
        write(table(outcomes));
        console().println(ModelOutcome.summary(outcomes));
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

    private static String table(List<ModelOutcome> outcomes) {
        StringBuilder text = new StringBuilder("model,status,states,reason\n");
        for (ModelOutcome outcome : outcomes) {
            text.append(quoted(outcome.name()))
                    .append(',')
                    .append(word(outcome.status()))
                    .append(',')
                    .append(outcome.states())
                    .append(',')
                    .append(quoted(outcome.reason()))
                    .append('\n');
        }
        return text.toString();
    }
}
