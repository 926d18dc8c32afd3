package org.tamor.report.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.FigureFiles;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.experiment.ExperimentFigures;
import org.tamor.sedml.ExperimentResults;
import org.tamor.sedml.ReportTable;

/// Writes what came out of a simulation experiment: tables, figures and a page that shows both.
public final class ExperimentReport {

    private ExperimentReport() {}

    /// Writes `report.html`, `reports/<id>.csv`, `figures/<id>.json` (an ECharts option) and
    /// `figures/<id>.csv` (the plotted data).
    ///
    /// @throws EnvironmentException where the folder cannot be written
    public static void write(ExperimentResults results, Path folder) {
        List<Figure> figures = ExperimentFigures.draw(results);
        List<ReportTable> tables = results.reports();
        FigureFiles files = new FigureFiles(figures);
        String page = new ExperimentPage(results, figures, tables).html(files);
        try {
            Files.createDirectories(folder);
            if (!files.isEmpty()) {
                files.write(folder);
            }
            for (ReportTable table : tables) {
                Path inside = Files.createDirectories(folder.resolve("reports"));
                WholeFile.write(
                        inside.resolve(table.id() + ".csv"), writer -> write(table, writer));
            }
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

    /// A table as CSV with its labels as the header; a column that is shorter than others ends in
    /// empty cells.
    public static void write(ReportTable table, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String label : table.labels()) {
            line.append(line.isEmpty() ? "" : ",").append(cell(label));
        }
        out.append(line).append('\n');
        int rows = table.rows();
        for (int row = 0; row < rows; row++) {
            line.setLength(0);
            for (int c = 0; c < table.columns().size(); c++) {
                double[] column = table.columns().get(c);
                line.append(c == 0 ? "" : ",");
                if (row < column.length) {
                    line.append(column[row]);
                }
            }
            out.append(line).append('\n');
        }
    }

    private static String cell(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.matches(".*[\",].*") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }
}
