package org.tamor.report.figure.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tamor.calibrate.validation.Validation;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.Style;

/// Draws how often measurements fell into the intervals that were foretold for them.
public final class ValidationFigures {

    private static final int LEVELS = 40;

    private ValidationFigures() {}

    public static List<Figure> draw(Validation validation) {
        DataTable.Builder data =
                new DataTable.Builder("measurements", "share_foretold", "share_inside");
        List<PlotPanel> panels = new ArrayList<>();
        for (Validation.Kind kind : validation.summaries().keySet()) {
            List<Validation.Scored> own = validation.of(kind);
            double[] foretold = new double[LEVELS + 1];
            double[] inside = new double[LEVELS + 1];
            for (int k = 0; k <= LEVELS; k++) {
                foretold[k] = k / (double) LEVELS;
                inside[k] = Validation.share(own, foretold[k]);
                data.add(kind.label(), foretold[k], inside[k]);
            }
            panels.add(panel(kind.label() + " (" + own.size() + ")", foretold, inside));
        }
        PanelPlot plot = new PanelPlot(3, 280, 26);
        return List.of(
                CalibrationFigures.figure(
                        "coverage",
                        "Share of measurements inside central intervals",
                        "Across, the share that an interval was foretold to hold; up, the share of"
                                + " the measurements that fell inside. On the dashed diagonal the"
                                + " intervals are as wide as they should be; below it they are too"
                                + " narrow, above it too wide.",
                        plot.height(panels.size()),
                        plot.option(panels),
                        data.build(),
                        List.of()));
    }

    private static PlotPanel panel(String title, double[] foretold, double[] inside) {
        double[] ends = {0, 1};
        return new PlotPanel(
                title,
                PlotAxis.round("foretold", 0, 1),
                PlotAxis.round("inside", 0, 1),
                List.of(
                        new PlotCurve(
                                "",
                                new Style(Style.GREY, List.of(5, 4), "none", 0),
                                ends,
                                Arrays.copyOf(ends, 2),
                                false),
                        new PlotCurve(
                                "",
                                new Style(Style.BLUE, List.of(), "circle", 0),
                                foretold,
                                inside,
                                false)),
                List.of(),
                List.of());
    }
}
