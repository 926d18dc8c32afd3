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

/// A page of texts, tables and figures that needs no network, with its figures as files beside it.
///
/// @param kicker what kind of page it is
/// @param run HTML: what was done
public record FigurePage(String kicker, String title, List<Part> parts, String run) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ECHARTS =
            "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    /// A section of the page.
    ///
    /// @param html what stands above the figures
    public record Part(String anchor, String title, String html, List<Figure> figures) {}

    /// Writes `report.html`, `figures/ID.json` and `figures/ID.csv`.
    public void write(Path folder) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> data = new LinkedHashMap<>();
        for (Part part : parts) {
            for (Figure figure : part.figures()) {
                options.put(figure.id(), JSON.writeValueAsString(figure.option()));
                data.put(figure.id(), figure.data().toCsv());
            }
        }
        Path inside = Files.createDirectories(folder.resolve("figures"));
        for (Map.Entry<String, String> option : options.entrySet()) {
            WholeFile.write(inside.resolve(option.getKey() + ".json"), option.getValue());
            WholeFile.write(
                    inside.resolve(option.getKey() + ".csv"),
                    data.getOrDefault(option.getKey(), ""));
        }
        WholeFile.write(folder.resolve("report.html"), html(options, data));
    }

    private String html(Map<String, String> options, Map<String, String> data) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("kicker", Html.escape(kicker));
        places.put("title", Html.escape(title));
        places.put("style", Template.resource("/org/tamor/report/report.css"));
        places.put("contents", contents());
        places.put("sections", sections());
        places.put("run", run);
        places.put("data", embedded(options, JSON.writeValueAsString(data)));
        places.put("echarts", Html.embeddedScript(Template.resource(ECHARTS)));
        places.put("script", Html.embeddedScript(Template.resource("/org/tamor/report/report.js")));
        return Template.fill(Template.resource("/org/tamor/report/calibration.html"), places);
    }

    private String contents() {
        StringBuilder html = new StringBuilder("<ol>");
        for (Part part : parts) {
            html.append("<li><a href=\"#")
                    .append(Html.escape(part.anchor()))
                    .append("\">")
                    .append(Html.escape(part.title()))
                    .append("</a></li>");
        }
        return html.append("<li><a href=\"#run\">How it was computed</a></li></ol>").toString();
    }

    private String sections() {
        StringBuilder html = new StringBuilder();
        int number = 1;
        for (Part part : parts) {
            html.append("<section id=\"")
                    .append(Html.escape(part.anchor()))
                    .append("\"><h2>")
                    .append(Html.escape(part.title()))
                    .append("</h2>")
                    .append(part.html());
            for (Figure figure : part.figures()) {
                html.append(FigureSection.figure(figure, number++));
            }
            html.append("</section>");
        }
        return html.toString();
    }

    /// What was done, by name.
    public static String facts(Map<String, String> rows) {
        StringBuilder html = new StringBuilder("<table class=\"run\"><tbody>");
        rows.forEach(
                (name, value) ->
                        html.append("<tr><th scope=\"row\">")
                                .append(Html.escape(name))
                                .append("</th><td>")
                                .append(Html.escape(value))
                                .append("</td></tr>"));
        return html.append("</tbody></table>").toString();
    }

    private static String embedded(Map<String, String> options, String data) {
        StringBuilder html = new StringBuilder();
        options.forEach(
                (id, json) ->
                        html.append("<script type=\"application/json\" data-option=\"")
                                .append(Html.escape(id))
                                .append("\">")
                                .append(Html.embeddedJson(json))
                                .append("</script>\n"));
        return html.append("<script type=\"application/json\" id=\"tables\">")
                .append(Html.embeddedJson(data))
                .append("</script>")
                .toString();
    }

    /// Rows as a table, the first of them the header; cells from `numbersFrom` on are numbers.
    public static String table(List<List<String>> rows, int numbersFrom) {
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
