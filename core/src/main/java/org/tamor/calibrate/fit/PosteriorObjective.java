package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Derivatives;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.GradientMethod;
import org.tamor.calibrate.GradientOptions;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.ode.SensitivityErrorTest;
import org.tamor.simulate.SolverOptions;

/// The negative logarithm of a problem's posterior density: minus log-likelihood, minus log-prior.
///
/// What the prior's density is of, the value or the scaled value, is said by a [Density]. The
/// curvature is the expected (Fisher) information of the measurements plus the curvature of the
/// priors where that is positive.
public final class PosteriorObjective implements Objective {

    /// Solver tolerances while searching: errors of the objective well below 1e-3.
    public static final SolverOptions SEARCH = new SolverOptions(1e-7, 1e-12, 20_000);

    /// Solver tolerances of reported values.
    public static final SolverOptions FINAL = new SolverOptions(1e-8, 1e-12, 1_000_000);

    private static final GradientOptions FROM_STATES =
            new GradientOptions(GradientMethod.FORWARD, SensitivityErrorTest.STATES, true);

    private final PetabEvaluation evaluation;
    private final SearchSpace space;
    private final Density density;
    private final SolverOptions solver;
    private final boolean curvature;
    private final PriorOnScales prior;
    private final List<NoiseDistribution> noises;

    private PosteriorObjective(
            PetabEvaluation evaluation,
            SearchSpace space,
            Density density,
            SolverOptions solver,
            boolean curvature) {
        this.evaluation = evaluation;
        this.space = space;
        this.density = density;
        this.solver = solver;
        this.curvature = curvature;
        prior = new PriorOnScales(evaluation, space, density);
        noises = noises(evaluation);
    }

    /// With the tolerances of a search.
    ///
    /// @param curvature whether derivatives come with the Fisher information (forward
    ///   sensitivities), or are the gradient alone, by the faster method
    public static PosteriorObjective searching(
            PetabEvaluation evaluation, SearchSpace space, Density density, boolean curvature) {
        return new PosteriorObjective(evaluation, space, density, SEARCH, curvature);
    }

    /// With the tolerances of reported values and with the Fisher information.
    public static PosteriorObjective precise(
            PetabEvaluation evaluation, SearchSpace space, Density density) {
        return new PosteriorObjective(evaluation, space, density, FINAL, true);
    }

    private static List<NoiseDistribution> noises(PetabEvaluation evaluation) {
        Map<String, NoiseDistribution> byId =
                evaluation.problem().observables().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        one -> one.id(), one -> one.noiseDistribution()));
        return evaluation.problem().measurements().stream()
                .map(one -> byId.getOrDefault(one.observable(), NoiseDistribution.NORMAL))
                .toList();
    }

    @Override
    public List<String> names() {
        return space.ids();
    }

    @Override
    public double[] lower() {
        return space.lower();
    }

    @Override
    public double[] upper() {
        return space.upper();
    }

    /// The logarithm of the prior density at a point.
    public double logPrior(double[] x) {
        return prior.value(space.values(x));
    }

    @Override
    public PosteriorObjective refined() {
        return new PosteriorObjective(evaluation, space, density, FINAL, curvature);
    }

    SearchSpace space() {
        return space;
    }

    PriorOnScales prior() {
        return prior;
    }

    PetabEvaluation evaluation() {
        return evaluation;
    }

    /// The noise distribution of each measurement.
    List<NoiseDistribution> noises() {
        return noises;
    }

    /// Simulates without asking how likely the measurements are.
    ///
    /// @param values of the estimated parameters, on the linear scale; need not lie in the bounds
    /// @param simulations written to, a value for each measurement
    /// @param scales written to, the scale of the noise for each measurement
    /// @return why it failed
    Optional<Undefined> predict(Map<String, Double> values, double[] simulations, double[] scales) {
        try {
            return evaluation
                    .predict(values, solver, simulations, scales)
                    .map(failed -> new Undefined(failed.describe()));
        } catch (NumericalFailureException failure) {
            return Optional.of(new Undefined(String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public Value value(double[] x) {
        Map<String, Double> values = space.values(x);
        try {
            return switch (evaluation.evaluate(values, solver)) {
                case Evaluation.Failed failed -> new Undefined(failed.describe());
                case Evaluation.Completed completed ->
                        posterior(values, completed, Optional.empty());
            };
        } catch (NumericalFailureException failure) {
            return new Undefined(String.valueOf(failure.getMessage()));
        }
    }

    /// While searching, and where the sensitivities cannot keep their tolerances, only the states
    /// are held to them.
    @Override
    public Value expand(double[] x) {
        if (!curvature) {
            return expand(x, GradientOptions.of(GradientMethod.AUTOMATIC));
        }
        if (solver.equals(SEARCH)) {
            return expand(x, FROM_STATES);
        }
        Value value = expand(x, GradientOptions.WITH_JACOBIANS);
        return value instanceof Undefined ? expand(x, FROM_STATES) : value;
    }

    private Value expand(double[] x, GradientOptions how) {
        Map<String, Double> values = space.values(x);
        try {
            return switch (evaluation.evaluate(values, solver, how)) {
                case Evaluation.Failed failed -> new Undefined(failed.describe());
                case Evaluation.Completed completed ->
                        posterior(values, completed, Optional.of(slope(x, values, completed)));
            };
        } catch (NumericalFailureException failure) {
            return new Undefined(String.valueOf(failure.getMessage()));
        }
    }

    /// The value of an evaluation, with derivatives where these were computed.
    Value posterior(
            Map<String, Double> values, Evaluation.Completed completed, Optional<Slope> slope) {
        double value = -completed.logLikelihood() - prior.value(values);
        return Double.isFinite(value)
                ? new Finite(value, completed.residuals(), slope)
                : new Undefined("the prior density is 0");
    }

    private Slope slope(double[] x, Map<String, Double> values, Evaluation.Completed completed) {
        Derivatives derivatives = completed.derivatives().orElseThrow();
        int n = x.length;
        double[] slopes = new double[n];
        double[] gradient = new double[n];
        double[] ofPrior = prior.slopes(x);
        for (int k = 0; k < n; k++) {
            slopes[k] =
                    space.slope(
                            k, values.getOrDefault(derivatives.parameters().get(k), Double.NaN));
            gradient[k] = -derivatives.logLikelihood()[k] * slopes[k] - ofPrior[k];
        }
        return new Slope(
                gradient,
                derivatives
                        .jacobians()
                        .map(
                                jacobians -> {
                                    double[][] matrix =
                                            FisherInformation.matrix(
                                                    noises,
                                                    completed.simulations(),
                                                    jacobians,
                                                    slopes);
                                    prior.addCurvature(matrix, x);
                                    return matrix;
                                }),
                derivatives
                        .jacobians()
                        .map(
                                jacobians ->
                                        change -> product(jacobians.residuals(), change, slopes)));
    }

    private static double[] product(double[][] residuals, double[] change, double[] slopes) {
        double[] result = new double[slopes.length];
        for (int i = 0; i < change.length; i++) {
            double factor = change[i];
            double[] row = residuals[i];
            for (int k = 0; k < result.length; k++) {
                result[k] += factor * row[k];
            }
        }
        for (int k = 0; k < result.length; k++) {
            result[k] *= slopes[k];
        }
        return result;
    }
}
