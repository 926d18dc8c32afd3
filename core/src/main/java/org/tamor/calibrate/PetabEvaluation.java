package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Measurement;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabModel;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.simulate.SolverOptions;

/// Evaluates a problem at parameter values as often as wanted: log-likelihood, chi-square,
/// simulated values.
///
/// Models, formulas and timelines are compiled once. Observable and noise formulas are compiled as
/// outputs of the model, one for each distinct set of values for their placeholders. May be used by
/// several threads.
public final class PetabEvaluation {

    private final PetabProblem problem;
    private final List<ExperimentComparison> comparisons;
    private final List<ExperimentGradient> gradients;
    private final EstimatedParameters estimated;
    private final Map<String, String> modelIds;

    private PetabEvaluation(
            PetabProblem problem,
            List<ExperimentComparison> comparisons,
            List<ExperimentGradient> gradients,
            EstimatedParameters estimated,
            Map<String, String> modelIds) {
        this.problem = problem;
        this.comparisons = comparisons;
        this.gradients = gradients;
        this.estimated = estimated;
        this.modelIds = modelIds;
    }

    /// Compiles a problem.
    ///
    /// @throws BadInputException where a model has something that cannot be simulated
    public static PetabEvaluation of(PetabProblem problem) {
        Map<String, Observable> observables = new HashMap<>();
        problem.observables().forEach(observable -> observables.put(observable.id(), observable));
        Map<String, Experiment> experiments = new HashMap<>();
        problem.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        List<ExperimentComparison> comparisons = new ArrayList<>();
        List<ExperimentGradient> gradients = new ArrayList<>();
        EstimatedParameters estimated = EstimatedParameters.of(problem);
        Map<String, String> modelIds = new HashMap<>();
        for (PetabModel model : problem.models()) {
            MeasuredModel measured =
                    new MeasuredModel(ProblemSimulation.of(problem, model.model()), observables);
            Map<String, List<Integer>> byExperiment = new LinkedHashMap<>();
            for (int i = 0; i < problem.measurements().size(); i++) {
                Measurement measurement = problem.measurements().get(i);
                if (measurement.model().isEmpty() || measurement.model().equals(model.id())) {
                    byExperiment
                            .computeIfAbsent(measurement.experiment(), key -> new ArrayList<>())
                            .add(i);
                    measured.add(measurement);
                }
            }
            measured.compile();
            problem.parameters()
                    .forEach(p -> modelIds.put(p.id(), measured.simulation().modelId(p.id())));
            byExperiment.forEach((id, indices) -> {
                Experiment experiment =
                        experiments.getOrDefault(id, new Experiment(id, List.of()));
                ExperimentComparison comparison =
                        new ExperimentComparison(
                                measured, experiment, problem.measurements(), indices);
                comparisons.add(comparison);
                gradients.add(
                        new ExperimentGradient(measured, experiment, comparison, estimated));
            });
        }
        return new PetabEvaluation(problem, comparisons, gradients, estimated, modelIds);
    }

    public PetabProblem problem() {
        return problem;
    }

    /// The value of each parameter of the table: the given one, else the nominal one.
    ///
    /// @param given by the table's ids, on the linear scale
    /// @throws BadInputException where an id is unknown, a value is not finite, or there is none
    public Map<String, Double> complete(Map<String, Double> given) {
        Map<String, Double> values = HashMap.newHashMap(problem.parameters().size());
        int used = 0;
        for (PetabParameter parameter : problem.parameters()) {
            Double value = given.get(parameter.id());
            if (value != null) {
                used++;
            } else if (parameter.nominalValue().isPresent()) {
                value = parameter.nominalValue().getAsDouble();
            }
            if (value == null || !Double.isFinite(value)) {
                throw new BadInputException(
                        "evaluate.no-value",
                        parameter.location().withElement(parameter.id()),
                        "the parameter "
                                + parameter.id()
                                + (value == null ? " has no value" : " is " + value)
                                + "; give it a finite one");
            }
            values.put(parameter.id(), value);
        }
        if (used < given.size()) {
            List<String> known =
                    problem.parameters().stream().map(PetabParameter::id).sorted().toList();
            String unknown =
                    given.keySet().stream()
                            .filter(id -> !known.contains(id))
                            .sorted()
                            .findFirst()
                            .orElse("");
            throw new BadInputException(
                    "evaluate.unknown-parameter",
                    Location.ofFile(problem.file().toString()).withElement(unknown),
                    "the parameter table has no "
                            + unknown
                            + "; "
                            + NearestNames.hint(unknown, known, "correct the name"));
        }
        return values;
    }

    /// The parameters by which gradients are taken.
    public EstimatedParameters estimated() {
        return estimated;
    }

    /// Simulates all experiments and compares them with the measurements.
    ///
    /// @param parameterValues by the parameter table's ids, on the linear scale; nominal values
    ///   stand in for those not given
    public Evaluation evaluate(Map<String, Double> parameterValues, SolverOptions options) {
        Comparisons results = new Comparisons(problem.measurements().size());
        Optional<Evaluation.Failed> failure = compare(parameterValues, options, results);
        return failure.isPresent() ? failure.get() : completed(results, Optional.empty());
    }

    /// Simulates all experiments without asking how likely the measurements are.
    ///
    /// @param simulations written to: the simulated value for each measurement
    /// @param scales written to: the scale of its noise
    /// @return why that failed; the arrays then hold nothing of use
    public Optional<Evaluation.Failed> predict(
            Map<String, Double> parameterValues,
            SolverOptions options,
            double[] simulations,
            double[] scales) {
        int count = problem.measurements().size();
        Comparisons results =
                new Comparisons(simulations, scales, new double[count], new double[count]);
        return compare(parameterValues, options, results);
    }

    private Optional<Evaluation.Failed> compare(
            Map<String, Double> parameterValues, SolverOptions options, Comparisons results) {
        Map<String, Double> inModel = inModel(complete(parameterValues));
        for (ExperimentComparison comparison : comparisons) {
            Optional<Evaluation.Failed> failure = comparison.compare(inModel, options, results);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /// The same with derivatives by the estimated parameters.
    ///
    /// A parameter that nothing depends on has the derivative 0.
    ///
    /// @throws BadInputException where a model cannot be differentiated (`sensitivity.unsupported`)
    public Evaluation evaluate(
            Map<String, Double> parameterValues, SolverOptions options, GradientOptions how) {
        Map<String, Double> values = complete(parameterValues);
        Map<String, Double> inModel = inModel(values);
        int count = problem.measurements().size();
        Comparisons results = new Comparisons(count);
        GradientSum sum = new GradientSum(estimated.count(), count, how.jacobians());
        for (ExperimentGradient gradient : gradients) {
            Optional<Evaluation.Failed> failure =
                    gradient.differentiate(inModel, values, options, how, results, sum);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        for (int k = 0; k < estimated.count(); k++) {
            if (!Double.isFinite(sum.gradient()[k])) {
                String id = estimated.ids().get(k);
                return new Evaluation.Failed(
                        "", 0, id, "the derivative by " + id + " is " + sum.gradient()[k]);
            }
        }
        return completed(
                results,
                Optional.of(
                        new Derivatives(estimated.ids(), sum.gradient(), sum.jacobians())));
    }

    private Map<String, Double> inModel(Map<String, Double> values) {
        Map<String, Double> result = HashMap.newHashMap(values.size());
        values.forEach((id, value) -> result.put(modelIds.getOrDefault(id, id), value));
        return result;
    }

    private static Evaluation completed(Comparisons results, Optional<Derivatives> derivatives) {
        double logLikelihood = 0;
        double chi2 = 0;
        for (int i = 0; i < results.residuals().length; i++) {
            logLikelihood += results.logDensities()[i];
            chi2 += results.residuals()[i] * results.residuals()[i];
        }
        return Double.isFinite(logLikelihood) && Double.isFinite(chi2)
                ? new Evaluation.Completed(
                        logLikelihood,
                        chi2,
                        results.simulations(),
                        results.residuals(),
                        derivatives)
                : new Evaluation.Failed("", 0, "", "the log-likelihood is too large for a number");
    }
}
