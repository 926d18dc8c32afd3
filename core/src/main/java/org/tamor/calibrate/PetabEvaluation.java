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

    private PetabEvaluation(PetabProblem problem, List<ExperimentComparison> comparisons) {
        this.problem = problem;
        this.comparisons = comparisons;
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
            byExperiment.forEach((id, indices) ->
                    comparisons.add(
                            new ExperimentComparison(
                                    measured,
                                    experiments.getOrDefault(id, new Experiment(id, List.of())),
                                    problem.measurements(),
                                    indices)));
        }
        return new PetabEvaluation(problem, comparisons);
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

    /// Simulates all experiments and compares them with the measurements.
    ///
    /// @param parameterValues by the parameter table's ids, on the linear scale; nominal values
    ///   stand in for those not given
    public Evaluation evaluate(Map<String, Double> parameterValues, SolverOptions options) {
        Map<String, Double> values = complete(parameterValues);
        int count = problem.measurements().size();
        double[] simulations = new double[count];
        double[] residuals = new double[count];
        double[] logDensities = new double[count];
        for (ExperimentComparison comparison : comparisons) {
            Optional<Evaluation.Failed> failure =
                    comparison.compare(values, options, simulations, residuals, logDensities);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        double logLikelihood = 0;
        double chi2 = 0;
        for (int i = 0; i < count; i++) {
            logLikelihood += logDensities[i];
            chi2 += residuals[i] * residuals[i];
        }
        return Double.isFinite(logLikelihood) && Double.isFinite(chi2)
                ? new Evaluation.Completed(logLikelihood, chi2, simulations, residuals)
                : new Evaluation.Failed("", 0, "", "the log-likelihood is too large for a number");
    }
}
