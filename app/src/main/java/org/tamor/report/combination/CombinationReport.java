package org.tamor.report.combination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.combination.analysis.CombinationAnalysis;
import org.tamor.combination.analysis.CombinationStudy;
import org.tamor.combination.analysis.DoseResponses;
import org.tamor.failure.EnvironmentException;
import org.tamor.failure.Location;
import org.tamor.files.WholeFile;
import org.tamor.report.FigureFiles;
import org.tamor.report.FindingsTable;
import org.tamor.report.figure.DataTable;
import org.tamor.report.figure.Figure;
import org.tamor.report.figure.combination.CombinationFigures;

/// Writes what was found in measurements of drug combinations: a page, tables and figures.
public final class CombinationReport {

    private CombinationReport() {}

    /// Where the numbers came from.
    ///
    /// @param files as given
    /// @param findings of the reading, a row each: severity, code, place, message
    /// @param command that makes the report again
    /// @param version of the program
    public record Source(
            List<String> files, List<List<String>> findings, String command, String version) {

        public Source {
            files = List.copyOf(files);
            findings = List.copyOf(findings);
        }
    }

    /// Writes `report.html`, `scores.csv`, `cells.csv`, `curves.csv`, `surfaces.csv`,
    /// `contrasts.csv`, `verdicts.csv`, `findings.csv` and `figures/`.
    ///
    /// @throws EnvironmentException where the folder cannot be written
    public static void write(CombinationStudy study, Source source, Path folder) {
        Map<String, List<Figure>> figures = figures(study);
        FigureFiles files =
                new FigureFiles(figures.values().stream().flatMap(List::stream).toList());
        String page = new CombinationPage(study, source, figures).html(files);
        try {
            files.write(folder);
            for (Map.Entry<String, DataTable> table :
                    new CombinationTables(study).all().entrySet()) {
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

    /// The figures of the study under "", those of each block in detail under its prefix.
    private static Map<String, List<Figure>> figures(CombinationStudy study) {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        figures.put("", CombinationFigures.ofStudy(study));
        double limit = CombinationFigures.excessLimit(study);
        int number = 0;
        for (CombinationAnalysis analysis : study.analyses()) {
            if (analysis.detailed()) {
                String prefix = prefix(++number);
                figures.put(prefix, CombinationFigures.ofBlock(prefix, analysis, limit));
            }
        }
        number = 0;
        for (DoseResponses alone :
                study.alone()
                        .subList(0, Math.min(study.options().detailed(), study.alone().size()))) {
            String id = drugPrefix(++number);
            figures.put(id, List.of(CombinationFigures.ofDrugs(id, alone)));
        }
        return figures;
    }

    /// What the id of the figure of a block without combinations is.
    static String drugPrefix(int number) {
        return String.format(Locale.ROOT, "drugs%02d", number);
    }

    /// What the ids of a block's figures begin with.
    static String prefix(int number) {
        return String.format(Locale.ROOT, "block%02d", number);
    }
}
