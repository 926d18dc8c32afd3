package org.tamor.calibrate.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.ensemble.Validation.Kind;
import org.tamor.calibrate.ensemble.Validation.Scored;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.PetabProblem;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;

/// Scores what an ensemble says of measurements: those that it was fitted to, the same with the
/// measurements of one experiment at a time left out, and others.
///
/// Leaving out is done by weights, `w_k / L_k` with the likelihood L of the experiment's
/// measurements under vector k, cut off at the mean times the square root of the number of vectors
/// (Ionides, J. Comput. Graph. Stat. 17 (2008) 295-311). Where few vectors carry the weight the
/// prediction is not worth much, which its effective number says.
public final class Validator {

    private final PetabProblem problem;
    private final int fitted;
    private final Map<String, NoiseDistribution> noises = new HashMap<>();
    private final PetabEvaluation evaluation;
    private final SolverOptions solver;

    private Validator(PetabProblem problem, List<Measurement> others, SolverOptions solver) {
        fitted = problem.measurements().size();
        List<Measurement> all = new ArrayList<>(problem.measurements());
        all.addAll(others);
        this.problem = PredictionPlan.with(problem, all);
        this.solver = solver;
        problem.observables().forEach(one -> noises.put(one.id(), one.noiseDistribution()));
        evaluation = PetabEvaluation.of(this.problem);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Simulated(double[] values, double[] scales, boolean failed) {}

    /// Scores an ensemble.
    ///
    /// @param problem with the measurements that the ensemble was fitted to
    /// @param others measurements that it was not fitted to
    /// @throws NumericalFailureException where no vector, or not the nominal one, can be simulated
    public static Validation validate(
            PetabProblem problem,
            List<Measurement> others,
            Ensemble ensemble,
            SolverOptions solver,
            int threads,
            Progress progress) {
        return new Validator(problem, others, solver).validate(ensemble, threads, progress);
    }

    private Validation validate(Ensemble ensemble, int threads, Progress progress) {
        List<Callable<Simulated>> tasks = new ArrayList<>();
        tasks.add(() -> simulate(Map.of()));
        for (int k = 0; k < ensemble.members().size(); k++) {
            Map<String, Double> values = ensemble.values(k);
            tasks.add(() -> simulate(values));
        }
        List<Simulated> all = ParallelTasks.run(tasks, threads, "vectors", progress);
        double[] weights = ensemble.weights();
        List<Simulated> members = all.subList(1, all.size());
        for (int k = 0; k < weights.length; k++) {
            weights[k] = members.get(k).failed() ? 0 : weights[k];
        }
        if (all.getFirst().failed() || !(Arrays.stream(weights).sum() > 0)) {
            throw new NumericalFailureException(
                    "validate.failed",
                    Location.ofFile(problem.file().toString()),
                    "the nominal parameters, or all vectors of the ensemble, cannot be simulated");
        }
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < problem.measurements().size(); i++) {
            Kind kind = i < fitted ? Kind.FITTED : Kind.KEPT_ASIDE;
            scored.add(scored(kind, i, members, normalised(weights), all.getFirst()));
        }
        byExperiment()
                .forEach(
                        (experiment, own) -> {
                            double[] without = without(own, members, weights);
                            for (int i : own) {
                                scored.add(
                                        scored(Kind.LEFT_OUT, i, members, without, all.getFirst()));
                            }
                        });
        return new Validation(scored);
    }

    private Simulated simulate(Map<String, Double> values) {
        int count = problem.measurements().size();
        double[] simulations = new double[count];
        double[] scales = new double[count];
        boolean failed = evaluation.predict(values, solver, simulations, scales).isPresent();
        return new Simulated(simulations, scales, failed);
    }

    private Map<String, List<Integer>> byExperiment() {
        Map<String, List<Integer>> result = new LinkedHashMap<>();
        for (int i = 0; i < fitted; i++) {
            Measurement measurement = problem.measurements().get(i);
            result.computeIfAbsent(
                            measurement.model() + " " + measurement.experiment(),
                            id -> new ArrayList<>())
                    .add(i);
        }
        return result;
    }

    private double[] without(List<Integer> left, List<Simulated> members, double[] weights) {
        double[] logWeights = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            logWeights[k] = Math.log(weights[k]);
            for (int i : left) {
                logWeights[k] -= weights[k] > 0 ? logDensity(i, members.get(k)) : 0;
            }
        }
        double most = Arrays.stream(logWeights).max().orElseThrow();
        double[] result = Arrays.stream(logWeights).map(one -> Math.exp(one - most)).toArray();
        double mean = Arrays.stream(result).average().orElseThrow();
        double limit = mean * Math.sqrt(result.length);
        return normalised(Arrays.stream(result).map(one -> Math.min(one, limit)).toArray());
    }

    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(one -> one / sum).toArray();
    }

    private double logDensity(int measurement, Simulated by) {
        NoiseDistribution noise = noise(measurement);
        double value = problem.measurements().get(measurement).value();
        double scale = by.scales()[measurement];
        return noise.logDensity(
                value, noise.residual(value, by.values()[measurement], scale), scale);
    }

    private NoiseDistribution noise(int measurement) {
        return noises.getOrDefault(
                problem.measurements().get(measurement).observable(), NoiseDistribution.NORMAL);
    }

    private Scored scored(
            Kind kind,
            int measurement,
            List<Simulated> members,
            double[] weights,
            Simulated nominal) {
        double[] simulations = new double[weights.length];
        double[] scales = new double[weights.length];
        double density = 0;
        for (int k = 0; k < weights.length; k++) {
            simulations[k] = weights[k] > 0 ? members.get(k).values()[measurement] : 1;
            scales[k] = weights[k] > 0 ? members.get(k).scales()[measurement] : 1;
            density +=
                    weights[k] > 0
                            ? weights[k] * Math.exp(logDensity(measurement, members.get(k)))
                            : 0;
        }
        Measurement what = problem.measurements().get(measurement);
        return new Scored(
                kind,
                what,
                new NoiseMixture(noise(measurement), weights, simulations, scales)
                        .cumulative(what.value()),
                Math.log(density + Double.MIN_NORMAL),
                logDensity(measurement, nominal),
                1 / Arrays.stream(weights).map(one -> one * one).sum());
    }
}
