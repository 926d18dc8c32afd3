package org.tamor.report.figure.combination;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.Direction;
import org.tamor.combination.analysis.FittedSurfaces;
import org.tamor.combination.analysis.ModelScore;
import org.tamor.combination.analysis.SurfaceParameter;
import org.tamor.combination.inference.Interval;
import org.tamor.report.figure.ChartParts;
import org.tamor.report.figure.ConventionName;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.LabelPlacement;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;

/// What the conventions and the fitted surfaces say of one block or several.
final class InteractionFigures {

    private static final String SYNERGY = "#2166ac";
    private static final String ANTAGONISM = "#b35806";
    private static final double MOST_LOG_ALPHA = 3;
    private static final int ROW = 26;

    private InteractionFigures() {}

    static String colour(Direction direction) {
        return switch (direction) {
            case SYNERGY -> SYNERGY;
            case ANTAGONISM -> ANTAGONISM;
            case NEITHER, UNDEFINED -> Style.GREY;
        };
    }

    /// All conventions of one block with intervals, and the bias that each would find in a drug
    /// with itself.
    static Figure agreement(String id, CombinationAnalysis analysis) {
        List<ModelScore> scores = analysis.scores().reversed();
        double least = -5;
        double most = 5;
        for (ModelScore score : scores) {
            if (score.basis() != ModelScore.Basis.NONE) {
                least = Math.max(-100, Math.min(least, 100 * score.excess().low()));
                most = Math.min(100, Math.max(most, 100 * score.excess().high()));
            }
        }
        int left = 370;
        int width = 520;
        int height = ROW * scores.size();
        ChartParts chart = new ChartParts();
        List<String> labels = scores.stream().map(ConventionName::of).toList();
        ChartParts.Frame frame =
                chart.strip(
                        "Excess by every convention",
                        left,
                        44,
                        width,
                        height,
                        PlotAxis.round(
                                "excess (points): antagonism below 0, synergy above 0",
                                least,
                                most),
                        ChartParts.categoryAxis("", labels, 0));
        DataTable.Builder data =
                new DataTable.Builder(
                        "convention",
                        "excess_points",
                        "low",
                        "high",
                        "sham_bias_points",
                        "verdict",
                        "basis");
        for (int i = 0; i < scores.size(); i++) {
            row(chart, frame, scores.get(i), 44 + height - (i + 0.5) * ROW, data);
        }
        chart.rule(frame.px(0), 44, frame.px(0), 44 + height, Style.INK, 1);
        chart.text("\u25cf excess, own test", left + 230, 25, Style.INK);
        chart.text("\u25cb not tested by itself", left + 370, 25, Style.INK);
        chart.text("\u25c7 a drug with itself", left + 530, 25, Style.MUTED);
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Agreement of the conventions",
                "One row for each convention, the primary one on top. Filled points have a test of"
                    + " their own; hollow ones borrow the width of the primary interval, which is a"
                    + " reading aid. Diamonds: what the convention would find in a drug combined"
                    + " with itself on these doses, where nothing is to be found.",
                "Excess of " + scores.size() + " conventions with intervals.",
                44 + height + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    private static void row(
            ChartParts chart,
            ChartParts.Frame frame,
            ModelScore score,
            double y,
            DataTable.Builder data) {
        String colour = colour(score.direction());
        int right = frame.left() + frame.width();
        if (score.basis() == ModelScore.Basis.NONE) {
            chart.text("no value", right + 8, y, Style.MUTED);
            data.add(
                    ConventionName.of(score), "", "", "", "", "no value", score.basis().toString());
            return;
        }
        Interval excess = score.excess();
        double low = Math.clamp(frame.px(100 * excess.low()), frame.left(), right);
        double high = Math.clamp(frame.px(100 * excess.high()), frame.left(), right);
        chart.rule(low, y, high, y, colour, 2.4);
        boolean tested = score.basis() == ModelScore.Basis.OWN_TEST;
        double share = (frame.top() + frame.height() - y) / ROW - 0.5;
        double at = Math.clamp(100 * excess.estimate(), frame.x().min(), frame.x().max());
        chart.points(
                frame,
                ConventionName.of(score),
                List.<Object>of(List.of(Numbers.round(at, 5), Math.round(share))),
                colour,
                "circle",
                !tested);
        if (score.shamBias().isDefined()) {
            double bias = 100 * score.shamBias().value();
            if (frame.x().holds(bias)) {
                chart.points(
                        frame,
                        "a drug with itself",
                        List.<Object>of(List.of(Numbers.round(bias, 5), Math.round(share))),
                        Style.GREY,
                        "diamond",
                        true);
            }
        }
        chart.text(score.direction().text(), right + 8, y, colour);
        data.add(
                ConventionName.of(score),
                Numbers.round(100 * excess.estimate(), 8),
                Numbers.round(100 * excess.low(), 8),
                Numbers.round(100 * excess.high(), 8),
                score.shamBias().isDefined()
                        ? Numbers.round(100 * score.shamBias().value(), 8)
                        : "",
                score.direction().text(),
                score.basis().toString());
    }

    /// MuSyC: potency across, efficacy upwards.
    static Figure quadrant(String id, FittedSurfaces surfaces, List<String> drugs) {
        SurfaceParameter beta = surfaces.musyc().get(0);
        double most = 1;
        for (double end :
                new double[] {
                    beta.estimate().value(), beta.interval().low(), beta.interval().high()
                }) {
            most = Double.isFinite(end) ? Math.max(most, Math.min(3, Math.abs(end))) : most;
        }
        ChartParts chart = new ChartParts();
        ChartParts.Frame frame =
                chart.frame(
                        "MuSyC: potency and efficacy",
                        72,
                        44,
                        640,
                        340,
                        new PlotAxis(
                                "log10 alpha: potency, synergy above 0",
                                false,
                                -MOST_LOG_ALPHA,
                                MOST_LOG_ALPHA,
                                1),
                        PlotAxis.round("beta: efficacy, synergy above 0", -most, most));
        DataTable.Builder data =
                new DataTable.Builder("parameter", "estimate", "low", "high", "determined");
        tabulate(beta, data);
        String[] colours = {Style.PURPLE, Style.GREEN};
        for (int i = 0; i < 2; i++) {
            SurfaceParameter alpha = surfaces.musyc().get(1 + i);
            tabulate(alpha, data);
            double x = Math.clamp(alpha.estimate().value(), -MOST_LOG_ALPHA, MOST_LOG_ALPHA);
            double y = Math.clamp(beta.estimate().value(), -most, most);
            if (Double.isNaN(y)) {
                y = 0;
            }
            cross(chart, frame, x, y, alpha.interval(), beta.interval(), colours[i]);
            boolean determined = alpha.isDetermined() && beta.isDetermined();
            chart.points(
                    frame,
                    alpha.name(),
                    new double[] {x},
                    new double[] {y},
                    colours[i],
                    "circle",
                    !determined);
            chart.text(
                    (determined ? "\u25cf " : "\u25cb ")
                            + "alpha"
                            + (i == 0 ? "12" : "21")
                            + ": "
                            + drugs.get(i)
                            + " on "
                            + drugs.get(1 - i),
                    740,
                    90 + 22 * i,
                    colours[i]);
        }
        chart.text("hollow: not determined by the data", 740, 140, Style.MUTED);
        chart.rule(
                frame.px(0), frame.top(), frame.px(0), frame.top() + frame.height(), Style.INK, 1);
        chart.rule(
                frame.left(), frame.py(0), frame.left() + frame.width(), frame.py(0), Style.INK, 1);
        chart.text(
                "synergy in both", frame.left() + frame.width() - 100, frame.top() + 14, SYNERGY);
        chart.text(
                "antagonism in both",
                frame.left() + 10,
                frame.top() + frame.height() - 14,
                ANTAGONISM);
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "MuSyC quadrants",
                "How the pair gains: beta is what it does beyond the stronger drug at saturating"
                    + " doses, alpha how one drug changes the potency of the other. Bars are 95 %"
                    + " intervals; values beyond the axes stand at their ends.",
                "MuSyC parameters of the pair.",
                450,
                chart.option(),
                data.build(),
                List.of());
    }

    private static void cross(
            ChartParts chart,
            ChartParts.Frame frame,
            double x,
            double y,
            Interval across,
            Interval upwards,
            String colour) {
        if (Double.isFinite(across.low()) && Double.isFinite(across.high())) {
            chart.rule(
                    clampX(frame, across.low()),
                    frame.py(y),
                    clampX(frame, across.high()),
                    frame.py(y),
                    colour,
                    1.6);
        }
        if (Double.isFinite(upwards.low()) && Double.isFinite(upwards.high())) {
            chart.rule(
                    frame.px(x),
                    clampY(frame, upwards.low()),
                    frame.px(x),
                    clampY(frame, upwards.high()),
                    colour,
                    1.6);
        }
    }

    private static double clampX(ChartParts.Frame frame, double value) {
        return frame.px(Math.clamp(value, frame.x().min(), frame.x().max()));
    }

    private static double clampY(ChartParts.Frame frame, double value) {
        return frame.py(Math.clamp(value, frame.y().min(), frame.y().max()));
    }

    private static void tabulate(SurfaceParameter parameter, DataTable.Builder data) {
        data.add(
                parameter.name(),
                DataTable.number(parameter.estimate().value()),
                DataTable.number(parameter.interval().low()),
                DataTable.number(parameter.interval().high()),
                parameter.isDetermined() ? "yes" : "no");
    }

    /// BRAID's kappa of all blocks in detail.
    static Figure forest(String id, List<CombinationAnalysis> analyses) {
        List<CombinationAnalysis> shown =
                analyses.stream()
                        .filter(analysis -> analysis.surfaces().isPresent())
                        .toList()
                        .reversed();
        int height = Math.max(60, ROW * shown.size());
        ChartParts chart = new ChartParts();
        ChartParts.Frame frame =
                chart.strip(
                        "BRAID kappa",
                        370,
                        44,
                        520,
                        height,
                        new PlotAxis("kappa: antagonism below 0, synergy above 0", false, -2, 6, 1),
                        ChartParts.categoryAxis(
                                "",
                                shown.stream()
                                        .map(a -> LabelPlacement.wrap(a.title(), 44))
                                        .toList(),
                                0));
        DataTable.Builder data = new DataTable.Builder("block", "kappa", "low", "high");
        double row = (double) height / shown.size();
        for (int i = 0; i < shown.size(); i++) {
            SurfaceParameter kappa = shown.get(i).surfaces().orElseThrow().kappa();
            double y = 44 + height - (i + 0.5) * row;
            String colour = colour(kappa.direction());
            if (Double.isFinite(kappa.interval().low())) {
                chart.rule(
                        clampX(frame, kappa.interval().low()),
                        y,
                        clampX(frame, kappa.interval().high()),
                        y,
                        colour,
                        2.4);
            }
            chart.points(
                    frame,
                    shown.get(i).block().name(),
                    List.<Object>of(
                            List.of(
                                    Numbers.round(Math.clamp(kappa.estimate().value(), -2, 6), 5),
                                    i)),
                    colour,
                    "rect",
                    false);
            chart.text(
                    String.format(Locale.ROOT, "%.2f", kappa.estimate().value())
                            .replace('-', '\u2212'),
                    900,
                    y,
                    colour);
            data.add(
                    shown.get(i).block().name(),
                    DataTable.number(kappa.estimate().value()),
                    DataTable.number(kappa.interval().low()),
                    DataTable.number(kappa.interval().high()));
        }
        chart.rule(frame.px(0), 44, frame.px(0), 44 + height, Style.INK, 1);
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "BRAID kappa of the blocks",
                "kappa with its 95 % interval and the moderate prior that holds it near 0 where a"
                        + " surface says little; blue is synergy, orange antagonism, grey neither.",
                "Forest plot of kappa for " + shown.size() + " blocks.",
                44 + height + 60,
                chart.option(),
                data.build(),
                List.of());
    }

    /// Conventions against blocks, coloured by what each calls each.
    static Figure overview(String id, List<CombinationAnalysis> analyses) {
        List<CombinationAnalysis> shown = analyses.reversed();
        List<String> conventions = new ArrayList<>();
        for (ModelScore score : analyses.getFirst().scores()) {
            conventions.add(ConventionName.of(score));
        }
        int height = 24 * shown.size();
        ChartParts chart = new ChartParts();
        Json.JsonObject across = ChartParts.categoryAxis("", conventions, 0);
        across.with(
                "axisLabel",
                Json.object("interval", 0, "rotate", 50, "color", Style.INK, "fontSize", 11));
        int index =
                chart.categories(
                        "What each convention calls each block",
                        330,
                        44,
                        690,
                        height,
                        across,
                        ChartParts.categoryAxis(
                                "",
                                shown.stream()
                                        .map(a -> LabelPlacement.wrap(a.title(), 44))
                                        .toList(),
                                0));
        List<Object> cells = new ArrayList<>();
        DataTable.Builder data =
                new DataTable.Builder("block", "convention", "verdict", "excess_points");
        for (int y = 0; y < shown.size(); y++) {
            for (ModelScore score : shown.get(y).scores()) {
                int x = conventions.indexOf(ConventionName.of(score));
                if (x < 0) {
                    continue;
                }
                boolean tested = score.basis() != ModelScore.Basis.BORROWED;
                int sign =
                        tested && score.direction() == Direction.SYNERGY
                                ? 1
                                : tested && score.direction() == Direction.ANTAGONISM ? -1 : 0;
                cells.add(
                        Json.object()
                                .with("value", List.of(x, y, sign))
                                .with(
                                        "label",
                                        Json.object()
                                                .with(
                                                        "formatter",
                                                        sign > 0
                                                                ? "S"
                                                                : sign < 0
                                                                        ? "A"
                                                                        : score.direction()
                                                                                        == Direction
                                                                                                .UNDEFINED
                                                                                ? "\u00d7"
                                                                                : "\u00b7")
                                                .with(
                                                        "color",
                                                        sign == 0 ? Style.MUTED : "#ffffff")));
                data.add(
                        shown.get(y).block().name(),
                        ConventionName.of(score),
                        score.direction().text(),
                        DataTable.number(100 * score.excess().estimate()));
            }
        }
        int series =
                chart.series(
                        Json.object()
                                .with("type", "heatmap")
                                .with("name", "verdict")
                                .with("xAxisIndex", index)
                                .with("yAxisIndex", index)
                                .with("data", cells)
                                .with("label", Json.object("show", true, "fontSize", 11))
                                .with(
                                        "itemStyle",
                                        Json.object("borderColor", "#d8d8d8", "borderWidth", 0.6)));
        chart.scale(
                Json.object()
                        .with("type", "piecewise")
                        .with("show", false)
                        .with("seriesIndex", List.of(series))
                        .with("dimension", 2)
                        .with(
                                "pieces",
                                List.of(
                                        Json.object("value", 1, "color", SYNERGY),
                                        Json.object("value", 0, "color", "#ffffff"),
                                        Json.object("value", -1, "color", ANTAGONISM))));
        return new Figure(
                id,
                Figure.Section.OTHER,
                Figure.Renderer.CHART,
                "Agreement of the conventions over the blocks",
                "S, blue: synergy. A, orange: antagonism. A dot: neither, or not tested by itself."
                        + " A cross: no value.",
                "Verdicts of "
                        + conventions.size()
                        + " conventions on "
                        + shown.size()
                        + " blocks.",
                44 + height + 240,
                chart.option(),
                data.build(),
                List.of());
    }
}
