package org.tamor.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tamor.failure.BadInputException;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;

/// The stochastic cases of the SBML test suite: the discrete stochastic models of Evans, Gillespie
/// and Wilkinson (Bioinformatics 24 (2008) 285-286) and the cases of the package Distributions.
public final class StochasticSuite {

    private static final int MAXIMUM_CASES = 100_000;

    private final List<Path> folders;

    private StochasticSuite(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /// Finds the cases: `stochastic/NNNNN` below the folder, `cases/stochastic/NNNNN`, or `NNNNN`.
    ///
    /// @throws BadInputException where there are none
    public static StochasticSuite open(Path folder) {
        for (Path candidate :
                List.of(folder.resolve("stochastic"), folder.resolve("cases/stochastic"), folder)) {
            List<Path> cases = casesIn(candidate);
            if (!cases.isEmpty()) {
                return new StochasticSuite(cases);
            }
        }
        throw new BadInputException(
                "conformance.no-cases",
                Location.ofFile(folder.toString()),
                "there are no cases here; give the folder that holds stochastic/00001 and so on");
    }

    private static List<Path> casesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d{5}"))
                    .filter(Files::isDirectory)
                    .limit(MAXIMUM_CASES)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new EnvironmentException(
                    "conformance.unreadable",
                    Location.ofFile(folder.toString()),
                    "cannot be read (" + failure.getMessage() + "); check the folder");
        }
    }

    /// The numbers of the cases, in order.
    public List<String> numbers() {
        return folders.stream().map(folder -> folder.getFileName().toString()).toList();
    }

    /// Runs cases one after another, each on all threads; the numbers depend on the seed and not on
    /// the threads.
    ///
    /// @param chosen the numbers of the cases to run; empty for all
    /// @param finished is told of each outcome as it comes
    public List<StochasticCaseOutcome> run(
            List<String> chosen,
            int trajectories,
            long seed,
            int threads,
            Consumer<StochasticCaseOutcome> finished) {
        List<StochasticCaseOutcome> outcomes = new ArrayList<>();
        for (Path folder : folders) {
            if (chosen.isEmpty() || chosen.contains(folder.getFileName().toString())) {
                StochasticCaseOutcome outcome =
                        StochasticCaseRunner.judge(folder, trajectories, seed, threads);
                outcomes.add(outcome);
                finished.accept(outcome);
            }
        }
        return outcomes;
    }
}
