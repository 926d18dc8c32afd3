package org.tamor.calibrate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.TsvTable;

/// Reads values of a problem's parameters from a table: the columns `parameterId` and `value` (or
/// `nominalValue`, so that a PEtab parameter table will do), values on the linear scale.
public final class ParameterValues {

    private static final TsvTable.Columns COLUMNS =
            new TsvTable.Columns(List.of("parameterId"), List.of("value", "nominalValue"), true);

    private ParameterValues() {}

    /// The values by parameter id.
    ///
    /// @param file with commas where its name ends in `.csv`, else with tabs
    public static Map<String, Double> read(Path file, PetabProblem problem) {
        boolean commas = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        TsvTable table =
                commas ? TsvTable.readCommaSeparated(file, COLUMNS) : TsvTable.read(file, COLUMNS);
        String column = table.columns().contains("value") ? "value" : "nominalValue";
        List<String> known = problem.parameters().stream().map(PetabParameter::id).toList();
        Map<String, Double> values = new LinkedHashMap<>();
        for (TsvTable.Row row : table.rows()) {
            String id = row.identifier("parameterId");
            if (!known.contains(id)) {
                throw row.error(
                        "evaluate.unknown-parameter",
                        "parameterId",
                        "the problem has no parameter "
                                + id
                                + "; "
                                + NearestNames.hint(id, known, "remove the row"));
            }
            if (values.put(id, row.number(column)) != null) {
                throw row.error(
                        "evaluate.duplicate",
                        "parameterId",
                        "there are two values for " + id + "; remove one row");
            }
        }
        return values;
    }
}
