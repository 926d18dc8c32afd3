package org.tamor.calibrate;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Experiment;
import org.tamor.simulate.AdjointResult;
import org.tamor.simulate.Directions;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.SensitivityResult;
import org.tamor.simulate.SensitivitySimulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// The derivatives of one experiment's share of the log-likelihood.
final class ExperimentGradient {

    private final MeasuredModel model;
    private final Experiment experiment;
    private final Timeline timeline;
    private final ExperimentComparison comparison;
    private final EstimatedParameters estimated;
    private final List<BitSet> wanted;
    private @Nullable SensitivitySimulator simulator;

    ExperimentGradient(
            MeasuredModel model,
            Experiment experiment,
            ExperimentComparison comparison,
            EstimatedParameters estimated) {
        this.model = model;
        this.experiment = experiment;
        timeline = comparison.timeline();
        this.comparison = comparison;
        this.estimated = estimated;
        wanted = comparison.outputsByTime();
    }

    /// Simulates, compares and adds derivatives.
    Optional<Evaluation.Failed> differentiate(
            Map<String, Double> inModel,
            Map<String, Double> parameters,
            SolverOptions solver,
            GradientOptions options,
            Comparisons comparisons,
            GradientSum sum) {
        Map<String, Double> overrides = model.simulation().startingValues(experiment, inModel);
        Directions directions = directions(inModel, parameters);
        SensitivitySimulator sensitivities = simulator();
        GradientMethod method = options.method();
        if (method == GradientMethod.AUTOMATIC) {
            method =
                    sensitivities.prefersAdjoint(timeline, directions)
                            ? GradientMethod.ADJOINT
                            : GradientMethod.FORWARD;
        }
        if (method == GradientMethod.ADJOINT) {
            AdjointResult result =
                    sensitivities.adjoint(
                            timeline, overrides, directions, comparison.times(), solver);
            if (result instanceof AdjointResult.Completed(TimeCourse course, var run)) {
                Optional<Evaluation.Failed> failure =
                        comparison.compare(course.values(), comparisons);
                if (failure.isEmpty()) {
                    try {
                        sum.addGradient(run.gradient(comparison.weights(course.values())));
                    } catch (NumericalFailureException reason) {
                        return Optional.of(failed(0, "", String.valueOf(reason.getMessage())));
                    }
                }
                return failure;
            }
            RunResult.Failed failed = ((AdjointResult.Failed) result).reason();
            boolean tooLong = failed.reason().contains("too long to be kept");
            if (!tooLong || options.method() == GradientMethod.ADJOINT) {
                return Optional.of(failed(failed.time(), failed.quantity(), failed.reason()));
            }
        }
        SensitivityResult result =
                sensitivities.forward(
                        timeline,
                        overrides,
                        directions,
                        comparison.times(),
                        solver,
                        options.errorTest(),
                        wanted);
        return switch (result) {
            case SensitivityResult.Failed(RunResult.Failed failed) ->
                    Optional.of(failed(failed.time(), failed.quantity(), failed.reason()));
            case SensitivityResult.Completed(TimeCourse course, double[][][] derivatives) -> {
                Optional<Evaluation.Failed> failure =
                        comparison.compare(course.values(), comparisons);
                if (failure.isEmpty()) {
                    comparison.addDerivatives(course.values(), derivatives, sum);
                }
                yield failure;
            }
        };
    }

    private SensitivitySimulator simulator() {
        if (simulator == null) {
            simulator = new SensitivitySimulator(model.simulator());
        }
        return simulator;
    }

    private Directions directions(Map<String, Double> inModel, Map<String, Double> parameters) {
        Map<String, double[]> seeds = new LinkedHashMap<>();
        double[] scales = new double[estimated.count()];
        for (int k = 0; k < scales.length; k++) {
            String id = estimated.ids().get(k);
            double[] seed = new double[scales.length];
            seed[k] = 1;
            seeds.put(model.simulation().modelId(id), seed);
            scales[k] = parameters.getOrDefault(id, 1.0);
        }
        model.simulation().startingSeeds(experiment, inModel, seeds);
        return new Directions(estimated.ids(), seeds, scales);
    }

    private Evaluation.Failed failed(double time, String quantity, String reason) {
        return new Evaluation.Failed(experiment.id(), time, quantity, reason);
    }
}
