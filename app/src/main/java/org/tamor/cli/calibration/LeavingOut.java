package org.tamor.cli.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tamor.calibrate.anneal.AnnealedSample;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.EnsembleFile;
import org.tamor.calibrate.validation.MeasurementGroup;
import org.tamor.calibrate.validation.Validation.Scored;
import org.tamor.calibrate.validation.Validation;
import org.tamor.calibrate.validation.Validator;
import org.tamor.calibrate.validation.WithoutGroup;
import org.tamor.cli.console.ResultNames;
import org.tamor.format.petab.PetabProblem;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;

/// Draws anew what is known without a group of measurements, for every group that weights leave too
/// few vectors for, and keeps these ensembles as files.
///
/// @param folder for the ensembles and the states of the samplers
record LeavingOut(
        PetabProblem problem, Ensemble ensemble, AnnealingArguments arguments, Path folder) {

    private static final double ENOUGH = 0.5;

    /// A validation with better predictions of what was left out.
    Validation run(
            Validation byWeights,
            List<MeasurementGroup> groups,
            boolean resume,
            Progress progress) {
        Validation result = byWeights;
        ResultNames.makeFolder(folder);
        for (int k = 0; k < groups.size(); k++) {
            MeasurementGroup group = groups.get(k);
            if (byWeights.effective(group.name()) < ENOUGH * ensemble.members().size()) {
                result = result.withLeftOut(annealed(group, k, resume, progress));
            }
        }
        return result;
    }

    private List<Scored> annealed(
            MeasurementGroup group, int number, boolean resume, Progress progress) {
        WithoutGroup path =
                WithoutGroup.of(problem, group, ensemble, arguments.members(), arguments.solver());
        String name =
                String.format(Locale.ROOT, "%02d-", number + 1)
                        + group.name().replaceAll("[^A-Za-z0-9._-]+", "-");
        Path state = folder.resolve(name + "-state.tsv");
        AnnealedSample sample =
                arguments.run(
                        path,
                        path.starts(),
                        state,
                        resume && Files.exists(state),
                        (phase, done, total) ->
                                progress.report(phase + " without " + group.name(), done, total));
        WithoutGroup.Outcome without = path.outcome(sample);
        try {
            EnsembleFile.write(without.ensemble(), folder.resolve(name + ".tsv"));
        } catch (IOException unwritable) {
            throw ResultNames.unwritable(folder);
        }
        return Validator.leftOut(
                problem, group, without, SolverOptions.DEFAULT, arguments.threads(), progress);
    }
}
