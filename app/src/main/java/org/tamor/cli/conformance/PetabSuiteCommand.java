package org.tamor.cli.conformance;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.conformance.CaseOutcome;
import org.tamor.conformance.PetabOutcome;
import org.tamor.conformance.PetabSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tamor conformance petab-test-suite`: the cases of the PEtab test suite.
@Command(
        name = "petab-test-suite",
        mixinStandardHelpOptions = true,
        description =
                "Runs the cases of the PEtab test suite, versions 1 and 2; exit code 0 if none"
                        + " failed, else 1.")
final class PetabSuiteCommand extends ConsoleCommand {

    @Parameters(
            paramLabel = "DIR",
            description = "folder with v1.0.0/sbml and v2.0.0/sbml, or one of these")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter console = console();
        return summarise(PetabSuite.open(folder).run(outcome -> print(outcome, console)), console);
    }

    /// Prints an outcome that is no pass or has a note.
    static void print(PetabOutcome outcome, PrintWriter console) {
        String reason = SuiteCommand.line(outcome.reason());
        switch (outcome.status()) {
            case PASSED -> {
                if (!outcome.note().isEmpty()) {
                    console.println(outcome.name() + ": " + outcome.note());
                }
            }
            case FAILED -> console.println(outcome.name() + " failed: " + reason);
            case SKIPPED -> console.println(outcome.name() + " skipped: " + reason);
        }
        console.flush();
    }

    /// Prints the counts and returns the exit code.
    static int summarise(List<PetabOutcome> outcomes, PrintWriter console) {
        console.println(PetabOutcome.summary(outcomes));
        console.flush();
        return outcomes.stream().anyMatch(outcome -> outcome.status() == CaseOutcome.Status.FAILED)
                ? 1
                : 0;
    }
}
