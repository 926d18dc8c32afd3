package org.tamor.tumour.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.tamor.failure.TamorException;
import org.tamor.tumour.Arm;
import org.tamor.tumour.TumourStudy;
import org.tamor.tumour.growth.GrowthLawFit;
import org.tamor.tumour.metrics.AnimalResponse;
import org.tamor.tumour.metrics.DaySummary;
import org.tamor.tumour.metrics.Inhibition;
import org.tamor.tumour.survival.EventTime;
import org.tamor.tumour.survival.HazardRatio;
import org.tamor.tumour.survival.KaplanMeier;
import org.tamor.tumour.survival.LogRank;
import org.tamor.tumour.survival.Progression;

/// Analyses a study. The numbers do not depend on how many threads do it.
public final class TumourAnalyser {

    private final TumourStudy study;
    private final String control;
    private final TumourOptions options;
    private final List<String> notes = new ArrayList<>();

    private TumourAnalyser(TumourStudy study, String control, TumourOptions options) {
        this.study = study;
        this.control = control;
        this.options = options;
    }

    /// Analyses a study.
    ///
    /// @param control name of the untreated arm
    /// @param designs the combinations to look at; may be empty
    /// @param progress is told how many simulated studies are done, from any thread
    /// @throws CancellationException where the calling thread is interrupted
    public static TumourAnalysis analyse(
            TumourStudy study,
            String control,
            List<Design> designs,
            TumourOptions options,
            IntConsumer progress) {
        ForkJoinPool pool = new ForkJoinPool(options.threads());
        try {
            TumourAnalyser analyser = new TumourAnalyser(study, control, options);
            return pool.submit(() -> analyser.analysis(designs, progress)).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the analysis was stopped");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private TumourAnalysis analysis(List<Design> designs, IntConsumer progress) {
        List<AnimalResponse> responses = new ArrayList<>();
        study.arms()
                .forEach(
                        arm ->
                                arm.animals()
                                        .forEach(
                                                animal ->
                                                        responses.add(
                                                                AnimalResponse.of(
                                                                        study,
                                                                        arm.name(),
                                                                        animal))));
        List<ArmProgression> progression = progression();
        Optional<ArmRates> rates = rates();
        AtomicInteger done = new AtomicInteger();
        List<InteractionAnalysis> interactions = new ArrayList<>();
        for (Design design : designs) {
            interaction(design, count -> progress.accept(done.addAndGet(count)))
                    .ifPresent(interactions::add);
        }
        return new TumourAnalysis(
                study,
                control,
                options,
                DaySummary.of(study),
                responses,
                inhibitions(responses, progression),
                progression,
                LogRank.test(progression.stream().map(ArmProgression::times).toList()),
                rates.map(ArmRates::model),
                rates.map(ArmRates::rates).orElse(List.of()),
                study.arms().stream().parallel().map(arm -> GrowthLawFit.all(study, arm)).toList(),
                study.arms().stream().map(arm -> DropOut.of(study, arm)).toList(),
                interactions,
                notes);
    }

    private List<ArmProgression> progression() {
        List<EventTime> untreated = List.of();
        for (Arm arm : study.arms()) {
            untreated = arm.name().equals(control) ? times(arm) : untreated;
        }
        List<ArmProgression> all = new ArrayList<>();
        for (Arm arm : study.arms()) {
            List<EventTime> times = times(arm);
            boolean treated = !arm.name().equals(control);
            all.add(
                    new ArmProgression(
                            arm.name(),
                            times,
                            KaplanMeier.of(times, options.level()),
                            treated
                                    ? Optional.of(LogRank.test(List.of(times, untreated)))
                                    : Optional.empty(),
                            treated
                                    ? Optional.of(HazardRatio.of(times, untreated, options.level()))
                                    : Optional.empty()));
        }
        return all;
    }

    private List<EventTime> times(Arm arm) {
        return arm.animals().stream()
                .map(animal -> Progression.of(animal, options.progression()))
                .toList();
    }

    private Optional<ArmRates> rates() {
        try {
            ArmRates found = ArmRates.of(study, control, options);
            if (!found.model().bent()) {
                notes.add(
                        "Growth rates of the arms are those of straight lines: there are too few"
                                + " days to tell how growth bends.");
            }
            return Optional.of(found);
        } catch (TamorException unfit) {
            notes.add("No growth rates of the arms: " + unfit.getMessage() + ".");
            return Optional.empty();
        }
    }

    private List<Inhibition> inhibitions(
            List<AnimalResponse> responses, List<ArmProgression> progression) {
        List<Inhibition> all = new ArrayList<>();
        Optional<Arm> untreated = study.arm(control);
        Optional<KaplanMeier> untreatedTimes =
                progression.stream()
                        .filter(one -> one.arm().equals(control))
                        .map(ArmProgression::curve)
                        .findFirst();
        if (untreated.isEmpty() || untreatedTimes.isEmpty()) {
            throw new IllegalArgumentException("no arm " + control);
        }
        for (int i = 0; i < study.arms().size(); i++) {
            Arm arm = study.arms().get(i);
            if (!arm.name().equals(control)) {
                all.add(
                        Inhibition.of(
                                study,
                                arm,
                                untreated.get(),
                                responses,
                                progression.get(i).curve(),
                                untreatedTimes.get()));
            }
        }
        return all;
    }

    private Optional<InteractionAnalysis> interaction(Design design, IntConsumer progress) {
        try {
            TumourStudy part = InteractionAnalyser.part(study, design);
            return Optional.of(new InteractionAnalyser(part, design, options, progress).analyse());
        } catch (TamorException unfit) {
            notes.add(design.combination() + " could not be analysed: " + unfit.getMessage() + ".");
            return Optional.empty();
        }
    }
}
