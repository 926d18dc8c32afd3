package org.tamor.simulate;

import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.ode.Integrator;
import org.tamor.ode.StepFailureException;

/// Carries the state of a workspace forward in time through events and discontinuities.
final class Course {

    /// Into how many parts a span is divided to look for changes of conditions that depend on time
    /// in a way that cannot be foreseen.
    private static final int SCANS = 1000;

    private final Workspace workspace;
    private final SolverOptions options;
    private final EventQueue events;
    private final Crossings crossings;
    private double clock;

    /// Since the last output or the begin of the span.
    private int steps;

    Course(Workspace workspace, SolverOptions options, double start) {
        this.workspace = workspace;
        this.options = options;
        events = new EventQueue(workspace);
        crossings = new Crossings(workspace);
        clock = start;
    }

    double clock() {
        return clock;
    }

    EventQueue events() {
        return events;
    }

    /// Begins to count steps anew.
    void countAnew() {
        steps = 0;
    }

    /// What to do with the solution between the changes.
    interface Sampler {
        /// Takes samples at its own times from `from` (inclusive) to `to` (exclusive), inside the
        /// integrator's last step.
        void sample(Integrator integrator, double from, double to);
    }

    /// Executes the events that the present state triggers or that are due.
    void processEvents() {
        events.process(clock);
    }

    /// Goes to `end` without executing what happens there.
    void advance(double end, Sampler sampler) {
        steps = 0;
        crossings.scan((end - clock) / SCANS);
        while (clock < end) {
            crossings.start(clock);
            double foreseen = crossings.nextForeseen(clock);
            double due = events.nextDue();
            double target = Math.min(end, Math.min(foreseen, due));
            integrate(target, foreseen == target, sampler);
            if (clock == foreseen) {
                workspace.solveAlgebraicAfterJump(clock);
            }
            if (clock < end) {
                events.process(clock);
            }
        }
    }

    /// Goes on behind a jump of unknowns of algebraic equations, before which no step passes the
    /// error test, by an explicit Euler step across it.
    ///
    /// @return whether a comparison changes there
    private boolean stepsOverJump(Integrator integrator, double limit) {
        double at = integrator.time();
        double length = Workspace.AFTER * Math.max(1, Math.abs(at));
        if (!workspace.isAlgebraic() || at + length >= limit) {
            return false;
        }
        integrator.currentState(workspace.y);
        workspace.stepBy(at, length);
        if (!crossings.isChanged(at + length, workspace.y)) {
            return false;
        }
        clock = at + length;
        events.process(clock);
        return true;
    }

    /// Integrates to the target or to an event or a jump of the rates before it.
    private void integrate(double target, boolean jumpsAtTarget, Sampler sampler) {
        double limit = jumpsAtTarget ? Math.nextDown(target) : target;
        if (limit - clock <= 4 * Math.ulp(clock)) {
            clock = target;
            return;
        }
        Integrator integrator = workspace.integrator(options);
        integrator.start(clock, workspace.y);
        while (integrator.time() < limit) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NumericalFailureException(
                        "simulate.interrupted", Location.UNKNOWN, "the run was interrupted");
            }
            if (++steps > options.maximumSteps()) {
                throw new NumericalFailureException(
                        "simulate.steps",
                        Location.UNKNOWN,
                        "more than "
                                + options.maximumSteps()
                                + " steps; loosen the tolerance or allow more steps");
            }
            try {
                integrator.step(limit);
            } catch (StepFailureException failure) {
                if (!stepsOverJump(integrator, limit)) {
                    throw failure;
                }
                return;
            }
            for (double at = crossings.locate(integrator, clock);
                    !Double.isNaN(at);
                    at = crossings.locate(integrator, clock)) {
                sampler.sample(integrator, clock, at);
                clock = at;
                integrator.interpolate(at, workspace.y);
                boolean jumped = crossings.interruptsRates();
                if (jumped) {
                    workspace.solveAlgebraicAfterJump(clock);
                }
                if (events.process(clock) || jumped || events.nextDue() < target) {
                    return;
                }
            }
            double reached = integrator.time() >= limit ? target : integrator.time();
            sampler.sample(integrator, clock, reached);
            clock = reached;
        }
        integrator.currentState(workspace.y);
    }
}
