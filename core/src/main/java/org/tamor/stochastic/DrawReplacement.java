package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.UserFunction;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Parameter;
import org.tamor.model.RandomDraws;

/// Puts parameters in the place of draws in initial assignments and events.
///
/// Draws elsewhere stay, so that compiling the model refuses them by name.
final class DrawReplacement {

    /// @param arguments may read parameters of draws nested in this one, which come earlier
    record Replaced(
            Distribution distribution,
            List<Expression> arguments,
            String parameter,
            String element) {}

    /// The draws of one event.
    record OfEvent(List<Replaced> delay, List<Replaced> priority, List<Replaced> assignments) {}

    private final Set<String> functionNames;
    private final Map<String, UserFunction> functions = new HashMap<>();
    private final List<Parameter> added = new ArrayList<>();
    private final List<Replaced> initial = new ArrayList<>();
    private final List<OfEvent> events = new ArrayList<>();
    private final Model model;

    DrawReplacement(Model original) {
        functionNames = RandomDraws.functionNames(original);
        if (!RandomDraws.occurIn(original)) {
            model = original;
            original.events()
                    .forEach(_ -> events.add(new OfEvent(List.of(), List.of(), List.of())));
            return;
        }
        for (FunctionDefinition function : original.functions()) {
            functions.put(function.id(), new UserFunction(function.arguments(), function.body()));
        }
        List<InitialAssignment> assignments = new ArrayList<>();
        for (InitialAssignment assignment : original.initialAssignments()) {
            String element = "initial assignment of " + assignment.symbol();
            assignments.add(
                    new InitialAssignment(
                            assignment.symbol(), replace(assignment.value(), element, initial)));
        }
        List<Event> changed = original.events().stream().map(this::event).toList();
        List<Parameter> parameters = new ArrayList<>(original.parameters());
        parameters.addAll(added);
        model =
                new Model(
                        original.id(),
                        original.name(),
                        original.units(),
                        original.conversionFactor(),
                        original.unitDefinitions(),
                        original.functions(),
                        original.compartments(),
                        original.species(),
                        parameters,
                        assignments,
                        original.rules(),
                        original.reactions(),
                        changed,
                        original.annotations());
    }

    /// The model without draws in initial assignments and events.
    Model model() {
        return model;
    }

    List<Replaced> initial() {
        return initial;
    }

    /// In the order of the model's events.
    List<OfEvent> events() {
        return events;
    }

    private Event event(Event event) {
        OfEvent draws = new OfEvent(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        events.add(draws);
        String element = "event " + event.id();
        Optional<Expression> priority =
                event.priority().map(e -> replace(e, element, draws.priority));
        Optional<Expression> delay = event.delay().map(e -> replace(e, element, draws.delay));
        List<Event.EventAssignment> assignments = new ArrayList<>();
        for (Event.EventAssignment assignment : event.assignments()) {
            assignments.add(
                    new Event.EventAssignment(
                            assignment.variable(),
                            replace(assignment.value(), element, draws.assignments)));
        }
        return new Event(
                event.id(),
                event.name(),
                event.useValuesFromTriggerTime(),
                event.trigger(),
                priority,
                delay,
                assignments);
    }

    private Expression replace(Expression expression, String element, List<Replaced> found) {
        return replaceDraws(Expressions.inline(expression, functions), element, found);
    }

    private Expression replaceDraws(Expression node, String element, List<Replaced> found) {
        Expression inner = Expressions.mapChildren(node, c -> replaceDraws(c, element, found));
        if (!(inner instanceof Expression.Call call) || !RandomDraws.isDraw(inner, functionNames)) {
            return inner;
        }
        String id = "draw " + (added.size() + 1);
        added.add(new Parameter(id, "", OptionalDouble.empty(), "", false));
        found.add(
                new Replaced(
                        Distribution.named(call.function()).orElseThrow(),
                        call.arguments(),
                        id,
                        element));
        return new Expression.Symbol(id);
    }
}
