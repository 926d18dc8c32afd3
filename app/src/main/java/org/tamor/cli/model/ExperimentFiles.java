package org.tamor.cli.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.ResultFolder;
import org.tamor.format.sedml.FolderFiles;
import org.tamor.format.sedml.OmexArchive;
import org.tamor.format.sedml.OutputDefinition;
import org.tamor.format.sedml.SedmlDocument;
import org.tamor.format.sedml.SedmlReader;
import org.tamor.report.experiment.ExperimentReport;
import org.tamor.sedml.Experiment;
import org.tamor.sedml.ExperimentResults;

/// Runs the simulation experiments of SED-ML files and COMBINE archives for `tamor simulate`.
final class ExperimentFiles {

    private static final int BEGINNING = 4096;

    /// An experiment with the folder that its results go to, inside that of all.
    private record Outcome(String folder, ExperimentResults results) {}

    private ExperimentFiles() {}

    /// Whether the file is an experiment rather than a model: by its name, or by its root element
    /// where the name leaves it open.
    static boolean isExperiment(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return isArchive(file)
                || name.endsWith(".sedml")
                || name.endsWith(".xml") && beginning(file).contains("<sedML");
    }

    private static boolean isArchive(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".omex") || name.endsWith(".sedx");
    }

    private static String beginning(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Runs the file.
    ///
    /// @param out the folder for the results; empty where a single report goes to `printer`, and
    ///   everything else to a folder of our choice
    static void run(Path file, Optional<Path> out, PrintWriter printer, PrintWriter console) {
        List<Outcome> outcomes = isArchive(file) ? archive(file) : List.of(document(file));
        for (Outcome outcome : outcomes) {
            outcome.results().notes().forEach(note -> console.println("tamor: note: " + note));
        }
        if (out.isEmpty() && isTableOnly(outcomes)) {
            print(outcomes.getFirst().results(), printer);
            return;
        }
        Path folder = out.orElseGet(() -> Path.of("results", baseName(file)));
        write(outcomes, folder);
        console.println("tamor: the results are in " + folder);
    }

    private static boolean isTableOnly(List<Outcome> outcomes) {
        return outcomes.size() == 1
                && outcomes.getFirst().results().document().outputs().size() == 1
                && outcomes.getFirst().results().document().outputs().getFirst()
                        instanceof OutputDefinition.Report;
    }

    private static Outcome document(Path file) {
        SedmlDocument document = SedmlReader.read(FolderFiles.read(file), file.toString());
        return new Outcome("", Experiment.run(document, FolderFiles.beside(file)));
    }

    private static List<Outcome> archive(Path file) {
        OmexArchive archive = OmexArchive.read(file);
        List<Outcome> outcomes = new ArrayList<>();
        for (String path : archive.documents()) {
            ExperimentResults results =
                    Experiment.run(archive.document(path), archive.besides(path));
            outcomes.add(new Outcome(archive.documents().size() == 1 ? "" : path, results));
        }
        return outcomes;
    }

    private static void print(ExperimentResults results, PrintWriter printer) {
        try {
            ExperimentReport.write(results.reports().getFirst(), printer);
            printer.flush();
        } catch (IOException problem) {
            throw ResultNames.unwritable("standard output", problem);
        }
    }

    private static void write(List<Outcome> outcomes, Path folder) {
        try {
            ResultFolder results = ResultFolder.open(folder);
            for (Outcome outcome : outcomes) {
                ExperimentReport.write(
                        outcome.results(),
                        outcome.folder().isEmpty() ? folder : folder.resolve(outcome.folder()));
            }
            results.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(folder.toString(), problem);
        }
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
