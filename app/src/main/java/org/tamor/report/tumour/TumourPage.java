package org.tamor.report.tumour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.combination.Evaluation;
import org.tamor.report.Cells;
import org.tamor.report.FigureFiles;
import org.tamor.report.FigurePage;
import org.tamor.report.FigureSection;
import org.tamor.report.FindingsTable;
import org.tamor.report.Html;
import org.tamor.report.PageFrame;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.tumour.analysis.InteractionAnalysis;
import org.tamor.tumour.analysis.TumourAnalysis;
import org.tamor.tumour.analysis.TumourOptions;

/// The page of a study of tumour volumes.
final class TumourPage {

    private static final int MOST_ROWS = 200;

    private final TumourAnalysis analysis;
    private final TumourReport.Source source;
    private final List<Figure> figures;

    TumourPage(TumourAnalysis analysis, TumourReport.Source source, List<Figure> figures) {
        this.analysis = analysis;
        this.source = source;
        this.figures = figures;
    }

    String html(FigureFiles files) {
        return new PageFrame(
                        "Tamor: tumour volumes",
                        title(),
                        List.of(),
                        List.of(
                                "<p class=\"facts\">" + Html.prose(facts()) + "</p>",
                                verdicts(),
                                new TumourArmsSection(analysis).html(),
                                figureList(),
                                findings()),
                        "How it was computed",
                        run())
                .html(files);
    }

    private String title() {
        String name = analysis.study().name();
        String file = source.file().replace('\\', '/');
        return name.isEmpty() ? file.substring(file.lastIndexOf('/') + 1) : name;
    }

    private String facts() {
        return "%d arms, %d animals, %d days of measurement; the control is %s. Day 0 is day %s of the file."
                .formatted(
                        analysis.study().arms().size(),
                        analysis.study().animals(),
                        analysis.study().days().length,
                        analysis.control(),
                        Numbers.text(analysis.study().start()));
    }

    private String verdicts() {
        StringBuilder html = new StringBuilder("<section id=\"verdicts\"><h2>Verdict</h2>");
        if (analysis.interactions().isEmpty()) {
            html.append("<p>No combination was analysed for interaction.</p>");
        }
        for (InteractionAnalysis interaction : analysis.interactions()) {
            html.append(InteractionTable.html(interaction));
        }
        if (!analysis.notes().isEmpty()) {
            html.append("<h3>What could not be computed</h3>").append(list(analysis.notes()));
        }
        return html.append("</section>").toString();
    }

    static String list(List<String> sentences) {
        StringBuilder html = new StringBuilder("<ul>");
        sentences.forEach(
                sentence -> html.append("<li>").append(Html.prose(sentence)).append("</li>"));
        return html.append("</ul>").toString();
    }

    /// A value for a table, or the reason why there is none.
    static String value(Evaluation evaluation) {
        return evaluation.isDefined()
                ? Cells.number(Numbers.text(evaluation.value()))
                : "<td class=\"n\" title=\"" + Html.escape(evaluation.reason()) + "\">\u2013</td>";
    }

    private String figureList() {
        StringBuilder html = new StringBuilder("<section id=\"figures\"><h2>Figures</h2>");
        int number = 1;
        for (Figure figure : figures) {
            html.append(FigureSection.figure(figure, number++));
        }
        return html.append("</section>").toString();
    }

    private String findings() {
        if (source.findings().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder("<section id=\"findings\"><h2>How the file was read</h2>");
        html.append(FindingsTable.html(source.findings(), MOST_ROWS));
        if (source.findings().size() > MOST_ROWS) {
            html.append("<p class=\"small\">The first ")
                    .append(MOST_ROWS)
                    .append("; all are in findings.csv.</p>");
        }
        return html.append("</section>").toString();
    }

    private String run() {
        TumourOptions chosen = analysis.options();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("file", source.file());
        rows.put("primary reference, chosen before the data were read", chosen.primary().text());
        rows.put("progression", chosen.progression().text());
        rows.put("level of intervals", String.format(Locale.ROOT, "%.0f %%", 100 * chosen.level()));
        rows.put("simulated studies of each combination", Integer.toString(chosen.draws()));
        rows.put("seed", Long.toString(chosen.seed()));
        rows.put("program", source.version());
        rows.put("command", source.command());
        return FigurePage.facts(rows);
    }
}
