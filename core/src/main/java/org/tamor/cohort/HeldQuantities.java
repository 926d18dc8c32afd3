package org.tamor.cohort;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.format.petab.ModelNames;
import org.tamor.format.petab.NearestNames;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Rule;
import org.tamor.model.Species;

/// Holds quantities of a model: no reaction and no rate rule changes them any more, only what sets
/// them does.
final class HeldQuantities {

    private final Set<String> ids;
    private final String file;

    /// @param file named in errors
    HeldQuantities(Set<String> ids, String file) {
        this.ids = ids;
        this.file = file;
    }

    /// The model with the quantities held.
    ///
    /// @throws BadInputException where one of them does not exist, or is given by an assignment
    ///   rule or an event
    Model in(Model model) {
        check(model);
        List<Rule> rules =
                model.rules().stream()
                        .filter(
                                rule ->
                                        !(rule instanceof Rule.RateRule changed
                                                && ids.contains(changed.variable())))
                        .toList();
        List<Species> species =
                model.species().stream()
                        .map(one -> ids.contains(one.id()) ? held(one) : one)
                        .toList();
        return new Model(
                model.id(),
                model.name(),
                model.units(),
                model.conversionFactor(),
                model.unitDefinitions(),
                model.functions(),
                model.compartments(),
                species,
                model.parameters(),
                model.initialAssignments(),
                rules,
                model.reactions(),
                model.events(),
                model.annotations());
    }

    private static Species held(Species one) {
        return new Species(
                one.id(),
                one.name(),
                one.compartment(),
                one.initial(),
                one.substanceUnit(),
                one.substanceOnly(),
                true,
                false,
                one.conversionFactor());
    }

    private void check(Model model) {
        for (Rule rule : model.rules()) {
            if (rule instanceof Rule.AssignmentRule given && ids.contains(given.variable())) {
                throw bad(
                        "given-by-rule",
                        given.variable(),
                        given.variable()
                                + " is computed by a rule of the model, so that it cannot be held;"
                                + " hold what it is computed from");
            }
        }
        Set<String> known = new HashSet<>(ModelNames.of(List.of(model)).targets());
        for (String id : ids) {
            if (!known.contains(id)) {
                throw bad(
                        "unknown-quantity",
                        id,
                        "the model has no quantity "
                                + id
                                + " that can be held; "
                                + NearestNames.hint(id, known, "name a species or a parameter"));
            }
        }
        for (Event event : model.events()) {
            for (Event.EventAssignment assignment : event.assignments()) {
                if (ids.contains(assignment.variable())) {
                    throw bad(
                            "given-by-event",
                            assignment.variable(),
                            assignment.variable()
                                    + " is set by an event of the model, so that it cannot be"
                                    + " held; hold another quantity");
                }
            }
        }
    }

    private BadInputException bad(String code, String element, String message) {
        return new BadInputException(
                "exposure." + code, Location.ofFile(file).withElement(element), message);
    }
}
