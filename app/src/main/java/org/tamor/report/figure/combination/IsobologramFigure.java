package org.tamor.report.figure.combination;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.SingleDrug;
import org.tamor.combination.inference.Interval;
import org.tamor.combination.surface.Isobologram;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;

/// The isobologram, raw and normalised: the doses of both drugs that leave the same share of the
/// cells, against those that additivity asks for.
final class IsobologramFigure {

    private static final int LEFT = 72;
    private static final int TOP = 40;
    private static final int SIDE = 360;
    private static final int STEPS = 40;

    private IsobologramFigure() {}

    /// The figure; empty where no level is crossed by a mixture.
    static Optional<Figure> build(String id, CombinationAnalysis analysis, CombinationGrid grid) {
        SingleDrug first = analysis.drugs().get(0);
        SingleDrug second = analysis.drugs().get(1);
        double baseline = 0.5 * (first.fit().hill().baseline() + second.fit().hill().baseline());
        double weaker = Math.max(first.fit().hill().limit(), second.fit().hill().limit());
        double level = weaker < 0.45 * baseline ? 0.5 * baseline : 0.5 * (baseline + weaker);
        Isobologram isobole =
                Isobologram.at(
                        level,
                        analysis.block().data().cells(),
                        analysis.primaryScore().table().curves());
        Interval one = first.doseFor(level, 0.95);
        Interval two = second.doseFor(level, 0.95);
        boolean isBounded =
                Double.isFinite(isobole.first().value())
                        && Double.isFinite(isobole.second().value())
                        && isobole.first().value() > 0
                        && isobole.second().value() > 0;
        if (isobole.points().isEmpty() || !isBounded) {
            return Optional.empty();
        }
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder(
                        "mark", grid.name(0), grid.name(1), "index_below_1_is_synergy");
        data.add("drug 1 alone", Numbers.round(isobole.first().value(), 8), 0, 1);
        data.add("drug 2 alone", 0, Numbers.round(isobole.second().value(), 8), 1);
        isobole.points()
                .forEach(
                        point ->
                                data.add(
                                        "mixture",
                                        Numbers.round(point.first(), 8),
                                        Numbers.round(point.second(), 8),
                                        Numbers.round(point.index(), 8)));
        raw(chart, isobole, one, two, grid);
        normalised(chart, isobole, one, two, grid);
        String share = Numbers.percent(level / baseline);
        return Optional.of(
                new Figure(
                        id,
                        Figure.Section.OTHER,
                        Figure.Renderer.CHART,
                        "Isobologram at " + share + " of the control",
                        "Points: mixtures that leave "
                                + share
                                + ", by interpolation along rows and columns. Line: Loewe"
                                + " additivity between the doses of the drugs alone. Band: the 95 %"
                                + " intervals of both intercepts. Below the line is synergy, above"
                                + " it antagonism.",
                        String.format(
                                Locale.ROOT,
                                "Isobologram with %d mixtures.",
                                isobole.points().size()),
                        TOP + SIDE + 60,
                        chart.option(),
                        data.build(),
                        List.of()));
    }

    private static void raw(
            ChartParts chart,
            Isobologram isobole,
            Interval one,
            Interval two,
            CombinationGrid grid) {
        double most1 = 1.15 * isobole.first().value();
        double most2 = 1.15 * isobole.second().value();
        for (Isobologram.Point point : isobole.points()) {
            most1 = Math.max(most1, Math.min(point.first(), 2.5 * isobole.first().value()));
            most2 = Math.max(most2, Math.min(point.second(), 2.5 * isobole.second().value()));
        }
        ChartParts.Frame frame =
                chart.frame(
                        "Doses",
                        LEFT,
                        TOP,
                        SIDE,
                        SIDE,
                        PlotAxis.round(grid.name(0), 0, most1),
                        PlotAxis.round(grid.name(1), 0, most2));
        draw(
                chart,
                frame,
                new double[] {isobole.first().value(), one.low(), one.high()},
                new double[] {isobole.second().value(), two.low(), two.high()},
                isobole.points().stream().mapToDouble(Isobologram.Point::first).toArray(),
                isobole.points().stream().mapToDouble(Isobologram.Point::second).toArray());
    }

    private static void normalised(
            ChartParts chart,
            Isobologram isobole,
            Interval one,
            Interval two,
            CombinationGrid grid) {
        double a = isobole.first().value();
        double b = isobole.second().value();
        ChartParts.Frame frame =
                chart.frame(
                        "Doses over those of the drugs alone",
                        PanelPlot.WIDTH / 2 + LEFT,
                        TOP,
                        SIDE,
                        SIDE,
                        new PlotAxis(grid.drugs().get(0).name() + ", d/D", false, 0, 2, 0.5),
                        new PlotAxis(grid.drugs().get(1).name() + ", d/D", false, 0, 2, 0.5));
        draw(
                chart,
                frame,
                new double[] {1, one.low() / a, one.high() / a},
                new double[] {1, two.low() / b, two.high() / b},
                isobole.points().stream().mapToDouble(point -> point.first() / a).toArray(),
                isobole.points().stream().mapToDouble(point -> point.second() / b).toArray());
    }

    /// @param first intercept of drug 1 with the ends of its interval
    private static void draw(
            ChartParts chart,
            ChartParts.Frame frame,
            double[] first,
            double[] second,
            double[] x,
            double[] y) {
        double[] at = new double[STEPS + 1];
        double[] low = new double[STEPS + 1];
        double[] high = new double[STEPS + 1];
        double most = frame.x().max();
        for (int k = 0; k <= STEPS; k++) {
            at[k] = most * k / STEPS;
            low[k] = Math.max(0, second[1] * (1 - at[k] / first[1]));
            high[k] = Math.clamp(second[2] * (1 - at[k] / first[2]), 0, frame.y().max());
        }
        if (Double.isFinite(first[2]) && Double.isFinite(second[2]) && first[1] > 0) {
            chart.band(frame, at, low, high, Style.GREY);
        }
        chart.line(
                frame,
                "additivity",
                new double[] {0, first[0]},
                new double[] {second[0], 0},
                Style.INK,
                List.of(7, 4));
        chart.points(frame, "mixture", x, y, Style.BLUE, "circle", false);
        chart.points(
                frame,
                "a drug alone",
                new double[] {0, first[0]},
                new double[] {second[0], 0},
                Style.INK,
                "diamond",
                false);
        chart.text("synergy", frame.left() + 12, frame.top() + frame.height() - 14, "#2166ac");
        chart.text("antagonism", frame.left() + frame.width() - 78, frame.top() + 14, "#b35806");
    }
}
