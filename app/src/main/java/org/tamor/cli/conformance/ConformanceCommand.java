package org.tamor.cli.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tamor.conformance.CaseOutcome.Status;
import org.tamor.conformance.CaseOutcome;
import org.tamor.conformance.TestCase;
import org.tamor.conformance.TestSuite;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
public final class ConformanceCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return 0;
    }

    /// `tamor conformance sbml-test-suite`: the semantic cases of the SBML test suite.
    @Command(
            name = "sbml-test-suite",
            mixinStandardHelpOptions = true,
            description =
                    "Runs the semantic cases of the SBML test suite; exit code 0 if none failed,"
                        + " else 1.")
    static class SbmlTestSuite implements Callable<Integer> {

        private static final int REPORT_EVERY = 100;

        @Spec private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "folder with semantic/00001 and so on")
        private Path folder = Path.of("");

        @Option(
                names = "--out",
                paramLabel = "FILE.csv",
                description = "where to write a table with one line for each case")
        private Optional<Path> out = Optional.empty();

        @Option(
                names = "--case",
                split = ",",
                paramLabel = "NNNNN",
                description = "cases to run (default: all)")
        private List<String> chosen = List.of();

        @Option(names = "--threads", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
        private int threads;

        @Option(
                names = "--timeout",
                defaultValue = "60",
                paramLabel = "SECONDS",
                description = "for one case (default ${DEFAULT-VALUE})")
        private double timeout;

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("the command was not started by the command line");
            }
            PrintWriter console = spec.commandLine().getErr();
            PrintWriter results = spec.commandLine().getOut();
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
            AtomicInteger done = new AtomicInteger();
            List<CaseOutcome> outcomes =
                    run(
                            cases,
                            Math.clamp(threads, 1, 64),
                            timeout,
                            outcome -> {
                                int count = done.incrementAndGet();
                                if (count % REPORT_EVERY == 0 || count == cases.size()) {
                                    console.println(
                                            "tamor: " + count + " of " + cases.size() + " cases");
                                }
                            });
            for (CaseOutcome outcome : outcomes) {
                if (outcome.status() != Status.PASSED) {
                    results.println(
                            outcome.testCase().number()
                                    + " "
                                    + word(outcome.status())
                                    + ": "
                                    + outcome.reason().replaceAll("\\s+", " "));
                }
            }
            out.ifPresent(file -> write(outcomes, file));
            results.println(
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

        private static void write(List<CaseOutcome> outcomes, Path file) {
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
                        .append(",\"")
                        .append(outcome.reason().replaceAll("\\s+", " ").replace("\"", "\"\""))
                        .append("\"\n");
            }
            try {
                Files.writeString(file, text, StandardCharsets.UTF_8);
            } catch (IOException problem) {
                throw new EnvironmentException(
                        "output.unwritable",
                        Location.ofFile(file.toString()),
                        "cannot be written (" + problem.getMessage() + "); choose another --out");
            }
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
