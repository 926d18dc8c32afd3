package org.tamor.report.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.sedml.ModelDefinition;
import org.tamor.format.sedml.Range;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.Simulation;
import org.tamor.format.sedml.Task;
import org.tamor.report.FigureSection;
import org.tamor.report.Html;
import org.tamor.report.Template;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.sedml.ExperimentResults;
import org.tamor.sedml.ReportTable;

/// The page of a simulation experiment: its figures, its tables and what was run.
final class ExperimentPage {

    private static final String ECHARTS =
            "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final int SHOWN_ROWS = 12;
    private static final int SHOWN_COLUMNS = 12;

    private final ExperimentResults results;
    private final List<Figure> figures;
    private final List<ReportTable> tables;
    private final Map<String, String> options;
    private final String data;

    /// @param options the JSON of each figure, by id
    /// @param data the CSV of all figures, as one JSON object by id
    ExperimentPage(
            ExperimentResults results,
            List<Figure> figures,
            List<ReportTable> tables,
            Map<String, String> options,
            String data) {
        this.results = results;
        this.figures = figures;
        this.tables = tables;
        this.options = options;
        this.data = data;
    }

    String html() {
        String file = results.document().file().replace('\\', '/');
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.escape(file.substring(file.lastIndexOf('/') + 1)));
        parts.put("style", Template.resource("/org/tamor/report/report.css"));
        parts.put("contents", contents());
        parts.put("notes", notes());
        parts.put("figures", figureSection());
        parts.put("tables", tableSection());
        parts.put("run", run());
        parts.put("data", embedded());
        parts.put(
                "echarts",
                figures.isEmpty() ? "" : Html.embeddedScript(Template.resource(ECHARTS)));
        parts.put("script", Html.embeddedScript(Template.resource("/org/tamor/report/report.js")));
        return Template.fill(Template.resource("/org/tamor/report/experiment.html"), parts);
    }

    private String contents() {
        StringBuilder html = new StringBuilder("<ol>");
        if (!figures.isEmpty()) {
            html.append("<li><a href=\"#figures\">Figures</a></li>");
        }
        if (!tables.isEmpty()) {
            html.append("<li><a href=\"#tables\">Tables</a></li>");
        }
        return html.append("<li><a href=\"#run\">What was run</a></li></ol>").toString();
    }

    private String notes() {
        if (results.notes().isEmpty()) {
            return "";
        }
        StringBuilder html =
                new StringBuilder(
                        "<section class=\"banner\"><h2>Done otherwise than the document"
                            + " says</h2><ul>");
        results.notes()
                .forEach(note -> html.append("<li>").append(Html.escape(note)).append("</li>"));
        return html.append("</ul></section>").toString();
    }

    private String figureSection() {
        if (figures.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section id=\"figures\"><h2>Figures</h2>");
        for (int i = 0; i < figures.size(); i++) {
            html.append(FigureSection.figure(figures.get(i), i + 1));
        }
        return html.append("</section>").toString();
    }

    private String tableSection() {
        if (tables.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section id=\"tables\"><h2>Tables</h2>");
        tables.forEach(table -> html.append(table(table)));
        return html.append("</section>").toString();
    }

    private static String table(ReportTable table) {
        int columns = Math.min(table.columns().size(), SHOWN_COLUMNS);
        int rows = Math.min(table.rows(), SHOWN_ROWS);
        StringBuilder html =
                new StringBuilder("<h3>")
                        .append(Html.escape(table.title()))
                        .append("</h3><p class=\"facts\">");
        html.append(table.rows()).append(table.rows() == 1 ? " row" : " rows").append(" and ");
        html.append(table.columns().size())
                .append(table.columns().size() == 1 ? " column" : " columns");
        html.append(" in <code>reports/").append(Html.escape(table.id())).append(".csv</code>");
        boolean cut = rows < table.rows() || columns < table.columns().size();
        html.append(cut ? "; here the first of them" : "")
                .append("</p><div class=\"canvas\"><table><thead><tr>");
        for (int c = 0; c < columns; c++) {
            html.append("<th scope=\"col\" class=\"n\">")
                    .append(Html.escape(table.labels().get(c)))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int r = 0; r < rows; r++) {
            html.append("<tr>");
            for (int c = 0; c < columns; c++) {
                double[] column = table.columns().get(c);
                html.append("<td class=\"n\">")
                        .append(r < column.length ? Numbers.text(column[r], 5) : "")
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private String run() {
        SedmlDocument document = results.document();
        StringBuilder html = new StringBuilder("<table class=\"run\"><tbody>");
        row(
                html,
                "document",
                document.file()
                        + " (SED-ML Level "
                        + document.level()
                        + " Version "
                        + document.version()
                        + ")");
        for (ModelDefinition model : document.models()) {
            row(
                    html,
                    "model " + model.id(),
                    model.source()
                            + (model.changes().isEmpty()
                                    ? ""
                                    : ", " + model.changes().size() + " changes"));
        }
        for (Task task : document.tasks()) {
            row(html, "task " + task.id(), description(task, document));
        }
        return html.append("</tbody></table>").toString();
    }

    private static String description(Task task, SedmlDocument document) {
        return switch (task) {
            case Task.BasicTask basic ->
                    "model "
                            + basic.model()
                            + ", "
                            + document.simulations().stream()
                                    .filter(s -> s.id().equals(basic.simulation()))
                                    .map(ExperimentPage::description)
                                    .findFirst()
                                    .orElse("");
            case Task.RepeatedTask repeated ->
                    "repeats "
                            + String.join(
                                    ", ",
                                    repeated.subTasks().stream().map(Task.SubTask::task).toList())
                            + " over "
                            + String.join(
                                    ", ",
                                    repeated.ranges().stream()
                                            .map(ExperimentPage::description)
                                            .toList())
                            + (repeated.resetModel()
                                    ? ", from the start each time"
                                    : ", going on each time");
        };
    }

    private static String description(Range range) {
        return switch (range) {
            case Range.UniformRange uniform ->
                    uniform.id()
                            + " = "
                            + Numbers.text(uniform.start(), 4)
                            + " to "
                            + Numbers.text(uniform.end(), 4)
                            + " in "
                            + uniform.steps()
                            + (uniform.logarithmic() ? " logarithmic" : "")
                            + " steps";
            case Range.VectorRange vector -> vector.values().size() + " values of " + vector.id();
            case Range.FunctionalRange functional -> functional.id() + " as a function";
            case Range.DataRange fromData -> fromData.id() + " from data";
        };
    }

    private static String description(Simulation simulation) {
        String algorithm =
                simulation.algorithm().kisao().isPresent()
                        ? String.format(
                                java.util.Locale.ROOT,
                                ", KISAO:%07d",
                                simulation.algorithm().kisao().getAsInt())
                        : "";
        return switch (simulation) {
            case Simulation.UniformTimeCourse course ->
                    "time "
                            + Numbers.text(course.outputStart(), 6)
                            + " to "
                            + Numbers.text(course.outputEnd(), 6)
                            + " in "
                            + course.steps()
                            + " steps"
                            + algorithm;
            case Simulation.OneStep step ->
                    "one step of " + Numbers.text(step.step(), 6) + algorithm;
            case Simulation.SteadyState _ -> "steady state" + algorithm;
            case Simulation.Analysis _ -> "analysis" + algorithm;
        };
    }

    private static void row(StringBuilder html, String name, String text) {
        html.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(text))
                .append("</td></tr>");
    }

    private String embedded() {
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
}
