package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.ReferenceLine;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.study.FigureSpec.Control;
import org.tamor.report.figure.study.FigureSpec.DoseCurve;

/// Draws dose series as percent of control and, beside it, as normalised growth-rate inhibition.
final class DoseFigures {

    private static final int LABEL_WIDTH = 176;

    private final Readings readings;

    DoseFigures(Readings readings) {
        this.readings = readings;
    }

    /// One dose of one curve.
    ///
    /// @param start the value at the time that growth is counted from; empty where growth is not
    ///   asked for
    private record DosePoint(double dose, String experiment, double value, OptionalDouble start) {}

    Figure build(FigureSpec.DoseResponse spec) {
        List<List<DosePoint>> series = new ArrayList<>();
        for (DoseCurve curve : spec.curves()) {
            series.add(read(spec, curve));
        }
        List<String> notes = new ArrayList<>(readings.takeMissing());
        double highest =
                series.stream().flatMap(List::stream).mapToDouble(DosePoint::value).max().orElse(1);
        DataTable.Builder data =
                new DataTable.Builder(
                        "curve",
                        "experiment",
                        spec.agent() + "_" + spec.unit(),
                        spec.observable(),
                        "percent_of_control",
                        "growth_rate_inhibition");
        List<PlotCurve> percents = new ArrayList<>();
        List<PlotCurve> rates = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            draw(spec, spec.curves().get(i), series.get(i), highest, percents, rates, data, notes);
        }
        PlotAxis dose = doseAxis(spec, percents);
        List<PlotPanel> panels = new ArrayList<>();
        String control =
                spec.control() == Control.ZERO_DOSE
                        ? "percent of untreated"
                        : "percent of the highest";
        panels.add(
                new PlotPanel(
                        control
                                + ", "
                                + readings.axisName(spec.observable()).replaceAll(" \\(.*", ""),
                        dose,
                        PlotAxis.round("% of control", 0, Math.max(100, highest(percents))),
                        percents,
                        List.of(),
                        List.of(
                                new ReferenceLine(
                                        100,
                                        spec.control() == Control.ZERO_DOSE ? "untreated" : ""))));
        if (spec.start().isPresent()) {
            double low =
                    rates.stream()
                            .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                            .min()
                            .orElse(0);
            panels.add(
                    new PlotPanel(
                            "growth-rate inhibition (GR)",
                            dose,
                            PlotAxis.round(
                                    "GR (1 = control, 0 = stasis)",
                                    Math.min(0, low),
                                    Math.max(1, highest(rates))),
                            rates,
                            List.of(),
                            List.of(new ReferenceLine(0, "stasis"))));
        }
        PanelPlot plot = new PanelPlot(2, 330, LABEL_WIDTH);
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Dose-response of %d curves to %s at %s h, on %d scale(s), logarithmic dose"
                            + " axis in %s.",
                        spec.curves().size(),
                        spec.agent(),
                        Numbers.text(spec.time()),
                        panels.size(),
                        spec.unit()),
                plot.height(panels.size()),
                plot.option(panels),
                data.build(),
                notes);
    }

    private List<DosePoint> read(FigureSpec.DoseResponse spec, DoseCurve curve) {
        List<DosePoint> points = new ArrayList<>();
        for (Readings.DoseCell cell : readings.cells(curve.cells())) {
            OptionalDouble value = readings.at(spec.observable(), cell.experiment(), spec.time());
            OptionalDouble start =
                    spec.start().isPresent()
                            ? readings.at(
                                    spec.observable(),
                                    cell.experiment(),
                                    spec.start().getAsDouble())
                            : OptionalDouble.empty();
            if (value.isPresent()) {
                points.add(
                        new DosePoint(
                                cell.doses().getFirst(),
                                cell.experiment(),
                                value.getAsDouble(),
                                start));
            }
        }
        points.sort(Comparator.comparingDouble(DosePoint::dose));
        return points;
    }

    private static void draw(
            FigureSpec.DoseResponse spec,
            DoseCurve curve,
            List<DosePoint> points,
            double highest,
            List<PlotCurve> percents,
            List<PlotCurve> rates,
            DataTable.Builder data,
            List<String> notes) {
        if (points.isEmpty()) {
            return;
        }
        boolean zero = spec.control() == Control.ZERO_DOSE;
        if (zero && points.getFirst().dose() != 0) {
            notes.add(curve.label() + ": the dose 0 is missing, so there is no control");
            return;
        }
        DosePoint reference =
                zero
                        ? points.getFirst()
                        : points.stream()
                                .max(Comparator.comparingDouble(DosePoint::value))
                                .orElseThrow();
        double control = zero ? reference.value() : highest;
        List<double[]> percent = new ArrayList<>();
        List<double[]> rate = new ArrayList<>();
        boolean grows = reference.start().isPresent() && doublings(reference) > 0.2;
        if (spec.start().isPresent() && !grows) {
            notes.add(
                    curve.label()
                            + ": its control hardly grows, so growth-rate inhibition is not defined"
                            + " (0/0) and not drawn");
        }
        for (DosePoint point : points) {
            double share = 100 * point.value() / control;
            boolean defined = grows && point.start().isPresent() && point.value() > 0;
            double inhibition =
                    defined ? Math.pow(2, doublings(point) / doublings(reference)) - 1 : 0;
            data.add(
                    curve.label(),
                    point.experiment(),
                    point.dose(),
                    Numbers.round(point.value(), 6),
                    Numbers.round(share, 6),
                    defined ? Numbers.round(inhibition, 6) : "");
            if (point.dose() > 0) {
                percent.add(new double[] {point.dose(), share});
                if (defined) {
                    rate.add(new double[] {point.dose(), inhibition});
                }
            }
        }
        Style style = Style.of(curve.line(), curve.drug());
        percents.add(curve(curve.label(), style, percent));
        if (!rate.isEmpty()) {
            rates.add(curve(curve.label(), style, rate));
        }
    }

    private static double doublings(DosePoint point) {
        return Math.log(point.value() / point.start().orElse(Double.NaN)) / Math.log(2);
    }

    private static PlotCurve curve(String label, Style style, List<double[]> points) {
        return new PlotCurve(
                label,
                style,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                true);
    }

    private static PlotAxis doseAxis(FigureSpec.DoseResponse spec, List<PlotCurve> curves) {
        double low =
                curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x())).min().orElse(1);
        double high =
                curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x())).max().orElse(10);
        return PlotAxis.decades(spec.agent() + " (" + spec.unit() + ")", low, high);
    }

    private static double highest(List<PlotCurve> curves) {
        return curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y())).max().orElse(1);
    }
}
