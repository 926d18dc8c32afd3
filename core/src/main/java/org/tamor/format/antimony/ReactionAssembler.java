package org.tamor.format.antimony;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.BadInputException;
import org.tamor.format.antimony.Variable.Said;
import org.tamor.model.Event;
import org.tamor.model.Reaction;
import org.tamor.model.Reaction.SpeciesReference;

/// Makes the reactions and events of the flattened model.
final class ReactionAssembler {

    private final Flattener flat;
    private final FormulaCompiler formulas;

    ReactionAssembler(Flattener flat, FormulaCompiler formulas) {
        this.flat = flat;
        this.formulas = formulas;
    }

    List<Reaction> reactions() {
        List<Reaction> reactions = new ArrayList<>();
        for (Flattener.ReactionInstance instance : flat.reactions) {
            Variable variable = instance.variable().find();
            if (!variable.deleted && !hasDeletedParticipant(instance)) {
                reactions.add(reaction(instance, variable));
            }
        }
        return reactions;
    }

    private static boolean hasDeletedParticipant(Flattener.ReactionInstance instance) {
        return participants(instance).stream()
                .anyMatch(p -> instance.scope().resolve(p.species(), p.at()).deleted);
    }

    private static List<Statement.Participant> participants(Flattener.ReactionInstance instance) {
        List<Statement.Participant> all = new ArrayList<>(instance.statement().reactants());
        all.addAll(instance.statement().products());
        return all;
    }

    private Reaction reaction(Flattener.ReactionInstance instance, Variable variable) {
        List<SpeciesReference> reactants =
                references(instance.statement().reactants(), instance.scope());
        List<SpeciesReference> products =
                references(instance.statement().products(), instance.scope());
        Optional<Expression> rate = rate(variable);
        Set<String> modifiers = new LinkedHashSet<>(declaredModifiers(variable));
        rate.ifPresent(law -> modifiers.addAll(speciesIn(law)));
        reactants.forEach(reference -> modifiers.remove(reference.species()));
        products.forEach(reference -> modifiers.remove(reference.species()));
        String compartment = variable.compartment.map(said -> said.value().find().id).orElse("");
        return new Reaction(
                variable.id,
                variable.displayName,
                instance.statement().reversible(),
                false,
                compartment,
                reactants,
                products,
                List.copyOf(modifiers),
                rate,
                List.of());
    }

    private Optional<Expression> rate(Variable variable) {
        Optional<Said<Formula>> said = variable.initialFormula();
        if (said.isEmpty()
                || FormulaCompiler.mentionsDeleted(said.get().value(), said.get().scope())) {
            return Optional.empty();
        }
        return Optional.of(formulas.compile(said.get().value(), said.get().scope()));
    }

    private Set<String> speciesIds() {
        Set<String> ids = new LinkedHashSet<>();
        for (Variable variable : flat.variables) {
            if (variable.find().species) {
                ids.add(variable.find().id);
            }
        }
        return ids;
    }

    private Set<String> allSpecies = Set.of();

    private Set<String> speciesIn(Expression law) {
        if (allSpecies.isEmpty()) {
            allSpecies = speciesIds();
        }
        Set<String> found = new LinkedHashSet<>(Expressions.symbols(law));
        found.retainAll(allSpecies);
        return found;
    }

    private List<String> declaredModifiers(Variable reaction) {
        List<String> modifiers = new ArrayList<>();
        for (Flattener.Scoped<Statement.Interaction> scoped : flat.interactions) {
            Statement.Interaction interaction = scoped.value();
            Variable target = scoped.scope().resolve(interaction.reaction(), interaction.at());
            if (!target.reaction) {
                throw new BadInputException(
                        "antimony.type",
                        interaction.at().withElement(interaction.reaction()),
                        interaction.reaction()
                                + " is no reaction that a species could act on; check the name");
            }
            if (target.equals(reaction)) {
                for (String name : interaction.species()) {
                    Variable species = scoped.scope().resolve(name, interaction.at());
                    if (!species.species) {
                        throw new BadInputException(
                                "antimony.type",
                                interaction.at().withElement(name),
                                name + " is no species; declare it with 'species " + name + "'");
                    }
                    modifiers.add(species.id);
                }
            }
        }
        return modifiers;
    }

    private List<SpeciesReference> references(List<Statement.Participant> side, Instance scope) {
        List<SpeciesReference> references = new ArrayList<>();
        for (Statement.Participant participant : side) {
            Variable species = scope.resolve(participant.species(), participant.at());
            if (participant.variable().isEmpty()) {
                references.add(new SpeciesReference(species.id, participant.stoichiometry()));
                continue;
            }
            Variable number = scope.resolve(participant.variable(), participant.at());
            boolean changes =
                    number.activeRule().isPresent() || number.eventTarget || number.isVariable();
            if (number.initialFormula().isEmpty() && !changes) {
                throw new BadInputException(
                        "antimony.undefined",
                        participant.at().withElement(participant.variable()),
                        participant.variable()
                                + " is used but never given a value; add '"
                                + participant.variable()
                                + " = ...'");
            }
            OptionalDouble value =
                    number.initialFormula()
                            .map(said ->
                                    FormulaCompiler.number(
                                            formulas.compile(said.value(), said.scope())))
                            .orElse(OptionalDouble.empty());
            references.add(
                    new SpeciesReference(
                            number.id, species.id, value.orElse(1), Optional.empty(), !changes));
        }
        return references;
    }

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Flattener.EventInstance instance : flat.events) {
            Variable variable = instance.variable().find();
            Instance scope = instance.scope();
            Statement.EventStatement statement = instance.statement();
            if (variable.deleted || FormulaCompiler.mentionsDeleted(statement.trigger(), scope)) {
                continue;
            }
            List<Event.EventAssignment> assignments = new ArrayList<>();
            for (Statement.Assignment assignment : statement.assignments()) {
                assign(assignment, scope, statement).ifPresent(assignments::add);
            }
            events.add(
                    new Event(
                            variable.id,
                            variable.displayName,
                            statement.fromTrigger(),
                            new Event.Trigger(
                                    formulas.compile(statement.trigger(), scope),
                                    statement.initialValue(),
                                    statement.persistent()),
                            statement.priority().map(formula -> formulas.compile(formula, scope)),
                            statement.delay().map(formula -> formulas.compile(formula, scope)),
                            assignments));
        }
        return events;
    }

    private Optional<Event.EventAssignment> assign(
            Statement.Assignment assignment, Instance scope, Statement.EventStatement event) {
        Variable target = scope.resolve(assignment.name(), assignment.at());
        Formula value = assignment.value().orElseThrow();
        if (target.deleted || FormulaCompiler.mentionsDeleted(value, scope)) {
            return Optional.empty();
        }
        if (target.reaction || target.event || target.submodel) {
            throw new BadInputException(
                    "antimony.type",
                    assignment.at().withElement(assignment.name()),
                    "an event cannot set "
                            + assignment.name()
                            + ", which is a reaction, event or submodel");
        }
        if (target.activeRule().isPresent()
                && target.activeRule().get().value().equation() == Statement.Equation.RULE) {
            throw new BadInputException(
                    "antimony.rule-conflict",
                    assignment.at().withElement(assignment.name()),
                    assignment.name()
                            + " has a rule (:=) in line "
                            + target.activeRule().get().at().line()
                            + ", so the event in line "
                            + event.at().line()
                            + " cannot set it; remove one");
        }
        return Optional.of(new Event.EventAssignment(target.id, formulas.compile(value, scope)));
    }
}
