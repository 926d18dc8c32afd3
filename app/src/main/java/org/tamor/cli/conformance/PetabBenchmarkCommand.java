package org.tamor.cli.conformance;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.conformance.PetabBenchmark;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor conformance petab-benchmark`: log-likelihoods and gradients of the PEtab benchmark
/// collection.
@Command(
        name = "petab-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Compares log-likelihoods and gradients of the PEtab benchmark collection with"
                        + " references; exit code 0 if none failed, else 1.")
final class PetabBenchmarkCommand extends ConsoleCommand {

    @Parameters(
            paramLabel = "DIR",
            description =
                    "folder with problems/NAME/*.yaml, reference/reference.tsv and"
                            + " reference/NAME_gradient.tsv")
    private Path folder = Path.of("");

    @Option(
            names = "--problem",
            split = ",",
            paramLabel = "NAME",
            description = "problems to run (default: all)")
    private List<String> chosen = List.of();

    @Override
    public Integer call() {
        PetabBenchmark benchmark = PetabBenchmark.open(folder);
        for (String name : chosen) {
            if (!benchmark.names().contains(name)) {
                throw new BadInputException(
                        "conformance.no-cases",
                        Location.ofFile(folder.toString()),
                        "there is no problem "
                                + name
                                + "; there are "
                                + String.join(", ", benchmark.names()));
            }
        }
        PrintWriter console = console();
        List<String> names = chosen.isEmpty() ? benchmark.names() : chosen;
        return PetabSuiteCommand.summarise(
                benchmark.run(names, outcome -> PetabSuiteCommand.print(outcome, console)),
                console);
    }
}
