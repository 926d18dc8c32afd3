package org.tamor.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.SensitivityEquations;
import org.tamor.ode.BackwardDifferentiation;
import org.tamor.ode.ForwardSensitivities;
import org.tamor.ode.Integrator;
import org.tamor.ode.SensitivityErrorTest;
import org.tamor.ode.Settling;
import org.tamor.ode.Tolerances;
import org.tamor.ode.linear.LinearSolver;

/// Carries the derivatives by all quantities along with the run.
///
/// Quantities that the rates, events and initial values do not depend on, such as those of the
/// noise, are not integrated: columns of those that are come first.
final class ForwardTangent extends Tangent {

    private static final int SETTLING_STEPS = 60;

    private final List<double @Nullable []> rows = new ArrayList<>();

    /// The quantity of each column, and how many of the first columns are integrated.
    private final int[] order;

    private final int integrated;
    private final SensitivityErrorTest errorTest;
    private final BitSet[] wanted;
    private final double[] block;
    private final ParameterRates forcing;
    private final double[] outputValues;
    private final double[] outputScratch;
    private final double[][][] derivatives;
    private @Nullable ForwardSensitivities sensitivities;

    /// @param wanted by output time, the outputs whose derivatives are wanted; empty for all
    ForwardTangent(
            Workspace workspace,
            Directions directions,
            int times,
            SensitivityErrorTest errorTest,
            BitSet[] wanted) {
        super(workspace, directions);
        this.errorTest = errorTest;
        this.wanted = wanted;
        int count = directions.count();
        order = new int[count];
        integrated = arrange(order);
        for (int i = 0; i < slots; i++) {
            rows.add(null);
        }
        for (double[] seed : directions.seeds().values()) {
            double[] row = new double[count];
            for (int k = 0; k < count; k++) {
                row[k] = seed[order[k]];
            }
            rows.add(row);
        }
        block = new double[workspace.y.length * integrated];
        forcing = new ParameterRates(workspace, equations, integrated);
        outputValues = new double[equations.outputs().count()];
        outputScratch = new double[equations.workspaceLength()];
        derivatives = new double[workspace.outputs.length][times][];
    }

    private int arrange(int[] arrangement) {
        boolean[] dynamic = dynamic(workspace, directions);
        int next = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < dynamic.length; k++) {
                if (dynamic[k] == (pass == 0)) {
                    arrangement[next++] = k;
                }
            }
        }
        int count = 0;
        for (boolean one : dynamic) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /// How many of the quantities must be integrated.
    static int integratedColumns(Workspace workspace, Directions directions) {
        int count = 0;
        for (boolean one : dynamic(workspace, directions)) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /// By quantity, whether the course of the states depends on it.
    private static boolean[] dynamic(Workspace workspace, Directions directions) {
        boolean[] dynamic = new boolean[directions.count()];
        if (workspace.model.dimension() == 0) {
            return dynamic;
        }
        SensitivityEquations equations = workspace.model.sensitivityEquations();
        directions.seeds().forEach((id, seed) -> {
            int slot = workspace.model.target(id).slot();
            if (equations.isDynamic(slot) || workspace.isReadBySettings(slot)) {
                for (int k = 0; k < seed.length; k++) {
                    dynamic[k] |= seed[k] != 0;
                }
            }
        });
        return dynamic;
    }

    /// By output and time, the derivative by each quantity; null where not wanted.
    double[][][] derivatives() {
        return derivatives;
    }

    @Override
    boolean isZero(int register) {
        return register < 0 || register >= rows.size() || rows.get(register) == null;
    }

    @Override
    void combine(int target, LinearForm sum) {
        double[] result = null;
        for (int i = 0; i < sum.size(); i++) {
            double[] row = sum.register(i) < rows.size() ? rows.get(sum.register(i)) : null;
            if (row != null) {
                result = result == null ? new double[order.length] : result;
                double factor = sum.coefficient(i);
                for (int k = 0; k < result.length; k++) {
                    result[k] += factor * row[k];
                }
            }
        }
        while (rows.size() <= target) {
            rows.add(null);
        }
        rows.set(target, result);
    }

    @Override
    Integrator integrator(SolverOptions options) {
        if (integrated == 0) {
            return workspace.integrators().integrator(options);
        }
        Tolerances tolerances =
                new Tolerances(options.relativeTolerance(), workspace.absoluteTolerances());
        double[] scales = new double[integrated];
        for (int k = 0; k < integrated; k++) {
            scales[k] = directions.scales()[order[k]];
        }
        ForwardSensitivities beside =
                new ForwardSensitivities(
                        workspace.jacobian, forcing, tolerances, scales, errorTest);
        sensitivities = beside;
        return new BackwardDifferentiation(
                workspace.rightHandSide,
                workspace.jacobian,
                tolerances,
                workspace.tangentSolver(integrated),
                beside);
    }

    @Override
    void load(double clock) {
        if (sensitivities == null) {
            return;
        }
        gather();
        sensitivities.set(block);
        setForcing();
    }

    private void gather() {
        Arrays.fill(block, 0);
        for (int i = 0; i < states; i++) {
            double[] row = rows.get(i);
            if (row != null) {
                System.arraycopy(row, 0, block, i * integrated, integrated);
            }
        }
    }

    private void scatter() {
        for (int i = 0; i < states; i++) {
            double[] row = rows.get(i);
            if (row == null) {
                row = new double[order.length];
                rows.set(i, row);
            }
            System.arraycopy(block, i * integrated, row, 0, integrated);
        }
    }

    private void setForcing() {
        forcing.clear();
        SensitivityEquations.Entries rates = equations.rates();
        for (int e = 0; e < rates.count(); e++) {
            double[] row = rows.get(states + rates.variables()[e]);
            if (row != null) {
                forcing.add(e, row);
            }
        }
    }

    @Override
    void unload(Integrator integrator, double time) {
        if (sensitivities != null) {
            sensitivities.interpolate(time, integrator.time(), block);
            scatter();
        }
    }

    @Override
    void sample(int timeIndex, double time, Integrator integrator, double[] state) {
        if (sensitivities != null) {
            sensitivities.interpolate(
                    Math.min(time, integrator.time()), integrator.time(), block);
        }
        output(timeIndex, time, state);
    }

    @Override
    void record(int timeIndex, double clock) {
        gather();
        output(timeIndex, clock, workspace.y);
    }

    private void output(int timeIndex, double time, double[] state) {
        SensitivityEquations.Entries outputs = equations.outputs();
        workspace.evaluate(outputs.kernel(), time, state, outputScratch, outputValues);
        BitSet chosen = wanted.length == 0 ? null : wanted[timeIndex];
        for (int e = 0; e < outputs.count(); ) {
            int output = outputs.functions()[e];
            double[] sum =
                    chosen == null || chosen.get(output) ? new double[order.length] : null;
            for (; e < outputs.count() && outputs.functions()[e] == output; e++) {
                if (sum != null) {
                    addTerm(outputs.variables()[e], outputValues[e], sum);
                }
            }
            derivatives[output][timeIndex] = sum;
        }
        for (int o = 0; o < derivatives.length; o++) {
            if (derivatives[o][timeIndex] == null && (chosen == null || chosen.get(o))) {
                derivatives[o][timeIndex] = new double[order.length];
            }
        }
    }

    private void addTerm(int slot, double factor, double[] sum) {
        if (slot < states) {
            for (int k = 0, at = slot * integrated; k < integrated; k++) {
                sum[order[k]] += factor * block[at + k];
            }
        } else {
            double[] row = rows.get(slot);
            if (row != null) {
                for (int k = 0; k < row.length; k++) {
                    sum[order[k]] += factor * row[k];
                }
            }
        }
    }

    @Override
    void settle(double clock, double horizon) {
        if (integrated == 0) {
            return;
        }
        gather();
        setForcing();
        double[] forces = new double[block.length];
        forcing.evaluate(clock, workspace.y, forces);
        double[] values = new double[workspace.jacobian.pattern().entries()];
        workspace.jacobian.evaluate(clock, workspace.y, values);
        LinearSolver solver = workspace.tangentSolver(integrated);
        solver.reset();
        solver.choosePivots();
        if (solver.factor(horizon, values)) {
            double[] last = new double[block.length];
            Settling settling = new Settling(integrated);
            for (int step = 0; step < SETTLING_STEPS; step++) {
                System.arraycopy(block, 0, last, 0, last.length);
                for (int i = 0; i < block.length; i++) {
                    block[i] += horizon * forces[i];
                }
                solver.solve(block, integrated);
                if (isSettled(last, settling)) {
                    scatter();
                    return;
                }
            }
        }
        throw new NumericalFailureException(
                "sensitivity.no-steady-state",
                Location.UNKNOWN,
                "the sensitivities of the steady state do not settle; the state is at the edge of"
                        + " stability");
    }

    private boolean isSettled(double[] last, Settling settling) {
        boolean settled = true;
        for (int k = 0; k < integrated; k++) {
            double change = 0;
            double size = 0;
            for (int i = k; i < block.length; i += integrated) {
                change = Math.max(change, Math.abs(block[i] - last[i]));
                size = Math.max(size, Math.abs(block[i]));
            }
            settled &= settling.isSettled(k, change, size);
        }
        return settled;
    }
}
