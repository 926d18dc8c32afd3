package org.tamor.cli.combination;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tamor.cli.console.ConsoleTable;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.CombinationData;
import org.tamor.combination.Drug;
import org.tamor.combination.WellRole;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.combination.analysis.ModelScore;
import org.tamor.combination.analysis.SingleDrug;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.inference.Interval;
import org.tamor.format.plate.PlateReading;

/// Prints the verdicts of a combination analysis as a short table.
final class CombineSummary {

    private static final int MOST_ROWS = 40;
    private static final int WIDEST_NAME = 40;

    private CombineSummary() {}

    /// What was read: a line for all, and one for each of the first blocks.
    static String ofReading(PlateReading reading) {
        if (!reading.usable()) {
            return "not usable as it stands";
        }
        List<CombinationBlock> blocks = reading.blocks();
        StringBuilder text = new StringBuilder();
        blocks.stream().limit(MOST_ROWS).forEach(block -> text.append(line(block)).append('\n'));
        if (blocks.size() > MOST_ROWS) {
            text.append("... and %d more blocks\n".formatted(blocks.size() - MOST_ROWS));
        }
        if (!isAnalysable(reading)) {
            return text.append("not analysable: in no block was every drug given alone").toString();
        }
        int wells = blocks.stream().mapToInt(block -> block.data().wells().size()).sum();
        return text.append(
                        "usable: %d block%s, %d wells with a reading, scale %s"
                                .formatted(
                                        blocks.size(),
                                        blocks.size() == 1 ? "" : "s",
                                        wells,
                                        blocks.getFirst()
                                                .data()
                                                .scale()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')))
                .toString();
    }

    private static String line(CombinationBlock block) {
        CombinationData data = block.data();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < data.drugs().size(); i++) {
            int drug = i;
            Drug named = data.drugs().get(i);
            long doses =
                    data.wells().stream()
                            .mapToDouble(well -> well.doses()[drug])
                            .filter(dose -> dose > 0)
                            .distinct()
                            .count();
            parts.add(
                    "%s (%d %s%s)"
                            .formatted(
                                    named.name(),
                                    doses,
                                    doses == 1 ? "dose" : "doses",
                                    named.unit().isEmpty() ? ", no unit" : " in " + named.unit()));
        }
        long untreated =
                data.wells().stream()
                        .filter(well -> well.role() == WellRole.TREATED)
                        .filter(well -> Arrays.stream(well.doses()).allMatch(dose -> dose == 0))
                        .count();
        return "block %s: %s%s%s; %d wells, %d of them untreated; %d without a reading"
                .formatted(
                        block.name(),
                        String.join(" + ", parts),
                        block.cellLine().isEmpty() ? "" : "; " + block.cellLine(),
                        Double.isNaN(block.hours()) ? "" : "; " + block.hours() + " h",
                        data.wells().size(),
                        untreated,
                        data.missing().size());
    }

    /// Whether some block has every drug alone, without which nothing can be said of it.
    static boolean isAnalysable(PlateReading reading) {
        return reading.blocks().stream().anyMatch(CombineSummary::hasEveryDrugAlone);
    }

    private static boolean hasEveryDrugAlone(CombinationBlock block) {
        for (int i = 0; i < block.data().drugs().size(); i++) {
            int drug = i;
            if (block.data().cells().stream()
                    .noneMatch(cell -> cell.drugsPresent() == 1 && cell.dose(drug) > 0)) {
                return false;
            }
        }
        return true;
    }

    static void print(CombinationStudy study, PrintWriter console) {
        if (!study.analyses().isEmpty()) {
            printVerdicts(study, console);
        }
        if (!study.alone().isEmpty()) {
            printDrugs(study, console);
        }
        study.unusable().stream()
                .limit(MOST_ROWS)
                .forEach(
                        block ->
                                console.println(
                                        "not analysed: " + block.block() + ": " + block.reason()));
    }

    private static void printVerdicts(CombinationStudy study, PrintWriter console) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "block",
                        "drugs",
                        "cells",
                        "excess",
                        "interval",
                        "p",
                        "p adjusted",
                        "verdict",
                        "synergy/antagonism/neither"));
        study.analyses().stream().limit(MOST_ROWS).forEach(analysis -> rows.add(row(analysis)));
        ConsoleTable.print(rows, console);
        if (study.analyses().size() > MOST_ROWS) {
            console.println(
                    "... and " + (study.analyses().size() - MOST_ROWS) + " more, in verdicts.csv");
        }
        console.println();
        console.println(
                "excess: expected by "
                        + study.analyses().getFirst().primaryScore().identity().model()
                        + " less observed, in hundredths of the response; above 0 is synergy");
        study.flips().forEach(console::println);
    }

    private static void printDrugs(CombinationStudy study, PrintWriter console) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("drug", "cells", "EC50", "IC50", "limit", "unit"));
        study.alone().stream()
                .limit(MOST_ROWS)
                .forEach(block -> block.drugs().forEach(drug -> rows.add(row(block, drug))));
        ConsoleTable.print(rows, console);
        if (study.alone().size() > MOST_ROWS) {
            console.println(
                    "... and "
                            + (study.alone().size() - MOST_ROWS)
                            + " more blocks, in curves.csv");
        }
        console.println();
        console.println(
                "no drugs were combined in these blocks; EC50: half of the drug's own effect; IC50:"
                        + " half of the control; limit: share of the control at high doses");
    }

    private static List<String> row(DoseResponses block, SingleDrug drug) {
        boolean flat = drug.fit().shape() == CurveFit.Shape.FLAT;
        return List.of(
                shortened(drug.drug().name()),
                shortened(block.block().cellLine()),
                flat ? "no effect" : number(drug.relative().estimate()),
                drug.absolute().isDefined() ? number(drug.absolute().value()) : "not reached",
                number(drug.fit().hill().limit() / block.unit()),
                drug.drug().unit());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static List<String> row(CombinationAnalysis analysis) {
        ModelScore score = analysis.primaryScore();
        Interval excess = score.excess();
        CombinationBlock block = analysis.block();
        return List.of(
                shortened(block.name()),
                shortened(
                        String.join(" + ", block.data().drugs().stream().map(Drug::name).toList())),
                shortened(block.cellLine()),
                points(excess.estimate()),
                points(excess.low()) + " to " + points(excess.high()),
                probability(score.probability()),
                probability(score.adjusted()),
                score.verdict(),
                analysis.verdict().synergy().size()
                        + "/"
                        + analysis.verdict().antagonism().size()
                        + "/"
                        + analysis.verdict().neither().size());
    }

    private static String shortened(String name) {
        return name.length() > WIDEST_NAME ? name.substring(0, WIDEST_NAME - 3) + "..." : name;
    }

    private static String points(double excess) {
        return String.format(Locale.ROOT, "%+.1f", 100 * excess);
    }

    private static String probability(double value) {
        return value < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.2g", value);
    }
}
