package org.tamor.report.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.report.Cells;
import org.tamor.report.FigurePage;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.study.Study;
import org.tamor.study.comparison.MechanismEvidence;
import org.tamor.study.comparison.MechanismVerdict;

/// Writes how the mechanisms of a study compare as a page.
public final class ComparisonReport {

    private ComparisonReport() {}

    /// Writes `report.html`.
    ///
    /// @param source names and values for the last section, such as the command
    public static void write(
            Study study,
            List<MechanismEvidence> evidence,
            List<MechanismVerdict> verdicts,
            Map<String, String> source,
            Path folder)
            throws IOException {
        List<String> questions =
                evidence.stream().map(one -> one.mechanism().question()).distinct().toList();
        List<FigurePage.Part> parts =
                questions.stream()
                        .map(
                                question ->
                                        new FigurePage.Part(
                                                "question-" + questions.indexOf(question),
                                                question,
                                                html(question, evidence, verdicts),
                                                List.of()))
                        .toList();
        new FigurePage(
                        "Tamor: mechanisms that compete",
                        study.title(),
                        parts,
                        FigurePage.facts(source))
                .write(folder);
    }

    private static String html(
            String question, List<MechanismEvidence> evidence, List<MechanismVerdict> verdicts) {
        StringBuilder html = new StringBuilder();
        List<MechanismVerdict> own =
                verdicts.stream().filter(one -> one.question().equals(question)).toList();
        own.forEach(
                one ->
                        html.append("<p>")
                                .append(Html.escape(sentence(one.words())))
                                .append("</p>"));
        html.append(
                "<table><thead><tr><th>mechanism</th><th class=\"n\">log marginal"
                        + " likelihood</th><th class=\"n\">probability</th><th class=\"n\">with the"
                        + " sentences</th><th class=\"n\">probability</th><th class=\"n\">best"
                        + " log-likelihood</th><th class=\"n\">AIC</th></tr></thead><tbody>");
        int index = 0;
        for (MechanismEvidence one : evidence) {
            if (!one.mechanism().question().equals(question)) {
                continue;
            }
            html.append("<tr><td>")
                    .append(Html.escape(one.mechanism().id()))
                    .append(": ")
                    .append(Html.escape(one.mechanism().sentence()))
                    .append(one.rested() ? "" : " <em>not settled</em>")
                    .append("</td>");
            for (boolean withSentences : new boolean[] {false, true}) {
                html.append(
                        Cells.number(
                                String.format(
                                        Locale.ROOT,
                                        "%.1f ± %.1f",
                                        one.logMarginal(withSentences),
                                        one.error(withSentences))));
                html.append(Cells.number(probability(own, withSentences, index)));
            }
            html.append(Cells.number(String.format(Locale.ROOT, "%.1f", one.bestLogLikelihood())));
            html.append(Cells.number(String.format(Locale.ROOT, "%.1f", one.akaike())));
            html.append("</tr>");
            index++;
        }
        return html.append("</tbody></table><p>Probabilities hold where all mechanisms were as")
                .append(
                        " likely before. The errors are standard errors, from populations that"
                                + " were")
                .append(" carried apart from each other.</p>")
                .toString();
    }

    /// No evidence makes a mechanism certain or impossible, though numbers can be rounded to that.
    private static String probability(
            List<MechanismVerdict> verdicts, boolean withSentences, int index) {
        return verdicts.stream()
                .filter(one -> one.withSentences() == withSentences)
                .findFirst()
                .map(one -> one.probabilities().get(index))
                .map(share -> Math.clamp(share, 1e-6, 1 - 1e-6))
                .map(Numbers::probability)
                .orElse("");
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
