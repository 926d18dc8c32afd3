package org.tamor.report.figure.tumour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tamor.cohort.exposure.Exposure;
import org.tamor.cohort.exposure.RateSurface;
import org.tamor.cohort.exposure.Reached;
import org.tamor.cohort.exposure.StaticCurve;
import org.tamor.cohort.exposure.StaticExposure;
import org.tamor.cohort.protocol.ExposurePlan;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.Words;
import org.tamor.stats.Quantiles;

/// The curve of static exposure with the doses that do or do not reach it, and the net rate under
/// each drug alone.
public final class ExposureFigures {

    private static final int LEFT = 86;
    private static final int TOP = 40;
    private static final int SIDE = 480;
    private static final int CELL = 4;
    private static final int ROW = 24;
    private static final int PANEL = 250;
    private static final List<String> COLOURS =
            List.of(
                    Style.VERMILLION,
                    Style.GREEN,
                    Style.ORANGE,
                    Style.PURPLE,
                    Style.SKY,
                    Style.INK);

    private ExposureFigures() {}

    /// All figures.
    public static List<Figure> draw(StaticExposure found) {
        return List.of(curve(found), alone(found));
    }

    private static String axis(ExposurePlan plan, ExposurePlan.Drug drug) {
        return Words.prose(drug.name()) + " in the tumour, free (" + Words.unit(plan.unit()) + ")";
    }

    private static Figure curve(StaticExposure found) {
        ExposurePlan plan = found.plan();
        RateSurface own = found.surface();
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("mark", plan.first().name(), plan.second().name());
        ChartParts.Frame frame =
                chart.frame(
                        "Constant levels at which the tumour "
                                + (plan.target() == 0
                                        ? "stands still"
                                        : "grows by " + Numbers.text(plan.target()) + " per day"),
                        LEFT,
                        TOP,
                        SIDE,
                        SIDE,
                        axis(axis(plan, plan.first()), own.first()),
                        axis(axis(plan, plan.second()), own.second()));
        found.band()
                .ifPresent(
                        band -> {
                            shade(chart, frame, band, plan.target());
                            lines(chart, frame, data, "half of the vectors", band.half(), true);
                        });
        lines(chart, frame, data, "the study's own values", found.curve(), false);
        List<Reached> reached = found.reached();
        double y = TOP + 14;
        y = key(chart, found, y);
        for (int k = 0; k < reached.size(); k++) {
            treatment(chart, frame, data, reached.get(k), COLOURS.get(k % COLOURS.size()), y);
            y += ROW;
        }
        return new Figure(
                "static-exposure",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Static exposure",
                "Above and to the right of the line the tumour shrinks, below and to the left it"
                    + " grows. Within the band 5 to 95 of 100 parameter vectors of the ensemble"
                    + " agree that it does not grow. Marks: average free levels that treatments"
                    + " reach in the tumour (squares: arms of the virtual study, circles: people),"
                    + " with the central 90 % of the ensemble; a mark on the frame has none of the"
                    + " other drug, or lies beyond it.",
                "Curve of static exposure with " + reached.size() + " treatments.",
                TOP + SIDE + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    private static PlotAxis axis(String name, double[] levels) {
        return PlotAxis.decades(name, levels[1], levels[levels.length - 1]);
    }

    private static double key(ChartParts chart, StaticExposure found, double y) {
        double x = LEFT + SIDE + 24;
        double at = y;
        String reached = found.plan().target() == 0 ? "static" : "at the target";
        if (found.curve().exists()) {
            chart.text("\u2014 " + reached + ", the study's own values", x, at, Style.INK);
        } else {
            chart.text("the study's own values do not reach it here", x, at, Style.INK);
        }
        at += ROW;
        if (found.band().isPresent()) {
            boolean half = found.band().get().half().exists();
            chart.text(
                    half
                            ? "- - " + reached + " for half of the ensemble"
                            : "half of the ensemble does not reach it here",
                    x,
                    at,
                    Style.BLUE);
            at += ROW;
            chart.text("\u2592 " + reached + " for 5 to 95 of 100 vectors", x, at, Style.BLUE);
            at += ROW;
        }
        return at + 0.5 * ROW;
    }

    /// Where the quantiles of the rates lie on both sides of the target, in columns of whole
    /// pixels.
    private static void shade(
            ChartParts chart, ChartParts.Frame frame, StaticExposure.Band band, double target) {
        int cells = SIDE / CELL;
        for (int i = 0; i < cells; i++) {
            double left = level(frame.x(), (double) i / cells);
            double right = level(frame.x(), (i + 1.0) / cells);
            double middle = Math.sqrt(left * right);
            int begin = -1;
            for (int j = 0; j <= cells; j++) {
                double up = level(frame.y(), (j + 0.5) / cells);
                boolean within =
                        j < cells
                                && holds(band.low(), middle, up)
                                && band.low().interpolated(middle, up) <= target
                                && band.high().interpolated(middle, up) > target;
                if (within && begin < 0) {
                    begin = j;
                } else if (!within && begin >= 0) {
                    double low = level(frame.y(), (double) begin / cells);
                    double high = level(frame.y(), (double) j / cells);
                    chart.band(
                            frame,
                            new double[] {left, right},
                            new double[] {low, low},
                            new double[] {high, high},
                            Style.BLUE);
                    begin = -1;
                }
            }
        }
    }

    private static boolean holds(RateSurface surface, double first, double second) {
        return first <= surface.first()[surface.first().length - 1]
                && second <= surface.second()[surface.second().length - 1];
    }

    private static double level(PlotAxis axis, double fraction) {
        return axis.min() * Math.pow(axis.max() / axis.min(), fraction);
    }

    private static void lines(
            ChartParts chart,
            ChartParts.Frame frame,
            DataTable.Builder data,
            String name,
            StaticCurve curve,
            boolean dashed) {
        for (List<StaticCurve.Point> branch : curve.branches()) {
            double[] x = new double[branch.size()];
            double[] y = new double[branch.size()];
            for (int k = 0; k < x.length; k++) {
                StaticCurve.Point one = branch.get(k);
                x[k] = Math.max(frame.x().min(), one.first());
                y[k] = Math.max(frame.y().min(), one.second());
                data.add(name, Numbers.round(one.first(), 6), Numbers.round(one.second(), 6));
            }
            chart.line(
                    frame,
                    name,
                    x,
                    y,
                    dashed ? Style.BLUE : Style.INK,
                    dashed ? List.of(6, 4) : "solid");
        }
    }

    private static void treatment(
            ChartParts chart,
            ChartParts.Frame frame,
            DataTable.Builder data,
            Reached one,
            String colour,
            double y) {
        double first = inside(frame.x(), one.exposure().first());
        double second = inside(frame.y(), one.exposure().second());
        if (one.spread().size() > 1) {
            double[] across = spread(one, Exposure::first);
            double[] upwards = spread(one, Exposure::second);
            double py = frame.py(second);
            double px = frame.px(first);
            chart.rule(
                    frame.px(inside(frame.x(), across[0])),
                    py,
                    frame.px(inside(frame.x(), across[1])),
                    py,
                    colour,
                    2);
            chart.rule(
                    px,
                    frame.py(inside(frame.y(), upwards[0])),
                    px,
                    frame.py(inside(frame.y(), upwards[1])),
                    colour,
                    2);
        }
        String symbol = one.isArm() ? "rect" : "circle";
        chart.points(
                frame,
                one.name(),
                new double[] {first},
                new double[] {second},
                colour,
                symbol,
                false);
        data.add(
                one.name(),
                Numbers.round(one.exposure().first(), 6),
                Numbers.round(one.exposure().second(), 6));
        chart.text(
                (one.isArm() ? "\u25a0 " : "\u25cf ") + Words.prose(one.name()),
                LEFT + SIDE + 24,
                y,
                colour);
    }

    private static double inside(PlotAxis axis, double level) {
        return Math.clamp(level, axis.min(), axis.max());
    }

    private static double[] spread(Reached one, ToDoubleFunction<Exposure> level) {
        double[] sorted = one.spread().stream().mapToDouble(level).sorted().toArray();
        return new double[] {Quantiles.ofSorted(sorted, 0.05), Quantiles.ofSorted(sorted, 0.95)};
    }

    private static Figure alone(StaticExposure found) {
        ExposurePlan plan = found.plan();
        ChartParts chart = new ChartParts();
        DataTable.Builder data =
                new DataTable.Builder("drug", "level", "rate_per_day", "rate_q05", "rate_q95");
        panel(chart, found, plan.first(), true, data);
        panel(chart, found, plan.second(), false, data);
        return new Figure(
                "rates-alone",
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Net rate under each drug alone",
                "Net growth rate of the tumour against the constant free level of one drug without"
                    + " the other, at the computed levels. Line: the study's own values; band: 5 to"
                    + " 95 % of the ensemble; dashed: the target. A line that stays above the"
                    + " target has no static exposure.",
                "Net rate against the level of each of two drugs.",
                TOP + PANEL + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    private static double[] edge(RateSurface surface, boolean isFirst) {
        double[] rates = new double[(isFirst ? surface.first() : surface.second()).length - 1];
        Arrays.setAll(rates, k -> surface.rates()[isFirst ? k + 1 : 0][isFirst ? 0 : k + 1]);
        return rates;
    }

    private static void panel(
            ChartParts chart,
            StaticExposure found,
            ExposurePlan.Drug drug,
            boolean isFirst,
            DataTable.Builder data) {
        RateSurface own = found.surface();
        double[] all = isFirst ? own.first() : own.second();
        double[] levels = Arrays.copyOfRange(all, 1, all.length);
        double[] rates = edge(own, isFirst);
        double[] low = found.band().map(band -> edge(band.low(), isFirst)).orElse(rates);
        double[] high = found.band().map(band -> edge(band.high(), isFirst)).orElse(rates);
        List<Double> shown = new ArrayList<>(List.of(0.0, found.plan().target()));
        for (int k = 0; k < levels.length; k++) {
            shown.addAll(List.of(rates[k], low[k], high[k]));
            data.add(
                    drug.name(),
                    Numbers.round(levels[k], 6),
                    Numbers.round(rates[k], 6),
                    Numbers.round(low[k], 6),
                    Numbers.round(high[k], 6));
        }
        double least = shown.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = shown.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int cell = PanelPlot.WIDTH / 2;
        ChartParts.Frame frame =
                chart.frame(
                        Words.prose(drug.name()) + " alone",
                        (isFirst ? 0 : cell) + LEFT,
                        TOP,
                        cell - LEFT - 40,
                        PANEL,
                        axis(axis(found.plan(), drug), all),
                        PlotAxis.round("net rate (per day)", least, most));
        if (found.band().isPresent()) {
            chart.band(frame, levels, low, high, Style.BLUE);
        }
        chart.line(frame, drug.name(), levels, rates, Style.INK, "solid");
        chart.horizontal(frame, found.plan().target(), "");
    }
}
