package org.tamor.cli.conformance;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tamor.conformance.StochasticCaseOutcome;
import org.tamor.conformance.StochasticSuite;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tamor conformance stochastic`: the stochastic cases of the SBML test suite.
@Command(
        name = "stochastic",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the stochastic cases of the SBML test suite; exit code 0 if none failed, else 1.",
            "A case passes where at most 3 of its means and at most 3 of its standard deviations"
                + " lie outside the ranges of its settings, as the suite's documentation allows a"
                + " correct program by chance."
        })
final class StochasticConformanceCommand extends SuiteCommand {

    private static final int REPORT_EVERY = 10;

    @Parameters(paramLabel = "DIR", description = "folder with stochastic/00001 and so on")
    private Path folder = Path.of("");

    @Option(
            names = "--trajectories",
            defaultValue = "10000",
            paramLabel = "N",
            description = "for each case (default ${DEFAULT-VALUE})")
    private int trajectories;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "NNNNN",
            description = "cases to run (default: all)")
    private List<String> chosen = List.of();

    @Override
    public Integer call() {
        check(
                trajectories >= 2 && trajectories <= 100_000_000,
                "--trajectories must lie between 2 and 100000000");
        StochasticSuite suite = StochasticSuite.open(folder);
        for (String number : chosen) {
            if (!suite.numbers().contains(number)) {
                throw new BadInputException(
                        "conformance.no-cases",
                        Location.ofFile(folder.toString()),
                        "there is no case " + number);
            }
        }
        int total = chosen.isEmpty() ? suite.numbers().size() : chosen.size();
        Runnable counter = counter(REPORT_EVERY, total, "cases");
        List<StochasticCaseOutcome> outcomes =
                suite.run(chosen, trajectories, seed, threads(), _ -> counter.run());
        print(outcomes, console());
        write(table(outcomes));
        return outcomes.stream().allMatch(StochasticCaseOutcome::passed) ? 0 : 1;
    }

    private static void print(List<StochasticCaseOutcome> outcomes, PrintWriter results) {
        for (StochasticCaseOutcome outcome : outcomes) {
            if (!outcome.isWithin(StochasticCaseOutcome.EXPECTED_OUTSIDE)) {
                results.println(
                        outcome.number()
                                + (outcome.passed() ? " passed: " : " failed: ")
                                + details(outcome));
            }
        }
        long passed = outcomes.stream().filter(StochasticCaseOutcome::passed).count();
        int points = outcomes.stream().mapToInt(StochasticCaseOutcome::points).sum();
        int means = outcomes.stream().mapToInt(StochasticCaseOutcome::meansOutside).sum();
        int deviations = outcomes.stream().mapToInt(StochasticCaseOutcome::deviationsOutside).sum();
        results.println(
                passed
                        + " passed, "
                        + (outcomes.size() - passed)
                        + " failed; of "
                        + points
                        + " comparisons "
                        + means
                        + " means and "
                        + deviations
                        + " standard deviations outside their ranges");
    }

    private static String details(StochasticCaseOutcome outcome) {
        return outcome.refusal().isEmpty()
                ? outcome.meansOutside()
                        + " means and "
                        + outcome.deviationsOutside()
                        + " standard deviations outside, the farthest: "
                        + outcome.worst()
                : line(outcome.refusal());
    }

    private static String table(List<StochasticCaseOutcome> outcomes) {
        StringBuilder text =
                new StringBuilder(
                        "case,status,comparisons,means_outside,sds_outside,seconds,reason\n");
        for (StochasticCaseOutcome outcome : outcomes) {
            String reason = outcome.refusal().isEmpty() ? outcome.worst() : details(outcome);
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%d,%d,%d,%.3f,%s\n",
                            outcome.number(),
                            outcome.passed() ? "passed" : "failed",
                            outcome.points(),
                            outcome.meansOutside(),
                            outcome.deviationsOutside(),
                            outcome.seconds(),
                            quoted(reason)));
        }
        return text.toString();
    }
}
