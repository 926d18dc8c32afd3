package org.tamor.calibrate.ensemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabProblem;
import org.tamor.parallel.ParallelTasks;
import org.tamor.parallel.Progress;
import org.tamor.simulate.SolverOptions;
import org.tamor.stats.Quantiles;

/// Simulates all members of an ensemble and says what they predict, as weighted quantiles.
public final class Predictor {

    private static final long MAXIMUM_VALUES = 1L << 26;

    private final PetabProblem problem;
    private final Ensemble ensemble;
    private final PredictionPlan plan;
    private final PetabEvaluation evaluation;
    private final SolverOptions solver;
    private final Map<String, Observable> observables = new HashMap<>();

    private Predictor(PetabProblem problem, Ensemble ensemble, SolverOptions solver) {
        this.problem = problem;
        this.ensemble = ensemble;
        this.solver = solver;
        plan = PredictionPlan.of(problem);
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        long values = (long) plan.problem().measurements().size() * ensemble.members().size();
        if (values > MAXIMUM_VALUES) {
            throw new BadInputException(
                    "predict.too-large",
                    Location.ofFile(problem.file().toString()),
                    "the ensemble has "
                            + ensemble.members().size()
                            + " vectors for "
                            + plan.problem().measurements().size()
                            + " values to predict; give an ensemble of fewer vectors");
        }
        evaluation = PetabEvaluation.of(plan.problem());
    }

    /// What one member says: simulated values and noise scales.
    @SuppressWarnings("ArrayRecordComponent")
    private record Simulated(
            double[] values, double[] scales, Optional<Evaluation.Failed> failure) {}

    /// Predicts every observable in every experiment where it was measured.
    ///
    /// Parameters that the ensemble lacks have their nominal values. The result does not depend on
    /// the number of threads.
    ///
    /// @param progress hears how many members are done
    /// @throws NumericalFailureException where no member can be simulated
    /// @throws CancellationException where the calling thread is interrupted
    public static Prediction predict(
            PetabProblem problem,
            Ensemble ensemble,
            SolverOptions solver,
            int threads,
            Progress progress) {
        return new Predictor(problem, ensemble, solver).predict(threads, progress);
    }

    private Prediction predict(int threads, Progress progress) {
        List<Simulated> all =
                inParallel(ensemble.members().size(), threads, this::simulate, "vectors", progress);
        double[] weights = ensemble.weights();
        List<Simulated> done = new ArrayList<>();
        List<Double> used = new ArrayList<>();
        double failedWeight = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).failure().isPresent()) {
                failedWeight += weights[i];
            } else if (weights[i] > 0) {
                done.add(all.get(i));
                used.add(weights[i]);
            }
        }
        if (done.isEmpty()) {
            Evaluation.Failed first =
                    all.stream().flatMap(one -> one.failure().stream()).findFirst().orElseThrow();
            throw new NumericalFailureException(
                    "predict.failed",
                    Location.ofFile(problem.file().toString()).withElement(first.quantity()),
                    "no vector of the ensemble can be simulated: " + first.describe());
        }
        double total = used.stream().mapToDouble(Double::doubleValue).sum();
        double[] normalised = used.stream().mapToDouble(weight -> weight / total).toArray();
        List<Prediction.Point> points =
                inParallel(
                        plan.problem().measurements().size(),
                        threads,
                        i -> point(i, mixture(i, done, normalised)),
                        "quantiles",
                        Progress.SILENT);
        return new Prediction(
                problem,
                all.size(),
                (int) all.stream().filter(one -> one.failure().isPresent()).count(),
                failedWeight,
                points,
                measured(points, done, normalised));
    }

    private Simulated simulate(int member) {
        int count = plan.problem().measurements().size();
        double[] values = new double[count];
        double[] scales = new double[count];
        return new Simulated(
                values,
                scales,
                evaluation.predict(ensemble.values(member), solver, values, scales));
    }

    private NoiseMixture mixture(int point, List<Simulated> done, double[] weights) {
        Measurement what = plan.problem().measurements().get(point);
        Observable observable = observables.get(what.observable());
        if (observable == null) {
            throw new IllegalStateException("no observable " + what.observable());
        }
        return new NoiseMixture(
                observable.noiseDistribution(),
                weights,
                done.stream().mapToDouble(one -> one.values()[point]).toArray(),
                done.stream().mapToDouble(one -> one.scales()[point]).toArray());
    }

    private Prediction.Point point(int index, NoiseMixture mixture) {
        return new Prediction.Point(
                plan.problem().measurements().get(index),
                Bands.of(p -> Quantiles.weighted(mixture.simulations(), mixture.weights(), p)),
                Bands.of(mixture::quantile),
                plan.groups().get(index));
    }

    private List<Prediction.Measured> measured(
            List<Prediction.Point> points, List<Simulated> done, double[] weights) {
        List<Prediction.Measured> measured = new ArrayList<>();
        for (int i = 0; i < problem.measurements().size(); i++) {
            Measurement measurement = problem.measurements().get(i);
            int point = plan.pointOf().get(i);
            measured.add(
                    new Prediction.Measured(
                            measurement,
                            mixture(point, done, weights).cumulative(measurement.value()),
                            points.get(point)));
        }
        return measured;
    }

    private static <T> List<T> inParallel(
            int count, int threads, IntFunction<T> task, String phase, Progress progress) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks.add(() -> task.apply(index));
        }
        return ParallelTasks.run(tasks, threads, phase, progress);
    }
}
