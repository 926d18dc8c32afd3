package org.tamor.calibrate.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.calibrate.ensemble.Ensemble;
import org.tamor.calibrate.ensemble.NoiseMixture;
import org.tamor.calibrate.validation.Validation.Kind;
import org.tamor.calibrate.validation.Validation.Scored;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.format.petab.PetabProblem;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;

/// Scores what an ensemble says of measurements: those that it was fitted to, the same with the
/// measurements of one group at a time left out, and others.
///
/// Leaving out is done by weights, `w_k / L_k` with the likelihood L of the group's measurements
/// under vector k, cut off at the mean times the square root of the number of vectors (Ionides, J.
/// Comput. Graph. Stat. 17 (2008) 295-311). Where few vectors carry the weight the prediction is
/// not worth much, which its effective number says; then vectors are better drawn anew along the
/// path [WithoutGroup].
public final class Validator {

    private final PetabProblem problem;
    private final Map<String, NoiseDistribution> noises = new HashMap<>();
    private final PetabEvaluation evaluation;
    private final SolverOptions solver;
    private final Simulated nominal;
    private final List<Simulated> members;

    private Validator(
            PetabProblem problem,
            Ensemble ensemble,
            SolverOptions solver,
            int threads,
            Progress progress) {
        this.problem = problem;
        this.solver = solver;
        problem.observables().forEach(one -> noises.put(one.id(), one.noiseDistribution()));
        evaluation = PetabEvaluation.of(problem);
        List<Callable<Simulated>> tasks = new ArrayList<>();
        tasks.add(() -> simulate(Map.of()));
        for (int k = 0; k < ensemble.members().size(); k++) {
            Map<String, Double> values = ensemble.values(k);
            tasks.add(() -> simulate(values));
        }
        List<Simulated> all = ParallelTasks.run(tasks, threads, "vectors", progress);
        nominal = all.getFirst();
        members = all.subList(1, all.size());
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Simulated(double[] values, double[] scales, boolean failed) {}

    /// Scores an ensemble; leaves out by weights.
    ///
    /// @param problem with the measurements that the ensemble was fitted to
    /// @param others measurements that it was not fitted to
    /// @param groups of the problem's measurements, that are left out together
    /// @throws NumericalFailureException where no vector, or not the nominal one, can be simulated
    public static Validation validate(
            PetabProblem problem,
            List<Measurement> others,
            Ensemble ensemble,
            List<MeasurementGroup> groups,
            SolverOptions solver,
            int threads,
            Progress progress) {
        List<Measurement> all = new ArrayList<>(problem.measurements());
        all.addAll(others);
        Validator validator =
                new Validator(problem.withMeasurements(all), ensemble, solver, threads, progress);
        double[] weights = validator.weights(ensemble);
        int fitted = problem.measurements().size();
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Kind kind = i < fitted ? Kind.FITTED : Kind.KEPT_ASIDE;
            scored.add(
                    validator.scored(
                            kind, "", i, weights, effective(weights), OptionalDouble.empty()));
        }
        ToIntFunction<Measurement> index = all::indexOf;
        for (MeasurementGroup group : groups) {
            List<Integer> own = group.measurements().stream().map(index::applyAsInt).toList();
            double[] without = validator.without(own, weights);
            for (int i : own) {
                scored.add(
                        validator.scored(
                                Kind.LEFT_OUT,
                                group.name(),
                                i,
                                without,
                                effective(without),
                                OptionalDouble.empty()));
            }
        }
        return new Validation(scored);
    }

    /// Scores the measurements of a group by draws that have never seen them.
    ///
    /// @throws NumericalFailureException where no vector, or not the nominal one, can be simulated
    public static List<Scored> leftOut(
            PetabProblem problem,
            MeasurementGroup group,
            WithoutGroup.Outcome without,
            SolverOptions solver,
            int threads,
            Progress progress) {
        Validator validator =
                new Validator(
                        problem.withMeasurements(group.measurements()),
                        without.ensemble(),
                        solver,
                        threads,
                        progress);
        double[] weights = validator.weights(without.ensemble());
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < group.measurements().size(); i++) {
            scored.add(
                    validator.scored(
                            Kind.LEFT_OUT,
                            group.name(),
                            i,
                            weights,
                            without.effective(),
                            OptionalDouble.of(without.rHat())));
        }
        return scored;
    }

    private Simulated simulate(Map<String, Double> values) {
        int count = problem.measurements().size();
        double[] simulations = new double[count];
        double[] scales = new double[count];
        boolean failed = evaluation.predict(values, solver, simulations, scales).isPresent();
        return new Simulated(simulations, scales, failed);
    }

    /// The weights of the vectors that can be simulated.
    private double[] weights(Ensemble ensemble) {
        double[] weights = ensemble.weights();
        for (int k = 0; k < weights.length; k++) {
            weights[k] = members.get(k).failed() ? 0 : weights[k];
        }
        if (nominal.failed() || !(Arrays.stream(weights).sum() > 0)) {
            throw new NumericalFailureException(
                    "validate.failed",
                    Location.ofFile(problem.file().toString()),
                    "the nominal parameters, or all vectors of the ensemble, cannot be simulated");
        }
        return normalised(weights);
    }

    /// A vector under which the group could not have been measured was not drawn with it, whatever
    /// its weight says: it counts for nothing.
    private double[] without(List<Integer> left, double[] weights) {
        double[] logWeights = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            logWeights[k] = Math.log(weights[k]);
            for (int i : left) {
                logWeights[k] -= weights[k] > 0 ? logDensity(i, members.get(k)) : 0;
            }
            logWeights[k] =
                    logWeights[k] < Double.POSITIVE_INFINITY
                            ? logWeights[k]
                            : Double.NEGATIVE_INFINITY;
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

    private static double effective(double[] weights) {
        return 1 / Arrays.stream(weights).map(one -> one * one).sum();
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
            String group,
            int measurement,
            double[] weights,
            double effective,
            OptionalDouble rHat) {
        double[] simulations = new double[weights.length];
        double[] scales = new double[weights.length];
        double[] logDensities = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            boolean counts = weights[k] > 0;
            simulations[k] = counts ? members.get(k).values()[measurement] : 1;
            scales[k] = counts ? members.get(k).scales()[measurement] : 1;
            logDensities[k] =
                    counts
                            ? Math.log(weights[k]) + logDensity(measurement, members.get(k))
                            : Double.NEGATIVE_INFINITY;
        }
        Measurement what = problem.measurements().get(measurement);
        return new Scored(
                kind,
                group,
                what,
                new NoiseMixture(noise(measurement), weights, simulations, scales)
                        .cumulative(what.value()),
                logSum(logDensities),
                logDensity(measurement, nominal),
                effective,
                rHat);
    }

    /// The logarithm of the sum of the exponentials, however small they are.
    private static double logSum(double[] logarithms) {
        double most = Arrays.stream(logarithms).max().orElseThrow();
        return most == Double.NEGATIVE_INFINITY
                ? most
                : most + Math.log(Arrays.stream(logarithms).map(x -> Math.exp(x - most)).sum());
    }
}
