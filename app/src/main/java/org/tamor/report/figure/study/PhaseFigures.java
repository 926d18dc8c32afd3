package org.tamor.report.figure.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Json;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.Style;
import org.tamor.report.figure.study.FigureSpec.Bar;
import org.tamor.report.figure.study.FigureSpec.BarGroup;
import org.tamor.report.figure.study.FigureSpec.Part;

/// Draws cell-cycle phases as bars stacked to the whole, one panel for each group.
final class PhaseFigures {

    private static final int LEFT = 66;
    private static final int TOP = 34;
    private static final int BOTTOM = 80;
    private static final int PANEL = 314;
    private static final int LEGEND = 30;
    private static final List<String> COLOURS =
            List.of("#9A9A9A", Style.SKY, Style.ORANGE, Style.GREEN, Style.PURPLE, Style.BLUE);

    private final Readings readings;

    PhaseFigures(Readings readings) {
        this.readings = readings;
    }

    Figure build(FigureSpec.Phases spec) {
        DataTable.Builder data =
                new DataTable.Builder("group", "arm", "experiment", "time_h", "phase", "percent");
        List<Object> titles = new ArrayList<>();
        List<Object> grids = new ArrayList<>();
        List<Object> xAxes = new ArrayList<>();
        List<Object> yAxes = new ArrayList<>();
        List<Object> series = new ArrayList<>();
        int columns = Math.min(2, spec.groups().size());
        int cell = PanelPlot.WIDTH / columns;
        int width = cell - LEFT - 12;
        for (int i = 0; i < spec.groups().size(); i++) {
            BarGroup group = spec.groups().get(i);
            int left = i % columns * cell + LEFT;
            int top = LEGEND + i / columns * PANEL + TOP;
            titles.add(PanelPlot.title(group.label(), left, top - 26, width));
            grids.add(
                    Json.object(
                            "left",
                            left,
                            "top",
                            top,
                            "width",
                            width,
                            "height",
                            PANEL - TOP - BOTTOM));
            xAxes.add(BarFigures.categories(group, i, width));
            yAxes.add(new PlotAxis("cells (%)", false, 0, 100, 25).option(i, true));
            for (int p = 0; p < spec.parts().size(); p++) {
                series.add(
                        stack(
                                spec,
                                group,
                                spec.parts().get(p),
                                COLOURS.get(p % COLOURS.size()),
                                i,
                                data));
            }
        }
        Map<String, Object> option = PanelPlot.base();
        option.put("title", titles);
        option.put(
                "legend",
                Json.object()
                        .with("top", 0)
                        .with("left", LEFT)
                        .with("itemWidth", 14)
                        .with("itemHeight", 12)
                        .with("selectedMode", false)
                        .with("data", spec.parts().stream().map(Part::label).toList()));
        option.put("grid", grids);
        option.put("xAxis", xAxes);
        option.put("yAxis", yAxes);
        option.put("series", series);
        option.put("tooltip", Json.object("trigger", "item", "confine", true));
        return new Figure(
                spec.heading().id(),
                spec.heading().section(),
                Figure.Renderer.CHART,
                spec.heading().title(),
                spec.heading().caption(),
                String.format(
                        Locale.ROOT,
                        "Stacked percentages of %d cell-cycle phases at %s h in %d groups of arms.",
                        spec.parts().size(),
                        Numbers.text(spec.time()),
                        spec.groups().size()),
                LEGEND + (spec.groups().size() + columns - 1) / columns * PANEL,
                option,
                data.build(),
                readings.takeMissing());
    }

    private Map<String, Object> stack(
            FigureSpec.Phases spec,
            BarGroup group,
            Part part,
            String colour,
            int panel,
            DataTable.Builder data) {
        List<Object> items = new ArrayList<>();
        for (Bar bar : group.bars()) {
            double value =
                    readings.at(part.observable(), bar.experiment(), spec.time())
                            .orElse(Double.NaN);
            if (part.minus().isPresent()) {
                value -=
                        readings.at(part.minus().get(), bar.experiment(), spec.time())
                                .orElse(Double.NaN);
            }
            if (!Double.isFinite(value)) {
                items.add("-");
                continue;
            }
            items.add(
                    Json.object()
                            .with("value", Numbers.round(value, 4))
                            .with(
                                    "label",
                                    Json.object(
                                            "show",
                                            value >= 6,
                                            "formatter",
                                            String.valueOf(Math.round(value)))));
            data.add(
                    group.label(),
                    bar.label(),
                    bar.experiment(),
                    spec.time(),
                    part.label(),
                    Numbers.round(value, 5));
        }
        return Json.object()
                .with("type", "bar")
                .with("name", part.label())
                .with("stack", "panel" + panel)
                .with("xAxisIndex", panel)
                .with("yAxisIndex", panel)
                .with("data", items)
                .with("barWidth", "66%")
                .with("barMaxWidth", 56)
                .with(
                        "itemStyle",
                        Json.object("color", colour, "borderColor", "#ffffff", "borderWidth", 0.6))
                .with(
                        "label",
                        Json.object("position", "inside", "fontSize", 11, "color", Style.INK));
    }
}
