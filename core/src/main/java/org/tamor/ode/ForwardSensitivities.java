package org.tamor.ode;

import java.util.Arrays;

/// Sensitivities `S = dy/dtheta` beside a state, from `S' = J S + df/dp dp/dtheta`.
///
/// Blocks are stored by component, `block[i * columns + k]`, so that all loops run over columns.
/// The history is a Nordsieck array of its own with the step sizes and orders of the state. Given
/// the prediction p_0, p_1, a step solves
///
/// `(I - gamma J) s = p_0 - p_1 / l_1 + gamma forcing`, gamma = h / l_1,
///
/// which is the corrector's equation with the correction eliminated: no product with J is needed.
/// The error test is that of the state for every column, with the absolute tolerance divided by the
/// scale of the column's quantity (Hindmarsh et al., ACM TOMS 31 (2005) 363-396, section 2.4).
public final class ForwardSensitivities extends TangentSteps {

    private final Jacobian jacobian;
    private final ParameterForcing forcing;
    private final int n;
    private final int columns;
    private final double relative;
    private final double[] absolute;
    private final double[] inverseScales;
    private final boolean tested;
    private final NordsieckHistory history;
    private final double[] weights;
    private final double[] correction;
    private final double[] force;
    private final double[] sums;
    private final double[] jacobianValues;

    /// @param scales a typical size of each quantity theta, above 0
    public ForwardSensitivities(
            Jacobian jacobian,
            ParameterForcing forcing,
            Tolerances tolerances,
            double[] scales,
            SensitivityErrorTest errorTest) {
        this.jacobian = jacobian;
        this.forcing = forcing;
        n = jacobian.pattern().dimension();
        columns = forcing.columns();
        relative = tolerances.relative();
        absolute = tolerances.absolute();
        inverseScales = new double[columns];
        for (int k = 0; k < columns; k++) {
            inverseScales[k] = 1 / scales[k];
        }
        tested = errorTest == SensitivityErrorTest.STATES_AND_SENSITIVITIES;
        int size = n * columns;
        history = new NordsieckHistory(size);
        weights = new double[tested ? size : 0];
        correction = new double[size];
        force = new double[size];
        sums = new double[columns];
        jacobianValues = new double[jacobian.pattern().entries()];
    }

    /// Sets the sensitivities that the next [BackwardDifferentiation#start] begins with.
    public void set(double[] block) {
        System.arraycopy(block, 0, history.columns[0], 0, n * columns);
    }

    /// Writes the sensitivities at the time reached.
    public void current(double[] out) {
        System.arraycopy(history.columns[0], 0, out, 0, n * columns);
    }

    /// Writes the sensitivities at a time within the last step, which ended at `reached`.
    public void interpolate(double time, double reached, double[] out) {
        if (time == reached || history.order == 0) {
            current(out);
        } else {
            history.interpolate(time, reached, out);
        }
    }

    @Override
    void start(double time, double[] state) {
        history.order = 0;
        slope(time, state, 1);
        weigh();
    }

    /// Writes `scale (J S + forcing)` into the first-derivative column.
    private void slope(double time, double[] state, double scale) {
        double[] out = history.columns[1];
        forcing.evaluate(time, state, out);
        jacobian.evaluate(time, state, jacobianValues);
        int[] starts = jacobian.pattern().columnStarts();
        int[] rows = jacobian.pattern().rows();
        double[] s = history.columns[0];
        for (int j = 0; j < n; j++) {
            for (int e = starts[j]; e < starts[j + 1]; e++) {
                addRow(out, rows[e] * columns, s, j * columns, jacobianValues[e], columns);
            }
        }
        for (int i = 0; i < n * columns; i++) {
            out[i] *= scale;
        }
    }

    private static void addRow(
            double[] out, int to, double[] in, int from, double factor, int columns) {
        for (int k = 0; k < columns; k++) {
            out[to + k] += factor * in[from + k];
        }
    }

    private void weigh() {
        if (!tested) {
            return;
        }
        double[] s = history.columns[0];
        double[] w = weights;
        double r = relative;
        for (int i = 0, at = 0; i < n; i++) {
            double floor = absolute[i];
            for (int k = 0; k < columns; k++, at++) {
                w[at] = 1 / (r * Math.abs(s[at]) + floor * inverseScales[k]);
            }
        }
    }

    @Override
    void begin(double h) {
        history.begin(h);
    }

    @Override
    void raiseOrder() {
        history.raiseOrder();
    }

    @Override
    void lowerOrder() {
        history.lowerOrder();
    }

    @Override
    void renewSlope(double time, double[] state) {
        slope(time, state, history.scale);
    }

    @Override
    double correct(
            double time,
            double h,
            BdfCoefficients coefficients,
            NewtonIteration newton,
            long step) {
        double inverseL1 = 1 / coefficients.l[1];
        double gamma = h * inverseL1;
        history.predict(h);
        forcing.evaluate(time, newton.state, force);
        double[] p0 = history.predicted[0];
        double[] p1 = history.predicted[1];
        double[] e = correction;
        for (int i = 0; i < e.length; i++) {
            e[i] = p0[i] - inverseL1 * p1[i] + gamma * force[i];
        }
        if (!newton.factorAt(time, gamma, step)) {
            return Double.POSITIVE_INFINITY;
        }
        newton.solver().solve(e, columns);
        for (int i = 0; i < e.length; i++) {
            e[i] -= p0[i];
        }
        return tested ? norm(e) * coefficients.error : 0;
    }

    /// The largest weighted root-mean-square norm of a column.
    private double norm(double[] block) {
        double[] sum = sums;
        Arrays.fill(sum, 0);
        for (int i = 0, at = 0; i < n; i++) {
            for (int k = 0; k < columns; k++, at++) {
                double scaled = block[at] * weights[at];
                sum[k] += scaled * scaled;
            }
        }
        double largest = 0;
        for (int k = 0; k < columns; k++) {
            if (!(sum[k] <= largest)) {
                largest = sum[k];
            }
        }
        return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : Math.sqrt(largest / n);
    }

    @Override
    void accept(double h, double[] l) {
        history.accept(h, l, correction);
        weigh();
    }

    @Override
    void saveCorrection() {
        System.arraycopy(correction, 0, history.savedCorrection, 0, correction.length);
    }

    @Override
    double lowerNorm() {
        return tested ? norm(history.columns[history.order]) : 0;
    }

    @Override
    double higherNorm(double ratio) {
        if (!tested) {
            return 0;
        }
        for (int i = 0; i < force.length; i++) {
            force[i] = correction[i] - ratio * history.savedCorrection[i];
        }
        return norm(force);
    }
}
