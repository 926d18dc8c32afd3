package org.tamor.cli.calibration;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tamor.calibrate.sample.ParameterSummary;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;

/// What was sampled, as a table for the terminal.
final class SampleSummary {

    private SampleSummary() {}

    /// @param remedy what to do where the gates are missed
    static void print(
            PosteriorSample sample, PosteriorSummary summary, String remedy, PrintWriter out) {
        int width =
                summary.parameters().stream().mapToInt(one -> one.id().length()).max().orElse(9);
        String row = "%-" + Math.max(9, width) + "s %10s %10s %10s %6s %7s %7s  %s%n";
        out.printf(
                Locale.ROOT,
                row,
                "parameter",
                "median",
                "5 %",
                "95 %",
                "R-hat",
                "bulk",
                "tail",
                "");
        for (ParameterSummary one : summary.parameters()) {
            String fault = summary.faults().get(one.id());
            out.printf(
                    Locale.ROOT,
                    row,
                    one.id(),
                    number(one.median()),
                    number(one.low()),
                    number(one.high()),
                    String.format(Locale.ROOT, "%.3f", one.rHat()),
                    String.format(Locale.ROOT, "%.0f", one.bulkSize()),
                    String.format(Locale.ROOT, "%.0f", one.tailSize()),
                    fault != null
                            ? "not converged: " + fault
                            : summary.converged() ? one.identification().label() : "");
        }
        out.printf(
                Locale.ROOT,
                "%n%d simulations, %d failed; accepted steps: %s%n",
                sample.evaluations(),
                sample.failures(),
                new TreeMap<>(sample.acceptance())
                        .entrySet().stream()
                                .map(
                                        entry ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s %.0f %%",
                                                        entry.getKey(),
                                                        100 * entry.getValue()))
                                .collect(Collectors.joining(", ")));
        if (!summary.converged()) {
            out.printf(
                    Locale.ROOT,
                    "%d of %d parameters miss R-hat < %s or %.0f effective draws: no conclusions;"
                            + " %s%n",
                    summary.faults().size(),
                    summary.parameters().size(),
                    summary.gate().rHat(),
                    summary.gate().effectiveSampleSize(),
                    remedy);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
