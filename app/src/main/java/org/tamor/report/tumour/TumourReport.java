package org.tamor.report.tumour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.tumour.TumourFigures;
import org.tamor.tumour.analysis.TumourAnalysis;
import tools.jackson.databind.json.JsonMapper;

/// Writes what was found in a study of tumour volumes: a page, tables and figures.
public final class TumourReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TumourReport() {}

    /// Where the numbers came from.
    ///
    /// @param file as given
    /// @param findings of the reading, a row each: severity, code, place, message
    /// @param command that makes the report again
    /// @param version of the program
    public record Source(String file, List<List<String>> findings, String command, String version) {

        public Source {
            findings = List.copyOf(findings);
        }
    }

    /// Writes `report.html`, the tables of [TumourTables], `findings.csv` and `figures/`.
    ///
    /// @throws EnvironmentException where the folder cannot be written
    public static void write(TumourAnalysis analysis, Source source, Path folder) {
        List<Figure> figures = TumourFigures.draw(analysis);
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> data = new LinkedHashMap<>();
        for (Figure figure : figures) {
            options.put(figure.id(), JSON.writeValueAsString(figure.option()));
            data.put(figure.id(), figure.data().toCsv());
        }
        String page =
                new TumourPage(analysis, source, figures, options, JSON.writeValueAsString(data))
                        .html();
        try {
            Path inside = Files.createDirectories(folder.resolve("figures"));
            for (Map.Entry<String, String> option : options.entrySet()) {
                WholeFile.write(inside.resolve(option.getKey() + ".json"), option.getValue());
                WholeFile.write(
                        inside.resolve(option.getKey() + ".csv"),
                        data.getOrDefault(option.getKey(), ""));
            }
            for (Map.Entry<String, DataTable> table : new TumourTables(analysis).all().entrySet()) {
                WholeFile.write(folder.resolve(table.getKey()), table.getValue().toCsv());
            }
            WholeFile.write(folder.resolve("findings.csv"), findings(source).toCsv());
            WholeFile.write(folder.resolve("report.html"), page);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "report.write",
                    Location.ofFile(folder.toString()),
                    "the results cannot be written ("
                            + e.getMessage()
                            + "); choose a folder that can be written to");
        }
    }

    private static DataTable findings(Source source) {
        List<List<Object>> rows = new ArrayList<>();
        source.findings.forEach(row -> rows.add(List.copyOf(row)));
        return new DataTable(List.of("severity", "code", "place", "message"), rows);
    }
}
