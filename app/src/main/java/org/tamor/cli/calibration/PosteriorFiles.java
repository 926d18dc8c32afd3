package org.tamor.cli.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.calibrate.sample.PetabPosterior;
import org.tamor.calibrate.sample.PosteriorSample;
import org.tamor.calibrate.sample.PosteriorSummary;
import org.tamor.calibrate.sample.SampleTables;
import org.tamor.cli.console.ResultNames;
import org.tamor.files.ResultFolder;
import org.tamor.files.WholeFile;
import org.tamor.report.calibration.SampleReport;

/// The files of every command that draws from a posterior.
final class PosteriorFiles {

    private PosteriorFiles() {}

    /// Writes draws, summary, ensemble and report.
    static void write(
            PetabPosterior posterior,
            PosteriorSample sample,
            PosteriorSummary summary,
            Ensemble ensemble,
            String title,
            Map<String, String> source,
            Path target) {
        try {
            ResultFolder folder = ResultFolder.open(target);
            WholeFile.write(
                    target.resolve("draws.csv"),
                    SampleTables.draws(sample, posterior, summary.converged()));
            WholeFile.write(target.resolve("summary.csv"), SampleTables.summary(summary));
            EnsembleFile.write(ensemble, target.resolve("ensemble.tsv"));
            SampleReport.write(title, posterior, sample, summary, source, target);
            folder.close();
        } catch (IOException problem) {
            throw ResultNames.unwritable(target);
        }
    }
}
