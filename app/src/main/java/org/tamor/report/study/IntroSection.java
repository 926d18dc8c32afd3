package org.tamor.report.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.report.Html;
import org.tamor.simulate.RunResult;
import org.tamor.study.Claim;
import org.tamor.study.Claim.Use;
import org.tamor.study.ClaimResult;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// Writes what the report is, and what is not known, from the lists `about` and `unknown` of the
/// figure files.
final class IntroSection {

    private final StudyResults results;

    IntroSection(StudyResults results) {
        this.results = results;
    }

    String about() {
        StringBuilder html = new StringBuilder();
        List<String> sentences = texts("about");
        if (!sentences.isEmpty()) {
            html.append("<p class=\"lead\">")
                    .append(Html.prose(String.join(" ", sentences)))
                    .append("</p>");
        }
        if (!results.claims().isEmpty()) {
            html.append("<p class=\"headline\">").append(headline()).append("</p>");
        }
        return html.append("<p class=\"facts\">").append(facts()).append("</p>").toString();
    }

    /// How many claims hold, those on the abstract of the study first, and how firmly.
    private String headline() {
        List<ClaimResult> onStudy =
                results.claims().stream()
                        .filter(result -> result.claim().grades().contains("S"))
                        .toList();
        String all =
                holding(results.claims()) + " of all " + results.claims().size() + " claims hold.";
        if (onStudy.isEmpty()) {
            return all;
        }
        long fitted =
                onStudy.stream()
                        .filter(result -> result.claim().use() == Claim.Use.CALIBRATION)
                        .count();
        StringBuilder text =
                new StringBuilder()
                        .append(holding(onStudy))
                        .append(" of ")
                        .append(onStudy.size())
                        .append(
                                " claims that stand on the abstract of the study hold at the chosen"
                                    + " parameters, which were ")
                        .append("tuned on ")
                        .append(fitted)
                        .append(" of them");
        if (onStudy.stream().allMatch(result -> result.spread().isPresent())) {
            long firm =
                    onStudy.stream()
                            .filter(result -> result.spread().orElseThrow().holdsFraction() >= 0.9)
                            .count();
            text.append("; ")
                    .append(firm)
                    .append(
                            results.options().ensemble().isPresent()
                                    ? " hold with a probability of 90 % or more over parameters"
                                          + " that agree with the measurements"
                                    : " hold in nine of ten draws of the uncertain parameters");
        }
        return text.append(". ").append(all).toString();
    }

    private static long holding(List<ClaimResult> claims) {
        return claims.stream().filter(result -> result.verdict() == Verdict.HOLDS).count();
    }

    /// What was run, in numbers.
    private String facts() {
        Study study = results.study();
        long failed =
                results.runs().values().stream()
                        .filter(run -> run instanceof RunResult.Failed)
                        .count();
        long calibration =
                results.claims().stream()
                        .filter(result -> result.claim().use() == Use.CALIBRATION)
                        .count();
        return String.format(
                Locale.ROOT,
                "A model of %d species, %d reactions and %d parameters went through %d virtual"
                    + " experiments%s. Its results stand beside %d measurements and were judged by"
                    + " %d claims, %d of them used for calibration and %d for validation only.",
                study.model().species().size(),
                study.model().reactions().size(),
                study.model().parameters().size(),
                results.runs().size(),
                failed == 0 ? "" : " (" + failed + " of which failed)",
                results.measurements().size(),
                results.claims().size(),
                calibration,
                results.claims().size() - calibration);
    }

    String unknown() {
        StringBuilder html = new StringBuilder("<ul class=\"unknown\">");
        Object paper = results.study().properties().get("paper");
        if (paper instanceof Map<?, ?> facts) {
            html.append("<li>The study that is simulated: ")
                    .append(Html.prose(text(facts, "citation")));
            if (facts.get("doi") != null) {
                html.append(" (doi:").append(Html.escape(text(facts, "doi"))).append(")");
            }
            if (facts.get("read") != null) {
                html.append(". Read for this work: <strong>")
                        .append(Html.prose(text(facts, "read")))
                        .append("</strong>");
            }
            html.append(".</li>");
        }
        for (String sentence : texts("unknown")) {
            html.append("<li>").append(Html.prose(sentence)).append("</li>");
        }
        html.append(
                "<li>Thresholds of claims graded <span class=\"grade\">P</span> were chosen here to"
                    + " make a worded statement checkable; no paper states them.</li>");
        html.append(
                "<li>Bands, percentages and curves are simulated. Only points marked as measured"
                    + " come from experiments.</li>");
        return html.append("</ul>").toString();
    }

    private static String text(Map<?, ?> facts, String key) {
        Object value = facts.get(key);
        return value == null ? "" : value.toString();
    }

    /// The list of texts that the figure files give under a key beside `figures`.
    private List<String> texts(String key) {
        return results.study().figures().stream()
                .map(file -> file.content().get(key))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(Object::toString)
                .toList();
    }
}
