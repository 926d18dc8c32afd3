package org.tamor.calibrate.fit;

import java.util.HashSet;
import java.util.Set;
import org.tamor.expr.Expressions;
import org.tamor.format.petab.Condition;
import org.tamor.format.petab.PetabModel;
import org.tamor.format.petab.PetabProblem;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;

/// The names that the models and conditions of a problem make use of.
///
/// A parameter that is not among them changes nothing but what is read from a simulation.
final class ModelSymbols {

    private final Set<String> names = new HashSet<>();

    private ModelSymbols() {}

    static Set<String> of(PetabProblem problem) {
        ModelSymbols symbols = new ModelSymbols();
        for (PetabModel model : problem.models()) {
            symbols.add(model.model());
        }
        for (Condition condition : problem.conditions()) {
            for (Condition.Change change : condition.changes()) {
                symbols.names.add(change.target());
                symbols.names.addAll(Expressions.symbols(change.value()));
            }
        }
        problem.mappings().forEach(mapping -> symbols.names.add(mapping.entity()));
        return symbols.names;
    }

    private void add(Model model) {
        model.conversionFactor().ifPresent(names::add);
        model.compartments().forEach(one -> names.add(one.id()));
        model.species()
                .forEach(
                        one -> {
                            names.add(one.id());
                            one.conversionFactor().ifPresent(names::add);
                        });
        model.initialAssignments()
                .forEach(
                        one -> {
                            names.add(one.symbol());
                            names.addAll(Expressions.symbols(one.value()));
                        });
        model.rules().forEach(this::add);
        model.reactions().forEach(this::add);
        model.events().forEach(this::add);
    }

    private void add(Rule rule) {
        switch (rule) {
            case Rule.AssignmentRule(String variable, var value) -> {
                names.add(variable);
                names.addAll(Expressions.symbols(value));
            }
            case Rule.RateRule(String variable, var rate) -> {
                names.add(variable);
                names.addAll(Expressions.symbols(rate));
            }
            case Rule.AlgebraicRule(var residual) -> names.addAll(Expressions.symbols(residual));
        }
    }

    private void add(Reaction reaction) {
        names.add(reaction.id());
        reaction.rateLaw().ifPresent(law -> names.addAll(Expressions.symbols(law)));
        add(reaction.reactants());
        add(reaction.products());
    }

    private void add(Iterable<Reaction.SpeciesReference> references) {
        for (Reaction.SpeciesReference one : references) {
            names.add(one.id());
            one.stoichiometryMath().ifPresent(math -> names.addAll(Expressions.symbols(math)));
        }
    }

    private void add(Event event) {
        names.addAll(Expressions.symbols(event.trigger().condition()));
        event.priority().ifPresent(one -> names.addAll(Expressions.symbols(one)));
        event.delay().ifPresent(one -> names.addAll(Expressions.symbols(one)));
        for (Event.EventAssignment assignment : event.assignments()) {
            names.add(assignment.variable());
            names.addAll(Expressions.symbols(assignment.value()));
        }
    }
}
