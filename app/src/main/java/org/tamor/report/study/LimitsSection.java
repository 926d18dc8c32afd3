package org.tamor.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.report.figure.Words;
import org.tamor.study.Claim.Use;
import org.tamor.study.ClaimDependence;
import org.tamor.study.ClaimResult;
import org.tamor.study.ClaimResult.ClaimSpread;
import org.tamor.study.ProvenanceEntry;
import org.tamor.study.ProvenanceEntry.Grade;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// Writes what the model cannot know: weakly founded parameters, claims that depend on them, and
/// missed claims.
final class LimitsSection {

    private static final double WIDE = 10;
    private static final int LONGEST_LIST = 30;
    private static final int LONGEST_CELL = 4;

    private final StudyResults results;

    LimitsSection(StudyResults results) {
        this.results = results;
    }

    /// How many parameters have each grade, as a bar.
    String grades() {
        List<ProvenanceEntry> entries = results.study().provenance();
        if (entries.isEmpty()) {
            return "<p>The study says nothing about where its parameters come from.</p>";
        }
        StringBuilder bar =
                new StringBuilder(
                        "<div class=\"gradebar\" role=\"img\" aria-label=\"parameters by grade\">");
        StringBuilder words = new StringBuilder("<ul class=\"gradelist\">");
        for (Grade grade : Grade.values()) {
            long count = entries.stream().filter(entry -> entry.grade() == grade).count();
            if (count == 0) {
                continue;
            }
            bar.append(
                    String.format(
                            Locale.ROOT,
                            "<span class=\"g%s\" style=\"flex:%d\">%s</span>",
                            grade.name(),
                            count,
                            (double) count / entries.size() > 0.03
                                    ? grade.name() + " " + count
                                    : ""));
            words.append("<li><span class=\"swatch g")
                    .append(grade.name())
                    .append("\"></span><strong>")
                    .append(grade.name())
                    .append("</strong> ")
                    .append(grade.meaning())
                    .append(": ")
                    .append(count)
                    .append(" of ")
                    .append(entries.size())
                    .append("</li>");
        }
        return bar.append("</div>").toString() + words.append("</ul>");
    }

    /// The weakest parameters: grade D or E, or a range of more than tenfold; the widest first.
    String weakParameters() {
        List<ProvenanceEntry> weak =
                results.study().provenance().stream()
                        .filter(entry -> fold(entry) >= WIDE || (isWeak(entry) && fold(entry) > 1))
                        .sorted(
                                Comparator.comparingDouble((ProvenanceEntry entry) -> -fold(entry))
                                        .thenComparing(ProvenanceEntry::parameter))
                        .toList();
        if (weak.isEmpty()) {
            return "<p>No parameter has a wide range.</p>";
        }
        double low =
                weak.stream()
                        .filter(entry -> fold(entry) > 1)
                        .mapToDouble(entry -> 1 / foldBelow(entry))
                        .min()
                        .orElse(0.1);
        double high = weak.stream().mapToDouble(LimitsSection::foldAbove).max().orElse(10);
        StringBuilder html =
                new StringBuilder(
                        "<table class=\"weak\"><thead><tr><th scope=\"col\">parameter</th>"
                                + "<th scope=\"col\">grade</th><th scope=\"col\" class=\"n\">value</th><th scope=\"col\">unit</th>"
                                + "<th scope=\"col\">plausible range relative to the value (log scale)</th>"
                                + "<th scope=\"col\" class=\"n\">fold</th><th scope=\"col\">note</th></tr></thead><tbody>");
        weak.stream()
                .limit(LONGEST_LIST)
                .forEach(entry ->
                        html.append("<tr><td><code>")
                                .append(Html.escape(entry.parameter()))
                                .append("</code></td><td><span class=\"grade\">")
                                .append(entry.grade())
                                .append("</span></td><td class=\"n\">")
                                .append(Numbers.text(entry.value()))
                                .append("</td><td>")
                                .append(Html.escape(Words.unit(entry.unit())))
                                .append("</td><td>")
                                .append(foldBar(entry, low, high))
                                .append("</td><td class=\"n\">")
                                .append(Numbers.text(fold(entry), 2))
                                .append("</td><td class=\"small\">")
                                .append(Html.prose(entry.note()))
                                .append("</td></tr>"));
        html.append("</tbody></table>");
        if (weak.size() > LONGEST_LIST) {
            html.append("<p class=\"small\">")
                    .append(weak.size() - LONGEST_LIST)
                    .append(" more stand in the table of parameters.</p>");
        }
        return html.toString();
    }

    private static boolean isWeak(ProvenanceEntry entry) {
        return entry.grade() == Grade.D || entry.grade() == Grade.E;
    }

    private static boolean hasRange(ProvenanceEntry entry) {
        return entry.low().orElse(0) > 0 && entry.high().orElse(0) > 0 && entry.value() > 0;
    }

    private static double fold(ProvenanceEntry entry) {
        return hasRange(entry) ? entry.high().getAsDouble() / entry.low().getAsDouble() : 1;
    }

    private static double foldAbove(ProvenanceEntry entry) {
        return hasRange(entry) ? entry.high().getAsDouble() / entry.value() : 1;
    }

    private static double foldBelow(ProvenanceEntry entry) {
        return hasRange(entry) ? entry.value() / entry.low().getAsDouble() : 1;
    }

    private static String foldBar(ProvenanceEntry entry, double low, double high) {
        double span = Math.log(high / low);
        double left = Math.log(1 / foldBelow(entry) / low) / span * 220;
        double right = Math.log(foldAbove(entry) / low) / span * 220;
        double centre = Math.log(1 / low) / span * 220;
        return String.format(
                Locale.ROOT,
                "<svg class=\"range\" width=\"228\" height=\"14\" viewBox=\"-4 0 228 14\" role=\"img\" "
                        + "aria-label=\"from %s to %s\"><line x1=\"%.1f\" x2=\"%.1f\" y1=\"7\" y2=\"7\" "
                        + "stroke=\"#8a6d3b\" stroke-width=\"5\"/><line x1=\"%.1f\" x2=\"%.1f\" y1=\"1\" y2=\"13\" "
                        + "stroke=\"#222\" stroke-width=\"1.6\"/></svg>",
                Numbers.text(entry.low().orElse(Double.NaN)),
                Numbers.text(entry.high().orElse(Double.NaN)),
                left,
                right,
                centre,
                centre);
    }

    /// Claims whose verdict is not the same in nearly all draws.
    String unsettledClaims() {
        List<ClaimResult> drawn =
                results.claims().stream().filter(result -> result.spread().isPresent()).toList();
        if (drawn.isEmpty()) {
            return "<p>No draws of the uncertain parameters were run, so nothing can be said here about which verdicts "
                    + "depend on them. Run with <code>--draws 200</code> to see.</p>";
        }
        List<ClaimResult> unsettled =
                drawn.stream()
                        .filter(result -> changes(result.spread().orElseThrow(), result.verdict()))
                        .sorted(
                                Comparator.comparingDouble(result ->
                                        Math.abs(
                                                result.spread().orElseThrow().holdsFraction()
                                                        - 0.5)))
                        .toList();
        StringBuilder html =
                new StringBuilder("<p>")
                        .append(unsettled.size())
                        .append(" of ")
                        .append(drawn.size())
                        .append(
                                " verdicts differ in more than one draw in twenty. They are not findings of the model but of the "
                                        + "values chosen.</p>");
        if (unsettled.isEmpty()) {
            return html.toString();
        }
        html.append(
                "<table class=\"unsettled\"><thead><tr><th scope=\"col\">claim</th><th scope=\"col\">here</th>"
                        + "<th scope=\"col\">holds in draws</th><th scope=\"col\">goes with (rank correlation)</th>"
                        + "</tr></thead><tbody>");
        for (ClaimResult result : unsettled) {
            double share = result.spread().orElseThrow().holdsFraction();
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><td><a href=\"#claim-%s\" class=\"id\">%s</a> %s</td><td class=\"verdict\">%s%s</td>"
                                    + "<td class=\"n\"><span class=\"meter wide\"><span style=\"width:%.0f%%\"></span></span>%s</td>"
                                    + "<td class=\"small\">%s</td></tr>",
                            Html.escape(result.claim().id()),
                            Html.escape(result.claim().id()),
                            Html.prose(result.claim().sentence()),
                            VerdictSection.icon(result.verdict()),
                            VerdictSection.word(result.verdict()),
                            100 * share,
                            Html.escape(Numbers.probability(share)),
                            Html.escape(dependences(result.claim().id()))));
        }
        return html.append("</tbody></table>").append(openParameters(unsettled)).toString();
    }

    private String dependences(String claim) {
        return results.dependences().stream()
                .filter(one -> one.claim().equals(claim))
                .limit(LONGEST_CELL)
                .map(ClaimDependence::words)
                .collect(Collectors.joining("; "));
    }

    /// Which parameters that are left open the unsettled claims depend on, in words.
    private String openParameters(List<ClaimResult> unsettled) {
        Map<String, List<String>> claims = new TreeMap<>();
        for (ClaimResult result : unsettled) {
            results.dependences().stream()
                    .filter(one -> one.claim().equals(result.claim().id()) && one.open())
                    .limit(LONGEST_CELL)
                    .forEach(
                            one ->
                                    claims.computeIfAbsent(
                                                    one.parameter(), id -> new ArrayList<>())
                                            .add(one.claim()));
        }
        if (claims.isEmpty() || results.options().ensemble().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder("<p>Parameters that the measurements leave open, and the claims that go with them:</p><ul>");
        claims.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                (Map.Entry<String, List<String>> entry) ->
                                        -entry.getValue().size()))
                .forEach(
                        entry ->
                                html.append("<li><code>")
                                        .append(Html.escape(entry.getKey()))
                                        .append("</code>: ")
                                        .append(Html.escape(String.join(", ", entry.getValue())))
                                        .append("</li>"));
        return html.append("</ul>").toString();
    }

    private static boolean changes(ClaimSpread spread, Verdict verdict) {
        double share = spread.holdsFraction();
        return verdict == Verdict.HOLDS ? share < 0.95 : share > 0.05;
    }

    /// The claims that are missed, those used for calibration first, with what is said about them.
    String missed() {
        List<ClaimResult> missed =
                results.claims().stream()
                        .filter(result -> result.verdict() != Verdict.HOLDS)
                        .sorted(Comparator.comparing(result -> result.claim().use()))
                        .toList();
        if (missed.isEmpty()) {
            return results.claims().isEmpty()
                    ? "<p>The study makes no claims.</p>"
                    : "<p>Every claim holds.</p>";
        }
        StringBuilder html = new StringBuilder();
        for (Use use : Use.values()) {
            List<ClaimResult> group =
                    missed.stream().filter(result -> result.claim().use() == use).toList();
            html.append("<h3>")
                    .append(
                            use == Use.CALIBRATION
                                    ? "Used for calibration and still missed"
                                    : "Validation claims that are missed")
                    .append(" (")
                    .append(group.size())
                    .append(")</h3>");
            if (group.isEmpty()) {
                html.append("<p>None.</p>");
                continue;
            }
            html.append("<dl class=\"missed\">");
            for (ClaimResult result : group) {
                html.append("<dt>")
                        .append(VerdictSection.icon(result.verdict()))
                        .append(" <a class=\"id\" href=\"#claim-");
                html.append(Html.escape(result.claim().id()))
                        .append("\">")
                        .append(Html.escape(result.claim().id()));
                html.append("</a> ")
                        .append(Html.prose(result.claim().sentence()))
                        .append("</dt><dd>");
                html.append("Value ")
                        .append(
                                result.value().isPresent()
                                        ? Numbers.text(result.value().getAsDouble())
                                        : "not available")
                        .append(", allowed ")
                        .append(RangeBar.limits(result.claim()))
                        .append(". ");
                html.append(Html.prose(join(VerdictSection.reason(result), result.claim().note())));
                html.append("</dd>");
            }
            html.append("</dl>");
        }
        return html.toString();
    }

    private static String join(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first + second;
        }
        return (first.endsWith(".") ? first : first + ".") + " " + second;
    }
}
