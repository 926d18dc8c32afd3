package org.tamor.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.BatchModel;
import org.tamor.jit.CompiledModel;
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
        RunResult[] results = new RunResult[members.size()];
        run(members, times, options, (result, member) -> results[member] = result);
        return new ArrayList<>(Arrays.asList(results));
    }

    /// As above, for more members than whose results fit into memory: hands over each result with
    /// the member's index as soon as it is there, in an order that is the same in every run.
    public void run(
            List<Map<String, Double>> members,
            double[] times,
            SolverOptions options,
            ObjIntConsumer<RunResult> results) {
        if (batchModel.isEmpty() || times.length == 0 || !(times[times.length - 1] > 0)) {
            for (int member = 0; member < members.size(); member++) {
                results.accept(runAlone(members.get(member), times, options), member);
            }
            return;
        }
        Simulator.check(Timeline.plain(), times);
        new Lanes(batchModel.get(), members, times, options, results).run();
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
        private final ObjIntConsumer<RunResult> results;
        private final Samples[] samples;
        private final int[] memberOf;
        private final int[] attempts;
        private final double[] p;
        private final double[] state = new double[model.dimension()];

        private final RosenbrockBatch batch;
        private int entered;
        private int running;

        Lanes(
                BatchModel compiled,
                List<Map<String, Double>> members,
                double[] times,
                SolverOptions options,
                ObjIntConsumer<RunResult> results) {
            lanes = compiled.lanes();
            this.members = members;
            this.times = times;
            this.options = options;
            this.results = results;
            samples = new Samples[lanes];
            Arrays.setAll(samples, _ -> new Samples(new Workspace(model), outputs, times));
            memberOf = new int[lanes];
            attempts = new int[lanes];
            p = new double[model.parameterLength() * lanes];
            batch = new RosenbrockBatch(compiled.system(p), options.relativeTolerance());
        }

        void run() {
            for (int lane = 0; lane < lanes; lane++) {
                enterNext(lane);
            }
            while (running > 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new NumericalFailureException(
                            "simulate.interrupted", Location.UNKNOWN, "the runs were interrupted");
                }
                batch.attempt();
                for (int lane = 0; lane < lanes; lane++) {
                    follow(lane);
                }
            }
        }

        private boolean isDue(int lane) {
            return batch.progress(lane) == RosenbrockBatch.Progress.ACCEPTED
                    && samples[lane].nextTime() <= batch.time(lane);
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
                    while (isDue(lane)) {
                        batch.interpolate(lane, samples[lane].nextTime(), state);
                        samples[lane].add(state);
                        attempts[lane] = 0;
                    }
                    if (samples[lane].isComplete()) {
                        leave(lane, new RunResult.Completed(samples[lane].course()));
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
            results.accept(result, memberOf[lane]);
            batch.stop(lane);
            running--;
            enterNext(lane);
        }

        private void enterNext(int lane) {
            while (entered < members.size()) {
                int member = entered++;
                Workspace workspace = samples[lane].workspace();
                workspace.initialize(0, members.get(member));
                Optional<String> missing = model.missingValue(workspace.y, workspace.p);
                if (missing.isPresent()) {
                    results.accept(runAlone(members.get(member), times, options), member);
                    continue;
                }
                workspace.scaleTolerances(options, 0);
                for (int i = 0; i < model.parameterLength(); i++) {
                    p[i * lanes + lane] = workspace.p[i];
                }
                memberOf[lane] = member;
                attempts[lane] = 0;
                samples[lane].begin(workspace.y);
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
