package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tamor.calibrate.ensemble.Prediction;
import org.tamor.report.Cells;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.calibration.PredictionFigures;

/// Writes what an ensemble predicts as a page, and its figure as files.
public final class PredictionReport {

    private PredictionReport() {}

    /// Writes `report.html` and `figures/`.
    ///
    /// @param source names and values for the last section, such as the command
    public static void write(
            String title, Prediction prediction, Map<String, String> source, Path folder)
            throws IOException {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("vectors of the ensemble", Integer.toString(prediction.members()));
        run.put("of these failed", Integer.toString(prediction.failed()));
        run.put("their weight", Numbers.probability(prediction.failedWeight()));
        run.putAll(source);
        new FigurePage(
                        "Tamor: predictions of an ensemble",
                        title,
                        List.of(
                                new FigurePage.Part(
                                        "predictions",
                                        "Predictions",
                                        coverage(prediction),
                                        List.of(PredictionFigures.draw(prediction)))),
                        FigurePage.facts(run))
                .write(folder);
    }

    private static String coverage(Prediction prediction) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Prediction.Measured one : prediction.measured()) {
            int[] count = counts.computeIfAbsent(one.measurement().observable(), id -> new int[2]);
            count[0] += one.inside() ? 1 : 0;
            count[1]++;
        }
        StringBuilder html =
                new StringBuilder("<p>")
                        .append(Html.escape(Numbers.probability(prediction.coverage())))
                        .append(" of ")
                        .append(prediction.measured().size())
                        .append(
                                " measurements lie in the central 90 % predicted for them. Where"
                                    + " the ensemble was fitted to the same measurements, this says"
                                    + " whether model and noise agree with them, not how well"
                                    + " others would be predicted.</p>");
        html.append(
                "<table><thead><tr><th>observable</th><th class=\"n\">inside</th><th"
                        + " class=\"n\">measurements</th></tr></thead><tbody>");
        counts.forEach(
                (id, count) ->
                        html.append("<tr><td>")
                                .append(Html.escape(id))
                                .append("</td>")
                                .append(Cells.number(Integer.toString(count[0])))
                                .append(Cells.number(Integer.toString(count[1])))
                                .append("</tr>"));
        return html.append("</tbody></table>").toString();
    }
}
