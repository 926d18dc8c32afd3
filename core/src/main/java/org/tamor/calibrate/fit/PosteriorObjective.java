package org.tamor.calibrate.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.calibrate.Derivatives;
import org.tamor.calibrate.Evaluation;
import org.tamor.calibrate.GradientMethod;
import org.tamor.calibrate.GradientOptions;
import org.tamor.calibrate.LogPrior;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.failure.NumericalFailureException;
import org.tamor.format.petab.Observable.NoiseDistribution;
import org.tamor.ode.SensitivityErrorTest;
import org.tamor.simulate.SolverOptions;

/// The negative logarithm of a problem's posterior density: minus log-likelihood, minus log-prior.
///
/// The prior's density is that of the parameter table, whatever the scale that is searched on. The
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
    private final SolverOptions solver;
    private final boolean curvature;
    private final LogPrior prior;
    private final List<NoiseDistribution> noises;

    private PosteriorObjective(
            PetabEvaluation evaluation,
            SearchSpace space,
            SolverOptions solver,
            boolean curvature) {
        this.evaluation = evaluation;
        this.space = space;
        this.solver = solver;
        this.curvature = curvature;
        prior = LogPrior.of(evaluation.problem());
        noises = noises(evaluation);
    }

    /// With the tolerances of a search.
    ///
    /// @param curvature whether derivatives come with the Fisher information (forward
    ///   sensitivities), or are the gradient alone, by the faster method
    public static PosteriorObjective searching(
            PetabEvaluation evaluation, SearchSpace space, boolean curvature) {
        return new PosteriorObjective(evaluation, space, SEARCH, curvature);
    }

    /// With the tolerances of reported values and with the Fisher information.
    public static PosteriorObjective precise(PetabEvaluation evaluation, SearchSpace space) {
        return new PosteriorObjective(evaluation, space, FINAL, true);
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
        return prior.value(evaluation.complete(space.values(x)));
    }

    @Override
    public Objective refined() {
        return new PosteriorObjective(evaluation, space, FINAL, curvature);
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

    private Value posterior(
            Map<String, Double> values, Evaluation.Completed completed, Optional<Slope> slope) {
        double value = -completed.logLikelihood() - prior.value(evaluation.complete(values));
        return Double.isFinite(value)
                ? new Finite(value, completed.residuals(), slope)
                : new Undefined("the prior density is 0");
    }

    private Slope slope(double[] x, Map<String, Double> values, Evaluation.Completed completed) {
        Derivatives derivatives = completed.derivatives().orElseThrow();
        int n = x.length;
        double[] slopes = new double[n];
        double[] gradient = new double[n];
        double[] ofPrior = priorSlopes(x);
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
                                    addPriorCurvature(matrix, x);
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

    /// The derivatives of the log-prior by the coordinates.
    private double[] priorSlopes(double[] x) {
        Map<String, Double> values = space.values(x);
        Map<String, Double> linear = prior.derivatives(values);
        double[] result = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            String id = space.parameter(k).id();
            result[k] =
                    linear.getOrDefault(id, 0.0)
                            * space.slope(k, values.getOrDefault(id, Double.NaN));
        }
        return result;
    }

    /// Central differences of the exact first derivatives over a 1e-4th of the range; priors are
    /// independent, so the matrix is diagonal.
    private void addPriorCurvature(double[][] matrix, double[] x) {
        double[] below = x.clone();
        double[] above = x.clone();
        double[] lower = space.lower();
        double[] upper = space.upper();
        for (int k = 0; k < x.length; k++) {
            double step = 1e-4 * (upper[k] - lower[k]);
            below[k] = Math.max(lower[k], x[k] - step);
            above[k] = Math.min(upper[k], x[k] + step);
        }
        double[] first = priorSlopes(below);
        double[] second = priorSlopes(above);
        for (int k = 0; k < x.length; k++) {
            double curvature = (first[k] - second[k]) / (above[k] - below[k]);
            if (curvature > 0 && Double.isFinite(curvature)) {
                matrix[k][k] += curvature;
            }
        }
    }
}
