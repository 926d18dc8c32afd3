package org.tamor.calibrate.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.calibrate.ParameterValues;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.PetabParameter;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.TsvTable;

/// Reads where chains are to start: a table with a column for each parameter and a row for each
/// start (an ensemble will do; other columns are passed over), or one start as [ParameterValues].
public final class StartValues {

    private static final TsvTable.Columns COLUMNS =
            new TsvTable.Columns(List.of(), List.of(), true);

    private StartValues() {}

    /// The starts in the order of the rows, by parameter id and on the linear scale.
    ///
    /// @param most how many rows are read
    public static List<Map<String, Double>> read(Path file, PetabProblem problem, int most) {
        TsvTable table = TsvTable.read(file, COLUMNS);
        if (table.columns().contains("parameterId")) {
            return List.of(ParameterValues.read(file, problem));
        }
        List<String> ids =
                problem.parameters().stream()
                        .map(PetabParameter::id)
                        .filter(table.columns()::contains)
                        .toList();
        if (ids.isEmpty() || table.rows().isEmpty()) {
            throw new BadInputException(
                    "sample.no-start",
                    Location.ofFile(file.toString()),
                    ids.isEmpty()
                            ? "no column is named after a parameter of the problem; name them by"
                                    + " their ids, or give the columns parameterId and value"
                            : "the table has no row; add one for each start");
        }
        List<Map<String, Double>> starts = new ArrayList<>();
        for (TsvTable.Row row : table.rows().subList(0, Math.min(most, table.rows().size()))) {
            Map<String, Double> start = new LinkedHashMap<>();
            ids.forEach(id -> start.put(id, row.number(id)));
            starts.add(start);
        }
        return starts;
    }
}
