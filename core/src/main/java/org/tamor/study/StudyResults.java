package org.tamor.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.TimeCourse;

/// What came out of running a study.
///
/// @param runs by experiment id, in the order of [Study#experiments()]; the outputs of their time
///   courses are observable ids and, for observables with placeholders, ids of model quantities
/// @param givenSentences vectors that agree with the sentences that count as evidence too: those of
///   the study, or the run's ensemble, weighted; empty where no sentence counts, and where edges
///   are cut or values overridden
/// @param dependences of the claims on uncertain parameters, over the draws
/// @param information about the run, by name: versions, tolerances, seed, counts
public record StudyResults(
        Study study,
        RunOptions options,
        Map<String, RunResult> runs,
        List<ClaimResult> claims,
        Optional<Ensemble> givenSentences,
        List<ClaimDependence> dependences,
        List<MeasurementFit> measurements,
        List<MoietyBalance> moieties,
        Map<String, String> information) {

    public StudyResults {
        runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
        claims = List.copyOf(claims);
        dependences = List.copyOf(dependences);
        measurements = List.copyOf(measurements);
        moieties = List.copyOf(moieties);
        information = Collections.unmodifiableMap(new LinkedHashMap<>(information));
    }

    /// The time course of an experiment; empty where it was not run or failed.
    public Optional<TimeCourse> timeCourse(String experimentId) {
        return runs.get(experimentId) instanceof RunResult.Completed completed
                ? Optional.of(completed.timeCourse())
                : Optional.empty();
    }

    /// Why there is no time course of an experiment; empty where there is one.
    public Optional<String> failure(String experimentId) {
        RunResult run = runs.get(experimentId);
        if (run instanceof RunResult.Failed failed) {
            String quantity = failed.quantity().isEmpty() ? "" : " in " + failed.quantity();
            return Optional.of(
                    "the run failed at t = " + failed.time() + quantity + ": " + failed.reason());
        }
        return run == null ? Optional.of("the experiment was not run") : Optional.empty();
    }

    /// The output times of an experiment; none where there is no time course.
    public double[] times(String experimentId) {
        return timeCourse(experimentId).map(TimeCourse::times).orElseGet(() -> new double[0]);
    }

    /// The values of an observable at [#times(String)]; none where there is no time course or the
    /// observable has placeholders.
    public double[] values(String observableId, String experimentId) {
        return timeCourse(experimentId)
                .filter(course -> course.outputs().contains(observableId))
                .map(course -> course.of(observableId))
                .orElseGet(() -> new double[0]);
    }

    /// The value at an output time or, between two, linearly interpolated; empty outside or where
    /// there is no value.
    public OptionalDouble value(String observableId, String experimentId, double time) {
        return Interpolation.at(times(experimentId), values(observableId, experimentId), time);
    }

    /// How many claims have this verdict.
    public long count(Verdict verdict) {
        return claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    public Optional<ClaimResult> claim(String claimId) {
        return claims.stream().filter(result -> result.claim().id().equals(claimId)).findFirst();
    }

    /// The log-likelihood of all measurements that could be compared; empty where there are none.
    public OptionalDouble logLikelihood() {
        double sum = 0;
        boolean any = false;
        for (MeasurementFit fit : measurements) {
            if (fit.logLikelihood().isPresent()) {
                sum += fit.logLikelihood().getAsDouble();
                any = true;
            }
        }
        return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
