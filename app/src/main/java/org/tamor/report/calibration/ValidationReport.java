package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.calibrate.ensemble.Validation;
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
                                        "experiments",
                                        "Experiments that were left out",
                                        experiments(validation),
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

    private static String experiments(Validation validation) {
        Map<String, double[]> sums = new TreeMap<>();
        for (Validation.Scored one : validation.of(Validation.Kind.LEFT_OUT)) {
            double[] sum =
                    sums.computeIfAbsent(one.measurement().experiment(), id -> new double[4]);
            sum[0]++;
            sum[1] += one.inside(0.9) ? 1 : 0;
            sum[2] += one.logScore();
            sum[3] = one.effective();
        }
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>experiment</th><th class=\"n\">measurements</th><th"
                                + " class=\"n\">in the central 90 %</th><th class=\"n\">mean log"
                                + " score</th><th class=\"n\">effective"
                                + " vectors</th></tr></thead><tbody>");
        sums.forEach(
                (id, sum) ->
                        html.append("<tr><td>")
                                .append(Html.escape(id))
                                .append("</td>")
                                .append(number(Integer.toString((int) sum[0])))
                                .append(number(Numbers.probability(sum[1] / sum[0])))
                                .append(number(fixed(sum[2] / sum[0])))
                                .append(number(Integer.toString((int) sum[3])))
                                .append("</tr>"));
        return html.append(
                        "</tbody></table><p>Where few vectors carry the weight, what is said of the"
                                + " experiment is worth little.</p>")
                .toString();
    }

    private static String number(String text) {
        return Cells.number(text);
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
