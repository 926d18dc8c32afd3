package org.tamor.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.report.FigureFiles;
import org.tamor.report.FigureSection;
import org.tamor.report.Html;
import org.tamor.report.PageFrame;
import org.tamor.report.Template;
import org.tamor.report.figure.Figure;
import org.tamor.study.StudyResults;

/// Puts the page together from its template and its sections.
final class Page {

    private static final String CYTOSCAPE =
            "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js";

    private final StudyResults results;
    private final List<Figure> figures;

    Page(StudyResults results, List<Figure> figures) {
        this.results = results;
        this.figures = figures;
    }

    String html(FigureFiles files) {
        VerdictSection verdicts = new VerdictSection(results);
        IntroSection intro = new IntroSection(results);
        LimitsSection limits = new LimitsSection(results);
        TablesSection tableSection = new TablesSection(results);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.prose(results.study().title()));
        parts.put("question", Html.prose(results.study().question()));
        parts.put("contents", contents());
        parts.put("about", intro.about());
        parts.put("unknown", intro.unknown());
        parts.put("cutBanner", verdicts.cutBanner());
        parts.put("counts", verdicts.counts());
        parts.put("claims", verdicts.table());
        parts.put("figures", figureSections());
        parts.put("grades", limits.grades());
        parts.put("weak", limits.weakParameters());
        parts.put("unsettled", limits.unsettledClaims());
        parts.put("missed", limits.missed());
        parts.put("parameters", tableSection.parameters());
        parts.put("moieties", tableSection.moieties());
        parts.put("run", new RunSection(results).html());
        parts.put("style", PageFrame.style());
        parts.put("data", files.embedded());
        boolean charts =
                figures.stream().anyMatch(figure -> figure.renderer() == Figure.Renderer.CHART);
        boolean networks =
                figures.stream().anyMatch(figure -> figure.renderer() == Figure.Renderer.NETWORK);
        parts.put("echarts", charts ? PageFrame.charts() : "");
        parts.put("cytoscape", networks ? Html.embeddedScript(Template.resource(CYTOSCAPE)) : "");
        parts.put("script", PageFrame.script());
        return Template.fill(Template.resource("/org/tamor/report/report.html"), parts);
    }

    private String contents() {
        StringBuilder html = new StringBuilder("<ol>");
        html.append(new PageFrame.Entry("about", "What this is, and what is not known").html());
        html.append(new PageFrame.Entry("verdicts", "Verdicts").html());
        for (Figure.Section section : Figure.Section.values()) {
            if (figures.stream().anyMatch(figure -> figure.section() == section)) {
                html.append(new PageFrame.Entry(section.label(), section.title()).html());
            }
        }
        html.append(new PageFrame.Entry("limits", "What the model cannot know").html());
        html.append(new PageFrame.Entry("missed", "Missed claims").html());
        html.append(new PageFrame.Entry("provenance", "Parameters and their sources").html());
        html.append(new PageFrame.Entry("moieties", "Moiety balance").html());
        return html.append(new PageFrame.Entry("run", "About this run").html())
                .append("</ol>")
                .toString();
    }

    private String figureSections() {
        StringBuilder html = new StringBuilder();
        int number = 1;
        for (Figure.Section section : Figure.Section.values()) {
            List<Figure> inside =
                    figures.stream().filter(figure -> figure.section() == section).toList();
            if (!inside.isEmpty()) {
                html.append(FigureSection.html(section, inside, number));
                number += inside.size();
            }
        }
        return html.toString();
    }
}
