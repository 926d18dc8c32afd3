package org.tamor.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.study.ParallelTasks;
import org.tamor.study.Progress;
import org.tamor.study.Study;
import org.tamor.tumour.Departure;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.analysis.Design;
import org.tamor.tumour.analysis.DesignDetection;
import org.tamor.tumour.analysis.TumourAnalyser;
import org.tamor.tumour.analysis.TumourAnalysis;

/// A virtual study, carried out as often as the protocol asks, analysed each time as `tamor mouse`
/// does, and compared with the truth.
///
/// @param study the first one carried out
/// @param truth of its parameter vector
/// @param repetitions all of them, in order
/// @param coverage over the repetitions
public record Trial(
        Protocol protocol,
        VirtualStudy study,
        Truth truth,
        List<Repetition> repetitions,
        List<Coverage> coverage) {

    public Trial {
        repetitions = List.copyOf(repetitions);
        coverage = List.copyOf(coverage);
    }

    /// Carries the trial out.
    ///
    /// @param ensemble parameter vectors, one for each repetition by systematic resampling; empty
    ///   for the study's own values
    /// @param threads how many studies go on at once; the results do not depend on it
    /// @throws org.tamor.failure.BadInputException where study and protocol do not fit together, or
    ///   too few tumours can be allotted
    /// @throws java.util.concurrent.CancellationException where the calling thread is interrupted
    public static Trial run(
            Study study,
            Protocol protocol,
            Optional<Ensemble> ensemble,
            int threads,
            Progress progress) {
        return new Run(study, protocol, ensemble, threads, progress).trial();
    }

    private static final class Run {

        private final Protocol protocol;
        private final Optional<Ensemble> ensemble;
        private final int threads;
        private final Progress progress;
        private final TumourModel model;
        private final StudyConduct conduct;
        private final List<Design> designs;

        Run(
                Study study,
                Protocol protocol,
                Optional<Ensemble> ensemble,
                int threads,
                Progress progress) {
            this.protocol = protocol;
            this.ensemble = ensemble.map(all -> all.resampled(protocol.repetitions()));
            this.threads = threads;
            this.progress = progress;
            model = TumourModel.of(study, protocol);
            conduct = new StudyConduct(protocol, model);
            designs =
                    DesignDetection.designs(
                            protocol.arms().stream().map(PlannedArm::name).toList(),
                            protocol.control());
        }

        Trial trial() {
            VirtualStudy first = conduct.carryOut(vector(0), 0);
            Truth truth = truth(vector(0), threads, progress);
            List<Callable<Repetition>> tasks = new ArrayList<>();
            for (int number = 0; number < protocol.repetitions(); number++) {
                int own = number;
                tasks.add(
                        () ->
                                repetition(
                                        own,
                                        own == 0 || ensemble.isEmpty()
                                                ? truth
                                                : truth(vector(own), 1, Progress.SILENT)));
            }
            List<Repetition> repetitions = ParallelTasks.run(tasks, threads, "studies", progress);
            return new Trial(protocol, first, truth, repetitions, Coverage.of(repetitions));
        }

        private Map<String, Double> vector(int number) {
            return model.vector(ensemble.map(all -> all.values(number)).orElse(Map.of()));
        }

        private Truth truth(Map<String, Double> vector, int workers, Progress listener) {
            return new TruthComputation(protocol, conduct, vector).compute(workers, listener);
        }

        private Repetition repetition(int number, Truth truth) {
            VirtualStudy study = conduct.carryOut(vector(number), number);
            TumourStudy measured = study.measured();
            TumourAnalysis analysis =
                    TumourAnalyser.analyse(
                            measured,
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
}
