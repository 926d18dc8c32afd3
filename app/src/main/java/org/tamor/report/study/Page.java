package org.tamor.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.report.FigureSection;
import org.tamor.report.Html;
import org.tamor.report.Template;
import org.tamor.report.figure.Figure;
import org.tamor.study.StudyResults;

/// Puts the page together from its template and its sections.
final class Page {

    private static final String ECHARTS =
            "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final String CYTOSCAPE =
            "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js";

    private final StudyResults results;
    private final List<Figure> figures;
    private final Map<String, String> options;
    private final String tables;

    /// @param options the JSON of each figure, by id
    /// @param tables the CSV of all figures, as one JSON object by id
    Page(StudyResults results, List<Figure> figures, Map<String, String> options, String tables) {
        this.results = results;
        this.figures = figures;
        this.options = options;
        this.tables = tables;
    }

    String html() {
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
        parts.put("style", Template.resource("/org/tamor/report/report.css"));
        parts.put("data", data());
        boolean charts =
                figures.stream().anyMatch(figure -> figure.renderer() == Figure.Renderer.CHART);
        boolean networks =
                figures.stream().anyMatch(figure -> figure.renderer() == Figure.Renderer.NETWORK);
        parts.put("echarts", charts ? Html.embeddedScript(Template.resource(ECHARTS)) : "");
        parts.put("cytoscape", networks ? Html.embeddedScript(Template.resource(CYTOSCAPE)) : "");
        parts.put("script", Html.embeddedScript(Template.resource("/org/tamor/report/report.js")));
        return Template.fill(Template.resource("/org/tamor/report/report.html"), parts);
    }

    private String contents() {
        StringBuilder html = new StringBuilder("<ol>");
        html.append(entry("about", "What this is, and what is not known"));
        html.append(entry("verdicts", "Verdicts"));
        for (Figure.Section section : Figure.Section.values()) {
            if (figures.stream().anyMatch(figure -> figure.section() == section)) {
                html.append(entry(section.label(), section.title()));
            }
        }
        html.append(entry("limits", "What the model cannot know"));
        html.append(entry("missed", "Missed claims"));
        html.append(entry("provenance", "Parameters and their sources"));
        html.append(entry("moieties", "Moiety balance"));
        return html.append(entry("run", "About this run")).append("</ol>").toString();
    }

    private static String entry(String anchor, String title) {
        return "<li><a href=\"#" + anchor + "\">" + Html.escape(title) + "</a></li>";
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

    private String data() {
        StringBuilder html = new StringBuilder();
        options.forEach(
                (id, json) ->
                        html.append("<script type=\"application/json\" data-option=\"")
                                .append(Html.escape(id))
                                .append("\">")
                                .append(Html.embeddedJson(json))
                                .append("</script>\n"));
        return html.append("<script type=\"application/json\" id=\"tables\">")
                .append(Html.embeddedJson(tables))
                .append("</script>")
                .toString();
    }
}
