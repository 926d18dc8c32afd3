package org.tamor.cli.tumour;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.Evaluation;
import org.tamor.combination.inference.Interval;
import org.tamor.format.tumour.TumourReading;
import org.tamor.report.figure.Numbers;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.ArmProgression;
import org.tamor.tumour.analysis.ArmRate;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.InteractionScore;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.metrics.ResponseCategory;

/// Prints the verdicts of a study of tumour volumes.
final class MouseSummary {

    private static final int WIDEST_NAME = 32;

    private MouseSummary() {}

    /// One line that says what was read.
    static String ofReading(TumourReading reading) {
        if (reading.study().isEmpty()) {
            return "not usable as it stands";
        }
        TumourStudy study = reading.study().get();
        List<String> arms =
                study.arms().stream()
                        .map(arm -> arm.name() + " (" + arm.animals().size() + ")")
                        .toList();
        return "usable: %d arms, %d animals, %d days; %s; %d combination%s to analyse"
                .formatted(
                        study.arms().size(),
                        study.animals(),
                        study.days().length,
                        String.join(", ", arms),
                        reading.designs().size(),
                        reading.designs().size() == 1 ? "" : "s");
    }

    static void print(TumourAnalysis analysis, PrintWriter console) {
        printRows(arms(analysis), console);
        console.println();
        console.println(
                rate(analysis)
                        + "TGI: on the last day with half of both arms; median: days to "
                        + analysis.options().progression().text());
        for (InteractionAnalysis interaction : analysis.interactions()) {
            console.println();
            printRows(scores(interaction), console);
            console.println();
            console.println(interaction.verdict().headline());
            interaction.verdict().flips().forEach(console::println);
            interaction.verdict().dropOut().forEach(console::println);
            interaction.verdict().advice().forEach(console::println);
        }
        analysis.notes().forEach(console::println);
    }

    private static String rate(TumourAnalysis analysis) {
        return analysis.rates().isEmpty()
                ? ""
                : "rate: growth per day over days 0 to "
                        + Numbers.text(analysis.rates().getFirst().day())
                        + ", had no animal been taken out; ";
    }

    private static List<List<String>> arms(TumourAnalysis analysis) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "arm",
                        "animals",
                        "rate",
                        "interval",
                        "p adjusted",
                        "TGI %",
                        "median",
                        "hazard ratio",
                        "CR/PR/SD/PD"));
        for (int i = 0; i < analysis.study().arms().size(); i++) {
            Arm arm = analysis.study().arms().get(i);
            ArmProgression progression = analysis.progression().get(i);
            List<String> row = new ArrayList<>();
            row.add(shortened(arm.name()));
            row.add(Integer.toString(arm.animals().size()));
            if (analysis.rates().isEmpty()) {
                row.addAll(List.of("", "", ""));
            } else {
                ArmRate rate = analysis.rates().get(i);
                row.add(signed(rate.perDay().estimate()));
                row.add(signed(rate.perDay().low()) + " to " + signed(rate.perDay().high()));
                row.add(probability(rate.adjusted()));
            }
            row.add(
                    analysis.inhibitions().stream()
                            .filter(one -> one.arm().equals(arm.name()))
                            .map(Inhibition::growthInhibition)
                            .map(MouseSummary::value)
                            .findFirst()
                            .orElse(""));
            row.add(value(progression.curve().median()));
            row.add(progression.hazardRatio().map(one -> value(one.ratio())).orElse(""));
            row.add(categories(analysis, arm.name()));
            rows.add(row);
        }
        return rows;
    }

    private static String categories(TumourAnalysis analysis, String arm) {
        List<String> counts = new ArrayList<>();
        for (ResponseCategory category : ResponseCategory.values()) {
            if (category != ResponseCategory.NOT_EVALUABLE) {
                long count =
                        analysis.responses().stream()
                                .filter(one -> one.arm().equals(arm))
                                .filter(one -> one.category() == category)
                                .count();
                counts.add(Long.toString(count));
            }
        }
        return String.join("/", counts);
    }

    private static List<List<String>> scores(InteractionAnalysis interaction) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "reference",
                        "excess per day",
                        "interval",
                        "p",
                        "index on day " + Numbers.text(interaction.day()),
                        "verdict"));
        for (InteractionScore score : interaction.scores()) {
            Interval interval = score.interval();
            boolean defined = score.excess().isDefined();
            rows.add(
                    List.of(
                            score.reference().text(),
                            defined ? signed(interval.estimate()) : "no value",
                            defined
                                    ? signed(interval.low()) + " to " + signed(interval.high())
                                    : "",
                            probability(score.probability()),
                            defined ? Numbers.text(score.index().estimate()) : "",
                            score.direction().text()));
        }
        return rows;
    }

    private static void printRows(List<List<String>> rows, PrintWriter console) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            console.println(line.toString().stripTrailing());
        }
    }

    private static String shortened(String name) {
        return name.length() > WIDEST_NAME ? name.substring(0, WIDEST_NAME - 3) + "..." : name;
    }

    private static String value(Evaluation evaluation) {
        return evaluation.isDefined() ? Numbers.text(evaluation.value()) : "-";
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }

    private static String probability(double value) {
        return Double.isNaN(value)
                ? ""
                : value < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.2g", value);
    }
}
