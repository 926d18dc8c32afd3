package org.tamor.report.figure.calibration;

import java.util.ArrayList;
import java.util.List;
import org.tamor.calibrate.fit.SearchSpace;
import org.tamor.calibrate.profile.Profile;
import org.tamor.format.petab.ParameterScale;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.PanelPlot;
import org.tamor.report.figure.PlotAxis;
import org.tamor.report.figure.PlotPanel;
import org.tamor.report.figure.PlotPanel.PlotCurve;
import org.tamor.report.figure.PlotPanel.PlotPoints;
import org.tamor.report.figure.PlotPanel.ReferenceLine;
import org.tamor.report.figure.Style;

/// Draws profiles: a panel for each parameter.
public final class ProfileFigures {

    private static final int MOST_PANELS = 60;

    private ProfileFigures() {}

    /// @param threshold of the objective's rise
    public static List<Figure> draw(SearchSpace space, List<Profile> profiles, double threshold) {
        DataTable.Builder data =
                new DataTable.Builder(
                        "parameter",
                        "value_on_scale",
                        "objective_above_best",
                        "log_likelihood_below_best");
        List<PlotPanel> panels = new ArrayList<>();
        for (Profile profile : profiles) {
            String id = space.parameter(profile.index()).id();
            for (Profile.Point point : profile.points()) {
                data.add(id, point.value(), point.rise(), point.likelihoodFall());
            }
            if (panels.size() < MOST_PANELS) {
                panels.add(panel(space, profile, threshold));
            }
        }
        PanelPlot plot = new PanelPlot(3, 250, 26);
        return List.of(
                CalibrationFigures.figure(
                        "profiles",
                        "Profiles",
                        "How far the objective (minus log-posterior) rises above the best point"
                            + " when a parameter is held at a value and the others are fitted anew."
                            + " The dashed line is the threshold of the interval; a curve that does"
                            + " not reach it before it ends at a bound is open there.",
                        plot.height(panels.size()),
                        plot.option(panels),
                        data.build(),
                        profiles.size() > MOST_PANELS
                                ? List.of("Only the first " + MOST_PANELS + " profiles are drawn.")
                                : List.of()));
    }

    private static PlotPanel panel(SearchSpace space, Profile profile, double threshold) {
        double[] x = profile.points().stream().mapToDouble(Profile.Point::value).toArray();
        double[] y = profile.points().stream().mapToDouble(Profile.Point::rise).toArray();
        double highest = threshold;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, y[i]);
            highest = Math.max(highest, Math.min(y[i], 2 * threshold));
        }
        int best = best(profile.points());
        Style style = new Style(Style.BLUE, List.of(), "circle", 0);
        String id = space.parameter(profile.index()).id();
        ParameterScale scale = space.scale(profile.index());
        double least = x[0];
        double most = x[x.length - 1];
        double span = Math.max(most - least, 1e-6);
        return new PlotPanel(
                id + " (" + profile.verdict().label() + ")",
                PlotAxis.round(
                        scale == ParameterScale.LINEAR ? "value" : scale.label() + " of the value",
                        least - 0.02 * span,
                        most + 0.02 * span),
                PlotAxis.round("rise", 0, highest),
                List.of(new PlotCurve("", style, x, y, false)),
                List.of(
                        new PlotPoints(
                                "best",
                                new Style(Style.VERMILLION, List.of(), "diamond", 0),
                                new double[] {x[best]},
                                new double[] {y[best]},
                                false)),
                List.of(new ReferenceLine(threshold, "")));
    }

    /// The point that the profile started from.
    private static int best(List<Profile.Point> points) {
        int best = 0;
        for (int i = 0; i < points.size(); i++) {
            Profile.Point point = points.get(i);
            best = point.rise() == 0 && point.likelihoodFall() == 0 ? i : best;
        }
        return best;
    }
}
