package org.tamor.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.study.Study;
import org.tamor.tumour.Departure;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.DesignDetection;
import org.tamor.tumour.analysis.TumourAnalyser;
import org.tamor.tumour.analysis.TumourAnalysis;

/// Carries trials out. The results do not depend on how many threads do it.
public final class TrialRunner {

    private final Protocol protocol;
    private final Optional<Ensemble> vectors;
    private final TumourModel model;
    private final StudyConduct conduct;
    private final List<Design> designs;

    /// Puts a study on disk and a protocol together.
    ///
    /// @param ensemble parameter vectors, one for each repetition by systematic resampling; empty
    ///   for the study's own values
    /// @throws org.tamor.failure.BadInputException where they do not fit
    public TrialRunner(Study study, Protocol protocol, Optional<Ensemble> ensemble) {
        this.protocol = protocol;
        vectors = ensemble.map(all -> all.resampled(protocol.repetitions()));
        model = TumourModel.of(study, protocol);
        conduct = new StudyConduct(protocol, model);
        designs =
                DesignDetection.designs(
                        protocol.arms().stream().map(PlannedArm::name).toList(),
                        protocol.control());
    }

    /// Carries the trial out.
    ///
    /// @param threads how many studies go on at once
    /// @throws org.tamor.failure.BadInputException where too few tumours can be allotted
    /// @throws org.tamor.failure.NumericalFailureException where a tumour cannot be simulated
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public Trial run(int threads, Progress progress) {
        VirtualStudy first = conduct.carryOut(vector(0), 0);
        Truth truth = truth(vector(0), threads, progress);
        List<Callable<Repetition>> tasks = new ArrayList<>();
        for (int number = 0; number < protocol.repetitions(); number++) {
            int own = number;
            tasks.add(() -> repetition(own, truth));
        }
        List<Repetition> repetitions = ParallelTasks.run(tasks, threads, "studies", progress);
        return new Trial(protocol, first, truth, repetitions, Coverage.of(repetitions));
    }

    private Map<String, Double> vector(int number) {
        return model.vector(vectors.map(all -> all.values(number)).orElse(Map.of()));
    }

    private Truth truth(Map<String, Double> vector, int threads, Progress progress) {
        return new TruthComputation(protocol, conduct, vector).compute(threads, progress);
    }

    private Repetition repetition(int number, Truth ofFirst) {
        boolean same = number == 0 || vectors.isEmpty();
        Truth truth = same ? ofFirst : truth(vector(number), 1, Progress.SILENT);
        VirtualStudy study = conduct.carryOutWithoutBlots(vector(number), number);
        TumourAnalysis analysis =
                TumourAnalyser.analyse(
                        study.measured(),
                        protocol.control(),
                        designs,
                        protocol.analysis().draws(0).threads(1),
                        done -> {});
        List<Repetition.Checked> checked =
                Estimate.of(analysis).stream()
                        .map(one -> new Repetition.Checked(one, truth.of(one.quantity())))
                        .toList();
        double left =
                study.animals().stream()
                        .mapToDouble(one -> one.departure() == Departure.STUDY_END ? 0 : 1)
                        .average()
                        .orElse(0);
        return new Repetition(number, checked, left);
    }
}
