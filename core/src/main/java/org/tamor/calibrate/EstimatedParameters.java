package org.tamor.calibrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tamor.format.petab.ParameterScale;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;

/// The parameters that a problem estimates, in the order of its table.
public final class EstimatedParameters {

    private final List<PetabParameter> parameters;
    private final List<String> ids;
    private final Map<String, Integer> indices = new HashMap<>();

    private EstimatedParameters(List<PetabParameter> parameters) {
        this.parameters = parameters;
        ids = parameters.stream().map(PetabParameter::id).toList();
        for (int i = 0; i < ids.size(); i++) {
            indices.put(ids.get(i), i);
        }
    }

    public static EstimatedParameters of(PetabProblem problem) {
        return new EstimatedParameters(
                problem.parameters().stream().filter(PetabParameter::estimate).toList());
    }

    public int count() {
        return ids.size();
    }

    public List<String> ids() {
        return ids;
    }

    /// The position of a parameter; -1 where it is not estimated.
    int index(String id) {
        return indices.getOrDefault(id, -1);
    }

    public ParameterScale scale(int index) {
        return parameters.get(index).scale();
    }

    /// Derivatives by the parameters on their own scales, from those on the linear scale: times
    /// `x` for natural and `x ln 10` for common logarithms.
    ///
    /// @param values of all parameters by id, on the linear scale
    public double[] onScales(double[] linear, Map<String, Double> values) {
        double[] result = new double[linear.length];
        for (int i = 0; i < result.length; i++) {
            double value = values.getOrDefault(ids.get(i), Double.NaN);
            result[i] =
                    switch (scale(i)) {
                        case LINEAR -> linear[i];
                        case NATURAL_LOGARITHM -> linear[i] * value;
                        case COMMON_LOGARITHM -> linear[i] * value * Math.log(10);
                    };
        }
        return result;
    }
}
