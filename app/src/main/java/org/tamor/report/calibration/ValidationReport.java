package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.calibrate.validation.Validation;
import org.tamor.report.Cells;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.calibration.ValidationFigures;

/// Writes how well an ensemble foretold measurements as a page, and its figures as files.
public final class ValidationReport {

    private ValidationReport() {}

    /// Writes `report.html` and `figures/`.
    ///
    /// @param source names and values for the last section, such as the command
    public static void write(
            String title, Validation validation, Map<String, String> source, Path folder)
            throws IOException {
        new FigurePage(
                        "Tamor: predictions against measurements",
                        title,
                        List.of(
                                new FigurePage.Part(
                                        "coverage",
                                        "Intervals",
                                        summaries(validation),
                                        ValidationFigures.draw(validation)),
                                new FigurePage.Part(
                                        "left-out",
                                        "What was left out",
                                        leftOut(validation),
                                        List.of())),
                        FigurePage.facts(source))
                .write(folder);
    }

    private static String summaries(Validation validation) {
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>measurements</th><th class=\"n\">number</th><th"
                            + " class=\"n\">in the central 50 %</th><th class=\"n\">in the central"
                            + " 90 %</th><th class=\"n\">mean log score</th><th class=\"n\">of the"
                            + " nominal parameters</th></tr></thead><tbody>");
        validation
                .summaries()
                .forEach(
                        (kind, one) ->
                                html.append("<tr><td>")
                                        .append(kind.label())
                                        .append("</td>")
                                        .append(number(Integer.toString(one.measurements())))
                                        .append(number(Numbers.probability(one.inside50())))
                                        .append(number(Numbers.probability(one.inside90())))
                                        .append(number(fixed(one.logScore())))
                                        .append(number(fixed(one.logScoreOfNominal())))
                                        .append("</tr>"));
        return html.append(
                        "</tbody></table><p>The log score is the logarithm of the density that was"
                            + " foretold for a measurement: higher is better, and only differences"
                            + " count. Measurements of one experiment share their errors, so the"
                            + " shares are less sure than their numbers suggest.</p>")
                .toString();
    }

    private static String leftOut(Validation validation) {
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>left out</th><th class=\"n\">measurements</th><th"
                                + " class=\"n\">in the central 90 %</th><th class=\"n\">mean log"
                                + " score</th><th class=\"n\">effective vectors</th><th>found"
                                + " by</th></tr></thead><tbody>");
        validation.leftOut().forEach((group, own) -> row(html, group, own));
        return html.append(
                        "</tbody></table><p>Where few vectors carry the weight, what is said of the"
                            + " group is worth little; drawn anew (annealing) it is worth more. The"
                            + " effective number of new draws is that of the parameter with the"
                            + " fewest; where R-hat is 1.05 or more its islands do not agree, and"
                            + " what is said of the group is not to be relied on.</p>")
                .toString();
    }

    private static void row(StringBuilder html, String group, List<Validation.Scored> own) {
        double logScore =
                own.stream().mapToDouble(Validation.Scored::logScore).average().orElseThrow();
        html.append("<tr><td>")
                .append(Html.escape(group))
                .append("</td>")
                .append(number(Integer.toString(own.size())))
                .append(number(Numbers.probability(Validation.share(own, 0.9))))
                .append(number(fixed(logScore)))
                .append(number(Integer.toString((int) own.getFirst().effective())))
                .append(
                        own.getFirst().annealed()
                                ? "<td>annealing, R-hat "
                                        + fixed(own.getFirst().rHat().orElseThrow())
                                        + "</td>"
                                : "<td>weights</td>")
                .append("</tr>");
    }

    private static String number(String text) {
        return Cells.number(text);
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
