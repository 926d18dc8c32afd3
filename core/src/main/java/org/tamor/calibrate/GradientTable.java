package org.tamor.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The gradient of a log-likelihood as a table, one row for each estimated parameter.
///
/// Columns: `parameterId`, `value` (on the linear scale), `parameterScale`, `gradient` (by the value),
/// `gradientOnScale` (by the scaled value), `logPriorGradient` and `logPriorGradientOnScale` (of the
/// log-prior, which is not in the others).
public final class GradientTable {

    /// The names of the columns.
    public static final List<String> COLUMNS =
            List.of(
                    "parameterId",
                    "value",
                    "parameterScale",
                    "gradient",
                    "gradientOnScale",
                    "logPriorGradient",
                    "logPriorGradientOnScale");

    private GradientTable() {}

    /// The rows as texts.
    ///
    /// @param values of all parameters by id, on the linear scale
    public static List<List<String>> rows(
            PetabEvaluation evaluation, Map<String, Double> values, Derivatives derivatives) {
        EstimatedParameters estimated = evaluation.estimated();
        double[] gradient = derivatives.logLikelihood();
        double[] scaled = estimated.onScales(gradient, values);
        Map<String, Double> terms = LogPrior.of(evaluation.problem()).derivatives(values);
        double[] prior =
                estimated.ids().stream().mapToDouble(id -> terms.getOrDefault(id, 0.0)).toArray();
        double[] scaledPrior = estimated.onScales(prior, values);
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < gradient.length; k++) {
            String id = estimated.ids().get(k);
            rows.add(
                    List.of(
                            id,
                            Double.toString(values.getOrDefault(id, Double.NaN)),
                            estimated.scale(k).label(),
                            Double.toString(gradient[k]),
                            Double.toString(scaled[k]),
                            Double.toString(prior[k]),
                            Double.toString(scaledPrior[k])));
        }
        return rows;
    }

    /// The table as tab-separated text.
    public static String text(List<List<String>> rows) {
        StringBuilder text = new StringBuilder(String.join("\t", COLUMNS)).append('\n');
        for (List<String> row : rows) {
            text.append(String.join("\t", row)).append('\n');
        }
        return text.toString();
    }
}
