package org.tamor.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.PeriodConflict;
import org.tamor.format.petab.PetabProblem;

/// Turns the cells of designs into experiments: in the base experiment every factor's condition
/// gives way to the condition of the cell's level, wherever it is applied; a factor's regimen, all
/// its doses, to the regimen of the level.
final class DesignExpansion {

    private DesignExpansion() {}

    /// The base experiments, then one experiment for each cell.
    static List<Experiment> experiments(
            PetabProblem problem, List<Design> designs, StudyRegimens regimens) {
        Map<String, Condition> conditions = new HashMap<>();
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        Map<String, Experiment> bases = new HashMap<>();
        problem.experiments().forEach(experiment -> bases.put(experiment.id(), experiment));
        List<Experiment> experiments = new ArrayList<>(problem.experiments());
        Set<String> ids = new HashSet<>(bases.keySet());
        for (Design design : designs) {
            Experiment base = bases.get(design.baseExperiment());
            if (base == null) {
                throw new IllegalArgumentException("no experiment " + design.baseExperiment());
            }
            for (Design.Cell cell : design.cells()) {
                Experiment experiment = expand(base, design, cell, regimens);
                check(experiment, cell, conditions);
                if (!ids.add(experiment.id())) {
                    throw new BadInputException(
                            "study.duplicate",
                            cell.levels().getFirst().location(),
                            "there is already an experiment "
                                    + experiment.id()
                                    + "; rename the design or a label");
                }
                experiments.add(experiment);
            }
        }
        return experiments;
    }

    private static Experiment expand(
            Experiment base, Design design, Design.Cell cell, StudyRegimens regimens) {
        Map<String, String> replacements = new HashMap<>();
        List<Experiment.Period> periods = base.periods();
        for (int i = 0; i < design.factors().size(); i++) {
            String factor = design.factors().get(i).condition();
            String level = cell.levels().get(i).condition();
            if (regimens.isGiven(factor, base.id())) {
                periods = regimens.exchanged(periods, factor, level);
            } else {
                replacements.put(factor, level);
            }
        }
        return new Experiment(
                cell.experiment(),
                periods.stream()
                        .map(
                                period ->
                                        new Experiment.Period(
                                                period.time(),
                                                period.conditions().stream()
                                                        .map(
                                                                id ->
                                                                        replacements.getOrDefault(
                                                                                id, id))
                                                        .toList(),
                                                period.location()))
                        .toList());
    }

    private static void check(
            Experiment experiment, Design.Cell cell, Map<String, Condition> conditions) {
        for (Experiment.Period period : experiment.periods()) {
            PeriodConflict.find(period.conditions(), conditions)
                    .ifPresent(
                            conflict -> {
                                throw new BadInputException(
                                        "study.conflict",
                                        cell.levels().getLast().location(),
                                        "in cell "
                                                + experiment.id()
                                                + " both "
                                                + conflict.first()
                                                + " and "
                                                + conflict.second()
                                                + " set "
                                                + conflict.target()
                                                + " at "
                                                + period.time()
                                                + "; let one of the conditions leave it alone");
                            });
        }
    }
}
