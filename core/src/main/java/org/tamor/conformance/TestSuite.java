package org.tamor.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// The semantic cases under one folder.
public final class TestSuite {

    private static final int MAXIMUM_CASES = 100_000;

    private final List<TestCase> cases;

    private TestSuite(List<TestCase> cases) {
        this.cases = List.copyOf(cases);
    }

    /// Finds the cases: `semantic/NNNNN` below the folder, `cases/semantic/NNNNN`, or `NNNNN`.
    ///
    /// @throws BadInputException where there are none
    public static TestSuite open(Path folder) {
        for (Path candidate :
                List.of(folder.resolve("semantic"), folder.resolve("cases/semantic"), folder)) {
            List<TestCase> cases = casesIn(candidate);
            if (!cases.isEmpty()) {
                return new TestSuite(cases);
            }
        }
        throw new BadInputException(
                "conformance.no-cases",
                Location.ofFile(folder.toString()),
                "there are no cases here; give the folder that holds semantic/00001 and so on");
    }

    private static List<TestCase> casesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<TestCase> cases = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders =
                    entries.filter(entry -> entry.getFileName().toString().matches("\\d{5}"))
                            .filter(Files::isDirectory)
                            .limit(MAXIMUM_CASES)
                            .sorted()
                            .toList();
            for (Path one : folders) {
                cases.add(TestCase.read(one));
            }
        } catch (IOException failure) {
            throw new EnvironmentException(
                    "conformance.unreadable",
                    Location.ofFile(folder.toString()),
                    "cannot be read (" + failure.getMessage() + "); check the folder");
        }
        return cases;
    }

    public List<TestCase> cases() {
        return cases;
    }

    /// Runs the cases and returns the outcomes in their order.
    ///
    /// @param secondsPerCase after which a case counts as failed
    /// @param finished is told of each outcome as it comes, by one thread at a time
    public static List<CaseOutcome> run(
            List<TestCase> cases,
            int threads,
            double secondsPerCase,
            Consumer<CaseOutcome> finished) {
        return run(cases, threads, secondsPerCase, CaseRunner::judge, finished);
    }

    /// The same with each case written as a simulation experiment in SED-ML and run as such.
    public static List<CaseOutcome> runAsExperiments(
            List<TestCase> cases,
            int threads,
            double secondsPerCase,
            Consumer<CaseOutcome> finished) {
        return run(cases, threads, secondsPerCase, ExperimentCase::judge, finished);
    }

    private static List<CaseOutcome> run(
            List<TestCase> cases,
            int threads,
            double secondsPerCase,
            Function<TestCase, CaseRunner.Verdict> judge,
            Consumer<CaseOutcome> finished) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<CaseOutcome>> futures = new ArrayList<>();
            for (TestCase one : cases) {
                futures.add(
                        workers.submit(
                                () -> {
                                    CaseOutcome outcome = runFor(one, secondsPerCase, judge);
                                    synchronized (finished) {
                                        finished.accept(outcome);
                                    }
                                    return outcome;
                                }));
            }
            List<CaseOutcome> outcomes = new ArrayList<>();
            for (Future<CaseOutcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    "conformance.stopped", Location.UNKNOWN, "the run was interrupted");
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /// Runs a case in a thread of its own, which is given up where it takes too long.
    private static CaseOutcome runFor(
            TestCase one, double seconds, Function<TestCase, CaseRunner.Verdict> judge)
            throws InterruptedException {
        long begin = System.nanoTime();
        CaseRunner.Verdict verdict =
                TimeLimit.within(
                        seconds,
                        () -> judge.apply(one),
                        CaseRunner.Verdict.failed("not finished after " + seconds + " seconds"),
                        failure -> CaseRunner.Verdict.failed("unexpected: " + failure));
        return new CaseOutcome(
                one, verdict.status(), verdict.reason(), (System.nanoTime() - begin) * 1e-9);
    }
}
