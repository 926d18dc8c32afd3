package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tamor.calibrate.fit.SearchSpace;
import org.tamor.calibrate.profile.ParameterProfiles;
import org.tamor.calibrate.profile.Profile;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.calibration.ProfileFigures;

/// Writes what profiles say: a page and a figure.
public final class ProfileReport {

    private ProfileReport() {}

    /// Writes `report.html` and `figures/`.
    ///
    /// @param title of the page
    /// @param command that makes the report again
    /// @param version of the program
    public static void write(
            ParameterProfiles work,
            List<Profile> profiles,
            String title,
            String command,
            String version,
            Path folder)
            throws IOException {
        new FigurePage(
                        "Tamor: profile likelihoods",
                        title,
                        List.of(
                                new FigurePage.Part(
                                        "result",
                                        "Result",
                                        summary(work.space(), profiles),
                                        List.of()),
                                new FigurePage.Part(
                                        "figures",
                                        "Figures",
                                        "",
                                        ProfileFigures.draw(
                                                work.space(),
                                                profiles,
                                                work.options().threshold())),
                                new FigurePage.Part(
                                        "tables", "Parameters", tables(work, profiles), List.of())),
                        "<p><code>"
                                + Html.escape(command)
                                + "</code> ("
                                + Html.escape(version)
                                + ")</p><p>Objective at the best point: "
                                + Numbers.text(work.bestValue(), 7)
                                + "; intervals of "
                                + Numbers.text(100 * work.options().level(), 6)
                                + " % end where it has risen by "
                                + Numbers.text(work.options().threshold(), 4)
                                + ".</p>")
                .write(folder);
    }

    private static String summary(SearchSpace space, List<Profile> profiles) {
        StringBuilder html = new StringBuilder("<ul>");
        for (Profile.Verdict verdict : Profile.Verdict.values()) {
            List<String> names =
                    profiles.stream()
                            .filter(profile -> profile.verdict() == verdict)
                            .map(profile -> space.parameter(profile.index()).id())
                            .toList();
            if (!names.isEmpty()) {
                html.append("<li><strong>")
                        .append(names.size())
                        .append(' ')
                        .append(verdict.label())
                        .append("</strong> (")
                        .append(verdict.words())
                        .append("): ")
                        .append(Html.escape(String.join(", ", names)))
                        .append("</li>");
            }
        }
        return html.append("</ul>").toString();
    }

    private static String tables(ParameterProfiles work, List<Profile> profiles) {
        SearchSpace space = work.space();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("parameter", "verdict", "remark", "best", "lower end", "upper end"));
        for (Profile profile : profiles) {
            int k = profile.index();
            rows.add(
                    List.of(
                            space.parameter(k).id(),
                            profile.verdict().label(),
                            profile.remark(),
                            Numbers.text(space.value(k, work.best()[k]), 5),
                            profile.lower().isPresent()
                                    ? Numbers.text(space.value(k, profile.lower().getAsDouble()), 4)
                                    : "open",
                            profile.upper().isPresent()
                                    ? Numbers.text(space.value(k, profile.upper().getAsDouble()), 4)
                                    : "open"));
        }
        return "<p>All digits stand in <code>intervals.csv</code>, every point"
                + " with the other parameters in <code>profiles.csv</code>.</p>"
                + FigurePage.table(rows, 3);
    }
}
