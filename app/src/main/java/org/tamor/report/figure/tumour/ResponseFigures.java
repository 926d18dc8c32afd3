package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.tumour.Animal;
import org.tamor.tumour.Arm;
import org.tamor.tumour.VolumeReading;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.metrics.AnimalResponse;

/// Changes of the volume since the start: the best of each animal, and their course.
final class ResponseFigures {

    private static final double PARTIAL = -50;
    private static final double PROGRESSIVE = 35;
    private static final double MOST = 300;
    private static final int PANEL = 250;

    private ResponseFigures() {}

    static Figure waterfall(TumourAnalysis analysis, ArmColours colours) {
        List<AnimalResponse> sorted =
                analysis.responses().stream()
                        .filter(one -> one.best().isDefined())
                        .sorted(
                                Comparator.comparingDouble(
                                                (AnimalResponse one) -> one.best().value())
                                        .reversed())
                        .toList();
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("arm", "animal", "best_response_percent", "category");
        PlotAxis axis = new PlotAxis("best change of the volume (%)", false, -100, MOST, 50);
        int width = 800;
        ChartParts.Frame frame =
                chart.frame(
                        "",
                        72,
                        24,
                        width,
                        340,
                        new PlotAxis("", false, 0, Math.max(1, sorted.size()), 0),
                        axis);
        double bar = (double) width / Math.max(1, sorted.size());
        int beyond = 0;
        for (int i = 0; i < sorted.size(); i++) {
            AnimalResponse one = sorted.get(i);
            double value = Math.min(one.best().value(), MOST);
            beyond += one.best().value() > MOST ? 1 : 0;
            double x = 72 + (i + 0.5) * bar;
            chart.rule(
                    x,
                    frame.py(0),
                    x,
                    frame.py(value) + (Math.abs(value) < 0.5 ? 1 : 0),
                    colours.of(one.arm()),
                    Math.max(0.8, bar * 0.78));
            data.add(
                    one.arm(),
                    one.animal().name(),
                    Numbers.round(one.best().value(), 8),
                    one.category().name());
        }
        chart.rule(72, frame.py(0), 72 + width, frame.py(0), Style.INK, 1);
        chart.horizontal(frame, PROGRESSIVE, "+35 %: progression above");
        chart.horizontal(frame, PARTIAL, "\u221250 %: response below");
        legend(chart, analysis, colours, 884, 60);
        List<String> notes = new ArrayList<>();
        if (beyond > 0) {
            notes.add(
                    beyond
                            + " bars are cut at +"
                            + Math.round(MOST)
                            + " %; their values are in the data.");
        }
        int without = analysis.responses().size() - sorted.size();
        if (without > 0) {
            notes.add(without + " animals have no reading after day 10, or a first volume of 0.");
        }
        return new Figure(
                "waterfall",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Best response of every animal (waterfall)",
                "The least change of the volume after day 10, one bar for each animal. The"
                        + " categories of the modified RECIST also ask for the average response.",
                "Waterfall plot of the best response of " + sorted.size() + " animals.",
                390,
                withoutTicks(chart),
                data.build(),
                notes);
    }

    /// The option without labels on the axis that counts animals.
    private static java.util.Map<String, Object> withoutTicks(ChartParts chart) {
        java.util.Map<String, Object> option = chart.option();
        if (option.get("xAxis") instanceof List<?> axes
                && axes.getFirst() instanceof java.util.Map<?, ?> axis) {
            @SuppressWarnings("unchecked")
            java.util.Map<String, Object> shown = (java.util.Map<String, Object>) axis;
            shown.put("show", false);
        }
        return option;
    }

    static void legend(
            ChartParts chart, TumourAnalysis analysis, ArmColours colours, double x, double from) {
        double y = from;
        for (Arm arm : analysis.study().arms()) {
            if (y > from + 200) {
                chart.text("\u2026", x, y, Style.MUTED);
                break;
            }
            String text = LabelPlacement.wrap(Words.prose(arm.name()), 26);
            chart.text("\u25a0", x, y, colours.of(arm.name()));
            int further = (int) text.chars().filter(c -> c == '\n').count();
            chart.text(text, x + 16, y + 7 * further, Style.INK);
            y += 18 + 14 * further;
        }
    }

    static Figure spider(TumourAnalysis analysis, ArmColours colours) {
        ChartParts chart = new ChartParts();
        DataTable.Builder data = new DataTable.Builder("arm", "animal", "day", "change_percent");
        PlotAxis days = GrowthFigures.days(analysis);
        PlotAxis change = new PlotAxis("change of the volume (%)", false, -100, MOST, 100);
        List<Arm> arms = analysis.study().arms();
        int columns = Math.min(arms.size() <= 4 ? 2 : 3, arms.size());
        int cell = PanelPlot.WIDTH / columns;
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = arms.get(i);
            ChartParts.Frame frame =
                    chart.frame(
                            Words.prose(arm.name()),
                            i % columns * cell + 66,
                            i / columns * PANEL + 36,
                            cell - 96,
                            PANEL - 88,
                            days,
                            change);
            for (Animal animal : arm.animals()) {
                if (!(animal.baseline() > 0)) {
                    continue;
                }
                double[] y = AnimalResponse.changes(animal);
                double[] x = animal.readings().stream().mapToDouble(VolumeReading::day).toArray();
                chart.series(
                        GrowthFigures.thin(frame, animal.name(), x, y, colours.of(arm.name())));
                for (int k = 0; k < x.length; k++) {
                    data.add(arm.name(), animal.name(), x[k], Numbers.round(y[k], 8));
                }
            }
            for (double level : new double[] {PARTIAL, PROGRESSIVE}) {
                double at = frame.py(level);
                chart.rule(frame.left(), at, frame.left() + frame.width(), at, Style.GREY, 1, true);
            }
            chart.rule(
                    frame.left(),
                    frame.py(0),
                    frame.left() + frame.width(),
                    frame.py(0),
                    Style.INK,
                    0.8);
        }
        return new Figure(
                "spider",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Course of every animal (spider plot)",
                "Change of the volume since the start; lines leave the frame above +300 %. Dashed:"
                        + " \u221250 % and +35 %.",
                "Spider plots for " + arms.size() + " arms.",
                (arms.size() + columns - 1) / columns * PANEL,
                chart.option(),
                data.build(),
                List.of());
    }
}
