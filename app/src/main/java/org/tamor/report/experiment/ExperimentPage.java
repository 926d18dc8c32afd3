package org.tamor.report.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.sedml.ModelDefinition;
import org.tamor.format.sedml.Range;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.Simulation;
import org.tamor.format.sedml.Task;
import org.tamor.report.FigureFiles;
import org.tamor.report.FigurePage;
import org.tamor.report.FigureSection;
import org.tamor.report.Html;
import org.tamor.report.PageFrame;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.Numbers;
import org.tamor.sedml.ExperimentResults;
import org.tamor.sedml.ReportTable;

/// The page of a simulation experiment: its figures, its tables and what was run.
final class ExperimentPage {

    private static final int SHOWN_ROWS = 12;
    private static final int SHOWN_COLUMNS = 12;

    private final ExperimentResults results;
    private final List<Figure> figures;
    private final List<ReportTable> tables;

    ExperimentPage(ExperimentResults results, List<Figure> figures, List<ReportTable> tables) {
        this.results = results;
        this.figures = figures;
        this.tables = tables;
    }

    String html(FigureFiles files) {
        String file = results.document().file().replace('\\', '/');
        return new PageFrame(
                        "Tamor: a simulation experiment in SED-ML",
                        file.substring(file.lastIndexOf('/') + 1),
                        contents(),
                        List.of(notes(), figureSection(), tableSection()),
                        "What was run",
                        run())
                .html(files);
    }

    private List<PageFrame.Entry> contents() {
        List<PageFrame.Entry> contents = new ArrayList<>();
        if (!figures.isEmpty()) {
            contents.add(new PageFrame.Entry("figures", "Figures"));
        }
        if (!tables.isEmpty()) {
            contents.add(new PageFrame.Entry("tables", "Tables"));
        }
        return contents;
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
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "document",
                document.file()
                        + " (SED-ML Level "
                        + document.level()
                        + " Version "
                        + document.version()
                        + ")");
        for (ModelDefinition model : document.models()) {
            rows.put(
                    "model " + model.id(),
                    model.source()
                            + (model.changes().isEmpty()
                                    ? ""
                                    : ", " + model.changes().size() + " changes"));
        }
        for (Task task : document.tasks()) {
            rows.put("task " + task.id(), description(task, document));
        }
        return FigurePage.facts(rows);
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
}
