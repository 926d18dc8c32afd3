package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.PlotPoints;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.study.MeasurementFit;
import org.tamor.study.StudyResults;

/// Draws every measurement against its simulation: on the diagonal they agree, between the thin
/// lines within twofold.
final class FitFigure {

    private static final List<String> COLOURS =
            List.of(
                    Style.BLUE,
                    Style.VERMILLION,
                    Style.GREEN,
                    Style.PURPLE,
                    Style.ORANGE,
                    Style.SKY);

    private final StudyResults results;

    FitFigure(StudyResults results) {
        this.results = results;
    }

    Figure build() {
        DataTable.Builder data =
                new DataTable.Builder(
                        "observable",
                        "experiment",
                        "time_h",
                        "measured",
                        "simulated",
                        "residual",
                        "use",
                        "dataset");
        Map<String, List<MeasurementFit>> byObservable = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (MeasurementFit fit : results.measurements()) {
            boolean drawable = fit.simulated().orElse(0) > 0 && fit.measurement().value() > 0;
            if (drawable) {
                byObservable
                        .computeIfAbsent(
                                fit.measurement().observable(), observable -> new ArrayList<>())
                        .add(fit);
                data.add(
                        fit.measurement().observable(),
                        fit.measurement().experiment(),
                        fit.measurement().time(),
                        fit.measurement().value(),
                        Numbers.round(fit.simulated().getAsDouble(), 6),
                        fit.residual().isPresent()
                                ? Numbers.round(fit.residual().getAsDouble(), 5)
                                : "",
                        fit.use().label(),
                        fit.measurement().dataset());
            } else {
                String reason =
                        fit.explanation().isEmpty()
                                ? "no positive value to compare"
                                : fit.explanation();
                String note = fit.measurement().experiment() + ": " + reason;
                if (!notes.contains(note)) {
                    notes.add(note);
                }
            }
        }
        List<PlotPanel> panels = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, List<MeasurementFit>> entry : byObservable.entrySet()) {
            panels.add(
                    panel(entry.getKey(), entry.getValue(), COLOURS.get(index++ % COLOURS.size())));
        }
        PanelPlot plot = new PanelPlot(3, 300, 40);
        return new Figure(
                "measured_and_simulated",
                Figure.Section.GROWTH,
                Figure.Renderer.CHART,
                "Every measurement against its simulation",
                "On the unbroken diagonal they agree; the dashed lines are a factor of two away."
                    + " Measurements of an observable with a scaling placeholder are compared on"
                    + " the measured scale.",
                String.format(
                        Locale.ROOT,
                        "Measured against simulated values of %d measurements on logarithmic axes.",
                        data.build().rows().size()),
                Math.max(80, plot.height(panels.size())),
                plot.option(panels),
                data.build(),
                notes);
    }

    private PlotPanel panel(String observable, List<MeasurementFit> fits, String colour) {
        double[] simulated =
                fits.stream().mapToDouble(fit -> fit.simulated().orElseThrow()).toArray();
        double[] measured = fits.stream().mapToDouble(fit -> fit.measurement().value()).toArray();
        double low = Math.min(min(simulated), min(measured));
        double high = Math.max(max(simulated), max(measured));
        PlotAxis x = PlotAxis.decades("simulated", low, high);
        PlotAxis y = PlotAxis.decades("measured", low, high);
        Style style = new Style(colour, List.of(), "circle", 0);
        List<PlotCurve> lines = new ArrayList<>();
        lines.add(diagonal(x, 1, List.of()));
        lines.add(diagonal(x, 2, List.of(4, 4)));
        lines.add(diagonal(x, 0.5, List.of(4, 4)));
        String name =
                results.study()
                        .observable(observable)
                        .map(found -> found.name())
                        .orElse(observable);
        String title =
                Words.typeset(name.replaceAll(" ?[,(].*", ""))
                        + " ("
                        + observable
                        + ", n = "
                        + fits.size()
                        + ")";
        return new PlotPanel(
                title,
                x,
                y,
                lines,
                List.of(new PlotPoints("measurement", style, simulated, measured, true)),
                List.of());
    }

    private static PlotCurve diagonal(PlotAxis axis, double factor, List<Integer> dash) {
        double from = factor >= 1 ? axis.min() : axis.min() / factor;
        double to = factor >= 1 ? axis.max() / factor : axis.max();
        return new PlotCurve(
                "",
                new Style(Style.GREY, dash, "circle", 0),
                new double[] {from, to},
                new double[] {from * factor, to * factor},
                false);
    }

    private static double min(double[] values) {
        return java.util.Arrays.stream(values).min().orElse(1);
    }

    private static double max(double[] values) {
        return java.util.Arrays.stream(values).max().orElse(10);
    }
}
