package org.tamor.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.tamor.study.ClaimResult;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// The claims and their verdicts as a table for the terminal.
final class ClaimsTable {

    private ClaimsTable() {}

    static void print(StudyResults results, PrintWriter out) {
        String row = "%-5s %-9s %9s %9s  %-7s %6s  %s%n";
        out.printf(Locale.ROOT, row, "claim", "verdict", "value", "margin", "grade", "draws", "sentence");
        for (ClaimResult result : results.claims()) {
            out.printf(
                    Locale.ROOT,
                    row,
                    result.claim().id(),
                    result.verdict().name().toLowerCase(Locale.ROOT),
                    number(result.value()),
                    number(result.margin()),
                    result.claim().grade(),
                    result.spread()
                            .map(spread -> String.format(Locale.ROOT, "%.0f %%", 100 * spread.holdsFraction()))
                            .orElse(""),
                    shorten(result.claim().sentence(), 90));
        }
        out.printf(
                Locale.ROOT,
                "%n%d claims: %d hold, %d fail, %d undecided%s%n",
                results.claims().size(),
                results.count(Verdict.HOLDS),
                results.count(Verdict.FAILS),
                results.count(Verdict.UNDECIDED),
                results.options().cuts().isEmpty()
                        ? ""
                        : "; edges cut: " + String.join(", ", results.options().cuts()));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3g", value.getAsDouble()) : "-";
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
