package org.tamor.simulate;

import org.tamor.jit.Kernel;
import org.tamor.ode.SparsityPattern;

/// Evaluates the kernels of a model also where only the errors of integration make them undefined.
///
/// A concentration that should be 0 may come out as -1e-16, within what the tolerance allows, and
/// then `x^0.5` has no value. So where a value is not finite, states that are negative by no more
/// than a multiple of their absolute tolerance are taken for 0. A partial derivative that is
/// infinite nevertheless, as that of `x^0.5` at 0, is replaced by a forward difference: the Newton
/// iteration needs a slope that is about right, no limit. Values that are undefined for good stay
/// so.
final class TolerantKernels {

    /// How far below 0 a state still counts as 0, in absolute tolerances. The norm of errors is a
    /// mean over all states, and errors of several steps add up, so that one state may be further
    /// off than its own tolerance.
    private static final double NEGLIGIBLE = 1000;

    private static final double INCREMENT = Math.sqrt(Math.ulp(1.0));

    private final double[] absolute;
    private final double[] clipped;
    private final double[] base;
    private final double[] moved;
    private double relative = 1e-6;

    /// @param absolute the absolute tolerance of each state; may be changed later
    TolerantKernels(double[] absolute) {
        this.absolute = absolute;
        clipped = new double[absolute.length];
        base = new double[absolute.length];
        moved = new double[absolute.length];
    }

    void relativeTolerance(double tolerance) {
        relative = tolerance;
    }

    /// Evaluates a kernel; values that are not finite are computed anew as said above.
    void evaluate(Kernel kernel, double time, double[] y, double[] p, double[] w, double[] out) {
        kernel.evaluate(time, y, p, w, out);
        if (!isFinite(out) && clip(y)) {
            double[] before = out.clone();
            kernel.evaluate(time, clipped, p, w, out);
            for (int i = 0; i < out.length; i++) {
                if (Double.isFinite(before[i])) {
                    out[i] = before[i];
                }
            }
        }
    }

    /// As [#evaluate], for a Jacobian.
    void evaluateJacobian(
            Kernel jacobian,
            Kernel rates,
            SparsityPattern pattern,
            double time,
            double[] y,
            double[] p,
            double[] w,
            double[] values) {
        evaluate(jacobian, time, y, p, w, values);
        if (isFinite(values)) {
            return;
        }
        evaluate(rates, time, y, p, w, base);
        if (!isFinite(base)) {
            return;
        }
        clip(y);
        for (int column = 0; column < y.length; column++) {
            int from = pattern.columnStarts()[column];
            int to = pattern.columnStarts()[column + 1];
            if (isFinite(values, from, to)) {
                continue;
            }
            double at = clipped[column];
            double floor = absolute[column] / Math.max(relative, 1e-12);
            clipped[column] = at + INCREMENT * (Math.abs(at) + floor);
            rates.evaluate(time, clipped, p, w, moved);
            for (int k = from; k < to; k++) {
                if (!Double.isFinite(values[k])) {
                    int row = pattern.rows()[k];
                    values[k] = (moved[row] - base[row]) / (clipped[column] - at);
                }
            }
            clipped[column] = at;
        }
    }

    /// As [#evaluate], for derivatives by time. One without a value, as that of `time^0.5` at 0, is
    /// replaced by a difference to a time just after, no later than `latest`; by 0 where that has
    /// none either.
    void evaluateTimeSlope(
            Kernel timeSlope,
            Kernel rates,
            double time,
            double latest,
            double[] y,
            double[] p,
            double[] w,
            double[] slope) {
        evaluate(timeSlope, time, y, p, w, slope);
        if (isFinite(slope)) {
            return;
        }
        double later = Math.min(time + INCREMENT * (1 + Math.abs(time)), latest);
        evaluate(rates, time, y, p, w, base);
        evaluate(rates, later, y, p, w, moved);
        for (int i = 0; i < slope.length; i++) {
            if (!Double.isFinite(slope[i])) {
                double difference = (moved[i] - base[i]) / (later - time);
                slope[i] = Double.isFinite(difference) ? difference : 0;
            }
        }
    }

    /// Copies the state with negligible negative components set to 0.
    ///
    /// @return whether there are any
    private boolean clip(double[] y) {
        boolean any = false;
        for (int i = 0; i < y.length; i++) {
            boolean negligible = y[i] < 0 && y[i] >= -NEGLIGIBLE * absolute[i];
            clipped[i] = negligible ? 0 : y[i];
            any |= negligible;
        }
        return any;
    }

    private static boolean isFinite(double[] values) {
        return isFinite(values, 0, values.length);
    }

    private static boolean isFinite(double[] values, int from, int to) {
        double even = 0; // two chains of additions, as one would have to wait for itself
        double odd = 0;
        int i = from;
        for (; i < to - 1; i += 2) {
            even += values[i] * 0; // NaN from anything that is not finite
            odd += values[i + 1] * 0;
        }
        double last = i < to ? values[i] * 0 : 0;
        return even + odd + last == 0;
    }
}
