package org.tamor.format.plate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.combination.Drug;
import org.tamor.combination.WellRole;
import org.tamor.failure.Location;
import org.tamor.format.plate.DraftBlock.DraftWell;
import org.tamor.format.plate.layout.DoseUnit;
import org.tamor.format.plate.layout.Measurement;
import org.tamor.format.plate.layout.Measurement.Dose;
import org.tamor.format.sheet.Findings;
import org.tamor.format.sheet.NumberText;

/// Sorts measurements into blocks.
///
/// Measurements of one name, cell line and time form a group. Each set of drugs of a group that
/// lies in no larger one is a block. A well with fewer drugs (one drug alone, no drug) belongs to
/// every block that has them: that is how large screens share their single agents.
final class BlockAssembly {

    private static final int MAXIMUM_WELLS = 2_000_000;

    private record Group(String block, String cellLine, double hours) {}

    private final Recipe recipe;
    private final Findings findings;
    private final Set<String> unitsMissed = new HashSet<>();
    private final Set<String> unitsUnknown = new HashSet<>();

    BlockAssembly(Recipe recipe, Findings findings) {
        this.recipe = recipe;
        this.findings = findings;
    }

    List<DraftBlock> blocks(List<Measurement> measurements) {
        new MeasurementChecks(recipe, findings).check(measurements);
        List<DraftBlock> blocks = new ArrayList<>();
        long wells = 0;
        for (Map.Entry<Group, List<Measurement>> entry : groups(measurements).entrySet()) {
            Set<Set<String>> largest = largest(entry.getValue());
            if (largest.isEmpty()) {
                Measurement first = entry.getValue().getFirst();
                findings.warn(
                        "plate.controls-only",
                        first.where(),
                        "there are controls and no treated wells of " + described(entry.getKey()));
            }
            for (Set<String> drugs : largest) {
                DraftBlock block = block(entry.getKey(), drugs, entry.getValue());
                blocks.add(block);
                wells += block.wells().size();
                if (wells > MAXIMUM_WELLS) {
                    findings.problem(
                            "plate.too-many-wells",
                            entry.getValue().getFirst().where(),
                            "more than " + MAXIMUM_WELLS + " wells; split the files");
                    return blocks;
                }
            }
        }
        return blocks;
    }

    private static String described(Group group) {
        String text = (group.block + " " + group.cellLine).strip();
        return text.isEmpty() ? "this table" : text;
    }

    /// The groups in the order of the files; cells counted when the drugs were added go to every
    /// later time of their group.
    private static Map<Group, List<Measurement>> groups(List<Measurement> measurements) {
        Map<Group, List<Measurement>> groups = new LinkedHashMap<>();
        List<Measurement> early = new ArrayList<>();
        Set<Group> withLater = new HashSet<>();
        for (Measurement measurement : measurements) {
            if (measurement.hours() > 0) {
                withLater.add(new Group(measurement.block(), measurement.cellLine(), 0));
            }
        }
        for (Measurement measurement : measurements) {
            boolean untreated = measurement.doses().stream().allMatch(dose -> dose.amount() == 0);
            Group zero = new Group(measurement.block(), measurement.cellLine(), 0);
            if (measurement.hours() == 0 && untreated && withLater.contains(zero)) {
                early.add(measurement);
            } else {
                groups.computeIfAbsent(
                                new Group(
                                        measurement.block(),
                                        measurement.cellLine(),
                                        measurement.hours()),
                                key -> new ArrayList<>())
                        .add(measurement);
            }
        }
        for (Measurement measurement : early) {
            groups.forEach(
                    (group, members) -> {
                        if (group.block.equals(measurement.block())
                                && group.cellLine.equals(measurement.cellLine())) {
                            members.add(atTimeZero(measurement));
                        }
                    });
        }
        return groups;
    }

    private static Measurement atTimeZero(Measurement from) {
        return new Measurement(
                from.where(),
                from.block(),
                from.cellLine(),
                from.hours(),
                List.of(),
                from.response(),
                from.plate(),
                from.well(),
                from.replicate(),
                WellRole.TIME_ZERO,
                from.words());
    }

    private static Set<String> drugs(Measurement measurement) {
        Set<String> drugs = new LinkedHashSet<>();
        measurement.doses().forEach(dose -> drugs.add(dose.drug()));
        return drugs;
    }

    /// The sets of drugs that lie in no larger one.
    private static Set<Set<String>> largest(List<Measurement> measurements) {
        Set<Set<String>> all = new LinkedHashSet<>();
        measurements.forEach(measurement -> all.add(drugs(measurement)));
        all.remove(Set.of());
        Set<Set<String>> largest = new LinkedHashSet<>();
        for (Set<String> drugs : all) {
            if (all.stream()
                    .noneMatch(other -> other.size() > drugs.size() && other.containsAll(drugs))) {
                largest.add(drugs);
            }
        }
        return largest;
    }

    private DraftBlock block(Group group, Set<String> names, List<Measurement> members) {
        List<Measurement> own =
                members.stream().filter(member -> names.containsAll(drugs(member))).toList();
        List<Drug> drugs = names.stream().map(name -> drug(name, own)).toList();
        List<DraftWell> wells = new ArrayList<>();
        for (Measurement measurement : own) {
            double[] doses = new double[drugs.size()];
            for (int i = 0; i < doses.length; i++) {
                Drug drug = drugs.get(i);
                for (Dose dose : measurement.doses()) {
                    if (dose.drug().equals(drug.name())) {
                        doses[i] = inUnit(dose, drug.unit());
                    }
                }
            }
            wells.add(new DraftWell(measurement, doses));
        }
        return new DraftBlock(
                group.block, group.cellLine, group.hours, drugs, ofOneReplicate(wells, drugs));
    }

    /// The wells of a block. Where all its combinations are of one replicate, wells of other
    /// replicates are single agents and controls shared with other blocks: they serve that one.
    private List<DraftWell> ofOneReplicate(List<DraftWell> wells, List<Drug> drugs) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> combined = new LinkedHashSet<>();
        for (DraftWell well : wells) {
            all.add(well.measurement().replicate());
            if (well.drugsPresent() > 1) {
                combined.add(well.measurement().replicate());
            }
        }
        all.removeAll(combined);
        if (combined.isEmpty() || all.isEmpty()) {
            return wells;
        }
        DraftWell other =
                wells.stream()
                        .filter(well -> all.contains(well.measurement().replicate()))
                        .findFirst()
                        .orElseThrow();
        String names = String.join(" + ", drugs.stream().map(Drug::name).toList());
        if (combined.size() > 1) {
            findings.warn(
                    "plate.replicate-incomplete",
                    other.measurement().where(),
                    "the replicate '"
                            + other.measurement().replicate()
                            + "' has no combination of "
                            + names
                            + "; nothing can be compared within it");
            return wells;
        }
        String replicate = combined.iterator().next();
        findings.note(
                "plate.replicates-shared",
                other.measurement().where(),
                "wells without a combination of "
                        + names
                        + " are of other replicates; they are counted to the replicate '"
                        + replicate
                        + "', which has its combinations");
        return wells.stream()
                .map(
                        well ->
                                new DraftWell(
                                        well.measurement().withReplicate(replicate), well.doses()))
                .toList();
    }

    private static double inUnit(Dose dose, String unit) {
        return dose.unit().equals(unit) || dose.amount() == 0
                ? dose.amount()
                : DoseUnit.convert(dose.amount(), dose.unit(), unit).orElse(dose.amount());
    }

    /// A drug with the unit of its doses: as declared, else the first that the file gives.
    private Drug drug(String name, List<Measurement> members) {
        Map<String, Location> units = new LinkedHashMap<>();
        for (Measurement measurement : members) {
            for (Dose dose : measurement.doses()) {
                if (dose.drug().equals(name) && dose.amount() > 0) {
                    units.putIfAbsent(dose.unit(), measurement.where());
                }
            }
        }
        String own = DoseUnit.normalise(recipe.units().getOrDefault(name, ""));
        String declared = own.isEmpty() ? DoseUnit.normalise(recipe.unit()) : own;
        Set<String> given = new LinkedHashSet<>(units.keySet());
        given.remove("");
        if (given.isEmpty()) {
            missingUnit(name, declared, members);
            return new Drug(name, declared);
        }
        String first = given.iterator().next();
        if (!declared.isEmpty() && !given.contains(declared)) {
            contradicting(name, declared, first, own, units.getOrDefault(first, Location.UNKNOWN));
        }
        String unit = given.contains(declared) ? declared : first;
        if (!DoseUnit.isKnown(unit) && unitsUnknown.add(unit)) {
            findings.warn(
                    "plate.unit-unknown",
                    units.getOrDefault(unit, Location.UNKNOWN),
                    "the unit '"
                            + NumberText.shown(unit)
                            + "' is not known and is kept as it is; known are fM to M, ng/ml,"
                            + " ug/ml, mg/ml and mg/kg");
        }
        units.forEach((other, where) -> checkUnit(name, unit, other, where));
        return new Drug(name, unit);
    }

    private void contradicting(
            String name, String declared, String given, String own, Location where) {
        if (own.isEmpty()) {
            findings.note(
                    "plate.unit-of-file",
                    where,
                    "the file gives the doses of "
                            + name
                            + " in "
                            + given
                            + "; the declared "
                            + declared
                            + " holds only where a file names none");
        } else {
            findings.problem(
                    "plate.unit-contradicts",
                    where,
                    "the recipe gives the doses of "
                            + name
                            + " in "
                            + declared
                            + ", the file in "
                            + given
                            + "; correct one of them");
        }
    }

    private void checkUnit(String drug, String unit, String other, Location where) {
        if (other.equals(unit)) {
            return;
        }
        OptionalDouble converted = DoseUnit.convert(1, other, unit);
        if (converted.isPresent()) {
            findings.note(
                    "plate.unit-converted",
                    where,
                    "doses of " + drug + " in " + other + " are converted to " + unit);
        } else {
            findings.problem(
                    "plate.unit-mixed",
                    where,
                    "doses of "
                            + drug
                            + " are in "
                            + unit
                            + " and here in "
                            + (other.isEmpty() ? "no unit" : "'" + other + "'")
                            + ", which can't be converted; correct the unit");
        }
    }

    private void missingUnit(String drug, String declared, List<Measurement> members) {
        Measurement first =
                members.stream()
                        .filter(member -> drugs(member).contains(drug))
                        .findFirst()
                        .orElse(members.getFirst());
        if (declared.isEmpty() && unitsMissed.add(first.where().file() + "\n" + drug)) {
            findings.warn(
                    "plate.unit-missing",
                    first.where(),
                    "the doses of " + drug + " have no unit; declare one (unit: uM)");
        }
    }
}
