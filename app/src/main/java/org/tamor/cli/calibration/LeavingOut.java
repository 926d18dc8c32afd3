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
import org.tamor.calibrate.validation.Validation;
import org.tamor.calibrate.validation.Validation.Scored;
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
    private static final int LONGEST_NAME = 60;

    /// A validation with better predictions of what was left out.
    Validation run(
            Validation byWeights,
            List<MeasurementGroup> groups,
            boolean resume,
            Progress progress) {
        Validation result = byWeights;
        ResultNames.makeFolder(folder);
        for (MeasurementGroup group : groups) {
            if (byWeights.effective(group.name()) < ENOUGH * ensemble.members().size()) {
                result = result.withLeftOut(annealed(group, resume, progress));
            }
        }
        return result;
    }

    private List<Scored> annealed(MeasurementGroup group, boolean resume, Progress progress) {
        WithoutGroup path =
                WithoutGroup.of(problem, group, ensemble, arguments.members(), arguments.solver());
        String name = fileName(group);
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

    /// The name, as far as files may have it, after the row of the group's first measurement, which
    /// no other group has.
    private String fileName(MeasurementGroup group) {
        String plain = group.name().replaceAll("[^A-Za-z0-9._-]+", "-");
        return String.format(
                Locale.ROOT,
                "%03d-%s",
                problem.measurements().indexOf(group.measurements().getFirst()) + 1,
                plain.substring(0, Math.min(plain.length(), LONGEST_NAME)));
    }
}
