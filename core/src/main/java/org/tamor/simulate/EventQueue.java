package org.tamor.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.EventEquations;
import org.tamor.jit.Target;

/// The events of one run, by the rules of SBML Level 3 Version 2, section 4.12.
///
/// An event triggers when its condition turns from false to true, and is executed after its delay.
/// Of several that are due at one time the one with the highest priority goes first, priorities
/// being evaluated anew after each execution; events without a priority follow those with one, in
/// the order in the model. Among equal priorities SBML asks for a random choice: here it is made by
/// a generator that starts every run in the same state, so that runs can be repeated. An event
/// whose trigger is not persistent is withdrawn when its condition turns false before it is
/// executed.
final class EventQueue {

    /// Executions at one time after which events are taken to trigger each other for ever.
    private static final int EXECUTIONS_AT_ONE_TIME = 10_000;

    private static final int EXECUTIONS_OF_A_BUSY_EVENT = 1000;

    private static final long CHOICES_SEED = 20040101;

    /// @param values those of the time of triggering, as read; empty where taken at execution
    /// @param shift the register of the derivative of `due`, see [Tangent]
    /// @param tangents the registers of the derivatives of `values`
    private record Pending(
            int event, double due, List<Double> values, int shift, List<Integer> tangents) {}

    private final Workspace workspace;
    private final List<EventEquations> events;
    private final boolean[] held;
    private final List<Pending> pending = new ArrayList<>();
    private final int[] executions;
    private final SplittableRandom choices = new SplittableRandom(CHOICES_SEED);

    EventQueue(Workspace workspace) {
        this.workspace = workspace;
        events = workspace.model.events();
        held = new boolean[events.size()];
        executions = new int[events.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = events.get(i).initialValue();
        }
    }

    /// What the triggers held last.
    boolean[] triggers() {
        return held.clone();
    }

    void restoreTriggers(boolean[] triggers) {
        System.arraycopy(triggers, 0, held, 0, held.length);
    }

    /// When the next scheduled event is due; infinite where none is.
    double nextDue() {
        double next = Double.POSITIVE_INFINITY;
        for (Pending one : pending) {
            next = Math.min(next, one.due);
        }
        return next;
    }

    /// Triggers and executes what is due at the workspace's state.
    ///
    /// @return whether an event was executed
    boolean process(double clock) {
        if (events.isEmpty()) {
            return false;
        }
        check(clock, Tangent.ZERO, true);
        if (workspace.shiftedTimes != null) {
            workspace.shiftedTimes.forget();
        }
        int executed = 0;
        for (int next = nextToExecute(clock); next >= 0; next = nextToExecute(clock)) {
            if (++executed > EXECUTIONS_AT_ONE_TIME) {
                throw failure(
                        events.get(pending.get(next).event),
                        "events trigger one another without end");
            }
            Pending chosen = pending.remove(next);
            execute(chosen, clock);
            check(clock, chosen.shift, false);
        }
        return executed > 0;
    }

    /// How many events have been executed.
    int executions() {
        return Arrays.stream(executions).sum();
    }

    /// The event executed most often, for the message of a run that does not get on; "" where none
    /// was executed more than a few times.
    String busiest() {
        int busiest = 0;
        for (int i = 1; i < executions.length; i++) {
            busiest = executions[i] > executions[busiest] ? i : busiest;
        }
        if (executions.length == 0 || executions[busiest] < EXECUTIONS_OF_A_BUSY_EVENT) {
            return "";
        }
        return "the event "
                + events.get(busiest).id()
                + " was executed "
                + executions[busiest]
                + " times: its trigger may turn true again as soon as it is executed; ";
    }

    /// @param shift the register of the derivative of the present time, where it has one whatever
    ///   the trigger
    /// @param crossed whether the present time is that of a change of comparisons instead
    private void check(double clock, int shift, boolean crossed) {
        for (int i = 0; i < held.length; i++) {
            EventEquations event = events.get(i);
            boolean holds = workspace.evaluate(event.trigger(), clock) != 0;
            if (holds && !held[i]) {
                ShiftedTimes shifted = workspace.shiftedTimes;
                trigger(i, clock, crossed && shifted != null ? shifted.ofTrigger(i) : shift);
            } else if (!holds && held[i] && !event.persistent()) {
                withdraw(i);
            }
            held[i] = holds;
        }
    }

    private void trigger(int index, double clock, int shift) {
        EventEquations event = events.get(index);
        double delay = event.delay().map(d -> workspace.evaluate(d, clock)).orElse(0.0);
        if (!(delay >= 0)) {
            throw failure(event, "its delay is " + delay + "; it must not be negative");
        }
        List<Double> values = event.fromTrigger() ? values(event, clock) : List.of();
        Tangent tangent = workspace.tangent;
        if (tangent == null) {
            pending.add(new Pending(index, clock + delay, values, Tangent.ZERO, List.of()));
            return;
        }
        tangent.follow(shift, clock);
        List<Integer> tangents = event.fromTrigger() ? tangents(event, clock) : List.of();
        LinearForm sum = tangent.form().add(shift, 1);
        event.delay().ifPresent(formula -> tangent.add(sum, formula, 1, clock));
        pending.add(new Pending(index, clock + delay, values, tangent.keep(sum), tangents));
        tangent.stand(clock);
    }

    private List<Integer> tangents(EventEquations event, double clock) {
        Tangent tangent = workspace.tangent;
        return event.assignments().stream()
                .map(a -> tangent == null ? Tangent.ZERO : tangent.evaluate(a.value(), clock))
                .toList();
    }

    private void withdraw(int index) {
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            if (all.next().event == index) {
                all.remove();
            }
        }
    }

    private List<Double> values(EventEquations event, double clock) {
        return event.assignments().stream().map(a -> workspace.evaluate(a.value(), clock)).toList();
    }

    /// The position of the pending event to execute now, or -1.
    private int nextToExecute(double clock) {
        int best = -1;
        int equal = 0;
        double bestPriority = 0;
        for (int i = 0; i < pending.size(); i++) {
            Pending one = pending.get(i);
            if (one.due > clock) {
                continue;
            }
            double priority =
                    events.get(one.event)
                            .priority()
                            .map(formula -> workspace.evaluate(formula, clock))
                            .orElse(Double.NEGATIVE_INFINITY);
            boolean first = best < 0 || priority > bestPriority;
            equal = first ? 1 : priority == bestPriority ? equal + 1 : equal;
            if (first
                    || priority == bestPriority
                            && goesFirst(one, pending.get(best), priority, equal)) {
                best = i;
                bestPriority = priority;
            }
        }
        return best;
    }

    /// Whether an event that is met as the `count`th of equal priority is to replace the one chosen
    /// so far; each of them is chosen with the same probability in the end.
    private boolean goesFirst(Pending one, Pending chosen, double priority, int count) {
        return priority == Double.NEGATIVE_INFINITY
                ? one.event < chosen.event
                : choices.nextInt(count) == 0;
    }

    private void execute(Pending chosen, double clock) {
        executions[chosen.event]++;
        EventEquations event = events.get(chosen.event);
        Tangent tangent = workspace.tangent;
        if (tangent != null) {
            tangent.follow(chosen.shift, clock);
        }
        List<Integer> tangents =
                event.fromTrigger() ? chosen.tangents : tangents(event, clock);
        List<Double> values = event.fromTrigger() ? chosen.values : values(event, clock);
        List<Assignments.Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Target target = event.assignments().get(i).target();
            int register = tangent == null ? Tangent.ZERO : tangents.get(i);
            assignments.add(new Assignments.Assignment(target, values.get(i), register));
        }
        Assignments.keepingAmounts(workspace, assignments, clock);
        if (tangent != null) {
            tangent.stand(clock);
            tangent.refuseJumps();
        }
    }

    private static NumericalFailureException failure(EventEquations event, String reason) {
        return new NumericalFailureException(
                "simulate.event",
                Location.UNKNOWN.withElement(event.id()),
                "event " + event.id() + ": " + reason);
    }
}
