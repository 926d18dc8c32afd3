package org.tamor.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.SensitivityEquations;
import org.tamor.ode.BackwardDifferentiation;
import org.tamor.ode.Integrator;
import org.tamor.ode.ReverseOperation;
import org.tamor.ode.ReverseSweep;
import org.tamor.ode.StepTape;
import org.tamor.ode.Tolerances;

/// Writes the linearized run down and runs it backwards: the adjoint method.
///
/// The run itself is the same as one by the backward differentiation formulas. Numbers with
/// which backward operations multiply are found anew on the way back from the states and
/// parameters that are kept.
final class TapeTangent extends Tangent {

    /// How the reason of the failure of a run that is too long begins.
    static final String TOO_LONG = "the run is too long to be kept for the adjoint method";

    private static final int SETTLING_STEPS = 200;

    private final List<ReverseOperation> operations = new ArrayList<>();
    private final BitSet active = new BitSet();
    private final long capacity;
    private long size;
    private int measured;
    private double[] parameters = new double[0];
    private double frozenTime = Double.NaN;
    private final StepTape steps = new StepTape(operations);

    // on the way back
    private double[] adjoint = new double[0];
    private double[][] weights = new double[0][];
    private final double[] rateValues;
    private final double[] outputValues;
    private final double[] scratch;
    private final double[] stateAdjoint;

    /// @param capacity the most numbers that may be kept
    TapeTangent(Workspace workspace, Directions directions, long capacity) {
        super(workspace, directions);
        this.capacity = capacity;
        rateValues = new double[equations.rates().count()];
        outputValues = new double[equations.outputs().count()];
        scratch =
                new double
                        [Math.max(equations.workspaceLength(), workspace.model.workspaceLength())];
        stateAdjoint = new double[workspace.y.length];
        for (int i = 0; i < directions.seeds().size(); i++) {
            active.set(seedRegister(i));
        }
    }

    @Override
    boolean isZero(int register) {
        return register < 0 || !active.get(register);
    }

    @Override
    void combine(int target, LinearForm sum) {
        int[] sources = new int[sum.size()];
        double[] factors = new double[sum.size()];
        int count = 0;
        for (int i = 0; i < sources.length; i++) {
            if (!isZero(sum.register(i))) {
                sources[count] = sum.register(i);
                factors[count++] = sum.coefficient(i);
            }
        }
        if (count > 0 || active.get(target)) {
            operations.add(
                    new Combination(
                            target, Arrays.copyOf(sources, count), Arrays.copyOf(factors, count)));
        }
        active.set(target, count > 0);
    }

    @SuppressWarnings("ArrayRecordComponent") // kept for the way back only
    private final class Combination implements ReverseOperation {
        private final int target;
        private final int[] sources;
        private final double[] factors;

        Combination(int target, int[] sources, double[] factors) {
            this.target = target;
            this.sources = sources;
            this.factors = factors;
        }

        @Override
        public void apply(ReverseSweep sweep) {
            double value = get(sweep, target);
            set(sweep, target, 0);
            for (int i = 0; i < sources.length; i++) {
                set(sweep, sources[i], get(sweep, sources[i]) + factors[i] * value);
            }
        }

        @Override
        public int size() {
            return 8 + 2 * sources.length;
        }
    }

    private double get(ReverseSweep sweep, int register) {
        return register < states ? sweep.state()[register] : adjoint[register];
    }

    private void set(ReverseSweep sweep, int register, double value) {
        if (register < states) {
            sweep.state()[register] = value;
        } else {
            adjoint[register] = value;
        }
    }

    /// Notes the parameters and the standing time where they have changed since last noted.
    private void note() {
        double frozen = workspace.frozenTime();
        if (!Arrays.equals(parameters, workspace.p) || Double.compare(frozen, frozenTime) != 0) {
            double[] earlier = parameters;
            double earlierTime = frozenTime;
            operations.add(
                    new ReverseOperation() {
                        @Override
                        public void apply(ReverseSweep sweep) {
                            restore(earlier, earlierTime);
                        }

                        @Override
                        public int size() {
                            return earlier.length;
                        }
                    });
            parameters = workspace.p.clone();
            frozenTime = frozen;
        }
        for (; measured < operations.size(); measured++) {
            size += operations.get(measured).size();
        }
        if (size > capacity) {
            throw new NumericalFailureException(
                    "sensitivity.too-long",
                    Location.UNKNOWN,
                    TOO_LONG + " (" + size + " numbers); use forward sensitivities");
        }
    }

    @Override
    Integrator integrator(SolverOptions options) {
        return new BackwardDifferentiation(
                workspace.rightHandSide,
                workspace.jacobian,
                new Tolerances(options.relativeTolerance(), workspace.absoluteTolerances()),
                workspace.tangentSolver(1),
                steps);
    }

    @Override
    void load(double clock) {
        note();
    }

    @Override
    void unload(Integrator integrator, double time) {
        steps.addReading(time, integrator.time());
        active.set(0, states);
        note();
    }

    @Override
    void sample(int timeIndex, double time, Integrator integrator, double[] state) {
        note();
        double[] at = state.clone();
        double place = steps.place(Math.min(time, integrator.time()), integrator.time());
        int order = steps.order();
        operations.add(
                kept(
                        at.length,
                        sweep -> {
                            Arrays.fill(stateAdjoint, 0);
                            addOutputs(timeIndex, time, at, stateAdjoint);
                            sweep.addReading(order, place, stateAdjoint);
                        }));
    }

    @Override
    void record(int timeIndex, double clock) {
        note();
        double[] at = workspace.y.clone();
        operations.add(kept(at.length, sweep -> addOutputs(timeIndex, clock, at, sweep.state())));
    }

    private interface Action {
        void apply(ReverseSweep sweep);
    }

    private static ReverseOperation kept(int numbers, Action action) {
        return new ReverseOperation() {
            @Override
            public void apply(ReverseSweep sweep) {
                action.apply(sweep);
            }

            @Override
            public int size() {
                return numbers + 8;
            }
        };
    }

    @Override
    void settle(double clock, double horizon) {
        note();
        double[] at = workspace.y.clone();
        active.set(0, states);
        operations.add(
                kept(
                        at.length,
                        sweep -> {
                            if (!sweep.settle(clock, at, horizon, SETTLING_STEPS)) {
                                throw new NumericalFailureException(
                                        "sensitivity.no-steady-state",
                                        Location.UNKNOWN,
                                        "the adjoint of the steady state does not settle; the state"
                                                + " is at the edge of stability");
                            }
                        }));
    }

    /// Runs backwards.
    ///
    /// @param outputWeights the derivative of a number by output o at time k
    /// @return the derivative of that number by each quantity
    double[] gradient(double[][] outputWeights) {
        weights = outputWeights;
        adjoint = new double[registers()];
        restore(parameters, frozenTime);
        ReverseSweep sweep =
                new ReverseSweep(workspace.jacobian, this::addRates, workspace.tangentSolver(1));
        for (int i = operations.size() - 1; i >= 0; i--) {
            operations.get(i).apply(sweep);
        }
        double[] result = new double[directions.count()];
        int index = 0;
        for (double[] seed : directions.seeds().values()) {
            double value = adjoint[seedRegister(index++)];
            for (int k = 0; k < result.length; k++) {
                result[k] += value * seed[k];
            }
        }
        return result;
    }

    /// Gives the workspace the parameters and the standing time of a part of the run.
    private void restore(double[] past, double pastTime) {
        System.arraycopy(past, 0, workspace.p, 0, past.length);
        if (Double.isNaN(pastTime)) {
            workspace.unfreeze();
        } else {
            workspace.freeze(pastTime);
        }
    }

    private void addRates(double time, double[] state, double factor, double[] w) {
        SensitivityEquations.Entries rates = equations.rates();
        workspace.evaluate(rates.kernel(), time, state, scratch, rateValues);
        int[] rows = rates.functions();
        int[] columns = rates.variables();
        for (int e = 0; e < rateValues.length; e++) {
            adjoint[states + columns[e]] += factor * rateValues[e] * w[rows[e]];
        }
    }

    private void addOutputs(int timeIndex, double time, double[] state, double[] out) {
        SensitivityEquations.Entries outputs = equations.outputs();
        workspace.evaluate(outputs.kernel(), time, state, scratch, outputValues);
        for (int e = 0; e < outputValues.length; e++) {
            double weight = weights[outputs.functions()[e]][timeIndex];
            if (weight != 0) {
                int slot = outputs.variables()[e];
                if (slot < states) {
                    out[slot] += weight * outputValues[e];
                } else {
                    adjoint[slot] += weight * outputValues[e];
                }
            }
        }
    }
}
