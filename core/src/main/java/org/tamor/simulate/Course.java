package org.tamor.simulate;

import org.jspecify.annotations.Nullable;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.ode.Integrator;
import org.tamor.ode.StepFailureException;

/// Carries the state of a workspace forward in time through events and discontinuities.
final class Course {

    /// Into how many parts a span is divided to look for changes of conditions that depend on time
    /// in a way that cannot be foreseen.
    private static final int SCANS = 1000;

    /// The largest number of jumps across which a step is forced.
    private static final int STEPS_ACROSS = 1000;

    /// The smallest delay, relative to the span, by which steps are limited.
    private static final double SMALLEST_DELAY = 1e-5;

    private final Workspace workspace;
    private final SolverOptions options;
    private final EventQueue events;
    private final Crossings crossings;
    private double clock;
    private double span;
    private int stepsAcross;
    private @Nullable Integrator tangentIntegrator;

    private final double[] stateBefore;

    /// Whether the state or the rates may have jumped since the integrator was last started.
    private boolean jumped = true;

    /// Since the last output or the begin of the span.
    private int steps;

    /// Foreseen jumps among them.
    private int jumps;

    Course(Workspace workspace, SolverOptions options, double start) {
        this.workspace = workspace;
        this.options = options;
        events = new EventQueue(workspace);
        crossings = new Crossings(workspace);
        stateBefore = new double[workspace.y.length];
        clock = start;
    }

    double clock() {
        return clock;
    }

    /// Goes on at a later time, to which another course has brought the workspace.
    void continueAt(double time) {
        clock = time;
    }

    EventQueue events() {
        return events;
    }

    /// Begins to count steps anew.
    void countAnew() {
        steps = 0;
        jumps = 0;
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
        countAnew();
        jumped = true;
        span = end - clock;
        crossings.scan((end - clock) / SCANS);
        while (clock < end) {
            countStep();
            crossings.start(clock);
            double foreseen = crossings.nextForeseen(clock, end);
            double due = events.nextDue();
            double kink = nextKink();
            double target = Math.min(Math.min(end, kink), Math.min(foreseen, due));
            integrate(target, foreseen == target, sampler);
            if (clock == kink) {
                workspace.solveAlgebraic(clock);
            } else if (clock == foreseen) {
                workspace.solveAlgebraicAfterJump(clock);
            }
            if (clock == foreseen && workspace.shiftedTimes != null) {
                crossings.arrive(clock);
                workspace.shiftedTimes.cross(
                        crossings.changed(), Math.nextDown(clock), workspace.y, clock);
            }
            jumped |= clock == foreseen;
            jumps += clock == foreseen ? 1 : 0;
            if (clock < end) {
                jumped |= events.process(clock);
            }
        }
    }

    private double nextKink() {
        History history = workspace.history;
        if (history == null) {
            return Double.POSITIVE_INFINITY;
        }
        history.resume(clock, workspace.y, workspace.p, jumped);
        jumped = false;
        return history.nextBreakpoint(clock);
    }

    /// The end of the next step: no later than the limit, nor than the shortest delay from now.
    private double nextLimit(double limit) {
        History history = workspace.history;
        if (history == null) {
            return Math.min(limit, longestStep(options.maximumStep()));
        }
        double longest =
                history.longestStep(clock, workspace.y, workspace.p, SMALLEST_DELAY * span);
        return Math.min(limit, longestStep(Math.min(longest, options.maximumStep())));
    }

    private double longestStep(double length) {
        return Math.max(clock + length, Math.nextUp(clock));
    }

    private void remember(Integrator integrator, double begin, double end) {
        if (workspace.history != null) {
            workspace.history.append(integrator, begin, end, workspace.p);
        }
    }

    /// Goes on behind a jump before which no step passes the error test, by an explicit Euler step
    /// across it: a jump of the unknowns of algebraic equations, or one of rates so large that what
    /// they change within the resolution of time is above the tolerance.
    ///
    /// @return whether a comparison changes there
    private boolean stepsOverJump(Integrator integrator, double limit) {
        double at = integrator.time();
        double longest = Workspace.AFTER * Math.max(1, Math.abs(at));
        if (workspace.tangent != null || at + longest >= limit) {
            return false;
        }
        integrator.currentState(workspace.y);
        if (++stepsAcross > STEPS_ACROSS) {
            return false;
        }
        if (!workspace.isAlgebraic()) {
            return stepsOverJumpOfRates(at);
        }
        workspace.stepBy(at, longest);
        if (workspace.history == null && !crossings.isChanged(at + longest, workspace.y)) {
            return false;
        }
        arriveBehindJump(at + longest);
        return true;
    }

    private boolean stepsOverJumpOfRates(double at) {
        double[] before = workspace.y.clone();
        double resolution = Math.ulp(at);
        for (double length = resolution; length <= 1024 * resolution; length *= 4) {
            workspace.stepBy(at, length);
            if (crossings.isChanged(at + length, workspace.y)) {
                arriveBehindJump(at + length);
                return true;
            }
            System.arraycopy(before, 0, workspace.y, 0, before.length);
        }
        return false;
    }

    private void arriveBehindJump(double time) {
        clock = time;
        jumped = true;
        events.process(clock);
    }

    /// Integrates to the target or to an event or a jump of the rates before it.
    private void integrate(double target, boolean jumpsAtTarget, Sampler sampler) {
        double limit = jumpsAtTarget ? Math.nextDown(target) : target;
        if (workspace.history != null) {
            limit = target - History.margin(target);
            if (limit - clock <= History.margin(target)) {
                clock = target;
                return;
            }
        }
        if (limit - clock <= Math.max(4 * Math.ulp(clock), Double.MIN_NORMAL)) {
            clock = target;
            return;
        }
        Tangent tangent = workspace.tangent;
        Integrator integrator = integrator();
        if (tangent != null) {
            tangent.load(clock);
        }
        integrator.start(clock, workspace.y);
        while (integrator.time() < limit) {
            countStep();
            try {
                integrator.step(nextLimit(limit));
            } catch (StepFailureException failure) {
                if (workspace.integrators().changesMethod(options, integrator)) {
                    tangentIntegrator = null;
                    integrator.currentState(workspace.y);
                    return;
                }
                if (!stepsOverJump(integrator, limit)) {
                    throw failure;
                }
                return;
            }
            for (double at = crossings.locate(integrator, clock);
                    !Double.isNaN(at);
                    at = crossings.locate(integrator, clock)) {
                sampler.sample(integrator, clock, at);
                remember(integrator, clock, at);
                clock = at;
                integrator.interpolate(at, workspace.y);
                boolean shifted = shifts(integrator);
                boolean interrupted = crossings.interruptsRates() || shifted;
                countStep();
                if (interrupted) {
                    workspace.solveAlgebraicAfterJump(clock);
                }
                boolean executed = events.process(clock);
                if (executed || interrupted || events.nextDue() < target) {
                    jumped |= executed || interrupted;
                    return;
                }
            }
            double reached = integrator.time() >= limit ? target : integrator.time();
            sampler.sample(integrator, clock, reached);
            remember(integrator, clock, reached);
            clock = reached;
            if (workspace.history != null) {
                integrator.currentState(workspace.y);
            }
        }
        integrator.currentState(workspace.y);
        if (tangent != null) {
            tangent.unload(integrator, integrator.time());
        }
    }

    /// Counts a step, or a span between two events, which may be as short.
    private void countStep() {
        if (Thread.currentThread().isInterrupted()) {
            throw new NumericalFailureException(
                    "simulate.interrupted", Location.UNKNOWN, "the run was interrupted");
        }
        if (++steps > options.maximumSteps()) {
            throw new NumericalFailureException(
                    "simulate.steps",
                    Location.UNKNOWN,
                    "more than " + options.maximumSteps() + " steps; " + reason());
        }
    }

    private String reason() {
        String busiest = events.busiest();
        if (!busiest.isEmpty()) {
            return busiest + "loosen the tolerance";
        }
        if (jumps > steps / 20) {
            return "what the rates or triggers read of the time jumped "
                    + jumps
                    + " times: ask for more output times, or smooth it";
        }
        return (options.method() == SolverOptions.Method.EXPLICIT
                        ? "the model is stiff, or its outputs lie far apart: leave the explicit"
                                + " method, ask for more output times, "
                        : "")
                + "loosen the tolerance";
    }

    private Integrator integrator() {
        if (workspace.tangent == null) {
            return workspace.integrators().integrator(options);
        }
        if (tangentIntegrator == null) {
            tangentIntegrator = workspace.tangent.integrator(options);
        }
        return tangentIntegrator;
    }

    /// Changes derivatives where comparisons have changed at the present time.
    ///
    /// @return whether the integration must be interrupted for it
    private boolean shifts(Integrator integrator) {
        ShiftedTimes shifted = workspace.shiftedTimes;
        Tangent tangent = workspace.tangent;
        if (shifted == null || tangent == null) {
            return false;
        }
        tangent.unload(integrator, clock);
        double before = Math.max(crossings.before(), integrator.previousTime());
        integrator.interpolate(before, stateBefore);
        return shifted.cross(crossings.changed(), before, stateBefore, clock);
    }
}
