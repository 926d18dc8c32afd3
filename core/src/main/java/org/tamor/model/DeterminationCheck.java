package org.tamor.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.Event.EventAssignment;

/// Checks that everything that changes has exactly one cause and is declared variable.
final class DeterminationCheck {

    private final ModelIndex index;
    private final Location file;
    private final Map<String, String> causes = new HashMap<>();

    DeterminationCheck(ModelIndex index, Location file) {
        this.index = index;
        this.file = file;
    }

    void check() {
        for (String species : index.changedByReactions()) {
            causes.put(species, "reactions");
            if (index.isConstant(species)) {
                throw fail(
                        "constant-changed",
                        "species " + species,
                        "reactions change '"
                                + species
                                + "', which is declared constant; make it variable or a boundary species");
            }
        }
        for (Rule rule : index.model().rules()) {
            switch (rule) {
                case Rule.AssignmentRule assignment ->
                        determine(assignment.variable(), "an assignment rule");
                case Rule.RateRule rate -> determine(rate.variable(), "a rate rule");
                case Rule.AlgebraicRule algebraic -> {}
            }
        }
        checkInitialAssignments();
        for (Event event : index.model().events()) {
            Set<String> assigned = new HashSet<>();
            for (EventAssignment assignment : event.assignments()) {
                checkEventTarget(event, assignment.variable(), assigned);
            }
        }
    }

    private BadInputException fail(String code, String element, String message) {
        return new BadInputException("model." + code, file.withElement(element), message);
    }

    private void determine(String variable, String cause) {
        String element = "rule for " + variable;
        checkTarget(variable, element, cause);
        String other = causes.putIfAbsent(variable, cause);
        if (other != null) {
            throw fail(
                    "determined-twice",
                    element,
                    "'"
                            + variable
                            + "' is set by "
                            + cause
                            + " and by "
                            + other
                            + "; keep one"
                            + (other.equals("reactions") ? " or make it a boundary species" : ""));
        }
    }

    private void checkTarget(String variable, String element, String cause) {
        checkExists(variable, element, cause);
        if (index.isConstant(variable)) {
            throw fail(
                    "constant-changed",
                    element,
                    cause
                            + " changes '"
                            + variable
                            + "', which is declared constant; declare it variable");
        }
    }

    private void checkExists(String variable, String element, String cause) {
        if (!index.isVariable(variable)) {
            throw fail(
                    "unknown-target",
                    element,
                    cause
                            + " sets '"
                            + variable
                            + "', which is no compartment, species, parameter or stoichiometry of the model");
        }
    }

    private void checkInitialAssignments() {
        Set<String> seen = new HashSet<>();
        for (InitialAssignment assignment : index.model().initialAssignments()) {
            String symbol = assignment.symbol();
            String element = "initial assignment of " + symbol;
            checkExists(symbol, element, "an initial assignment");
            if (!seen.add(symbol) || index.assignmentRule(symbol).isPresent()) {
                throw fail(
                        "determined-twice",
                        element,
                        "the starting value of '" + symbol + "' is set twice; keep one assignment");
            }
        }
    }

    private void checkEventTarget(Event event, String variable, Set<String> assigned) {
        String element = event.id().isEmpty() ? "event" : "event " + event.id();
        checkTarget(variable, element, "an event");
        if (!assigned.add(variable)) {
            throw fail(
                    "determined-twice",
                    element,
                    "the event assigns '" + variable + "' twice; keep one assignment");
        }
        if (index.assignmentRule(variable).isPresent()) {
            throw fail(
                    "determined-twice",
                    element,
                    "the event assigns '"
                            + variable
                            + "', which an assignment rule sets at all times; keep one");
        }
    }
}
