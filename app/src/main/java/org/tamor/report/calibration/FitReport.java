package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tamor.calibrate.fit.Density;
import org.tamor.calibrate.fit.FitResult;
import org.tamor.calibrate.fit.Identifiability;
import org.tamor.calibrate.fit.Judgement;
import org.tamor.calibrate.fit.LocalFit;
import org.tamor.calibrate.fit.SearchSpace;
import org.tamor.calibrate.fit.StartResult;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.calibration.CalibrationFigures;

/// Writes what came of a fit: a page and figures.
public final class FitReport {

    private final FitResult result;

    private FitReport(FitResult result) {
        this.result = result;
    }

    /// Writes `report.html` and `figures/`.
    ///
    /// @param title of the page
    /// @param command that makes the report again
    /// @param version of the program
    public static void write(
            FitResult result, String title, String command, String version, Path folder)
            throws IOException {
        FitReport report = new FitReport(result);
        new FigurePage(
                        "Tamor: estimation of parameters",
                        title,
                        List.of(
                                new FigurePage.Part(
                                        "result", "Result", report.summary(), List.of()),
                                new FigurePage.Part(
                                        "figures", "Figures", "", CalibrationFigures.ofFit(result)),
                                new FigurePage.Part(
                                        "tables", "Parameters", report.tables(), List.of())),
                        report.run(command, version))
                .write(folder);
    }

    private String summary() {
        StringBuilder html = new StringBuilder("<p>");
        html.append("Log-likelihood at the best point: <strong>")
                .append(Numbers.text(result.atBest().logLikelihood(), 7))
                .append("</strong>");
        if (result.logPrior() != 0) {
            html.append(" (log-prior ")
                    .append(Numbers.text(result.logPrior(), 5))
                    .append(", a density of the ")
                    .append(
                            result.options().density() == Density.SCALE
                                    ? "values on the scales they are moved on"
                                    : "values themselves")
                    .append(")");
        }
        html.append(". ");
        result.nominal()
                .ifPresent(
                        nominal ->
                                html.append("That is ")
                                        .append(gain(nominal - result.objective()))
                                        .append(" at the nominal values. "));
        html.append(agreement()).append("</p>");
        html.append(identifiability());
        return html.toString();
    }

    private static String gain(double gain) {
        if (Math.abs(gain) < 1e-3) {
            return "what the problem has";
        }
        return Numbers.text(Math.abs(gain), 4) + (gain > 0 ? " better than" : " worse than");
    }

    private String agreement() {
        long same = result.startsAtBest();
        int all = result.starts().size();
        String found =
                same
                        + " of "
                        + all
                        + (all == 1 ? " start" : " starts")
                        + " ended within "
                        + FitResult.SAME
                        + " of it. ";
        if (same >= 3) {
            return found + "Several starts agree on it.";
        }
        return found
                + "So few starts found it that a better point may exist; give more starts with"
                + " --starts and --resume.";
    }

    private String identifiability() {
        if (result.judgement() instanceof Judgement.NotJudged(String reason)) {
            return "<p><strong>Nothing is said of how sure the values are</strong>: "
                    + Html.escape(reason)
                    + ".</p>";
        }
        Identifiability judged = result.identifiability().orElseThrow();
        StringBuilder html = new StringBuilder();
        if (judged.flat().isEmpty()) {
            html.append("<p>No direction is flat at the best point.");
        } else {
            html.append("<p><strong>")
                    .append(
                            judged.flat().size() == 1
                                    ? "One direction is"
                                    : judged.flat().size() + " directions are")
                    .append(" flat at the best point</strong>; ")
                    .append(
                            judged.structural() > 0
                                    ? judged.structural()
                                            + " of them at random points nearby too, so the"
                                            + " structure of the model and the measurements is the"
                                            + " reason, not the values."
                                    : "at random points nearby there is none, so the values are the"
                                            + " reason.")
                    .append(" These parameters cannot be told apart:</p><ul>");
            judged.flat()
                    .forEach(
                            direction ->
                                    html.append("<li>")
                                            .append(
                                                    Html.escape(
                                                            String.join(
                                                                    ", ", direction.parameters())))
                                            .append("</li>"));
            html.append("</ul><p>");
        }
        List<String> weak = named(Identifiability.Verdict.POORLY_DETERMINED);
        if (!weak.isEmpty()) {
            html.append(" Poorly determined (standard error above a quarter of the range): ")
                    .append(Html.escape(String.join(", ", weak)))
                    .append('.');
        }
        List<String> bounds = named(Identifiability.Verdict.AT_LOWER_BOUND);
        bounds.addAll(named(Identifiability.Verdict.AT_UPPER_BOUND));
        if (!bounds.isEmpty()) {
            html.append(" On a bound: ").append(Html.escape(String.join(", ", bounds))).append('.');
        }
        return html.append("</p>").toString();
    }

    private List<String> named(Identifiability.Verdict verdict) {
        List<String> names = new ArrayList<>();
        List<Identifiability.Verdict> verdicts = result.identifiability().orElseThrow().verdicts();
        for (int k = 0; k < verdicts.size(); k++) {
            if (verdicts.get(k) == verdict) {
                names.add(result.space().parameter(k).id());
            }
        }
        return names;
    }

    private String tables() {
        SearchSpace space = result.space();
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "parameter",
                        "verdict",
                        "scale",
                        "best value",
                        "standard error on the scale",
                        "lower bound",
                        "upper bound"));
        for (int k = 0; k < space.dimension(); k++) {
            int at = k;
            double error =
                    result.identifiability()
                            .map(one -> one.standardErrors()[at])
                            .orElse(Double.NaN);
            rows.add(
                    List.of(
                            space.parameter(k).id(),
                            result.identifiability()
                                    .map(one -> one.verdicts().get(at).label())
                                    .orElse("not judged"),
                            space.scale(k).label(),
                            Numbers.text(space.value(k, result.best()[k]), 5),
                            Double.isNaN(error) ? "" : Numbers.text(error, 3),
                            Numbers.text(space.parameter(k).lowerBound(), 4),
                            Numbers.text(space.parameter(k).upperBound(), 4)));
        }
        return "<p>All digits stand in"
                + " <code>parameters.csv</code>; <code>parameters.tsv</code> is a PEtab table"
                + " with these values as the nominal ones. Standard errors come from the second"
                + " derivatives at the best point.</p>"
                + FigurePage.table(rows, 3);
    }

    private String run(String command, String version) {
        Map<LocalFit.Status, Integer> counts = new EnumMap<>(LocalFit.Status.class);
        long failures = 0;
        for (StartResult start : result.starts()) {
            counts.merge(start.fit().status(), 1, Integer::sum);
            failures += start.fit().failures();
        }
        StringBuilder html = new StringBuilder("<p><code>");
        html.append(Html.escape(command))
                .append("</code> (")
                .append(Html.escape(version))
                .append(")</p><ul>");
        counts.forEach(
                (status, count) ->
                        html.append("<li>")
                                .append(count)
                                .append(" starts: ")
                                .append(status.label())
                                .append("</li>"));
        html.append("<li>")
                .append(failures)
                .append(" simulations failed on the way; each shrank the step.</li>");
        html.append("<li>method ")
                .append(result.method().label())
                .append(", seed ")
                .append(result.options().seed())
                .append("</li>");
        if (!result.eliminated().isEmpty()) {
            html.append("<li>")
                    .append(result.eliminated().size())
                    .append(" parameters were computed from the others in each step: ")
                    .append(Html.escape(String.join(", ", result.eliminated())))
                    .append("</li>");
        }
        html.append("</ul>");
        return html.toString();
    }
}
