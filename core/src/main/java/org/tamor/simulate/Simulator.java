package org.tamor.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Target;
import org.tamor.model.Model;
import org.tamor.ode.Integrator;
import org.tamor.ode.StepFailureException;

/// Runs one compiled model as often as wanted.
///
/// ## Order of things at one time
/// The settings of an intervention are evaluated with the values just before it and made together; then triggers are
/// checked and due events executed, one after another; then outputs are taken. So an output at the time of an
/// intervention or event has the value after it.
///
/// ## The start
/// Numbers of the model, overrides in place of them, initial assignments; then, where asked for, pre-equilibration; then
/// the interventions and events at the start.
///
/// ## Pre-equilibration
/// Time stands still at the start in all formulas while the state goes on until it is steady in the sense of
/// [SteadyState], every state included. State-dependent events take place. A quantity that grows without end fails the
/// run and is named; a setting must stop it. Results are kept and used again by runs that begin alike.
///
/// A simulator may be used by several threads; a run's result depends on its arguments alone.
public final class Simulator {

    private static final int KEPT_STEADY_STATES = 4096;

    private final CompiledModel model;
    private final List<String> outputs;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private final Map<Beginning, Snapshot> steadyStates = new ConcurrentHashMap<>();

    /// All that a pre-equilibration depends on.
    private record Beginning(
            List<Timeline.Setting> settings,
            double start,
            Map<String, Double> overrides,
            Map<String, Double> pinned,
            SolverOptions options) {}

    @SuppressWarnings("ArrayRecordComponent") // private and never changed
    private record Snapshot(double[] y, double[] p, boolean[] triggers) {}

    private Simulator(CompiledModel model, List<String> outputs) {
        this.model = model;
        this.outputs = outputs;
    }

    /// Compiles a model with what is to be recorded.
    ///
    /// @throws BadInputException where the model has something that cannot be simulated (`simulate.unsupported`)
    public static Simulator compile(Model model, List<Output> outputs) {
        CompiledModel compiled =
                CompiledModel.compile(model, outputs.stream().map(Output::value).toList());
        return new Simulator(compiled, outputs.stream().map(Output::id).toList());
    }

    public CompiledModel model() {
        return model;
    }

    /// Whether a setting, override or pin may name the id.
    public boolean isSettable(String id) {
        return model.isSettable(id);
    }

    /// As the other, with nothing pinned.
    public RunResult run(Timeline timeline, Map<String, Double> overrides, double[] times, SolverOptions options) {
        return run(timeline, overrides, Map.of(), times, options);
    }

    /// Runs the model through a timeline.
    ///
    /// @param overrides values in place of the model's; a species' in the unit in which the model's expressions read it
    /// @param pinned values that hold throughout and that no setting changes
    /// @param times when to take outputs: ascending, none before the timeline's start
    /// @throws BadInputException where a name cannot be set or the times are out of order
    public RunResult run(
            Timeline timeline,
            Map<String, Double> overrides,
            Map<String, Double> pinned,
            double[] times,
            SolverOptions options) {
        check(timeline, times);
        Map<String, Double> initial = new HashMap<>(overrides);
        initial.putAll(pinned);
        Workspace workspace = take();
        Run run = new Run(workspace, timeline, initial, pinned, times, options);
        try {
            RunResult result = run.execute();
            idle.add(workspace);
            return result;
        } catch (StepFailureException failure) {
            int component = failure.component();
            String quantity =
                    component >= 0 && component < model.dimension() ? model.states().get(component) : "";
            return new RunResult.Failed(
                    failure.time(), quantity, "the integration cannot go on: " + failure.reason());
        } catch (NumericalFailureException failure) {
            return new RunResult.Failed(run.course.clock(), failure.location().element(), String.valueOf(failure.getMessage()));
        }
    }

    private Workspace take() {
        Workspace workspace = idle.poll();
        return workspace == null ? new Workspace(model) : workspace;
    }

    private static void check(Timeline timeline, double[] times) {
        double last = timeline.start();
        for (double time : times) {
            if (!(time >= last) || time == Double.POSITIVE_INFINITY) {
                throw new BadInputException(
                        "simulate.times",
                        Location.UNKNOWN,
                        "output times must be finite, ascend and not precede the start " + timeline.start()
                                + "; found " + time + " after " + last);
            }
            last = time;
        }
        last = timeline.start();
        for (Timeline.Intervention intervention : timeline.interventions()) {
            if (!(intervention.time() >= last)) {
                throw new BadInputException(
                        "simulate.times",
                        Location.UNKNOWN,
                        "interventions must be in order of time and not precede the start; found "
                                + intervention.time() + " after " + last);
            }
            last = intervention.time();
        }
    }

    /// One run.
    private final class Run {
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

        Run(
                Workspace workspace,
                Timeline timeline,
                Map<String, Double> initial,
                Map<String, Double> pinned,
                double[] times,
                SolverOptions options) {
            this.workspace = workspace;
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
            workspace.unfreeze();
            model.initialize(start, initial, workspace.y, workspace.p);
            workspace.prepare();
            if (!timeline.preEquilibration().isEmpty()) {
                equilibrate();
            }
            int next = 0;
            boolean started = false;
            List<Timeline.Intervention> interventions = timeline.interventions();
            while (true) {
                List<Timeline.Setting> settings = new ArrayList<>();
                while (next < interventions.size() && interventions.get(next).time() <= course.clock()) {
                    settings.addAll(interventions.get(next++).settings());
                }
                set(settings, course.clock());
                course.processEvents();
                if (!started) {
                    workspace.scaleTolerances(options, course.clock());
                    started = true;
                }
                record(course.clock());
                if (nextTime == times.length) {
                    return new RunResult.Completed(new TimeCourse(outputs, times.clone(), values));
                }
                double end = times[times.length - 1];
                if (next < interventions.size()) {
                    end = Math.min(end, interventions.get(next).time());
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
                double value = workspace.evaluate(model.formula(setting.value()), time);
                if (!pinned.containsKey(setting.target())) {
                    assignments.add(new Assignments.Assignment(target, value));
                }
            }
            pinned.forEach((id, value) -> assignments.add(new Assignments.Assignment(model.target(id), value)));
            Assignments.keepingConcentrations(workspace, assignments, time);
        }

        /// Outputs at times up to now, of the workspace's state.
        private void record(double time) {
            for (; nextTime < times.length && times[nextTime] <= time; nextTime++) {
                workspace.evaluateOutputs(times[nextTime], workspace.y);
                keep();
            }
        }

        /// Outputs at times before `to`, of the integrator's last step.
        private void sample(Integrator integrator, double from, double to) {
            for (; nextTime < times.length && times[nextTime] < to; nextTime++) {
                integrator.interpolate(Math.min(times[nextTime], integrator.time()), sampled);
                workspace.evaluateOutputs(times[nextTime], sampled);
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
                    new Beginning(timeline.preEquilibration(), start, Map.copyOf(initial), Map.copyOf(pinned), options);
            Snapshot found = steadyStates.get(beginning);
            if (found == null) {
                set(timeline.preEquilibration(), start);
                workspace.freeze(start);
                Course settling = new Course(workspace, options, 0);
                try {
                    settling.processEvents();
                    workspace.scaleTolerances(options, start);
                    Equilibration.settle(workspace, settling, options);
                } finally {
                    workspace.unfreeze();
                }
                found = new Snapshot(
                        workspace.y.clone(), workspace.p.clone(), settling.events().triggers());
                if (steadyStates.size() >= KEPT_STEADY_STATES) {
                    steadyStates.clear();
                }
                steadyStates.put(beginning, found);
            }
            System.arraycopy(found.y, 0, workspace.y, 0, found.y.length);
            System.arraycopy(found.p, 0, workspace.p, 0, found.p.length);
            course.events().restoreTriggers(found.triggers);
        }
    }
}
