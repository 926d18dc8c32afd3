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

/// The figures of a page, as data inside it and as files beside it.
public final class FigureFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// JSON of each figure's option, and CSV of what it shows, by id.
    private final Map<String, String> options = new LinkedHashMap<>();

    private final Map<String, String> tables = new LinkedHashMap<>();

    public FigureFiles(List<Figure> figures) {
        for (Figure figure : figures) {
            options.put(figure.id(), JSON.writeValueAsString(figure.option()));
            tables.put(figure.id(), figure.data().toCsv());
        }
    }

    public boolean isEmpty() {
        return options.isEmpty();
    }

    /// The figures as script elements that the page's own script reads.
    public String embedded() {
        StringBuilder html = new StringBuilder();
        options.forEach(
                (id, json) ->
                        html.append("<script type=\"application/json\" data-option=\"")
                                .append(Html.escape(id))
                                .append("\">")
                                .append(Html.embeddedJson(json))
                                .append("</script>\n"));
        return html.append("<script type=\"application/json\" id=\"tables\">")
                .append(Html.embeddedJson(JSON.writeValueAsString(tables)))
                .append("</script>")
                .toString();
    }

    /// Writes `figures/ID.json` and `figures/ID.csv` of each.
    public void write(Path folder) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("figures"));
        for (Map.Entry<String, String> option : options.entrySet()) {
            WholeFile.write(inside.resolve(option.getKey() + ".json"), option.getValue());
        }
        for (Map.Entry<String, String> table : tables.entrySet()) {
            WholeFile.write(inside.resolve(table.getKey() + ".csv"), table.getValue());
        }
    }
}
