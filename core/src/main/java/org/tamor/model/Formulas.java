package org.tamor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tamor.expr.Expression;
import org.tamor.model.Reaction.SpeciesReference;
import org.tamor.model.Rule.AlgebraicRule;
import org.tamor.model.Rule.AssignmentRule;
import org.tamor.model.Rule.RateRule;

/// All formulas of a model with the places where they stand, function bodies aside.
final class Formulas {

    /// What a formula is for.
    enum Role {
        INITIAL_ASSIGNMENT,
        ASSIGNMENT_RULE,
        RATE_RULE,
        ALGEBRAIC_RULE,
        RATE_LAW,
        STOICHIOMETRY,
        TRIGGER,
        DELAY,
        PRIORITY,
        EVENT_ASSIGNMENT
    }

    /// A formula.
    ///
    /// @param element names the place for people
    /// @param target the id that the formula sets or, for a rate law, belongs to; "" where there is
    ///   none
    /// @param locals local parameters that the formula sees
    record Formula(
            Role role,
            String element,
            String target,
            Expression expression,
            List<Parameter> locals) {
        Set<String> localIds() {
            return locals.stream().map(Parameter::id).collect(Collectors.toSet());
        }
    }

    private final List<Formula> formulas = new ArrayList<>();

    private Formulas() {}

    static List<Formula> of(Model model) {
        Formulas collected = new Formulas();
        for (InitialAssignment assignment : model.initialAssignments()) {
            collected.add(
                    Role.INITIAL_ASSIGNMENT,
                    "initial assignment of " + assignment.symbol(),
                    assignment.symbol(),
                    assignment.value());
        }
        for (Rule rule : model.rules()) {
            collected.add(rule);
        }
        for (Reaction reaction : model.reactions()) {
            String element = "reaction " + reaction.id();
            reaction.rateLaw()
                    .ifPresent(law ->
                            collected.formulas.add(
                                    new Formula(
                                            Role.RATE_LAW,
                                            element,
                                            reaction.id(),
                                            law,
                                            reaction.localParameters())));
            reaction.reactants().forEach(r -> collected.add(element, r));
            reaction.products().forEach(r -> collected.add(element, r));
        }
        for (int i = 0; i < model.events().size(); i++) {
            Event event = model.events().get(i);
            collected.add(
                    event,
                    event.id().isEmpty() ? "event number " + (i + 1) : "event " + event.id());
        }
        return List.copyOf(collected.formulas);
    }

    private void add(Rule rule) {
        switch (rule) {
            case AssignmentRule(String variable, Expression value) ->
                    add(Role.ASSIGNMENT_RULE, "rule for " + variable, variable, value);
            case RateRule(String variable, Expression rate) ->
                    add(Role.RATE_RULE, "rate rule for " + variable, variable, rate);
            case AlgebraicRule(Expression residual) ->
                    add(Role.ALGEBRAIC_RULE, "algebraic rule", "", residual);
        }
    }

    private void add(String element, SpeciesReference reference) {
        reference
                .stoichiometryMath()
                .ifPresent(value ->
                        add(
                                Role.STOICHIOMETRY,
                                element + ", stoichiometry of " + reference.species(),
                                reference.id(),
                                value));
    }

    private void add(Event event, String element) {
        add(Role.TRIGGER, element + ", trigger", "", event.trigger().condition());
        add(Role.DELAY, element + ", delay", event.delay());
        add(Role.PRIORITY, element + ", priority", event.priority());
        for (Event.EventAssignment assignment : event.assignments()) {
            add(
                    Role.EVENT_ASSIGNMENT,
                    element + ", assignment of " + assignment.variable(),
                    assignment.variable(),
                    assignment.value());
        }
    }

    private void add(Role role, String element, Optional<Expression> expression) {
        expression.ifPresent(value -> add(role, element, "", value));
    }

    private void add(Role role, String element, String target, Expression expression) {
        formulas.add(new Formula(role, element, target, expression, List.of()));
    }
}
