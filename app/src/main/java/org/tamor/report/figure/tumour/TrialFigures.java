package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tamor.cohort.Coverage;
import org.tamor.cohort.Quantity;
import org.tamor.cohort.Repetition;
import org.tamor.cohort.Trial;
import org.tamor.cohort.Truth;
import org.tamor.combination.inference.Interval;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;

/// What a virtual study found beside what is true, and how its intervals fare over repetitions.
public final class TrialFigures {

    private static final int ROW = 26;
    private static final int LEFT = 330;
    private static final int WIDTH = 500;
    private static final int PANEL = 280;
    private static final int COLUMNS = 2;
    private static final int MOST_SHOWN = 200;
    private static final double PERCENT = 100;

    private TrialFigures() {}

    /// Estimates of one study with their intervals beside the truth.
    public static Figure truth(Trial trial) {
        List<Repetition.Checked> rows =
                trial.repetitions().getFirst().checked().stream()
                        .filter(TrialFigures::isRate)
                        .toList()
                        .reversed();
        double least = 0;
        double most = 0;
        for (Repetition.Checked one : rows) {
            least = Math.min(least, PERCENT * one.estimate().interval().low());
            most = Math.max(most, PERCENT * one.estimate().interval().high());
        }
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "quantity", "arm", "to_day", "estimate", "low", "high", "truth", "limit");
        int height = ROW * rows.size();
        ChartParts.Frame frame =
                chart.strip(
                        "Estimate and truth",
                        LEFT,
                        44,
                        WIDTH,
                        height,
                        PlotAxis.round("% per day", least, most),
                        ChartParts.categoryAxis(
                                "", rows.stream().map(TrialFigures::label).toList(), 0));
        for (int i = 0; i < rows.size(); i++) {
            row(chart, frame, rows.get(i), i, 44 + height - (i + 0.5) * ROW, data);
        }
        chart.rule(frame.px(0), 44, frame.px(0), 44 + height, Style.INK, 1);
        chart.text("\u25a0 estimate, 95 % interval", LEFT + WIDTH + 16, 54, Style.BLUE);
        chart.text("\u25c6 truth by definition", LEFT + WIDTH + 16, 76, Style.VERMILLION);
        chart.text("\u25cb limit of the estimator", LEFT + WIDTH + 16, 98, Style.INK);
        return new Figure(
                "truth",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "What the study found, and what is true",
                "Growth rates by the mixed model and what follows from them, with 95 % intervals."
                    + " The truth is the mean over many animals that all live to the end, from"
                    + " their true volumes; the limit is what the mixed model gives with as many"
                    + " animals that are measured, killed and lost as the protocol says.",
                "Forest plot of " + rows.size() + " estimates beside their truth.",
                44 + height + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    private static boolean isRate(Repetition.Checked one) {
        return isRate(one.estimate().quantity().kind()) && one.estimate().hasInterval();
    }

    private static boolean isRate(Quantity.Kind kind) {
        return kind.hasNull() || kind == Quantity.Kind.RATE;
    }

    private static String label(Repetition.Checked one) {
        Quantity quantity = one.estimate().quantity();
        return LabelPlacement.wrap(Words.prose(quantity.arm()) + ", " + quantity.kind().text(), 52);
    }

    private static void row(
            ChartParts chart,
            ChartParts.Frame frame,
            Repetition.Checked one,
            int index,
            double y,
            DataTable.Builder data) {
        Interval interval = one.estimate().interval();
        Quantity quantity = one.estimate().quantity();
        double truth = one.truth().map(Truth.Value::truth).orElse(Double.NaN);
        double limit = one.truth().map(Truth.Value::limit).orElse(Double.NaN);
        double low = frame.px(PERCENT * interval.low());
        chart.rule(low, y, frame.px(PERCENT * interval.high()), y, Style.BLUE, 2.4);
        mark(chart, frame, "estimate", interval.estimate(), index, Style.BLUE, "rect", false);
        mark(chart, frame, "limit", limit, index, Style.INK, "circle", true);
        mark(chart, frame, "truth", truth, index, Style.VERMILLION, "diamond", false);
        data.add(
                quantity.kind().text(),
                quantity.arm(),
                quantity.day(),
                Numbers.round(interval.estimate(), 8),
                Numbers.round(interval.low(), 8),
                Numbers.round(interval.high(), 8),
                cell(truth),
                cell(limit));
    }

    private static Object cell(double value) {
        return Double.isNaN(value) ? "" : Numbers.round(value, 8);
    }

    private static void mark(
            ChartParts chart,
            ChartParts.Frame frame,
            String name,
            double value,
            int index,
            String colour,
            String symbol,
            boolean open) {
        if (!Double.isNaN(value)) {
            chart.points(
                    frame,
                    name,
                    List.<Object>of(List.of(Numbers.round(PERCENT * value, 6), index)),
                    colour,
                    symbol,
                    open);
        }
    }

    /// The intervals of all repetitions, a panel for each quantity against 0.
    public static Figure intervals(Trial trial) {
        List<Coverage> shown =
                trial.coverage().stream()
                        .filter(one -> one.kind().hasNull() && one.intervals() > 0)
                        .toList();
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "quantity", "arm", "study", "estimate", "low", "high", "truth");
        for (int i = 0; i < shown.size(); i++) {
            panel(chart, trial, shown.get(i), i, data);
        }
        return new Figure(
                "intervals",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "The intervals of all studies",
                "One 95 % interval for each study, in the order of the estimates; in red those that"
                        + " miss the truth (dashed: its mean over the studies). Where an interval"
                        + " does not cross the black line at 0, the study found an effect.",
                "Intervals of " + trial.repetitions().size() + " studies for each quantity.",
                (shown.size() + COLUMNS - 1) / COLUMNS * PANEL,
                chart.option(),
                data.build(),
                trial.repetitions().size() > MOST_SHOWN
                        ? List.of("The first " + MOST_SHOWN + " studies are drawn.")
                        : List.of());
    }

    private static void panel(
            ChartParts chart, Trial trial, Coverage one, int at, DataTable.Builder data) {
        List<Repetition.Checked> own =
                trial.repetitions().stream()
                        .limit(MOST_SHOWN)
                        .flatMap(repetition -> repetition.checked().stream())
                        .filter(checked -> isOf(checked, one) && checked.truth().isPresent())
                        .sorted(Comparator.comparingDouble(TrialFigures::estimate))
                        .toList();
        double least = 0;
        double most = 0;
        for (Repetition.Checked checked : own) {
            least = Math.min(least, PERCENT * checked.estimate().interval().low());
            most = Math.max(most, PERCENT * checked.estimate().interval().high());
        }
        int cell = PanelPlot.WIDTH / COLUMNS;
        ChartParts.Frame frame =
                chart.frame(
                        String.format(
                                Locale.ROOT,
                                "%s, %s: %.1f %% hold the truth",
                                Words.prose(one.arm()),
                                one.kind().text(),
                                PERCENT * one.covered()),
                        at % COLUMNS * cell + 66,
                        at / COLUMNS * PANEL + 36,
                        cell - 100,
                        PANEL - 96,
                        new PlotAxis(
                                "study, by its estimate", false, 0, Math.max(1, own.size()), 0),
                        PlotAxis.round("% per day", least, most));
        for (int i = 0; i < own.size(); i++) {
            Interval interval = own.get(i).estimate().interval();
            double truth = own.get(i).truth().orElseThrow().truth();
            double x = frame.px(i + 0.5);
            chart.rule(
                    x,
                    frame.py(PERCENT * interval.low()),
                    x,
                    frame.py(PERCENT * interval.high()),
                    interval.contains(truth) ? Style.SKY : Style.VERMILLION,
                    Math.clamp(0.7 * frame.width() / own.size(), 1, 5));
            data.add(
                    one.kind().text(),
                    one.arm(),
                    i + 1,
                    Numbers.round(interval.estimate(), 8),
                    Numbers.round(interval.low(), 8),
                    Numbers.round(interval.high(), 8),
                    Numbers.round(truth, 8));
        }
        double zero = frame.py(0);
        chart.rule(frame.left(), zero, frame.left() + frame.width(), zero, Style.INK, 1);
        chart.horizontal(frame, PERCENT * one.truth(), "");
    }

    private static boolean isOf(Repetition.Checked checked, Coverage row) {
        Quantity quantity = checked.estimate().quantity();
        return quantity.kind() == row.kind()
                && quantity.arm().equals(row.arm())
                && checked.estimate().hasInterval();
    }

    private static double estimate(Repetition.Checked checked) {
        return checked.estimate().interval().estimate();
    }

    /// The figures of a trial besides those of its volumes and blots.
    public static List<Figure> draw(Trial trial) {
        List<Figure> figures = new ArrayList<>();
        figures.add(truth(trial));
        if (trial.repetitions().size() > 1) {
            figures.add(intervals(trial));
        }
        return figures;
    }
}
