package org.tamor.format.plate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.Location;
import org.tamor.format.plate.layout.Measurement;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.plate.layout.WellName;
import org.tamor.format.sheet.Findings;

/// Looks over all measurements of a reading before they are sorted into blocks.
final class MeasurementChecks {

    private final Recipe recipe;
    private final Findings findings;

    MeasurementChecks(Recipe recipe, Findings findings) {
        this.recipe = recipe;
        this.findings = findings;
    }

    void check(List<Measurement> measurements) {
        checkWells(measurements);
        checkSpelling(measurements);
        checkDeclared(measurements);
    }

    /// A well of a plate is read once at each time, but for replicates in one row of a table.
    private void checkWells(List<Measurement> measurements) {
        Map<List<Object>, Location> seen = new HashMap<>();
        for (Measurement measurement : measurements) {
            if (measurement.well().isEmpty()) {
                continue;
            }
            List<Object> key =
                    List.of(
                            measurement.block(),
                            measurement.cellLine(),
                            measurement.plate(),
                            WellName.normalise(measurement.well()),
                            measurement.hours());
            Location before = seen.putIfAbsent(key, measurement.where());
            if (before != null && !isSameRow(before, measurement)) {
                findings.problem(
                        "plate.duplicate-well",
                        measurement.where(),
                        "the well '"
                                + measurement.well()
                                + "' of plate "
                                + measurement.plate()
                                + " is read twice, first at "
                                + before
                                + "; delete one, or name plates and times in columns");
            }
        }
    }

    private static boolean isSameRow(Location before, Measurement measurement) {
        return !measurement.words().isEmpty()
                && before.file().equals(measurement.where().file())
                && before.line() == measurement.where().line()
                && before.column() != measurement.where().column();
    }

    private void checkSpelling(List<Measurement> measurements) {
        Map<String, String> spellings = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (Measurement measurement : measurements) {
            for (Dose dose : measurement.doses()) {
                String plain = dose.drug().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
                String before = spellings.putIfAbsent(plain, dose.drug());
                if (before != null && !before.equals(dose.drug()) && told.add(dose.drug())) {
                    findings.warn(
                            "plate.drug-spelling",
                            measurement.where(),
                            "'"
                                    + dose.drug()
                                    + "' and '"
                                    + before
                                    + "' are taken as two drugs; if they are one, write them the"
                                    + " same way");
                }
            }
        }
    }

    /// The drugs that the recipe names, against those that are there.
    private void checkDeclared(List<Measurement> measurements) {
        Map<String, Location> found = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            measurement
                    .doses()
                    .forEach(dose -> found.putIfAbsent(dose.drug(), measurement.where()));
        }
        if (!recipe.drugs().isEmpty()) {
            found.forEach(
                    (drug, where) -> {
                        if (!recipe.drugs().contains(drug)) {
                            findings.problem(
                                    "plate.recipe-contradicts",
                                    where,
                                    "the recipe names the drugs "
                                            + String.join(", ", recipe.drugs())
                                            + ", and here is '"
                                            + drug
                                            + "'; name all of them, or correct the columns");
                        }
                    });
        }
        Set<String> declared = new HashSet<>(recipe.drugs());
        declared.addAll(recipe.units().keySet());
        for (String drug : declared.stream().sorted().toList()) {
            if (!found.containsKey(drug)) {
                findings.problem(
                        "plate.recipe-contradicts",
                        measurements.getFirst().where(),
                        "the recipe names the drug '"
                                + drug
                                + "', which no well has; there are "
                                + String.join(", ", found.keySet()));
            }
        }
    }
}
