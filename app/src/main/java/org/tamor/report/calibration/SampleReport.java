package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tamor.calibrate.sample.ParameterSummary;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.report.Cells;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.calibration.SampleFigures;

/// Writes what was drawn from a posterior distribution as a page, and its figures as files.
public final class SampleReport {

    private SampleReport() {}

    /// Writes `report.html` and `figures/`.
    ///
    /// @param source names and values for the last section, such as the command
    public static void write(
            String title,
            PetabPosterior posterior,
            PosteriorSample sample,
            PosteriorSummary summary,
            Map<String, String> source,
            Path folder)
            throws IOException {
        List<Figure> figures = SampleFigures.draw(sample, posterior.coordinates());
        Map<String, String> run = new LinkedHashMap<>();
        run.put("chains", Integer.toString(sample.chains().size()));
        run.put("draws of each", Integer.toString(sample.chains().getFirst().size()));
        run.put("simulations", Long.toString(sample.evaluations()));
        run.put("of these failed", Long.toString(sample.failures()));
        run.put(
                "temperatures",
                sample.temperatures().stream()
                        .map(Numbers::text)
                        .collect(Collectors.joining(", ")));
        new TreeMap<>(sample.acceptance())
                .forEach((kind, share) -> run.put("accepted, " + kind, Numbers.percent(share)));
        run.putAll(source);
        new FigurePage(
                        "Tamor: posterior distribution",
                        title,
                        List.of(
                                new FigurePage.Part(
                                        "parameters",
                                        "Parameters",
                                        verdict(summary) + table(summary),
                                        figures.subList(0, 1)),
                                new FigurePage.Part(
                                        "chains",
                                        "Chains",
                                        "",
                                        figures.subList(1, figures.size()))),
                        FigurePage.facts(run))
                .write(folder);
    }

    private static String verdict(PosteriorSummary summary) {
        String gate =
                "R-hat below "
                        + Numbers.text(summary.gate().rHat(), 4)
                        + " and "
                        + Numbers.text(summary.gate().effectiveSampleSize())
                        + " effective draws";
        return summary.converged()
                ? "<p>Every parameter reaches " + gate + ".</p>"
                : "<p class=\"banner\">Not converged: "
                        + summary.faults().size()
                        + " of "
                        + summary.parameters().size()
                        + " parameters miss "
                        + gate
                        + ". The numbers below are no results; ask for more draws, or start"
                        + " elsewhere.</p>";
    }

    private static String table(PosteriorSummary summary) {
        StringBuilder html =
                new StringBuilder(
                        "<div class=\"canvas\"><table><thead><tr><th>parameter</th><th"
                            + " class=\"n\">median</th><th class=\"n\">90 % interval</th><th"
                            + " class=\"n\">of the prior</th><th class=\"n\">contraction</th><th"
                            + " class=\"n\">R-hat</th><th class=\"n\">effective draws, centre /"
                            + " tails</th><th>verdict</th></tr></thead><tbody>");
        for (ParameterSummary one : summary.parameters()) {
            String fault = summary.faults().get(one.id());
            html.append("<tr><td>").append(Html.escape(one.id())).append("</td>");
            html.append(Cells.number(Numbers.text(one.median())));
            html.append(Cells.number(Numbers.text(one.low()) + " to " + Numbers.text(one.high())));
            html.append(Cells.number(prior(one.priorLow(), one.priorHigh())));
            html.append(
                    Cells.number(
                            one.contraction().isPresent()
                                    ? Numbers.percent(one.contraction().getAsDouble())
                                    : ""));
            html.append(Cells.number(Numbers.text(one.rHat(), 4)));
            html.append(
                    Cells.number(Math.round(one.bulkSize()) + " / " + Math.round(one.tailSize())));
            html.append("<td>")
                    .append(
                            fault != null
                                    ? "not converged"
                                    : summary.converged() ? one.identification().label() : "")
                    .append("</td></tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static String prior(OptionalDouble low, OptionalDouble high) {
        return low.isPresent() && high.isPresent()
                ? Numbers.text(low.getAsDouble()) + " to " + Numbers.text(high.getAsDouble())
                : "";
    }
}
