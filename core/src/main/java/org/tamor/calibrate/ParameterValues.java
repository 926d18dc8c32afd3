package org.tamor.calibrate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.TsvTable;

/// Reads values of a problem's parameters from a table: the columns `parameterId` and `value` (or
/// `nominalValue`, so that a PEtab parameter table will do), values on the linear scale.
public final class ParameterValues {

    private static final TsvTable.Columns COLUMNS =
            new TsvTable.Columns(List.of("parameterId"), List.of("value", "nominalValue"), true);

    /// How far beyond a bound a value may be that was written from the scale of the parameter.
    private static final double ROUNDING = 1e-9;

    private ParameterValues() {}

    /// The values by parameter id.
    ///
    /// @param file with commas where its name ends in `.csv`, else with tabs
    public static Map<String, Double> read(Path file, PetabProblem problem) {
        return read(file, problem, false);
    }

    /// As [#read], with those of estimated parameters within their bounds.
    public static Map<String, Double> readWithinBounds(Path file, PetabProblem problem) {
        return read(file, problem, true);
    }

    private static Map<String, Double> read(Path file, PetabProblem problem, boolean bounded) {
        boolean commas = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        TsvTable table =
                commas ? TsvTable.readCommaSeparated(file, COLUMNS) : TsvTable.read(file, COLUMNS);
        String column = table.columns().contains("value") ? "value" : "nominalValue";
        Map<String, PetabParameter> parameters =
                problem.parameters().stream()
                        .collect(Collectors.toMap(PetabParameter::id, Function.identity()));
        Map<String, Double> values = new LinkedHashMap<>();
        for (TsvTable.Row row : table.rows()) {
            String id = row.identifier("parameterId");
            PetabParameter parameter = parameters.get(id);
            if (parameter == null) {
                throw row.error(
                        "evaluate.unknown-parameter",
                        "parameterId",
                        "the problem has no parameter "
                                + id
                                + "; "
                                + NearestNames.hint(id, known(problem), "remove the row"));
            }
            double value = row.number(column);
            if (bounded && parameter.estimate()) {
                value = within(parameter, value, row, column);
            }
            if (values.put(id, value) != null) {
                throw row.error(
                        "evaluate.duplicate",
                        "parameterId",
                        "there are two values for " + id + "; remove one row");
            }
        }
        return values;
    }

    private static List<String> known(PetabProblem problem) {
        return problem.parameters().stream().map(PetabParameter::id).toList();
    }

    private static double within(
            PetabParameter parameter, double value, TsvTable.Row row, String column) {
        double nearest = Math.clamp(value, parameter.lowerBound(), parameter.upperBound());
        if (!(Math.abs(value - nearest) <= ROUNDING * Math.abs(nearest))) {
            throw row.error(
                    "calibrate.outside-bounds",
                    column,
                    "%s is outside the bounds of %s, %s to %s; correct it or the parameter table"
                            .formatted(
                                    value,
                                    parameter.id(),
                                    parameter.lowerBound(),
                                    parameter.upperBound()));
        }
        return nearest;
    }
}
