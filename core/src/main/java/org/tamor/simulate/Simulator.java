package org.tamor.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.CompiledModel;
import org.tamor.model.Model;
import org.tamor.ode.StepFailureException;

/// Runs one compiled model as often as wanted.
///
/// ## Order of things at one time
///
/// The settings of an intervention are evaluated with the values just before it and made together;
/// then triggers are checked and due events executed, one after another; then outputs are taken. So
/// an output at the time of an intervention or event has the value after it.
///
/// ## The start
///
/// Numbers of the model, overrides in place of them, initial assignments; then, where asked for,
/// pre-equilibration; then the interventions and events at the start.
///
/// ## Pre-equilibration
///
/// Time stands still at the start in all formulas while the state goes on until it is steady in the
/// sense of [SteadyState], every state included. State-dependent events take place. A quantity that
/// grows without end fails the run and is named; a setting must stop it. Results are kept and used
/// again by runs that begin alike.
///
/// ## Steady state as an output time
///
/// Output times may end with infinity: after the last intervention the state goes on, time standing
/// still at the last finite time, until it is steady, and the outputs are taken there.
///
/// A simulator may be used by several threads; a run's result depends on its arguments alone.
public final class Simulator {

    private final CompiledModel model;
    private final List<String> outputs;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private final Map<Run.Beginning, Run.Snapshot> steadyStates = new ConcurrentHashMap<>();

    private Simulator(CompiledModel model, List<String> outputs) {
        this.model = model;
        this.outputs = outputs;
    }

    /// Compiles a model with what is to be recorded.
    ///
    /// @throws BadInputException where the model has something that cannot be simulated
    ///   (`simulate.unsupported`)
    public static Simulator compile(Model model, List<Output> outputs) {
        CompiledModel compiled =
                CompiledModel.compile(model, outputs.stream().map(Output::value).toList());
        return new Simulator(compiled, outputs.stream().map(Output::id).toList());
    }

    /// A simulator of many parameter vectors, several at once.
    public BatchSimulator batches() {
        return new BatchSimulator(this, outputs);
    }

    public CompiledModel model() {
        return model;
    }

    /// The number of quantities that are integrated.
    public int states() {
        return model.dimension();
    }

    /// Whether a setting, override or pin may name the id.
    public boolean isSettable(String id) {
        return model.isSettable(id);
    }

    /// As the other, with nothing pinned.
    public RunResult run(
            Timeline timeline,
            Map<String, Double> overrides,
            double[] times,
            SolverOptions options) {
        return run(timeline, overrides, Map.of(), times, options);
    }

    /// Runs the model through a timeline.
    ///
    /// @param overrides values in place of the model's; a species' in the unit in which the model's
    ///   expressions read it
    /// @param pinned values that hold throughout and that no setting changes
    /// @param times when to take outputs: ascending, none before the timeline's start; infinite for
    ///   the steady state
    /// @throws BadInputException where a name cannot be set or the times are out of order
    public RunResult run(
            Timeline timeline,
            Map<String, Double> overrides,
            Map<String, Double> pinned,
            double[] times,
            SolverOptions options) {
        return run(take(), timeline, overrides, pinned, times, options, null);
    }

    RunResult run(
            Workspace workspace,
            Timeline timeline,
            Map<String, Double> overrides,
            Map<String, Double> pinned,
            double[] times,
            SolverOptions options,
            @Nullable Tangent tangent) {
        check(timeline, times);
        Map<String, Double> initial = new HashMap<>(overrides);
        initial.putAll(pinned);
        Run run =
                new Run(
                        workspace,
                        outputs,
                        steadyStates,
                        timeline,
                        initial,
                        pinned,
                        times,
                        options,
                        tangent);
        try {
            RunResult result = run.execute();
            if (!(tangent instanceof TapeTangent)) { // which keeps the workspace
                idle.add(workspace);
            }
            return result;
        } catch (StepFailureException failure) {
            int component = failure.component();
            String quantity =
                    component >= 0 && component < model.dimension()
                            ? model.states().get(component)
                            : "";
            return new RunResult.Failed(
                    failure.time(), quantity, "the integration cannot go on: " + failure.reason());
        } catch (NumericalFailureException failure) {
            return new RunResult.Failed(
                    run.clock(),
                    failure.location().element(),
                    String.valueOf(failure.getMessage()));
        }
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    Workspace take() {
        Workspace workspace = idle.poll();
        return workspace == null ? new Workspace(model) : workspace;
    }

    static void check(Timeline timeline, double[] times) {
        double last = timeline.start();
        for (double time : times) {
            if (!(time >= last)) {
                throw new BadInputException(
                        "simulate.times",
                        Location.UNKNOWN,
                        "output times must ascend and not precede the start "
                                + timeline.start()
                                + "; found "
                                + time
                                + " after "
                                + last);
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
                                + intervention.time()
                                + " after "
                                + last);
            }
            last = intervention.time();
        }
    }
}
