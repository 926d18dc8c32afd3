package org.tamor.cli.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tamor.cli.console.ConsoleCommand;
import org.tamor.conformance.CaseOutcome;
import org.tamor.conformance.CaseOutcome.Status;
import org.tamor.conformance.TestCase;
import org.tamor.conformance.TestSuite;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor conformance`: how much of a published test suite the program passes.
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description = "Runs published test suites and says what fails.",
        subcommands = {
            ConformanceCommand.SbmlTestSuite.class,
            ConformanceCommand.Sedml.class,
            StochasticConformanceCommand.class,
            PetabSuiteCommand.class,
            PetabBenchmarkCommand.class,
            ModelCollectionCommand.class
        })
public final class ConformanceCommand extends ConsoleCommand {

    @Override
    public Integer call() {
        commandSpec().commandLine().usage(console());
        return 0;
    }

    /// `tamor conformance sbml-test-suite`: the semantic cases of the SBML test suite.
    @Command(
            name = "sbml-test-suite",
            mixinStandardHelpOptions = true,
            description =
                    "Runs the semantic cases of the SBML test suite; exit code 0 if none failed,"
                            + " else 1.")
    static class SbmlTestSuite extends SuiteCommand {

        private static final int REPORT_EVERY = 100;

        @Parameters(paramLabel = "DIR", description = "folder with semantic/00001 and so on")
        private Path folder = Path.of("");

        @Option(
                names = "--case",
                split = ",",
                paramLabel = "NNNNN",
                description = "cases to run (default: all)")
        private List<String> chosen = List.of();

        @Option(
                names = "--timeout",
                defaultValue = "60",
                paramLabel = "SECONDS",
                description = "for one case (default ${DEFAULT-VALUE})")
        private double timeout;

        @Override
        public Integer call() {
            List<TestCase> cases =
                    TestSuite.open(folder).cases().stream()
                            .filter(one -> chosen.isEmpty() || chosen.contains(one.number()))
                            .toList();
            if (cases.isEmpty()) {
                throw new BadInputException(
                        "conformance.no-cases",
                        Location.ofFile(folder.toString()),
                        "none of the cases " + String.join(", ", chosen) + " is here");
            }
            Runnable counter = counter(REPORT_EVERY, cases.size(), "cases");
            List<CaseOutcome> outcomes = run(cases, threads(), timeout, _ -> counter.run());
            for (CaseOutcome outcome : outcomes) {
                if (outcome.status() != Status.PASSED) {
                    console()
                            .println(
                                    outcome.testCase().number()
                                            + " "
                                            + word(outcome.status())
                                            + ": "
                                            + line(outcome.reason()));
                }
            }
            write(table(outcomes));
            console()
                    .println(
                            count(outcomes, Status.PASSED)
                                    + " passed, "
                                    + count(outcomes, Status.FAILED)
                                    + " failed, "
                                    + count(outcomes, Status.SKIPPED)
                                    + " skipped");
            return count(outcomes, Status.FAILED) == 0 ? 0 : 1;
        }

        List<CaseOutcome> run(
                List<TestCase> cases, int workers, double seconds, Consumer<CaseOutcome> finished) {
            return TestSuite.run(cases, workers, seconds, finished);
        }

        private static long count(List<CaseOutcome> outcomes, Status status) {
            return outcomes.stream().filter(outcome -> outcome.status() == status).count();
        }

        private static String word(Status status) {
            return switch (status) {
                case PASSED -> "passed";
                case FAILED -> "failed";
                case SKIPPED -> "skipped";
            };
        }

        private static String table(List<CaseOutcome> outcomes) {
            StringBuilder text = new StringBuilder("case,status,seconds,tags,reason\n");
            for (CaseOutcome outcome : outcomes) {
                TestCase one = outcome.testCase();
                text.append(one.number())
                        .append(',')
                        .append(word(outcome.status()))
                        .append(',')
                        .append(Math.round(outcome.seconds() * 1000) / 1000.0)
                        .append(',')
                        .append(String.join(" ", new TreeSet<>(one.tags())))
                        .append(',')
                        .append(quoted(outcome.reason()))
                        .append('\n');
            }
            return text.toString();
        }
    }

    /// `tamor conformance sedml`: the same cases as simulation experiments.
    @Command(
            name = "sedml",
            mixinStandardHelpOptions = true,
            description =
                    "Runs the semantic cases of the SBML test suite, each written as a SED-ML"
                            + " document with its model, settings and report; exit code 0 if none"
                            + " failed, else 1.")
    static final class Sedml extends SbmlTestSuite {

        @Override
        List<CaseOutcome> run(
                List<TestCase> cases, int workers, double seconds, Consumer<CaseOutcome> finished) {
            return TestSuite.runAsExperiments(cases, workers, seconds, finished);
        }
    }
}
