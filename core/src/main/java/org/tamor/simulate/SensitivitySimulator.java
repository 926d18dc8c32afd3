package org.tamor.simulate;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.tamor.ode.SensitivityErrorTest;

/// Runs a [Simulator]'s model together with derivatives of its outputs.
///
/// What is differentiated: rates, rules, initial values and assignments, settings of interventions,
/// event triggers, delays and assignments, pre-equilibrations, steady states. Derivatives by a
/// quantity that moves the time of an event or of a jump of the rates include that shift. A model
/// with delay(), algebraic rules or fast reactions is refused with `sensitivity.unsupported`; where a
/// one-sided derivative is all there is, the run fails with the reason.
public final class SensitivitySimulator {

    /// The most numbers that one recorded run may keep: 1 GiB.
    private static final long CAPACITY = 1L << 27;

    /// Integrated columns above which the adjoint method is faster.
    private static final int COLUMNS_FOR_ADJOINT = 20;

    private final Simulator simulator;

    public SensitivitySimulator(Simulator simulator) {
        this.simulator = simulator;
    }

    /// Runs with forward sensitivities.
    ///
    /// @param overrides as for [Simulator#run]; every seed of the directions must be among them
    /// @param wanted by output time, the indices of the outputs whose derivatives are wanted; empty
    ///   for all
    public SensitivityResult forward(
            Timeline timeline,
            Map<String, Double> overrides,
            Directions directions,
            double[] times,
            SolverOptions options,
            SensitivityErrorTest errorTest,
            List<BitSet> wanted) {
        Workspace workspace = simulator.take();
        workspace.readSettings(timeline);
        ForwardTangent tangent =
                new ForwardTangent(
                        workspace,
                        directions,
                        times.length,
                        errorTest,
                        wanted.toArray(BitSet[]::new));
        RunResult result =
                simulator.run(workspace, timeline, overrides, Map.of(), times, options, tangent);
        return switch (result) {
            case RunResult.Completed(TimeCourse course) ->
                    new SensitivityResult.Completed(course, tangent.derivatives());
            case RunResult.Failed failed -> new SensitivityResult.Failed(failed);
        };
    }

    /// All derivatives, with sensitivities in the error test.
    public SensitivityResult forward(
            Timeline timeline,
            Map<String, Double> overrides,
            Directions directions,
            double[] times,
            SolverOptions options) {
        return forward(
                timeline,
                overrides,
                directions,
                times,
                options,
                SensitivityErrorTest.STATES_AND_SENSITIVITIES,
                List.of());
    }

    /// Whether the adjoint method is expected to be faster.
    public boolean prefersAdjoint(Timeline timeline, Directions directions) {
        Workspace workspace = simulator.take();
        workspace.readSettings(timeline);
        int columns = ForwardTangent.integratedColumns(workspace, directions);
        simulator.giveBack(workspace);
        return columns > COLUMNS_FOR_ADJOINT;
    }

    /// Runs and records for the adjoint method.
    public AdjointResult adjoint(
            Timeline timeline,
            Map<String, Double> overrides,
            Directions directions,
            double[] times,
            SolverOptions options) {
        Workspace workspace = new Workspace(simulator.model());
        TapeTangent tangent = new TapeTangent(workspace, directions, CAPACITY);
        RunResult result =
                simulator.run(workspace, timeline, overrides, Map.of(), times, options, tangent);
        return switch (result) {
            case RunResult.Completed(TimeCourse course) ->
                    new AdjointResult.Completed(course, new AdjointRun(tangent));
            case RunResult.Failed failed -> new AdjointResult.Failed(failed);
        };
    }
}
