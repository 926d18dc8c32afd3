package org.tamor.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Formula;
import org.tamor.jit.Target;
import org.tamor.ode.Integrator;

/// One run of a model through a timeline, see [Simulator].
final class Run {

    /// In numbers, over all steady states of a simulator: 32 MiB.
    private static final int KEPT_NUMBERS = 1 << 22;

    /// All that a pre-equilibration depends on.
    record Beginning(
            List<Timeline.Setting> settings,
            double start,
            Map<String, Double> initial,
            Map<String, Double> pinned,
            SolverOptions options) {}

    /// Where a pre-equilibration came to rest.
    record Snapshot(double[] y, double[] p, boolean[] triggers) {}

    private final CompiledModel model;
    private final List<String> outputs;
    private final Map<Beginning, Snapshot> steadyStates;
    private final Workspace workspace;
    private final Timeline timeline;
    private final Map<String, Double> initial;
    private final Map<String, Double> pinned;
    private final double[] times;
    private final SolverOptions options;
    private final double[][] values;
    private final double[] sampled;
    private int nextTime;
    private final Course course;
    private final @Nullable Tangent tangent;

    Run(
            Workspace workspace,
            List<String> outputs,
            Map<Beginning, Snapshot> steadyStates,
            Timeline timeline,
            Map<String, Double> initial,
            Map<String, Double> pinned,
            double[] times,
            SolverOptions options,
            @Nullable Tangent tangent) {
        this.tangent = tangent;
        this.workspace = workspace;
        this.outputs = outputs;
        this.steadyStates = steadyStates;
        model = workspace.model;
        this.timeline = timeline;
        this.initial = initial;
        this.pinned = pinned;
        this.times = times;
        this.options = options;
        values = new double[outputs.size()][times.length];
        sampled = new double[workspace.y.length];
        course = new Course(workspace, options, timeline.start());
    }

    RunResult execute() {
        double start = timeline.start();
        workspace.beginRun();
        workspace.initialize(start, initial);
        if (tangent != null) {
            tangent.initialize(start, initial);
            workspace.tangent = tangent;
            workspace.shiftedTimes = new ShiftedTimes(tangent);
        }
        if (!timeline.preEquilibration().isEmpty()) {
            equilibrate();
            workspace.integrators().begin();
        }
        int next = 0;
        boolean started = false;
        List<Timeline.Intervention> interventions = timeline.interventions();
        while (true) {
            List<Timeline.Setting> settings = new ArrayList<>();
            while (next < interventions.size()
                    && interventions.get(next).time() <= course.clock()) {
                settings.addAll(interventions.get(next++).settings());
            }
            set(settings, course.clock());
            course.processEvents();
            if (!started) {
                workspace.scaleTolerances(options, course.clock());
                started = true;
            }
            Optional<RunResult> missing = missingValue();
            if (missing.isPresent()) {
                return missing.get();
            }
            record(course.clock());
            if (nextTime == times.length) {
                return completed();
            }
            boolean finiteLeft = times[nextTime] < Double.POSITIVE_INFINITY;
            double end = finiteLeft ? lastFiniteTime() : Double.POSITIVE_INFINITY;
            if (next < interventions.size()) {
                end = Math.min(end, interventions.get(next).time());
            }
            if (end == Double.POSITIVE_INFINITY) {
                settle(course, course.clock());
                record(Double.POSITIVE_INFINITY);
                return completed();
            }
            course.advance(end, this::sample);
        }
    }

    private void set(List<Timeline.Setting> settings, double time) {
        if (settings.isEmpty()) {
            return;
        }
        List<Assignments.Assignment> assignments = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Timeline.Setting setting : settings) {
            Target target = model.target(setting.target());
            if (!seen.add(setting.target())) {
                throw new BadInputException(
                        "simulate.set-twice",
                        Location.UNKNOWN.withElement(setting.target()),
                        setting.target() + " is set twice at time " + time + "; keep one setting");
            }
            if (pinned.containsKey(setting.target())) {
                continue;
            }
            if (setting.value() instanceof Expression.Constant constant) {
                assignments.add(new Assignments.Assignment(target, constant.value()));
            } else {
                Formula formula = model.formula(setting.value());
                int register = tangent == null ? Tangent.ZERO : tangent.evaluate(formula, time);
                double value = workspace.evaluate(formula, time);
                assignments.add(new Assignments.Assignment(target, value, register));
            }
        }
        pinned.forEach(
                (id, value) -> {
                    int register = tangent == null ? Tangent.ZERO : tangent.seedRegisterOf(id);
                    assignments.add(new Assignments.Assignment(model.target(id), value, register));
                });
        Assignments.keepingConcentrations(workspace, assignments, time);
        if (tangent != null) {
            tangent.refuseJumps();
        }
    }

    /// Outputs at times up to now, of the workspace's state.
    private void record(double time) {
        for (; nextTime < times.length && times[nextTime] <= time; nextTime++) {
            double at = Math.min(times[nextTime], course.clock());
            workspace.evaluateOutputs(at, workspace.y);
            if (tangent != null) {
                tangent.record(nextTime, at);
            }
            keep();
        }
    }

    private RunResult completed() {
        return new RunResult.Completed(new TimeCourse(outputs, times.clone(), values));
    }

    private double lastFiniteTime() {
        int last = times.length - 1;
        while (times[last] == Double.POSITIVE_INFINITY) {
            last--;
        }
        return times[last];
    }

    /// Lets the state come to rest while time stands still at `time` in all formulas.
    private void settle(Course settling, double time) {
        if (!model.delays().isEmpty()) {
            throw new BadInputException(
                    "simulate.unsupported",
                    Location.UNKNOWN,
                    "a model with delay() cannot be brought to a steady state; give a late time"
                            + " instead");
        }
        workspace.freeze(time);
        try {
            if (tangent != null) {
                SteadyTangent.settle(workspace, tangent, settling, options);
            } else {
                settling.processEvents();
                Equilibration.settle(workspace, settling, options);
            }
        } finally {
            workspace.unfreeze();
        }
    }

    double clock() {
        return course.clock();
    }

    private Optional<RunResult> missingValue() {
        return model.missingValue(workspace.y, workspace.p)
                .map(
                        id ->
                                new RunResult.Failed(
                                        course.clock(),
                                        id,
                                        id
                                                + " has no value; give it an initial value or set"
                                                + " it by a condition"));
    }

    /// Outputs at times before `to`, of the integrator's last step.
    private void sample(Integrator integrator, double from, double to) {
        for (; nextTime < times.length && times[nextTime] < to; nextTime++) {
            integrator.interpolate(Math.min(times[nextTime], integrator.time()), sampled);
            workspace.evaluateOutputs(times[nextTime], sampled);
            if (tangent != null) {
                tangent.sample(nextTime, times[nextTime], integrator, sampled);
            }
            keep();
        }
    }

    private void keep() {
        course.countAnew();
        for (int i = 0; i < values.length; i++) {
            values[i][nextTime] = workspace.outputs[i];
        }
    }

    private void equilibrate() {
        double start = timeline.start();
        Beginning beginning =
                new Beginning(
                        timeline.preEquilibration(),
                        start,
                        Map.copyOf(initial),
                        Map.copyOf(pinned),
                        options);
        Snapshot found = tangent == null ? steadyStates.get(beginning) : null;
        if (found == null) {
            set(timeline.preEquilibration(), start);
            Course settling = new Course(workspace, options, start);
            workspace.scaleTolerances(options, start);
            settle(settling, start);
            found =
                    new Snapshot(
                            workspace.y.clone(), workspace.p.clone(), settling.events().triggers());
            if (steadyStates.size()
                    >= Math.max(8, KEPT_NUMBERS / (workspace.y.length + workspace.p.length))) {
                steadyStates.clear();
            }
            steadyStates.put(beginning, found);
        }
        System.arraycopy(found.y, 0, workspace.y, 0, found.y.length);
        System.arraycopy(found.p, 0, workspace.p, 0, found.p.length);
        course.events().restoreTriggers(found.triggers);
    }
}
