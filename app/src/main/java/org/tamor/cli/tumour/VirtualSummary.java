package org.tamor.cli.tumour;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.cohort.Coverage;
import org.tamor.cohort.Estimate;
import org.tamor.cohort.Repetition;
import org.tamor.cohort.Trial;
import org.tamor.cohort.Truth;
import org.tamor.report.figure.Numbers;

/// Prints what a trial found beside what is true.
final class VirtualSummary {

    private VirtualSummary() {}

    static void print(Trial trial, PrintWriter console) {
        console.printf(
                Locale.ROOT,
                "truth: %d animals, each in every arm, from %d allotments; limit: what the analysis"
                        + " tends to with many animals%n",
                trial.truth().animals(),
                trial.truth().cohorts());
        if (trial.repetitions().size() == 1) {
            ConsoleTable.print(estimates(trial.repetitions().getFirst()), console);
            return;
        }
        double left =
                trial.repetitions().stream().mapToDouble(Repetition::left).average().orElse(0);
        console.printf(
                Locale.ROOT,
                "%d studies; %s of the animals left early%n",
                trial.repetitions().size(),
                Numbers.percent(left));
        ConsoleTable.print(coverage(trial.coverage()), console);
    }

    private static List<List<String>> estimates(Repetition repetition) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("quantity", "arm", "to day", "estimate", "interval", "truth", "limit"));
        for (Repetition.Checked one : repetition.checked()) {
            Estimate estimate = one.estimate();
            rows.add(
                    List.of(
                            estimate.quantity().kind().text(),
                            estimate.quantity().arm(),
                            Numbers.text(estimate.quantity().day()),
                            number(estimate.interval().estimate()),
                            estimate.hasInterval()
                                    ? number(estimate.interval().low())
                                            + " to "
                                            + number(estimate.interval().high())
                                    : "",
                            number(one.truth().map(Truth.Value::truth).orElse(Double.NaN)),
                            number(one.truth().map(Truth.Value::limit).orElse(Double.NaN))));
        }
        return rows;
    }

    private static List<List<String>> coverage(List<Coverage> coverage) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "quantity",
                        "arm",
                        "studies",
                        "truth",
                        "limit",
                        "mean estimate",
                        "half width",
                        "holds truth",
                        "holds limit",
                        "power"));
        for (Coverage one : coverage) {
            rows.add(
                    List.of(
                            one.kind().text(),
                            one.arm(),
                            Integer.toString(one.studies()),
                            number(one.truth()),
                            number(one.limit()),
                            number(one.estimate()),
                            number(one.width()),
                            percent(one.covered()),
                            percent(one.coveredLimit()),
                            percent(one.detected())));
        }
        return rows;
    }

    /// How often effects are found, by animals in each arm.
    static void printPower(Map<Integer, List<Coverage>> sizes, PrintWriter console) {
        if (sizes.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("animals", "quantity", "arm", "studies", "holds truth", "power"));
        sizes.forEach(
                (animals, coverage) ->
                        coverage.stream()
                                .filter(one -> one.kind().hasNull())
                                .forEach(
                                        one ->
                                                rows.add(
                                                        List.of(
                                                                Integer.toString(animals),
                                                                one.kind().text(),
                                                                one.arm(),
                                                                Integer.toString(one.studies()),
                                                                percent(one.covered()),
                                                                percent(one.detected())))));
        console.println();
        ConsoleTable.print(rows, console);
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? ""
                : Double.isInfinite(value)
                        ? "open"
                        : Math.abs(value) < 1
                                ? String.format(Locale.ROOT, "%.4f", value)
                                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
