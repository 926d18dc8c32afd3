package org.tamor.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Measurements of combinations of the same drugs on the same cells, in long form.
///
/// The order of the wells carries no meaning: they are sorted by doses, plate and response, so that
/// every result is the same to the last bit whatever order they came in. Wells without a reading are
/// kept in [#missing()] and otherwise change nothing; nothing is imputed.
///
/// @param wells with a reading, sorted
/// @param missing without a reading
public record CombinationData(
        List<Drug> drugs, ResponseScale scale, List<Well> wells, List<Well> missing) {

    private static final Comparator<Well> ORDER =
            Comparator.<Well, double[]>comparing(Well::doses, Arrays::compare)
                    .thenComparing(Well::biologicalReplicate)
                    .thenComparing(Well::plate)
                    .thenComparing(Well::role)
                    .thenComparingDouble(Well::response);

    public CombinationData {
        drugs = List.copyOf(drugs);
        wells = List.copyOf(wells);
        missing = List.copyOf(missing);
    }

    /// Checks and sorts wells.
    ///
    /// @throws BadInputException `combination.doses` where a well has not one dose per drug or a
    ///     negative or infinite dose, `combination.response` where a response is infinite
    public static CombinationData of(List<Drug> drugs, ResponseScale scale, List<Well> wells) {
        List<Well> measured = new ArrayList<>();
        List<Well> missing = new ArrayList<>();
        for (int i = 0; i < wells.size(); i++) {
            Well well = wells.get(i);
            check(drugs, well, Location.ofLine("", i + 1));
            (Double.isNaN(well.response()) ? missing : measured).add(well);
        }
        measured.sort(ORDER);
        missing.sort(ORDER);
        return new CombinationData(drugs, scale, measured, missing);
    }

    private static void check(List<Drug> drugs, Well well, Location location) {
        double[] doses = well.doses();
        if (doses.length != drugs.size()) {
            throw new BadInputException(
                    "combination.doses",
                    location,
                    "a well of %d drugs has %d doses; give one dose per drug, 0 where it is absent"
                            .formatted(drugs.size(), doses.length));
        }
        for (double dose : doses) {
            if (!(dose >= 0) || Double.isInfinite(dose)) {
                throw new BadInputException(
                        "combination.doses",
                        location,
                        "a dose is " + dose + "; doses are linear amounts, 0 or more");
            }
        }
        if (Double.isInfinite(well.response())) {
            throw new BadInputException(
                    "combination.response", location, "a response is infinite; leave it out");
        }
    }

    /// The treated wells of each set of doses, sorted by doses.
    public List<DoseCell> cells() {
        Map<List<Double>, List<Double>> found = new LinkedHashMap<>();
        for (Well well : wells) {
            if (well.role() == WellRole.TREATED) {
                found.computeIfAbsent(boxed(well.doses()), key -> new ArrayList<>())
                        .add(scale.canonical(well.response()));
            }
        }
        return found.entrySet().stream()
                .map(entry -> new DoseCell(unboxed(entry.getKey()), unboxed(entry.getValue())))
                .toList();
    }

    /// The wells of one biological replicate.
    public CombinationData ofReplicate(String biologicalReplicate) {
        return new CombinationData(
                drugs,
                scale,
                wells.stream()
                        .filter(well -> well.biologicalReplicate().equals(biologicalReplicate))
                        .toList(),
                missing.stream()
                        .filter(well -> well.biologicalReplicate().equals(biologicalReplicate))
                        .toList());
    }

    /// The biological replicates, sorted by name.
    public List<String> biologicalReplicates() {
        TreeSet<String> names = new TreeSet<>();
        wells.forEach(well -> names.add(well.biologicalReplicate()));
        return List.copyOf(names);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).map(value -> value + 0.0).boxed().toList();
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
