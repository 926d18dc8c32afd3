package org.tamor.ode;

import java.util.Arrays;
import org.tamor.ode.linear.LinearSolver;

/// Runs the transposes of recorded operations: adjoints of the Nordsieck columns, of the state's
/// sensitivity and, through [Parameters], of dp/dtheta.
public final class ReverseSweep {

    /// Takes adjoints of dp/dtheta.
    public interface Parameters {
        /// Adds `factor * (df/dp)^T w` at a time and state.
        void add(double time, double[] state, double factor, double[] w);
    }

    private final Jacobian jacobian;
    private final Parameters parameters;
    private final LinearSolver solver;
    private final int n;
    private final double[][] columns;
    private final double[] correction;
    private final double[] pending;
    private final double[] work;
    private final double[] values;

    /// The adjoint of the state's sensitivity outside integrations.
    private final double[] state;

    public ReverseSweep(Jacobian jacobian, Parameters parameters, LinearSolver solver) {
        this.jacobian = jacobian;
        this.parameters = parameters;
        n = jacobian.pattern().dimension();
        this.solver = solver;
        solver.reset();
        columns = new double[BdfCoefficients.MAXIMUM_ORDER + 1][n];
        correction = new double[n];
        pending = new double[n];
        work = new double[n];
        values = new double[jacobian.pattern().entries()];
        state = new double[n];
    }

    /// The adjoint of the state's sensitivity.
    public double[] state() {
        return state;
    }

    /// Adds a state's adjoint to that of a value interpolated at `s` steps from the end of a step.
    public void addReading(int order, double s, double[] adjoint) {
        double power = 1;
        for (int j = 0; j <= order; j++) {
            double[] z = columns[j];
            for (int i = 0; i < n; i++) {
                z[i] += power * adjoint[i];
            }
            power *= s;
        }
    }

    /// Repeats the transpose of the implicit Euler step `x <- (I - h J)^-1 (x + h forcing)` on the
    /// state's adjoint until its share `(I - h J)^-T` no longer changes it, as for a steady state.
    ///
    /// @return whether it settled
    public boolean settle(double time, double[] at, double h, int repetitions) {
        solver.choosePivots(); // h is long, and nothing corrects what rounding does
        factor(time, at, h);
        boolean settled = repeat(time, at, h, repetitions);
        solver.reset();
        return settled;
    }

    private boolean repeat(double time, double[] at, double h, int repetitions) {
        Settling settling = new Settling(1);
        for (int r = 0; r < repetitions; r++) {
            System.arraycopy(state, 0, work, 0, n);
            solver.solveTransposed(state);
            parameters.add(time, at, h, state);
            double change = 0;
            double size = 0;
            for (int i = 0; i < n; i++) {
                change = Math.max(change, Math.abs(state[i] - work[i]));
                size = Math.max(size, Math.abs(state[i]));
            }
            if (settling.isSettled(0, change, size)) {
                return true;
            }
        }
        return false;
    }

    private void factor(double time, double[] at, double gamma) {
        jacobian.evaluate(time, at, values);
        if (!solver.factor(gamma, values)) {
            throw new IllegalStateException("the matrix was not singular on the way forward");
        }
    }

    /// The state's sensitivity was read from the Nordsieck columns at `s` steps from the end of the
    /// last step.
    record Reading(int order, double s) implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            sweep.addReading(order, s, sweep.state);
            Arrays.fill(sweep.state, 0);
        }
    }

    /// The zeroth column was set to the state's sensitivity.
    record Beginning() implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            for (int i = 0; i < sweep.n; i++) {
                sweep.state[i] += sweep.columns[0][i];
            }
            for (double[] column : sweep.columns) {
                Arrays.fill(column, 0);
            }
        }
    }

    /// `z_1 = scale (J z_0 + forcing)`.
    @SuppressWarnings("ArrayRecordComponent") // kept for the way back only
    record Slope(double time, double[] at, double scale) implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            double[] slope = sweep.columns[1];
            double[] z0 = sweep.columns[0];
            sweep.jacobian.evaluate(time, at, sweep.values);
            int[] starts = sweep.jacobian.pattern().columnStarts();
            int[] rows = sweep.jacobian.pattern().rows();
            for (int j = 0; j < sweep.n; j++) {
                double sum = 0;
                for (int e = starts[j]; e < starts[j + 1]; e++) {
                    sum += sweep.values[e] * slope[rows[e]];
                }
                z0[j] += scale * sum;
            }
            sweep.parameters.add(time, at, scale, slope);
            Arrays.fill(slope, 0);
        }

        @Override
        public int size() {
            return at.length + 8;
        }
    }

    /// A column was added: `z_q = factor e`, `z_j += shift_j z_q`.
    @SuppressWarnings("ArrayRecordComponent")
    record Raise(int order, double factor, double[] shift) implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            double[] last = sweep.columns[order];
            for (int j = 2; j < order; j++) {
                add(last, shift[j], sweep.columns[j]);
            }
            add(sweep.pending, factor, last);
            Arrays.fill(last, 0);
        }
    }

    /// A column was taken away: `z_j -= shift_j z_q`.
    @SuppressWarnings("ArrayRecordComponent")
    record Lower(int order, double[] shift) implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            double[] last = sweep.columns[order];
            Arrays.fill(last, 0);
            for (int j = 2; j < order; j++) {
                add(last, -shift[j], sweep.columns[j]);
            }
        }
    }

    /// A step: prediction, solution, correction.
    @SuppressWarnings("ArrayRecordComponent")
    record Step(double time, double[] at, double h, double ratio, int order, double[] l)
            implements ReverseOperation {
        @Override
        public void apply(ReverseSweep sweep) {
            double[][] z = sweep.columns;
            double[] e = sweep.correction;
            System.arraycopy(sweep.pending, 0, e, 0, e.length);
            Arrays.fill(sweep.pending, 0);
            for (int j = 0; j <= order; j++) {
                add(e, l[j], z[j]);
            }
            double[] w = sweep.work;
            System.arraycopy(e, 0, w, 0, w.length);
            double gamma = h / l[1];
            sweep.factor(time, at, gamma);
            sweep.solver.solveTransposed(w);
            add(z[0], 1, w);
            add(z[0], -1, e);
            add(z[1], -1 / l[1], w);
            sweep.parameters.add(time, at, gamma, w);
            double power = 1;
            for (int j = order; j >= 1; j--) { // the Pascal matrix, transposed
                for (int i = j; i <= order; i++) {
                    add(z[i], 1, z[i - 1]);
                }
            }
            for (int j = 0; j <= order; j++) {
                scale(z[j], power);
                power *= ratio;
            }
        }

        @Override
        public int size() {
            return at.length + 16;
        }
    }

    private static void add(double[] out, double factor, double[] in) {
        for (int i = 0; i < out.length; i++) {
            out[i] += factor * in[i];
        }
    }

    private static void scale(double[] out, double factor) {
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
    }
}
