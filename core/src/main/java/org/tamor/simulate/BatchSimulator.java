package org.tamor.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tamor.jit.BatchModel;
import org.tamor.jit.CompiledModel;
import org.tamor.ode.BatchSystem;
import org.tamor.ode.RosenbrockBatch;

/// Runs one model with many parameter vectors, several at once.
///
/// Small models without events, discontinuities, delays and algebraic rules go side by side in
/// lanes through code that computes all lanes in one loop ([RosenbrockBatch]); a member that fails
/// there, and every member of another model, is run alone by [Simulator]. A result depends on its
/// member alone, not on the others nor on where it ran beside them.
public final class BatchSimulator {

    /// Lanes of a model with few states, and of a larger one, whose lanes would leave the caches:
    /// measured with 8 and 25 states.
    private static final int LANES_OF_FEW_STATES = 104;

    private static final int LANES = 80;
    private static final int FEW_STATES = 32;

    private final Simulator simulator;
    private final CompiledModel model;
    private final List<String> outputs;
    private final Optional<BatchModel> batchModel;

    /// @param outputs the ids of the simulator's outputs
    BatchSimulator(Simulator simulator, List<String> outputs) {
        this.simulator = simulator;
        this.outputs = outputs;
        model = simulator.model();
        batchModel =
                model.batchModel(model.dimension() <= FEW_STATES ? LANES_OF_FEW_STATES : LANES);
    }

    /// Whether members run side by side.
    public boolean isBatched() {
        return batchModel.isPresent();
    }

    /// Runs the members from time 0 on.
    ///
    /// @param members for each, values in place of the model's, as in [Simulator#run]
    /// @param times when to take outputs: ascending, not negative, finite
    /// @return the result of each member
    public List<RunResult> run(
            List<Map<String, Double>> members, double[] times, SolverOptions options) {
        if (batchModel.isEmpty() || times.length == 0 || !(times[times.length - 1] > 0)) {
            return members.stream().map(member -> runAlone(member, times, options)).toList();
        }
        Simulator.check(Timeline.plain(), times);
        return new Lanes(batchModel.get(), members, times, options).run();
    }

    private RunResult runAlone(Map<String, Double> member, double[] times, SolverOptions options) {
        return simulator.run(Timeline.plain(), member, times, options);
    }

    /// One pass of members through the lanes: as soon as a lane is free, the next member enters it.
    private final class Lanes {

        private final int lanes;
        private final List<Map<String, Double>> members;
        private final double[] times;
        private final SolverOptions options;
        private final RunResult[] results;
        private final Workspace[] workspaces;
        private final int[] memberOf;
        private final int[] nextTime;
        private final int[] attempts;
        private final double[][][] values;
        private final double[] p;
        private final double[] state;
        private final RosenbrockBatch batch;
        private int entered;
        private int running;

        Lanes(
                BatchModel compiled,
                List<Map<String, Double>> members,
                double[] times,
                SolverOptions options) {
            lanes = compiled.lanes();
            this.members = members;
            this.times = times;
            this.options = options;
            results = new RunResult[members.size()];
            workspaces = new Workspace[lanes];
            Arrays.setAll(workspaces, _ -> new Workspace(model));
            memberOf = new int[lanes];
            nextTime = new int[lanes];
            attempts = new int[lanes];
            values = new double[lanes][][];
            p = new double[model.parameterLength() * lanes];
            state = new double[model.dimension()];
            BatchSystem system = compiled.system(p);
            batch = new RosenbrockBatch(system, options.relativeTolerance());
        }

        List<RunResult> run() {
            for (int lane = 0; lane < lanes; lane++) {
                enterNext(lane);
            }
            while (running > 0) {
                batch.attempt();
                for (int lane = 0; lane < lanes; lane++) {
                    follow(lane);
                }
            }
            return new ArrayList<>(Arrays.asList(results));
        }

        private void follow(int lane) {
            switch (batch.progress(lane)) {
                case IDLE -> {}
                case FAILED -> leaveAlone(lane);
                case REJECTED -> {
                    if (++attempts[lane] > options.maximumSteps()) {
                        leaveAlone(lane);
                    }
                }
                case ACCEPTED -> {
                    sample(lane);
                    if (nextTime[lane] == times.length) {
                        leave(
                                lane,
                                new RunResult.Completed(
                                        new TimeCourse(outputs, times.clone(), values[lane])));
                    } else if (++attempts[lane] > options.maximumSteps()) {
                        leaveAlone(lane);
                    }
                }
            }
        }

        private void leaveAlone(int lane) {
            leave(lane, runAlone(members.get(memberOf[lane]), times, options));
        }

        private void leave(int lane, RunResult result) {
            results[memberOf[lane]] = result;
            batch.stop(lane);
            running--;
            enterNext(lane);
        }

        private void sample(int lane) {
            double reached = batch.time(lane);
            for (;
                    nextTime[lane] < times.length && times[nextTime[lane]] <= reached;
                    nextTime[lane]++) {
                double at = times[nextTime[lane]];
                batch.interpolate(lane, at, state);
                keep(lane, at, state);
                attempts[lane] = 0;
            }
        }

        private void keep(int lane, double at, double[] y) {
            Workspace workspace = workspaces[lane];
            workspace.evaluateOutputs(at, y);
            for (int o = 0; o < outputs.size(); o++) {
                values[lane][o][nextTime[lane]] = workspace.outputs[o];
            }
        }

        private void enterNext(int lane) {
            while (entered < members.size()) {
                int member = entered++;
                Workspace workspace = workspaces[lane];
                workspace.initialize(0, members.get(member));
                Optional<String> missing = model.missingValue(workspace.y, workspace.p);
                if (missing.isPresent()) {
                    results[member] = runAlone(members.get(member), times, options);
                    continue;
                }
                workspace.scaleTolerances(options, 0);
                for (int i = 0; i < model.parameterLength(); i++) {
                    p[i * lanes + lane] = workspace.p[i];
                }
                memberOf[lane] = member;
                nextTime[lane] = 0;
                attempts[lane] = 0;
                values[lane] = new double[outputs.size()][times.length];
                while (nextTime[lane] < times.length && times[nextTime[lane]] <= 0) {
                    keep(lane, 0, workspace.y);
                    nextTime[lane]++;
                }
                batch.start(
                        lane,
                        0,
                        times[times.length - 1],
                        workspace.y,
                        workspace.absoluteTolerances());
                running++;
                return;
            }
        }
    }
}
