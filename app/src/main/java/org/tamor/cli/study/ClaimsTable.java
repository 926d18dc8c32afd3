package org.tamor.cli.study;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.tamor.report.figure.Numbers;
import org.tamor.study.ClaimResult;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// The claims and their verdicts as a table for the terminal.
final class ClaimsTable {

    private ClaimsTable() {}

    static void print(StudyResults results, PrintWriter out) {
        boolean given = results.givenSentences().isPresent();
        String row = given ? "%-5s %-9s %9s %9s  %-7s %6s %7s  %s%n" : "%-5s %-9s %9s %9s  %-7s %6s%s  %s%n";
        out.printf(
                Locale.ROOT,
                row,
                "claim",
                "verdict",
                "value",
                "margin",
                "grade",
                results.options().ensemble().isPresent() ? "data" : "draws",
                given ? "+ S" : "",
                "sentence");
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
                            .map(spread -> Numbers.probability(spread.holdsFraction()))
                            .orElse(""),
                    result.spread()
                            .flatMap(ClaimResult.ClaimSpread::givenSentences)
                            .map(sentences -> Numbers.probability(sentences.others()) + (isEvidence(result) ? "*" : " "))
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
        results.givenSentences()
                .ifPresent(
                        ensemble ->
                                out.printf(
                                        Locale.ROOT,
                                        "data: over %d vectors that agree with the measurements; + S: given the"
                                                + " study's other sentences too (%.0f effective vectors); * is itself"
                                                + " such a sentence, which is left out of its own probability%n",
                                        results.options().ensemble().orElse(ensemble).members().size(),
                                        ensemble.effectiveSize()));
    }

    private static boolean isEvidence(ClaimResult result) {
        return result.claim().tolerance().isPresent();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3g", value.getAsDouble()) : "-";
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
