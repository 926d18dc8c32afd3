package org.tamor.sedml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.model.Event;
import org.tamor.model.Model;
import org.tamor.model.ModelIndex;
import org.tamor.simulate.Output;
import org.tamor.simulate.RunResult;
import org.tamor.simulate.Simulator;
import org.tamor.simulate.SolverOptions;
import org.tamor.simulate.TimeCourse;
import org.tamor.simulate.Timeline;

/// Runs one model from state to state and records the same quantities each time.
final class ModelRunner {

    private final LoadedModel loaded;
    private final List<Expression> wanted;
    private final Map<List<Boolean>, Simulator> continuing = new HashMap<>();
    private final Map<Expression, Simulator> readers = new HashMap<>();
    private Optional<Simulator> plain = Optional.empty();
    private Optional<Simulator> recording = Optional.empty();
    private Optional<List<String>> carried = Optional.empty();

    /// @param wanted what to record
    ModelRunner(LoadedModel loaded, List<Expression> wanted) {
        this.loaded = loaded;
        this.wanted = List.copyOf(wanted);
    }

    LoadedModel loaded() {
        return loaded;
    }

    List<Expression> wanted() {
        return wanted;
    }

    /// Runs the differential equations.
    ///
    /// @param start the time at which the run begins
    /// @param times as for [Simulator#run]
    /// @param carry whether the state at the end will be needed
    /// @return the wanted quantities
    double[][] solve(
            ModelState state,
            double start,
            double[] times,
            SolverOptions options,
            boolean carry,
            Location where) {
        Simulator simulator = simulator(state, carry);
        TimeCourse course = run(simulator, state, start, times, options, where);
        double[][] all = course.values();
        int last = times.length - 1;
        if (carry) {
            int next = wanted.size();
            Map<String, Double> reached = new HashMap<>();
            for (String id : carried()) {
                reached.put(id, all[next++][last]);
            }
            List<Boolean> held = new ArrayList<>();
            for (int i = 0; i < loaded.model().events().size(); i++) {
                held.add(all[next++][last] != 0);
            }
            double end = times[last] < Double.POSITIVE_INFINITY ? times[last] : start;
            state.arrive(end, reached, held);
        }
        return java.util.Arrays.copyOf(all, wanted.size());
    }

    /// The present value of an expression, pending assignments made.
    double value(ModelState state, Expression expression, Location where) {
        Simulator reader =
                readers.computeIfAbsent(
                        expression,
                        one ->
                                Simulator.compile(
                                        loaded.model(), List.of(new Output("value", one))));
        double[] now = {state.clock()};
        return run(reader, state, state.clock(), now, SolverOptions.DEFAULT, where).values()[0][0];
    }

    /// Refuses an assignment to what follows from other quantities.
    void checkSettable(String id, Location where) {
        if (!plain().isSettable(id)) {
            throw new BadInputException(
                    "sedml.not-settable",
                    where,
                    "'"
                            + id
                            + "' follows from other quantities of the model and cannot be set; set those");
        }
    }

    private TimeCourse run(
            Simulator simulator,
            ModelState state,
            double start,
            double[] times,
            SolverOptions options,
            Location where) {
        List<Timeline.Setting> settings = new ArrayList<>();
        state.pending().forEach((id, value) -> settings.add(new Timeline.Setting(id, value)));
        Timeline timeline =
                new Timeline(
                        List.of(),
                        start,
                        settings.isEmpty()
                                ? List.of()
                                : List.of(new Timeline.Intervention(start, settings)));
        return switch (simulator.run(timeline, state.values(), times, options)) {
            case RunResult.Completed(TimeCourse course) -> course;
            case RunResult.Failed(double time, String quantity, String reason) ->
                    throw new NumericalFailureException(
                            "sedml.failed",
                            where,
                            "model "
                                    + loaded.definition().id()
                                    + " stopped at time "
                                    + time
                                    + (quantity.isEmpty() ? "" : " (" + quantity + ")")
                                    + ": "
                                    + reason);
        };
    }

    private Simulator simulator(ModelState state, boolean carry) {
        if (state.isFresh()) {
            if (!carry) {
                return plain();
            }
            if (recording.isEmpty()) {
                recording = Optional.of(Simulator.compile(loaded.model(), recorded()));
            }
            return recording.get();
        }
        return continuing.computeIfAbsent(
                state.triggers(),
                held -> Simulator.compile(withTriggers(loaded.model(), held), recorded()));
    }

    private Simulator plain() {
        if (plain.isEmpty()) {
            plain = Optional.of(Simulator.compile(loaded.model(), outputs()));
        }
        return plain.get();
    }

    private List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        for (Expression expression : wanted) {
            outputs.add(new Output("wanted " + outputs.size(), expression));
        }
        return outputs;
    }

    /// The wanted quantities, then the state, then the conditions of events.
    private List<Output> recorded() {
        List<Output> outputs = outputs();
        for (String id : carried()) {
            outputs.add(new Output("state " + id, new Expression.Symbol(id)));
        }
        for (Event event : loaded.model().events()) {
            outputs.add(
                    new Output(
                            "trigger " + outputs.size(),
                            new Expression.Piecewise(
                                    List.of(
                                            new Expression.Branch(
                                                    new Expression.Constant(1),
                                                    event.trigger().condition())),
                                    Optional.of(new Expression.Constant(0)))));
        }
        return outputs;
    }

    /// All that may differ from the model's start when a run ends.
    private List<String> carried() {
        if (carried.isEmpty()) {
            Model model = loaded.model();
            ModelIndex index = loaded.index();
            Set<String> ids = new LinkedHashSet<>();
            model.species().forEach(species -> ids.add(species.id()));
            Stream.of(
                            model.parameters().stream().map(p -> p.id()),
                            model.compartments().stream().map(c -> c.id()),
                            model.reactions().stream()
                                    .flatMap(r ->
                                            Stream.concat(
                                                    r.reactants().stream(), r.products().stream()))
                                    .map(reference -> reference.id()))
                    .flatMap(all -> all)
                    .filter(id -> !id.isEmpty())
                    .filter(id -> !index.isConstant(id) || index.initialAssignment(id).isPresent())
                    .forEach(ids::add);
            carried = Optional.of(ids.stream().filter(plain()::isSettable).toList());
        }
        return carried.get();
    }

    static Model withTriggers(Model model, List<Boolean> held) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < model.events().size(); i++) {
            Event event = model.events().get(i);
            Event.Trigger trigger = event.trigger();
            events.add(
                    new Event(
                            event.id(),
                            event.name(),
                            event.useValuesFromTriggerTime(),
                            new Event.Trigger(
                                    trigger.condition(), held.get(i), trigger.persistent()),
                            event.priority(),
                            event.delay(),
                            event.assignments()));
        }
        return ModelNumbers.withEvents(model, events);
    }

    /// Whether a run leaves something behind that the next one does not see.
    boolean forgets() {
        Model model = loaded.model();
        boolean delayedEvents =
                model.events().stream().anyMatch(event -> event.delay().isPresent());
        Stream<Expression> formulas =
                Stream.of(
                                model.reactions().stream().flatMap(r -> r.rateLaw().stream()),
                                model.functions().stream().map(f -> f.body()),
                                model.rules().stream()
                                        .map(rule ->
                                                switch (rule) {
                                                    case org.tamor.model.Rule.AssignmentRule(
                                                                    var _,
                                                                    var value) ->
                                                            value;
                                                    case org.tamor.model.Rule.RateRule(
                                                                    var _,
                                                                    var rate) ->
                                                            rate;
                                                    case org.tamor.model.Rule.AlgebraicRule(
                                                                    var residual) ->
                                                            residual;
                                                }))
                        .flatMap(all -> all);
        return delayedEvents || formulas.anyMatch(f -> Expressions.contains(f, Operator.DELAY));
    }
}
