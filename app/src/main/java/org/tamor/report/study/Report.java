package org.tamor.report.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.study.Figures;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;
import tools.jackson.databind.json.JsonMapper;

/// Writes what came out of a study as a page that can be read anywhere, and its figures as files.
public final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Report() {}

    /// Reads the figure files of a study as the report will, so that a mistake shows before
    /// anything is run.
    ///
    /// @throws org.tamor.failure.BadInputException where a figure file asks for something it cannot
    ///   have
    public static void check(Study study) {
        Figures.specs(study);
    }

    /// Writes `report.html`, `figures/<id>.json` (an ECharts option with its data, or the elements
    /// of the pathway map) and `figures/<id>.csv` (the plotted data).
    ///
    /// The page needs no network: styles, scripts, options and tables are inside.
    ///
    /// @throws org.tamor.failure.BadInputException where a figure file asks for something it cannot
    ///   have
    /// @throws EnvironmentException where the folder cannot be written
    public static void write(StudyResults results, Path folder) {
        List<Figure> figures = Figures.draw(results);
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> tables = new LinkedHashMap<>();
        for (Figure figure : figures) {
            options.put(figure.id(), JSON.writeValueAsString(figure.option()));
            tables.put(figure.id(), figure.data().toCsv());
        }
        String page = new Page(results, figures, options, JSON.writeValueAsString(tables)).html();
        try {
            Path figureFolder = Files.createDirectories(folder.resolve("figures"));
            for (Figure figure : figures) {
                WholeFile.write(
                        figureFolder.resolve(figure.id() + ".json"),
                        options.getOrDefault(figure.id(), ""));
                WholeFile.write(
                        figureFolder.resolve(figure.id() + ".csv"),
                        tables.getOrDefault(figure.id(), ""));
            }
            WholeFile.write(folder.resolve("report.html"), page);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "report.write",
                    Location.ofFile(folder.toString()),
                    "the report cannot be written ("
                            + e.getMessage()
                            + "); choose a folder that can be written to");
        }
    }
}
