package org.tamor.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.PetabProblem;
import org.tamor.format.petab.TsvTable;
import org.tamor.format.petab.TsvTable.Columns;
import org.tamor.format.petab.TsvTable.Row;

/// Reads designs: experiments crossed with factors, one line for each level of each factor.
final class DesignReader {

    private static final Columns COLUMNS =
            new Columns(
                    List.of("designId", "experimentId", "factor", "conditionId", "label"),
                    List.of("dose", "unit"),
                    false);
    private static final Set<String> UNITS = Set.of("nM", "mg/kg", "fold", "%", "1");
    private static final int MAXIMUM_CELLS = 100_000;

    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();

    private final StudyRegimens regimens;

    private DesignReader(PetabProblem problem, StudyRegimens regimens) {
        this.regimens = regimens;
        problem.conditions().forEach(condition -> conditions.put(condition.id(), condition));
        problem.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
    }

    static List<Design> read(List<Path> files, PetabProblem problem, StudyRegimens regimens) {
        DesignReader reader = new DesignReader(problem, regimens);
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (Path file : files) {
            for (Row row : TsvTable.read(file, COLUMNS).rows()) {
                reader.add(row, drafts);
            }
        }
        return drafts.values().stream().map(Draft::design).toList();
    }

    /// A design whose lines are still being read.
    private record Draft(
            String id, String base, Location location, Map<String, List<Design.Level>> factors) {

        Design design() {
            List<Design.Factor> list =
                    factors.entrySet().stream()
                            .map(entry -> new Design.Factor(entry.getKey(), entry.getValue()))
                            .toList();
            double count =
                    list.stream()
                            .mapToDouble(factor -> factor.levels().size())
                            .reduce(1, (a, b) -> a * b);
            if (count > MAXIMUM_CELLS) {
                throw new BadInputException(
                        "study.design-too-large",
                        location,
                        "the design "
                                + id
                                + " has more than "
                                + MAXIMUM_CELLS
                                + " cells; take out levels or split it");
            }
            List<Design.Cell> cells = new ArrayList<>();
            cross(list, new ArrayList<>(), cells);
            return new Design(id, base, list, cells);
        }

        private void cross(
                List<Design.Factor> factors, List<Design.Level> chosen, List<Design.Cell> cells) {
            if (chosen.size() == factors.size()) {
                List<String> labels = chosen.stream().map(Design.Level::label).toList();
                cells.add(new Design.Cell(Design.cellName(id, labels), chosen));
                return;
            }
            for (Design.Level level : factors.get(chosen.size()).levels()) {
                chosen.add(level);
                cross(factors, chosen, cells);
                chosen.removeLast();
            }
        }
    }

    private void add(Row row, Map<String, Draft> drafts) {
        String id = word(row, "designId");
        String base = row.identifier("experimentId");
        Experiment experiment = experiments.get(base);
        if (experiment == null) {
            throw unknown(row, "experimentId", "experiment", base, experiments.keySet());
        }
        Draft draft =
                drafts.computeIfAbsent(
                        id, key -> new Draft(id, base, row.location(), new LinkedHashMap<>()));
        if (!draft.base().equals(base)) {
            throw row.error(
                    "study.bad-design",
                    "experimentId",
                    "other rows of design "
                            + id
                            + " start from "
                            + draft.base()
                            + "; a design has one base experiment");
        }
        String factor = factor(row, experiment);
        Design.Level level = level(row, regimens.isGiven(factor, experiment.id()));
        List<Design.Level> levels =
                draft.factors().computeIfAbsent(factor, key -> new ArrayList<>());
        if (levels.stream().anyMatch(other -> other.label().equals(level.label()))) {
            throw row.error(
                    "study.duplicate",
                    "label",
                    "factor "
                            + factor
                            + " of design "
                            + id
                            + " has two levels "
                            + level.label()
                            + "; rename one");
        }
        checkUnits(row, levels, level);
        levels.add(level);
    }

    private String factor(Row row, Experiment experiment) {
        String factor = row.identifier("factor");
        Set<String> applied = new LinkedHashSet<>();
        experiment.periods().forEach(period -> applied.addAll(period.conditions()));
        if (!applied.contains(factor) && !regimens.isGiven(factor, experiment.id())) {
            throw row.error(
                    "study.bad-design",
                    "factor",
                    "experiment "
                            + experiment.id()
                            + " never applies "
                            + factor
                            + "; name one of "
                            + String.join(", ", applied));
        }
        return factor;
    }

    /// @param regimen whether the factor is a regimen, so that the level is one as well
    private Design.Level level(Row row, boolean regimen) {
        String conditionId = row.identifier("conditionId");
        Set<String> known = regimen ? regimens.ids() : conditions.keySet();
        if (!known.contains(conditionId)) {
            throw unknown(
                    row, "conditionId", regimen ? "regimen" : "condition", conditionId, known);
        }
        Condition condition =
                conditions.getOrDefault(conditionId, new Condition(conditionId, List.of()));
        OptionalDouble dose = row.optionalNumber("dose");
        String unit = row.text("unit");
        if (dose.isEmpty() && !unit.isEmpty()) {
            throw row.error("study.bad-dose", "dose", "there is a unit but no dose; write one");
        }
        if (dose.isPresent()) {
            checkDose(row, condition, dose.getAsDouble(), row.required("unit"));
        }
        return new Design.Level(conditionId, word(row, "label"), dose, unit, row.location());
    }

    private static void checkDose(Row row, Condition condition, double dose, String unit) {
        if (!UNITS.contains(unit)) {
            throw row.error(
                    "study.bad-unit",
                    "unit",
                    "a dose in '"
                            + unit
                            + "' is not understood; convert it to nM (or write mg/kg, fold, % or"
                            + " 1)");
        }
        if (dose < 0) {
            throw row.error("study.bad-dose", "dose", "a dose cannot be negative; correct it");
        }
        List<Double> set = new ArrayList<>();
        for (Condition.Change change : condition.changes()) {
            if (change.value() instanceof Expression.Constant constant) {
                set.add(constant.value());
            }
        }
        boolean numeric = set.size() == condition.changes().size() && !set.isEmpty();
        boolean agrees =
                set.stream().anyMatch(value -> Math.abs(value - dose) <= 1e-9 * Math.abs(dose));
        if (unit.equals("nM") && numeric && !agrees) {
            throw row.error(
                    "study.bad-dose",
                    "dose",
                    "the dose is "
                            + dose
                            + " nM, but condition "
                            + condition.id()
                            + " sets "
                            + set
                            + "; correct one of them (concentrations are in nM)");
        }
    }

    private static void checkUnits(Row row, List<Design.Level> levels, Design.Level level) {
        for (Design.Level other : levels) {
            if (!other.unit().equals(level.unit())) {
                throw row.error(
                        "study.bad-unit",
                        "unit",
                        "other levels of this factor have the unit '"
                                + other.unit()
                                + "'; use one unit, or none for all");
            }
        }
    }

    private static String word(Row row, String column) {
        String word = row.identifier(column);
        if (word.contains(Design.SEPARATOR) || word.startsWith("_") || word.endsWith("_")) {
            throw row.error(
                    "study.bad-design",
                    column,
                    "'"
                            + word
                            + "' becomes part of names with __ between the parts; use single"
                            + " underscores inside it");
        }
        return word;
    }

    private static BadInputException unknown(
            Row row, String column, String kind, String name, Set<String> known) {
        return row.error(
                "study.unknown-name",
                column,
                "the "
                        + kind
                        + " "
                        + name
                        + " is not known; "
                        + NearestNames.hint(name, known, "add it to its table"));
    }
}
