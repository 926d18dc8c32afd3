package org.tamor.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.Experiment;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.NearestNames;
import org.tamor.format.petab.Observable;
import org.tamor.format.petab.PetabModel;
import org.tamor.format.petab.PetabParameter;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// Checks what the tables of a study say of each other and of the model.
final class StudyChecker {

    private static final double SAME_VALUE = 1e-12;

    private final Study study;
    private final ModelNames names;

    private StudyChecker(Study study) {
        this.study = study;
        this.names = ModelNames.of(List.of(study.model()));
    }

    /// @param provenance whether the study lists the provenance of its parameters
    static void check(Study study, boolean provenance) {
        StudyChecker checker = new StudyChecker(study);
        checker.checkClaims();
        checker.checkEdges();
        checker.checkMechanisms();
        checker.checkMoieties();
        checker.checkFigures();
        checker.checkNominalValues();
        if (provenance) {
            checker.checkProvenance();
        }
    }

    private void checkClaims() {
        Set<String> observables = new LinkedHashSet<>();
        study.problem().observables().stream().map(Observable::id).forEach(observables::add);
        Set<String> experiments = new LinkedHashSet<>();
        study.experiments().stream().map(Experiment::id).forEach(experiments::add);
        for (Claim claim : study.claims()) {
            for (String readout : claim.readouts()) {
                if (!observables.contains(readout)) {
                    throw unknown(
                            "readout",
                            readout,
                            observables,
                            claim.location().withElement("readout"));
                }
            }
            for (String experiment : claim.experiments()) {
                if (!experiments.contains(experiment) && study.cells(experiment).isEmpty()) {
                    throw unknown(
                            "experiment",
                            experiment,
                            experiments,
                            claim.location().withElement("experiments"));
                }
            }
        }
        for (ClaimJudge.Case one : new ClaimJudge(study).cases()) {
            Claim claim = one.claim();
            if (claim.lower().isEmpty() && claim.upper().isEmpty() && !one.expression().isTruth()) {
                throw new BadInputException(
                        "study.bad-claim",
                        claim.location().withElement("lower"),
                        "claim "
                                + claim.id()
                                + " has no limit and its expression is no comparison;"
                                + " give lower or upper");
            }
        }
    }

    /// Every `experiment` of a figure must be one, or a pattern of designs' cells.
    private void checkFigures() {
        for (Study.FigureFile file : study.figures()) {
            checkFigures(file.content(), "", Location.ofFile(file.file()));
        }
    }

    private void checkFigures(Object value, String figure, Location file) {
        if (value instanceof Map<?, ?> map) {
            String id = figure.isEmpty() && map.get("id") instanceof String own ? own : figure;
            if (map.get("experiment") instanceof String experiment
                    && study.experiment(experiment).isEmpty()
                    && study.cells(experiment).isEmpty()) {
                List<String> known = study.experiments().stream().map(Experiment::id).toList();
                throw unknown("experiment", experiment, known, file.withElement("figure " + id));
            }
            map.values().forEach(entry -> checkFigures(entry, id, file));
        } else if (value instanceof List<?> list) {
            list.forEach(entry -> checkFigures(entry, figure, file));
        }
    }

    /// A mechanism holds parameters of the table or the model, each once, that no condition sets.
    private void checkMechanisms() {
        Set<String> known = new LinkedHashSet<>(names.parameters());
        Set<String> estimated = new LinkedHashSet<>();
        for (PetabParameter parameter : study.problem().parameters()) {
            known.add(parameter.id());
            if (parameter.estimate()) {
                estimated.add(parameter.id());
            }
        }
        Set<String> set = new LinkedHashSet<>();
        study.problem()
                .conditions()
                .forEach(one -> one.changes().forEach(change -> set.add(change.target())));
        for (Mechanism mechanism : study.mechanisms()) {
            Set<String> held = new LinkedHashSet<>();
            for (Mechanism.Setting setting : mechanism.settings()) {
                String id = setting.parameter();
                Location location = mechanism.location().withElement("parameterId");
                if (!known.contains(id)) {
                    throw unknown("parameter", id, known, location);
                }
                if (!held.add(id) || set.contains(id)) {
                    throw new BadInputException(
                            "study.bad-mechanism",
                            location,
                            "mechanism "
                                    + mechanism.id()
                                    + " holds "
                                    + id
                                    + (set.contains(id)
                                            ? ", which conditions set; hold another parameter"
                                            : " twice; remove a row"));
                }
            }
            if (!estimated.isEmpty() && held.containsAll(estimated)) {
                throw new BadInputException(
                        "study.bad-mechanism",
                        mechanism.location(),
                        "mechanism "
                                + mechanism.id()
                                + " holds every parameter that is estimated; leave one free");
            }
        }
    }

    private void checkEdges() {
        for (Edge edge : study.edges()) {
            for (Edge.Cut cut : edge.cuts()) {
                if (!names.parameters().contains(cut.parameter())) {
                    throw unknown(
                            "parameter",
                            cut.parameter(),
                            names.parameters(),
                            cut.location().withElement("parameterId"));
                }
                if (!names.targets().contains(cut.parameter())
                        || rates().contains(cut.parameter())) {
                    throw new BadInputException(
                            "study.bad-edge",
                            cut.location(),
                            "edge "
                                    + edge.id()
                                    + " cannot set "
                                    + cut.parameter()
                                    + ", which a rule of the model computes; name a parameter with"
                                    + " a value");
                }
            }
        }
    }

    private Set<String> rates() {
        Set<String> ids = new LinkedHashSet<>();
        for (Rule rule : study.model().rules()) {
            if (rule instanceof Rule.RateRule(String variable, Expression rate)) {
                ids.add(variable);
            }
        }
        return ids;
    }

    private void checkMoieties() {
        Set<String> species = new LinkedHashSet<>();
        study.model().species().stream().map(Species::id).forEach(species::add);
        for (Moiety moiety : study.moieties()) {
            for (Moiety.Share share : moiety.shares()) {
                if (!species.contains(share.species())) {
                    throw unknown("species", share.species(), species, share.location());
                }
                if (!(share.count() > 0)) {
                    throw new BadInputException(
                            "study.bad-moiety",
                            share.location().withElement("count"),
                            share.species()
                                    + " must hold more than 0 of "
                                    + moiety.id()
                                    + "; correct it or remove the row");
                }
            }
        }
    }

    private void checkNominalValues() {
        for (PetabParameter parameter : study.problem().parameters()) {
            if (parameter.nominalValue().isEmpty()) {
                throw new BadInputException(
                        "study.no-value",
                        parameter.location().withElement("nominalValue"),
                        "the parameter "
                                + parameter.id()
                                + " has no nominal value, and a study runs with it; write one");
            }
        }
    }

    private void checkProvenance() {
        Map<String, Double> values = values();
        Map<String, ProvenanceEntry> entries = new LinkedHashMap<>();
        study.provenance().forEach(entry -> entries.put(entry.parameter(), entry));
        for (ProvenanceEntry entry : study.provenance()) {
            Double value = values.get(entry.parameter());
            if (value == null && !names.quantities().contains(entry.parameter())) {
                throw unknown(
                        "parameter",
                        entry.parameter(),
                        values.keySet(),
                        entry.location().withElement("parameterId"));
            }
            if (value != null && Math.abs(value - entry.value()) > SAME_VALUE * Math.abs(value)) {
                throw new BadInputException(
                        "study.provenance-value",
                        entry.location().withElement("value"),
                        "provenance gives "
                                + entry.parameter()
                                + " as "
                                + entry.value()
                                + ", the study uses "
                                + value
                                + "; make them the same");
            }
        }
        List<String> missing = new ArrayList<>(mandatory());
        missing.removeAll(entries.keySet());
        if (!missing.isEmpty()) {
            PetabModel model = study.problem().models().getFirst();
            String more = missing.size() > 10 ? " and " + (missing.size() - 10) + " more" : "";
            throw new BadInputException(
                    "study.no-provenance",
                    Location.ofFile(model.file().toString()).withElement(missing.getFirst()),
                    "no provenance is given for "
                            + String.join(", ", missing.subList(0, Math.min(10, missing.size())))
                            + more
                            + "; add a row for each to the provenance table");
        }
    }

    /// The parameters of the model that hold a value of their own.
    private Set<String> mandatory() {
        Set<String> computed = new LinkedHashSet<>(names.assigned());
        computed.addAll(rates());
        for (InitialAssignment assignment : study.model().initialAssignments()) {
            if (!(assignment.value() instanceof Expression.Constant)) {
                computed.add(assignment.symbol());
            }
        }
        Set<String> ids = new LinkedHashSet<>(names.parameters());
        ids.removeAll(computed);
        return ids;
    }

    /// The values that the study runs with, where they are plain numbers.
    private Map<String, Double> values() {
        Model model = study.model();
        Map<String, Double> values = new HashMap<>();
        for (Parameter parameter : model.parameters()) {
            parameter.value().ifPresent(value -> values.put(parameter.id(), value));
        }
        model.compartments()
                .forEach(
                        compartment ->
                                compartment
                                        .size()
                                        .ifPresent(size -> values.put(compartment.id(), size)));
        for (Species species : model.species()) {
            switch (species.initial()) {
                case Species.InitialQuantity.Amount(double value) when species.substanceOnly() ->
                        values.put(species.id(), value);
                case Species.InitialQuantity.Concentration(double value)
                        when !species.substanceOnly() ->
                        values.put(species.id(), value);
                default -> {
                    // the value in the sense of formulas is not a plain number of the model
                }
            }
        }
        for (InitialAssignment assignment : model.initialAssignments()) {
            values.remove(assignment.symbol());
            if (assignment.value() instanceof Expression.Constant constant) {
                values.put(assignment.symbol(), constant.value());
            }
        }
        names.assigned().forEach(values::remove);
        for (PetabParameter parameter : study.problem().parameters()) {
            parameter.nominalValue().ifPresent(value -> values.put(parameter.id(), value));
        }
        return values;
    }

    private static BadInputException unknown(
            String kind, String name, Collection<String> known, Location where) {
        return new BadInputException(
                "study.unknown-name",
                where,
                "the "
                        + kind
                        + " "
                        + name
                        + " is not known; "
                        + NearestNames.hint(name, known, "correct the name"));
    }
}
