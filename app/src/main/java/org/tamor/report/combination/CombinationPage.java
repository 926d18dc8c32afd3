package org.tamor.report.combination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.combination.analysis.AnalysisOptions;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.report.Cells;
import org.tamor.report.FigureFiles;
import org.tamor.report.FigurePage;
import org.tamor.report.FigureSection;
import org.tamor.report.FindingsTable;
import org.tamor.report.Html;
import org.tamor.report.PageFrame;
import org.tamor.report.figure.Figure;

/// The page of a combination analysis: what was found, block by block.
final class CombinationPage {

    private static final int MOST_ROWS = 500;

    private final CombinationStudy study;
    private final CombinationReport.Source source;
    private final Map<String, List<Figure>> figures;
    private int figureNumber = 1;

    /// @param figures by block, those over all blocks under ""
    CombinationPage(
            CombinationStudy study,
            CombinationReport.Source source,
            Map<String, List<Figure>> figures) {
        this.study = study;
        this.source = source;
        this.figures = figures;
    }

    String html(FigureFiles files) {
        List<String> sections = new ArrayList<>();
        sections.add(overview());
        sections.add(blocks());
        sections.add(alone());
        sections.add(findings());
        return new PageFrame(
                        "Tamor: drug combinations",
                        title(),
                        contents(),
                        sections,
                        "How it was computed",
                        run())
                .html(files);
    }

    private String title() {
        List<String> names =
                source.files().stream()
                        .map(file -> file.replace('\\', '/'))
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .toList();
        return names.size() > 3
                ? names.getFirst() + " and " + (names.size() - 1) + " more files"
                : String.join(", ", names);
    }

    private List<CombinationAnalysis> detailed() {
        return study.analyses().stream().filter(CombinationAnalysis::detailed).toList();
    }

    private List<PageFrame.Entry> contents() {
        List<PageFrame.Entry> contents = new ArrayList<>();
        if (!study.analyses().isEmpty()) {
            contents.add(new PageFrame.Entry("overview", "Verdicts"));
        }
        if (!study.alone().isEmpty()) {
            contents.add(new PageFrame.Entry("alone", "Drugs that were not combined"));
        }
        if (!source.findings().isEmpty() || !study.unusable().isEmpty()) {
            contents.add(new PageFrame.Entry("findings", "What was noticed in the files"));
        }
        int number = 0;
        for (CombinationAnalysis analysis : detailed()) {
            contents.add(new PageFrame.Entry(CombinationReport.prefix(++number), analysis.title()));
        }
        return contents;
    }

    private String findings() {
        if (source.findings().isEmpty() && study.unusable().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<section id=\"findings\"><h2>What was noticed in the files</h2>");
        if (!source.findings().isEmpty()) {
            html.append(FindingsTable.html(source.findings(), MOST_ROWS));
            if (source.findings().size() > MOST_ROWS) {
                html.append("<p class=\"small\">The first ").append(MOST_ROWS).append(" of ");
                html.append(source.findings().size()).append("; all are in findings.csv.</p>");
            }
        }
        if (!study.unusable().isEmpty()) {
            html.append("<h3>Blocks that could not be analysed</h3><ul>");
            study.unusable().stream()
                    .limit(MOST_ROWS)
                    .forEach(
                            block ->
                                    html.append("<li><strong>")
                                            .append(Html.escape(block.block()))
                                            .append("</strong>: ")
                                            .append(Html.prose(block.reason()))
                                            .append("</li>"));
            html.append("</ul>");
        }
        return html.append("</section>").toString();
    }

    /// Blocks without combinations.
    private String alone() {
        if (study.alone().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<section id=\"alone\"><h2>Drugs that were not combined</h2><p>EC50 is the"
                            + " dose of half of the drug's own effect, IC50 the dose that leaves"
                            + " half of the control; limit Em is the response at high doses and the"
                            + " area that under the curve over the tested log doses, both as a"
                            + " share of the control.</p>");
        html.append(
                DrugTable.html(
                        study.alone().subList(0, Math.min(MOST_ROWS, study.alone().size()))));
        if (study.alone().size() > MOST_ROWS) {
            html.append("<p class=\"small\">The first ").append(MOST_ROWS).append(" of ");
            html.append(study.alone().size()).append("; all are in curves.csv.</p>");
        }
        int number = 0;
        for (DoseResponses block : study.alone()) {
            for (Figure figure :
                    figures.getOrDefault(CombinationReport.drugPrefix(++number), List.of())) {
                html.append("<h3>").append(Html.escape(block.block().name())).append("</h3>");
                html.append(FigureSection.figure(figure, figureNumber++));
            }
        }
        return html.append("</section>").toString();
    }

    private String overview() {
        if (study.analyses().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section id=\"overview\"><h2>Verdicts</h2>");
        html.append(
                "<p>Excess is what the primary reference expects less what was measured: positive"
                        + " is synergy, negative antagonism. Of ");
        html.append(study.analyses().size())
                .append(study.analyses().size() == 1 ? " block, " : " blocks, ")
                .append(count("synergy"))
                .append(" called synergy, ")
                .append(count("antagonism"))
                .append(" antagonism, ")
                .append(count("neither"))
                .append(" neither by the primary reference.")
                .append(
                        study.analyses().size() > 1
                                ? " S / A / N: how many conventions with a test of their own call"
                                        + " it synergy, antagonism, neither. p is adjusted for the"
                                        + " number of blocks (false discovery rate, Benjamini and"
                                        + " Hochberg).</p>"
                                : "</p>");
        if (study.analyses().size() > 1) {
            html.append(table());
        }
        if (!study.flips().isEmpty()) {
            html.append("<h3>The hours decide</h3><ul>");
            study.flips()
                    .forEach(flip -> html.append("<li>").append(Html.prose(flip)).append("</li>"));
            html.append("</ul>");
        }
        html.append(ContrastTable.html(study.contrasts()));
        for (Figure figure : figures.getOrDefault("", List.of())) {
            html.append(FigureSection.figure(figure, figureNumber++));
        }
        return html.append("</section>").toString();
    }

    private long count(String direction) {
        return study.analyses().stream()
                .filter(analysis -> analysis.primaryScore().direction().text().equals(direction))
                .count();
    }

    /// All blocks, the largest excess first.
    private String table() {
        List<CombinationAnalysis> sorted =
                study.analyses().stream()
                        .sorted(
                                Comparator.comparingDouble(
                                                (CombinationAnalysis analysis) ->
                                                        analysis.primaryScore().excess().estimate())
                                        .reversed())
                        .toList();
        StringBuilder html =
                new StringBuilder(
                        "<div class=\"canvas\"><table><thead><tr><th>block</th><th>cells</th><th"
                                + " class=\"n\">excess, points</th><th class=\"n\">95 %"
                                + " interval</th><th class=\"n\">p</th><th class=\"n\">p,"
                                + " adjusted</th><th>verdict</th><th class=\"n\">S / A /"
                                + " N</th></tr></thead><tbody>");
        sorted.stream().limit(MOST_ROWS).forEach(analysis -> html.append(row(analysis)));
        html.append("</tbody></table></div>");
        if (sorted.size() > MOST_ROWS) {
            html.append("<p class=\"small\">The first ")
                    .append(MOST_ROWS)
                    .append(" of ")
                    .append(sorted.size());
            html.append("; all are in verdicts.csv and scores.csv.</p>");
        }
        if (detailed().size() < study.analyses().size()) {
            html.append("<p class=\"note\">Only the first ").append(detailed().size());
            html.append(
                    " blocks of the files have a section of their own, with simulated bands, fitted"
                        + " surfaces and a test of every reference. The others were screened:"
                        + " curves, scores of every reference and the primary test, all in the CSV"
                        + " files. <code>--detail N</code> changes their number.</p>");
        }
        return html.toString();
    }

    private static String row(CombinationAnalysis analysis) {
        var score = analysis.primaryScore();
        return "<tr><td>"
                + Html.escape(analysis.title())
                + "</td><td>"
                + Html.escape(analysis.block().cellLine())
                + "</td>"
                + Cells.number(Cells.points(score.excess().estimate()))
                + Cells.number(
                        Cells.points(score.excess().low())
                                + " to "
                                + Cells.points(score.excess().high()))
                + Cells.number(Cells.probability(score.probability()))
                + Cells.number(Cells.probability(score.adjusted()))
                + "<td class=\"verdict\">"
                + score.verdict()
                + "</td>"
                + Cells.number(
                        analysis.verdict().synergy().size()
                                + " / "
                                + analysis.verdict().antagonism().size()
                                + " / "
                                + analysis.verdict().neither().size())
                + "</tr>";
    }

    private String blocks() {
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (CombinationAnalysis analysis : detailed()) {
            String prefix = CombinationReport.prefix(++number);
            List<Figure> own = figures.getOrDefault(prefix, List.of());
            html.append(BlockSection.html(prefix, analysis, own, figureNumber));
            figureNumber += own.size();
        }
        return html.toString();
    }

    private String run() {
        AnalysisOptions chosen = study.options();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("files", String.join(", ", source.files()));
        rows.put("primary reference, chosen before the data were read", chosen.primary());
        rows.put("simulated plates of each block in detail", Integer.toString(chosen.draws()));
        rows.put("seed", Long.toString(chosen.seed()));
        rows.put("robust single-drug curves", chosen.robust() ? "yes" : "no");
        rows.put("program", source.version());
        rows.put("command", source.command());
        return FigurePage.facts(rows);
    }
}
