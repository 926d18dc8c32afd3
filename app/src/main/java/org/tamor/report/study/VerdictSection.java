package org.tamor.report.study;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.tamor.report.Html;
import org.tamor.report.figure.Numbers;
import org.tamor.study.Claim;
import org.tamor.study.Claim.Use;
import org.tamor.study.ClaimResult;
import org.tamor.study.Edge;
import org.tamor.study.StudyResults;
import org.tamor.study.Verdict;

/// Writes the counts and the table of verdicts.
final class VerdictSection {

    private final StudyResults results;

    VerdictSection(StudyResults results) {
        this.results = results;
    }

    /// A banner that names the cut edges and what still holds; "" where nothing is cut.
    String cutBanner() {
        List<String> cuts = results.options().cuts();
        if (cuts.isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<aside class=\"banner\" id=\"cut\"><h2>Edges cut in this run</h2><ul>");
        for (String cut : cuts) {
            String description =
                    results.study().edges().stream()
                            .filter(edge -> edge.id().equals(cut))
                            .findFirst()
                            .map(VerdictSection::describe)
                            .orElse("");
            html.append("<li><code>")
                    .append(Html.escape(cut))
                    .append("</code> ")
                    .append(description)
                    .append("</li>");
        }
        html.append("</ul>");
        for (Verdict verdict : Verdict.values()) {
            List<String> ids =
                    results.claims().stream()
                            .filter(result -> result.verdict() == verdict)
                            .map(result -> result.claim().id())
                            .toList();
            if (!ids.isEmpty()) {
                html.append("<p>").append(icon(verdict)).append(" <strong>");
                html.append(
                        switch (verdict) {
                            case HOLDS -> "Still hold";
                            case FAILS -> "Do not hold";
                            case UNDECIDED -> "Undecided";
                        });
                html.append("</strong> (").append(ids.size()).append("): ");
                html.append(
                        ids.stream()
                                .map(
                                        id ->
                                                "<a href=\"#claim-"
                                                        + Html.escape(id)
                                                        + "\">"
                                                        + Html.escape(id)
                                                        + "</a>")
                                .collect(Collectors.joining(", ")));
                html.append("</p>");
            }
        }
        return html.append("</aside>").toString();
    }

    private static String describe(Edge edge) {
        String arrow = edge.sign() == Edge.Sign.ACTIVATION ? " \u2192 " : " \u22a3 ";
        return Html.prose(edge.source() + arrow + edge.target() + ": " + edge.description());
    }

    /// How many claims hold, by what they stand on and what they were used for.
    String counts() {
        StringBuilder html = new StringBuilder();
        html.append(
                "<table class=\"counts\"><caption class=\"hidden\">Claims that"
                        + " hold</caption><thead><tr><th scope=\"col\">Claims that stand on</th><th"
                        + " scope=\"col\" class=\"n\">calibration</th><th scope=\"col\""
                        + " class=\"n\">validation</th><th scope=\"col\" class=\"n\">all</th>");
        if (draws()) {
            html.append("<th scope=\"col\" class=\"n\">in nine of ten draws</th>");
        }
        html.append("</tr></thead><tbody>");
        for (Origin origin : Origin.values()) {
            List<ClaimResult> group = of(origin);
            if (!group.isEmpty()) {
                html.append("<tr><th scope=\"row\"><span class=\"grade\">")
                        .append(origin.grade())
                        .append("</span> ")
                        .append(origin.meaning())
                        .append("</th>");
                html.append(cell(group, Use.CALIBRATION)).append(cell(group, Use.VALIDATION));
                html.append(cell(group)).append(robust(group)).append("</tr>");
            }
        }
        html.append("<tr class=\"total\"><th scope=\"row\">all claims</th>");
        html.append(cell(results.claims(), Use.CALIBRATION))
                .append(cell(results.claims(), Use.VALIDATION));
        html.append(cell(results.claims())).append(robust(results.claims()));
        return html.append("</tr></tbody></table>").toString();
    }

    private boolean draws() {
        return results.claims().stream().anyMatch(result -> result.spread().isPresent());
    }

    /// How many hold in at least nine of ten draws; "" where no draws were run.
    private String robust(List<ClaimResult> group) {
        if (!draws()) {
            return "";
        }
        long robust =
                group.stream()
                        .filter(
                                result ->
                                        result.spread().isPresent()
                                                && result.spread().get().holdsFraction() >= 0.9)
                        .count();
        return meter(robust, group.size());
    }

    private static String cell(List<ClaimResult> group, Use use) {
        return cell(group.stream().filter(result -> result.claim().use() == use).toList());
    }

    private static String cell(List<ClaimResult> group) {
        if (group.isEmpty()) {
            return "<td class=\"n\">\u2013</td>";
        }
        return meter(
                group.stream().filter(result -> result.verdict() == Verdict.HOLDS).count(),
                group.size());
    }

    private static String meter(long part, int whole) {
        return String.format(
                Locale.ROOT,
                "<td class=\"n\"><span class=\"meter\"><span"
                        + " style=\"width:%.0f%%\"></span></span>%d of %d</td>",
                100.0 * part / whole,
                part,
                whole);
    }

    private List<ClaimResult> of(Origin origin) {
        return results.claims().stream()
                .filter(result -> Origin.of(result.claim()) == origin)
                .sorted(
                        java.util.Comparator.comparingInt(
                                result -> result.claim().use() == Use.CALIBRATION ? 1 : 0))
                .toList();
    }

    /// Every claim with its verdict.
    String table() {
        boolean draws = draws();
        StringBuilder html = new StringBuilder();
        html.append(
                "<table class=\"claims\"><thead><tr><th scope=\"col\">verdict</th><th"
                        + " scope=\"col\">claim</th><th scope=\"col\">grade, use</th><th"
                        + " scope=\"col\">readout</th><th scope=\"col\">value against its"
                        + " limits</th><th scope=\"col\" class=\"n\">margin</th>");
        if (draws) {
            html.append("<th scope=\"col\">")
                    .append(results.options().ensemble().isPresent() ? "ensemble" : "prior draws")
                    .append("</th>");
        }
        html.append("</tr></thead>");
        for (Origin origin : Origin.values()) {
            List<ClaimResult> group = of(origin);
            if (group.isEmpty()) {
                continue;
            }
            long holds = group.stream().filter(result -> result.verdict() == Verdict.HOLDS).count();
            html.append("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"")
                    .append(draws ? 7 : 6)
                    .append("\"><span class=\"grade\">")
                    .append(origin.grade())
                    .append("</span> Claims that stand on ")
                    .append(origin.meaning())
                    .append(": ")
                    .append(holds)
                    .append(" of ")
                    .append(group.size())
                    .append(" hold</th></tr>");
            group.forEach(result -> html.append(row(result, draws)));
            html.append("</tbody>");
        }
        return html.append("</table>").toString();
    }

    private String row(ClaimResult result, boolean draws) {
        Claim claim = result.claim();
        StringBuilder html = new StringBuilder();
        html.append("<tr id=\"claim-").append(Html.escape(claim.id())).append("\" class=\"");
        html.append(result.verdict().name().toLowerCase(Locale.ROOT))
                .append("\"><td class=\"verdict\">");
        html.append(icon(result.verdict())).append(word(result.verdict())).append("</td>");
        html.append("<td class=\"sentence\"><span class=\"id\">")
                .append(Html.escape(claim.id()))
                .append("</span> ");
        html.append(Html.prose(claim.sentence()));
        if (!claim.note().isEmpty()) {
            html.append("<p class=\"note\">").append(Html.prose(claim.note())).append("</p>");
        }
        if (!reason(result).isEmpty()) {
            html.append("<p class=\"note why\">").append(Html.prose(reason(result))).append("</p>");
        }
        html.append("<details><summary>source and rule</summary><p>")
                .append(Html.prose(claim.source()))
                .append("</p>");
        html.append("<code>").append(Html.escape(claim.expression())).append("</code>");
        if (!claim.requires().isEmpty()) {
            html.append("<p>and also</p><code>")
                    .append(Html.escape(claim.requires()))
                    .append("</code>");
        }
        html.append("</details></td><td><span class=\"grade\">").append(Html.escape(claim.grade()));
        html.append("</span><br><span class=\"use\">")
                .append(claim.use().label())
                .append("</span></td>");
        html.append("<td class=\"readout\">")
                .append(readouts(claim))
                .append("</td><td class=\"value\">");
        html.append(RangeBar.svg(result)).append("<div><strong>");
        html.append(
                result.value().isPresent()
                        ? Numbers.text(result.value().getAsDouble())
                        : "no value");
        html.append("</strong> <span class=\"limits\">")
                .append(RangeBar.limits(claim))
                .append("</span></div></td>");
        html.append("<td class=\"n\">").append(margin(result)).append("</td>");
        if (draws) {
            html.append("<td class=\"draws\">").append(spread(result)).append("</td>");
        }
        return html.append("</tr>").toString();
    }

    /// The names of the readouts with their methods; the units, which the value need not have, are
    /// left out.
    private String readouts(Claim claim) {
        return claim.readouts().stream()
                .map(
                        id ->
                                results.study()
                                        .observable(id)
                                        .map(
                                                observable ->
                                                        observable
                                                                .name()
                                                                .replaceAll(" ?\\([^)]*\\)", ""))
                                        .orElse(id))
                .map(Html::prose)
                .collect(Collectors.joining("; "));
    }

    /// What the explanation says beyond that the value is outside the limits, which the row shows.
    static String reason(ClaimResult result) {
        return result.explanation().startsWith("the value is ") ? "" : result.explanation();
    }

    private static String margin(ClaimResult result) {
        if (result.margin().isEmpty()) {
            return "\u2013";
        }
        double margin = result.margin().getAsDouble();
        return (margin > 0 ? "+" : "") + Numbers.text(margin, 2);
    }

    /// Whether the value at the chosen parameters lies in a tail of the draws.
    private static boolean isOutside(OptionalDouble value, ClaimResult.ClaimSpread spread) {
        return value.isPresent()
                && spread.low().isPresent()
                && spread.high().isPresent()
                && (value.getAsDouble() < spread.low().getAsDouble()
                        || value.getAsDouble() > spread.high().getAsDouble());
    }

    /// What becomes of a claim that is itself evidence is said without its own sentence.
    private static String givenSentences(ClaimResult result, ClaimResult.ClaimSpread spread) {
        return spread.givenSentences()
                .map(
                        given ->
                                "<br>"
                                        + (result.claim().tolerance().isPresent()
                                                ? "given the other sentences "
                                                : "given the sentences ")
                                        + "<strong>"
                                        + Html.escape(Numbers.probability(given.others()))
                                        + "</strong>")
                .orElse("");
    }

    private static String spread(ClaimResult result) {
        return result.spread()
                .map(
                        spread ->
                                "holds in <strong>"
                                        + Html.escape(Numbers.probability(spread.holdsFraction()))
                                        + "</strong> of "
                                        + spread.draws()
                                        + givenSentences(result, spread)
                                        + (spread.low().isPresent() && spread.high().isPresent()
                                                ? "<br><span class=\"limits\">5\u201395 %: "
                                                        + Numbers.text(
                                                                spread.low().getAsDouble(), 2)
                                                        + " to "
                                                        + Numbers.text(
                                                                spread.high().getAsDouble(), 2)
                                                        + "</span>"
                                                : "")
                                        + (result.verdict() == Verdict.HOLDS
                                                        && spread.holdsFraction() < 0.5
                                                ? "<br><span class=\"missed\">not in most"
                                                        + " draws</span>"
                                                : "")
                                        + (isOutside(result.value(), spread)
                                                ? "<br><span class=\"missed\">value outside the"
                                                        + " draws' range</span>"
                                                : "")
                                        + (spread.decided() < spread.draws()
                                                ? "<br><span class=\"limits\">"
                                                        + (spread.draws() - spread.decided())
                                                        + " undecided</span>"
                                                : ""))
                .orElse("\u2013");
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case UNDECIDED -> "undecided";
        };
    }

    /// A shape for each verdict: a disc with a tick, a square with a cross, a diamond.
    static String icon(Verdict verdict) {
        String shape =
                switch (verdict) {
                    case HOLDS ->
                            "<circle cx=\"8\" cy=\"8\" r=\"7.5\" fill=\"#00805c\"/><path d=\"M4.4"
                                    + " 8.4l2.5 2.6 4.8-5.6\" stroke=\"#fff\" stroke-width=\"2\""
                                    + " fill=\"none\"/>";
                    case FAILS ->
                            "<rect x=\"0.8\" y=\"0.8\" width=\"14.4\" height=\"14.4\""
                                    + " fill=\"#D55E00\"/><path d=\"M4.5 4.5l7 7m0-7l-7 7\""
                                    + " stroke=\"#fff\" stroke-width=\"2\" fill=\"none\"/>";
                    case UNDECIDED ->
                            "<path d=\"M8 0.8l7.2 7.2-7.2 7.2-7.2-7.2z\" fill=\"#fff\""
                                    + " stroke=\"#6e6e6e\" stroke-width=\"1.6\"/><path d=\"M5 8h6\""
                                    + " stroke=\"#6e6e6e\" stroke-width=\"1.8\"/>";
                };
        return "<svg class=\"icon\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\""
                + " aria-hidden=\"true\">"
                + shape
                + "</svg>";
    }
}
