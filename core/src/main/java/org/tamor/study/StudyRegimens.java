package org.tamor.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.Experiment.Period;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.PetabReader;
import org.tamor.regimen.Dosing;
import org.tamor.regimen.Regimen;
import org.tamor.regimen.RegimenFile;
import org.tamor.regimen.RegimenReader;

/// The regimens of a study: turned into conditions, and given in the experiments that they name.
final class StudyRegimens {

    private final Map<String, Regimen> regimens = new LinkedHashMap<>();
    private final Map<String, Dosing> dosings = new LinkedHashMap<>();

    private StudyRegimens() {}

    static StudyRegimens read(List<Path> files) {
        StudyRegimens result = new StudyRegimens();
        for (Path path : files) {
            RegimenFile file = RegimenReader.read(path);
            for (Regimen regimen : file.regimens()) {
                Regimen other = result.regimens.put(regimen.id(), regimen);
                if (other != null) {
                    throw duplicate(regimen.id(), regimen.location(), other.location().toString());
                }
                result.dosings.put(regimen.id(), Dosing.of(file, regimen));
            }
        }
        return result;
    }

    Set<String> ids() {
        return regimens.keySet();
    }

    boolean isGiven(String regimen, String experiment) {
        Regimen known = regimens.get(regimen);
        return known != null && known.experiments().contains(experiment);
    }

    /// The problem with the regimens' conditions, and with their doses in the experiments in which
    /// they are given.
    PetabProblem given(PetabProblem problem) {
        if (regimens.isEmpty()) {
            return problem;
        }
        List<Condition> conditions = new ArrayList<>(problem.conditions());
        Set<String> ids = new LinkedHashSet<>();
        conditions.forEach(condition -> ids.add(condition.id()));
        dosings.forEach(
                (id, dosing) -> {
                    for (Condition condition : dosing.conditions()) {
                        if (!ids.add(condition.id())) {
                            throw duplicate(
                                    condition.id(),
                                    condition.changes().getFirst().location(),
                                    "another regimen or condition");
                        }
                        conditions.add(condition);
                    }
                });
        PetabProblem result =
                new PetabProblem(
                        problem.file(),
                        problem.id(),
                        problem.formatVersion(),
                        problem.models(),
                        problem.parameters(),
                        conditions,
                        experiments(problem),
                        problem.observables(),
                        problem.measurements(),
                        problem.mappings(),
                        problem.extensions());
        PetabReader.check(result);
        return result;
    }

    private List<Experiment> experiments(PetabProblem problem) {
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        problem.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        for (Regimen regimen : regimens.values()) {
            for (String id : regimen.experiments()) {
                Experiment experiment = experiments.get(id);
                if (experiment == null) {
                    throw new BadInputException(
                            "study.unknown-name",
                            regimen.location(),
                            "the experiment "
                                    + id
                                    + " is not known; "
                                    + NearestNames.hint(
                                            id, experiments.keySet(), "add it to its table"));
                }
                experiments.put(id, new Experiment(id, with(experiment.periods(), regimen.id())));
            }
        }
        return List.copyOf(experiments.values());
    }

    /// The periods with one regimen in place of another.
    List<Period> exchanged(List<Period> periods, String old, String regimen) {
        Set<String> ids = new LinkedHashSet<>();
        periodsOf(old).forEach(period -> ids.addAll(period.conditions()));
        List<Period> rest = new ArrayList<>();
        for (Period period : periods) {
            List<String> kept =
                    period.conditions().stream().filter(id -> !ids.contains(id)).toList();
            if (!kept.isEmpty() || period.conditions().isEmpty()) {
                rest.add(new Period(period.time(), kept, period.location()));
            }
        }
        return with(rest, regimen);
    }

    private List<Period> with(List<Period> periods, String regimen) {
        Map<Double, Period> merged = new TreeMap<>();
        periods.forEach(period -> merged.put(period.time(), period));
        for (Period dose : periodsOf(regimen)) {
            merged.merge(dose.time(), dose, StudyRegimens::together);
        }
        return List.copyOf(merged.values());
    }

    private List<Period> periodsOf(String regimen) {
        Dosing dosing = dosings.get(regimen);
        return dosing == null ? List.of() : dosing.periods();
    }

    private static Period together(Period first, Period second) {
        List<String> conditions = new ArrayList<>(first.conditions());
        conditions.addAll(second.conditions());
        return new Period(first.time(), conditions, first.location());
    }

    private static BadInputException duplicate(String id, Location here, String other) {
        return new BadInputException(
                "study.duplicate",
                here,
                "the name " + id + " is also that of " + other + "; rename the regimen");
    }
}
