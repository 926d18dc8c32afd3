package org.tamor.report.tumour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.FigureFiles;
import org.tamor.report.FindingsTable;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.tumour.TumourFigures;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Writes what was found in a study of tumour volumes: a page, tables and figures.
public final class TumourReport {

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
        FigureFiles files = new FigureFiles(figures);
        String page = new TumourPage(analysis, source, figures).html(files);
        try {
            files.write(folder);
            for (Map.Entry<String, DataTable> table : new TumourTables(analysis).all().entrySet()) {
                WholeFile.write(folder.resolve(table.getKey()), table.getValue().toCsv());
            }
            WholeFile.write(
                    folder.resolve("findings.csv"), FindingsTable.data(source.findings()).toCsv());
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
}
