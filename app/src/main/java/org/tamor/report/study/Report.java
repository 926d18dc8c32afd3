package org.tamor.report.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.FigureFiles;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.study.Figures;
import org.tamor.study.Study;
import org.tamor.study.StudyResults;

/// Writes what came out of a study as a page that can be read anywhere, and its figures as files.
public final class Report {

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
        FigureFiles files = new FigureFiles(figures);
        String page = new Page(results, figures).html(files);
        try {
            files.write(folder);
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
