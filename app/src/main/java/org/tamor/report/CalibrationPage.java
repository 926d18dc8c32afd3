package org.tamor.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.files.WholeFile;
import org.tamor.report.figure.Figure;
import tools.jackson.databind.json.JsonMapper;

/// The page of an estimation of parameters: a summary in words, figures, tables, how it was computed.
///
/// @param kicker the line above the title
/// @param summary HTML of one section or more
/// @param tables HTML of one section
/// @param run HTML
record CalibrationPage(
        String kicker, String title, String summary, List<Figure> figures, String tables, String run) {

    private static final String ECHARTS =
            "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Writes `report.html` and `figures/` with each figure's option (JSON) and data (CSV).
    void write(Path folder) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("figures"));
        Map<String, String> data = new LinkedHashMap<>();
        StringBuilder embedded = new StringBuilder();
        for (Figure figure : figures) {
            String option = JSON.writeValueAsString(figure.option());
            String csv = figure.data().toCsv();
            WholeFile.write(inside.resolve(figure.id() + ".json"), option);
            WholeFile.write(inside.resolve(figure.id() + ".csv"), csv);
            data.put(figure.id(), csv);
            embedded.append("<script type=\"application/json\" data-option=\"")
                    .append(Html.escape(figure.id()))
                    .append("\">")
                    .append(Html.embeddedJson(option))
                    .append("</script>\n");
        }
        embedded.append("<script type=\"application/json\" id=\"tables\">")
                .append(Html.embeddedJson(JSON.writeValueAsString(data)))
                .append("</script>");
        WholeFile.write(folder.resolve("report.html"), html(embedded.toString()));
    }

    private String html(String embedded) {
        StringBuilder drawn = new StringBuilder("<section id=\"figures\"><h2>Figures</h2>");
        for (int i = 0; i < figures.size(); i++) {
            drawn.append(FigureSection.figure(figures.get(i), i + 1));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("kicker", Html.escape(kicker));
        parts.put("title", Html.escape(title));
        parts.put("style", Report.resource("/org/tamor/report/report.css"));
        parts.put(
                "contents",
                "<ol><li><a href=\"#result\">Result</a></li><li><a href=\"#figures\">Figures</a></li>"
                        + "<li><a href=\"#tables\">Parameters</a></li>"
                        + "<li><a href=\"#run\">How it was computed</a></li></ol>");
        parts.put("summary", summary);
        parts.put("figures", drawn.append("</section>").toString());
        parts.put("tables", tables);
        parts.put("run", run);
        parts.put("data", embedded);
        parts.put("echarts", Html.embeddedScript(Report.resource(ECHARTS)));
        parts.put("script", Html.embeddedScript(Report.resource("/org/tamor/report/report.js")));
        return Page.fill(Report.resource("/org/tamor/report/fit.html"), parts);
    }

    /// Rows as a table, the first of them the header; cells from `numbersFrom` on are numbers.
    static String table(List<List<String>> rows, int numbersFrom) {
        StringBuilder html = new StringBuilder("<div class=\"canvas\"><table><thead><tr>");
        for (String cell : rows.getFirst()) {
            html.append("<th scope=\"col\">").append(Html.escape(cell)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows.subList(1, rows.size())) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append(c >= numbersFrom ? "<td class=\"n\">" : "<td>")
                        .append(Html.escape(row.get(c)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }
}
