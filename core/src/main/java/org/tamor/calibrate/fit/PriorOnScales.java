package org.tamor.calibrate.fit;

import java.util.Map;
import org.tamor.calibrate.LogPrior;
import org.tamor.calibrate.PetabEvaluation;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;

/// The log-prior as a function of the coordinates of a search.
///
/// With [Density#SCALE] the logarithm of `dx/dz` is added for each parameter x that has a prior of
/// its value and is moved on a logarithm z: `ln x`, and `ln ln 10` for common logarithms. A prior
/// that is one of the scaled value already (version 1) stays, and so does a parameter without prior
/// in version 1, where none means flat on the scale; in version 2 none means uniform in the value
/// between the bounds.
final class PriorOnScales {

    private final PetabEvaluation evaluation;
    private final SearchSpace space;
    private final LogPrior prior;
    private final boolean[] jacobian;

    PriorOnScales(PetabEvaluation evaluation, SearchSpace space, Density density) {
        this.evaluation = evaluation;
        this.space = space;
        prior = LogPrior.of(evaluation.problem());
        jacobian = new boolean[space.dimension()];
        boolean version1 = evaluation.problem().isVersion1();
        for (int k = 0; k < jacobian.length; k++) {
            jacobian[k] = density == Density.SCALE && countsValue(space, k, version1);
        }
    }

    /// Whether a parameter is moved on a logarithm but has a prior of its value.
    private static boolean countsValue(SearchSpace space, int k, boolean version1) {
        PetabParameter parameter = space.parameter(k);
        boolean ofValue =
                parameter
                        .prior()
                        .map(one -> one.scale() == ParameterScale.LINEAR)
                        .orElse(!version1);
        return ofValue && space.scale(k) != ParameterScale.LINEAR;
    }

    /// Whether the density of a parameter's prior is multiplied by the value.
    boolean timesValue(int k) {
        return jacobian[k];
    }

    /// @param values of the estimated parameters by id, on the linear scale
    double value(Map<String, Double> values) {
        double sum = prior.value(evaluation.complete(values));
        for (int k = 0; k < jacobian.length; k++) {
            if (jacobian[k]) {
                sum += Math.log(space.slope(k, valueOf(k, values)));
            }
        }
        return sum;
    }

    /// The derivatives by the coordinates.
    double[] slopes(double[] x) {
        Map<String, Double> values = space.values(x);
        Map<String, Double> linear = prior.derivatives(values);
        double[] result = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double slope = space.slope(k, valueOf(k, values));
            result[k] = linear.getOrDefault(space.parameter(k).id(), 0.0) * slope;
            if (jacobian[k]) {
                result[k] += space.scale(k) == ParameterScale.COMMON_LOGARITHM ? Math.log(10) : 1;
            }
        }
        return result;
    }

    private double valueOf(int k, Map<String, Double> values) {
        return values.getOrDefault(space.parameter(k).id(), Double.NaN);
    }

    /// Adds the curvature where it is positive: central differences of the exact first derivatives
    /// over a 1e-4th of the range; priors are independent, so the matrix is diagonal.
    void addCurvature(double[][] matrix, double[] x) {
        double[] below = x.clone();
        double[] above = x.clone();
        double[] lower = space.lower();
        double[] upper = space.upper();
        for (int k = 0; k < x.length; k++) {
            double step = 1e-4 * (upper[k] - lower[k]);
            below[k] = Math.max(lower[k], x[k] - step);
            above[k] = Math.min(upper[k], x[k] + step);
        }
        double[] first = slopes(below);
        double[] second = slopes(above);
        for (int k = 0; k < x.length; k++) {
            double curvature = (first[k] - second[k]) / (above[k] - below[k]);
            if (curvature > 0 && Double.isFinite(curvature)) {
                matrix[k][k] += curvature;
            }
        }
    }
}
