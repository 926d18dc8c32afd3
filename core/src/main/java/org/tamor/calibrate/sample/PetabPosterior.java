package org.tamor.calibrate.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.GradientOptions;
import org.tamor.calibrate.LogPrior;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.simulate.SolverOptions;

/// The posterior distribution of a problem's estimated parameters.
///
/// Parameters whose bounds are equal keep their value and are no coordinates. In problems of
/// version 1, bounds truncate objective priors here: the sampler never leaves them.
public final class PetabPosterior implements LogDensity {

    private final PetabEvaluation evaluation;
    private final SolverOptions solver;
    private final LogPrior prior;
    private final List<Coordinate> coordinates = new ArrayList<>();
    private final Map<String, Double> fixed = new HashMap<>();

    private PetabPosterior(PetabProblem problem, SolverOptions solver) {
        this.solver = solver;
        prior = LogPrior.of(problem);
        for (PetabParameter parameter : problem.parameters()) {
            if (parameter.estimate() && parameter.lowerBound() < parameter.upperBound()) {
                coordinates.add(Coordinate.of(parameter));
            } else if (parameter.estimate()) {
                fixed.put(parameter.id(), parameter.lowerBound());
            }
        }
        if (coordinates.isEmpty()) {
            throw new BadInputException(
                    "sample.nothing-estimated",
                    Location.ofFile(problem.file().toString()),
                    "the problem estimates no parameter; set estimate to 1 in the parameter table");
        }
        evaluation = PetabEvaluation.of(problem);
    }

    /// @throws BadInputException where the problem estimates nothing, or cannot be simulated
    public static PetabPosterior of(PetabProblem problem, SolverOptions solver) {
        return new PetabPosterior(problem, solver);
    }

    /// The parameters that are sampled, in the order of the table.
    public List<Coordinate> coordinates() {
        return List.copyOf(coordinates);
    }

    public List<String> ids() {
        return coordinates.stream().map(Coordinate::id).toList();
    }

    @Override
    public int dimension() {
        return coordinates.size();
    }

    @Override
    public double lower(int coordinate) {
        return coordinates.get(coordinate).lowerCoordinate();
    }

    @Override
    public double upper(int coordinate) {
        return coordinates.get(coordinate).upperCoordinate();
    }

    @Override
    public double logPrior(double[] position) {
        double sum = 0;
        for (int i = 0; i < position.length; i++) {
            sum += coordinates.get(i).logPrior(position[i]);
        }
        return sum;
    }

    @Override
    public double logLikelihood(double[] position) {
        return evaluated(position)
                .map(Evaluation.Completed::logLikelihood)
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /// The likelihood with its derivatives; empty where these cannot be computed.
    public Optional<Evaluation.Completed> expanded(double[] position) {
        try {
            return switch (evaluation.evaluate(
                    values(position), solver, GradientOptions.WITH_JACOBIANS)) {
                case Evaluation.Completed completed -> Optional.of(completed);
                case Evaluation.Failed failed -> Optional.empty();
            };
        } catch (NumericalFailureException failure) {
            return Optional.empty();
        }
    }

    /// The likelihood; empty where it cannot be computed.
    public Optional<Evaluation.Completed> evaluated(double[] position) {
        return switch (evaluation.evaluate(values(position), solver)) {
            case Evaluation.Completed completed -> Optional.of(completed);
            case Evaluation.Failed failed -> Optional.empty();
        };
    }

    public PetabProblem problem() {
        return evaluation.problem();
    }

    /// The values of all estimated parameters at a position, on the linear scale.
    public Map<String, Double> values(double[] position) {
        Map<String, Double> values = new LinkedHashMap<>(fixed);
        for (int i = 0; i < position.length; i++) {
            values.put(coordinates.get(i).id(), coordinates.get(i).linear(position[i]));
        }
        return values;
    }

    /// The logarithm of the posterior as PEtab counts it, up to a constant: log-likelihood plus the
    /// [LogPrior] of the values on the linear scale.
    public double logPosterior(double[] position, double logLikelihood) {
        return logLikelihood + prior.value(values(position));
    }

    /// The position that values stand for.
    ///
    /// @param values by parameter id, on the linear scale; nominal ones stand in for those missing
    /// @throws BadInputException where a value is outside the bounds or missing altogether
    public double[] position(Map<String, Double> values) {
        Map<String, Double> complete = evaluation.complete(values);
        double[] position = new double[coordinates.size()];
        for (int i = 0; i < position.length; i++) {
            Coordinate coordinate = coordinates.get(i);
            double value = complete.getOrDefault(coordinate.id(), Double.NaN);
            if (!(value >= coordinate.lower() && value <= coordinate.upper())) {
                throw new BadInputException(
                        "sample.start-outside",
                        Location.ofFile(evaluation.problem().file().toString())
                                .withElement(coordinate.id()),
                        "the starting value "
                                + value
                                + " of "
                                + coordinate.id()
                                + " lies outside its bounds "
                                + coordinate.lower()
                                + " and "
                                + coordinate.upper()
                                + "; change the bounds, or start elsewhere with --start");
            }
            position[i] = coordinate.coordinate(value);
        }
        return position;
    }
}
