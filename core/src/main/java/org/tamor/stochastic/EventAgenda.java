package org.tamor.stochastic;

import java.util.ArrayList;
import java.util.List;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.EventEquations;
import org.tamor.jit.Formula;
import org.tamor.jit.Target;

/// The events of one trajectory, by the rules of SBML Level 3 Version 2, section 4.12.
///
/// An event triggers when its condition turns from false to true and is executed after its delay.
/// Of several that are due at one time the one with the highest priority goes first, priorities
/// being evaluated anew after each execution; equal priorities are ordered by the trajectory's
/// stream; events without a priority follow in the order of the model. An event whose trigger is
/// not persistent is withdrawn when its condition turns false.
final class EventAgenda {

    /// Executions at one time after which events are taken to trigger each other for ever.
    private static final int EXECUTIONS_AT_ONE_TIME = 10_000;

    /// @param values those of the time of triggering; empty where taken at execution
    private record Pending(int event, double due, double[] values) {}

    private static final double[] LATER = {};

    private final Trajectory trajectory;
    private final List<EventEquations> events;
    private final boolean[] held;
    private final List<Pending> pending = new ArrayList<>();

    EventAgenda(Trajectory trajectory) {
        this.trajectory = trajectory;
        events = trajectory.network.model.events();
        held = new boolean[events.size()];
    }

    void begin() {
        pending.clear();
        for (int i = 0; i < held.length; i++) {
            held[i] = events.get(i).initialValue();
        }
    }

    /// When the next scheduled event is due; infinite where none is.
    double nextDue() {
        double next = Double.POSITIVE_INFINITY;
        for (Pending one : pending) {
            next = Math.min(next, one.due);
        }
        return next;
    }

    /// Whether one of these events' conditions differs from what it was.
    boolean changes(int[] candidates) {
        for (int event : candidates) {
            if (trajectory.trigger(event) != held[event]) {
                return true;
            }
        }
        return false;
    }

    /// Triggers and executes what is due now.
    ///
    /// @return whether an event was executed
    boolean process() {
        check();
        int executed = 0;
        for (int next = nextToExecute(); next >= 0; next = nextToExecute()) {
            if (++executed > EXECUTIONS_AT_ONE_TIME) {
                throw failure(
                        events.get(pending.get(next).event),
                        "events trigger one another without end");
            }
            execute(pending.remove(next));
            check();
        }
        return executed > 0;
    }

    private void check() {
        for (int i = 0; i < held.length; i++) {
            boolean holds = trajectory.trigger(i);
            if (holds && !held[i]) {
                schedule(i);
            } else if (!holds && held[i] && !events.get(i).persistent()) {
                int event = i;
                pending.removeIf(one -> one.event == event);
            }
            held[i] = holds;
        }
    }

    private void schedule(int index) {
        EventEquations event = events.get(index);
        double delay = 0;
        if (event.delay().isPresent()) {
            draw(trajectory.network.eventDraws.get(index).delay());
            delay = evaluate(event.delay().get());
        }
        if (!(delay >= 0)) {
            throw failure(event, "its delay is " + delay + "; it must not be negative");
        }
        pending.add(
                new Pending(
                        index,
                        trajectory.clock() + delay,
                        event.fromTrigger() ? values(index) : LATER));
    }

    private void draw(List<Draw> draws) {
        for (Draw draw : draws) {
            draw.store(trajectory.clock(), trajectory.y, trajectory.p, trajectory.stream());
        }
    }

    private double evaluate(Formula formula) {
        return formula.evaluate(trajectory.clock(), trajectory.y, trajectory.p);
    }

    private double[] values(int index) {
        draw(trajectory.network.eventDraws.get(index).assignments());
        return events.get(index).assignments().stream()
                .mapToDouble(a -> evaluate(a.value()))
                .toArray();
    }

    /// The position of the pending event to execute now, or -1.
    private int nextToExecute() {
        int best = -1;
        int equal = 0;
        double bestPriority = 0;
        for (int i = 0; i < pending.size(); i++) {
            Pending one = pending.get(i);
            if (one.due > trajectory.clock()) {
                continue;
            }
            double priority = priority(one.event);
            boolean first = best < 0 || priority > bestPriority;
            equal = first ? 1 : priority == bestPriority ? equal + 1 : equal;
            if (first
                    || priority == bestPriority
                            && replaces(one, pending.get(best), equal, priority)) {
                best = i;
                bestPriority = priority;
            }
        }
        return best;
    }

    private double priority(int event) {
        if (events.get(event).priority().isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        draw(trajectory.network.eventDraws.get(event).priority());
        return evaluate(events.get(event).priority().get());
    }

    /// Whether the `count`th event of equal priority is to take the place of the one chosen so far;
    /// in the end each is chosen with the same probability.
    private boolean replaces(Pending one, Pending chosen, int count, double priority) {
        return priority == Double.NEGATIVE_INFINITY
                ? one.event < chosen.event
                : trajectory.stream().nextInt(count) == 0;
    }

    private void execute(Pending chosen) {
        EventEquations event = events.get(chosen.event);
        double[] values = event.fromTrigger() ? chosen.values : values(chosen.event);
        double[] stored = new double[values.length];
        double[] sizes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            Target target = event.assignments().get(i).target();
            stored[i] = target.volume().map(this::evaluate).orElse(1.0) * values[i];
            sizes[i] = read(target);
        }
        for (int i = 0; i < values.length; i++) {
            store(event.assignments().get(i).target(), stored[i]);
        }
        for (int i = 0; i < values.length; i++) {
            keepAmounts(event.assignments().get(i).target(), sizes[i]);
        }
        trajectory.network.model.prepare(trajectory.p, trajectory.w);
        trajectory.countMolecules("after event " + event.id());
    }

    /// Where a compartment was resized, adapts the contents that are kept as concentrations.
    private void keepAmounts(Target compartment, double sizeBefore) {
        if (trajectory.network.model.isCompartment(compartment.id())) {
            double ratio = sizeBefore / read(compartment);
            for (Target species : trajectory.network.model.concentrationsIn(compartment.id())) {
                if (!species.storesAmountOfConcentration()) {
                    store(species, read(species) * ratio);
                }
            }
        }
    }

    private double read(Target target) {
        int n = trajectory.y.length;
        double stored =
                target.slot() < n ? trajectory.y[target.slot()] : trajectory.p[target.slot() - n];
        return stored / target.volume().map(this::evaluate).orElse(1.0);
    }

    private void store(Target target, double value) {
        int n = trajectory.y.length;
        if (target.slot() < n) {
            trajectory.y[target.slot()] = value;
        } else {
            trajectory.p[target.slot() - n] = value;
        }
    }

    private static NumericalFailureException failure(EventEquations event, String reason) {
        return new NumericalFailureException(
                "stochastic.event",
                Location.UNKNOWN.withElement(event.id()),
                "event " + event.id() + ": " + reason);
    }
}
