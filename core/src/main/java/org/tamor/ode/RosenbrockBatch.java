package org.tamor.ode;

import static org.tamor.ode.RosenbrockCoefficients.A;
import static org.tamor.ode.RosenbrockCoefficients.ALLOWED;
import static org.tamor.ode.RosenbrockCoefficients.C;
import static org.tamor.ode.RosenbrockCoefficients.D;
import static org.tamor.ode.RosenbrockCoefficients.GAMMA;
import static org.tamor.ode.RosenbrockCoefficients.H;
import static org.tamor.ode.RosenbrockCoefficients.STAGES;
import static org.tamor.ode.RosenbrockCoefficients.TIMES;

import java.util.Arrays;

/// Integrates the systems of a [BatchSystem] side by side with [RosenbrockCoefficients]'s method,
/// each lane with its own step size.
///
/// A one-step method has no history, so that lanes may start and end at any time; all arithmetic is
/// the same in every lane, which lets the loops be vectorised. What a lane computes does not depend
/// on the others. Nothing is allocated after construction.
public final class RosenbrockBatch {

    /// How a lane fares.
    public enum Progress {
        /// Nothing is integrated there.
        IDLE,
        /// The last attempt was rejected; the lane tries again.
        REJECTED,
        /// The last attempt was a step from [#previousTime] to [#time].
        ACCEPTED,
        /// No step can be taken; the lane is idle from now on.
        FAILED
    }

    private final BatchSystem system;
    private final int n;
    private final int lanes;
    private final double relativeTolerance;
    private final double[] absoluteTolerance;
    private double[] y;
    private double[] next;
    private final double[] stage;
    private final double[] sums;
    private final double[] rates;
    private final double[] byTime;
    private final double[] inverseStep;
    private final double[] step;
    private final double[][] u;
    private final double[] norm;

    /// By how much more than the tolerance the lane's worst state would fall below 0 from above it;
    /// not positive where none does.
    private final double[] fall;

    private final int[] crossings;

    private final double[][] dense = new double[H.length][];
    private boolean isDenseReady;

    /// State before and after the step and the coefficients between them, of the lane that was
    /// interpolated last.
    private final double[][] course;

    private int interpolated = -1;
    private final double[] time;
    private final double[] previousTime;
    private final double[] end;
    private final double[] size;
    private final double[] tried;
    private final double[] stageTime;
    private final double[] inverse;
    private final double[] diagonal;
    private final Progress[] progress;
    private final boolean[] rejectedBefore;

    public RosenbrockBatch(BatchSystem system, double relativeTolerance) {
        this.system = system;
        this.relativeTolerance = relativeTolerance;
        n = system.dimension();
        lanes = system.lanes();
        int length = n * lanes;
        absoluteTolerance = new double[length];
        y = new double[length];
        next = new double[length];
        stage = new double[length];
        sums = new double[length];
        rates = new double[length];
        byTime = new double[length];
        inverseStep = new double[length];
        step = new double[length];
        u = new double[STAGES][length];
        norm = new double[lanes];
        fall = new double[lanes];
        crossings = new int[lanes];
        Arrays.setAll(dense, _ -> new double[length]);
        course = new double[2 + H.length][n];
        time = new double[lanes];
        previousTime = new double[lanes];
        end = new double[lanes];
        size = new double[lanes];
        tried = new double[lanes];
        stageTime = new double[lanes];
        inverse = new double[lanes];
        diagonal = new double[lanes];
        progress = new Progress[lanes];
        Arrays.fill(progress, Progress.IDLE);
        Arrays.fill(size, 1);
        rejectedBefore = new boolean[lanes];
    }

    /// Begins in a lane.
    ///
    /// @param absolute tolerance of each component
    public void start(int lane, double begin, double last, double[] state, double[] absolute) {
        for (int i = 0; i < n; i++) {
            y[i * lanes + lane] = state[i];
            absoluteTolerance[i * lanes + lane] = absolute[i];
        }
        time[lane] = begin;
        previousTime[lane] = begin;
        end[lane] = last;
        size[lane] = 0;
        rejectedBefore[lane] = false;
        crossings[lane] = 0;
        progress[lane] = Progress.REJECTED;
    }

    /// Leaves a lane idle.
    public void stop(int lane) {
        progress[lane] = Progress.IDLE;
    }

    public Progress progress(int lane) {
        return progress[lane];
    }

    public double time(int lane) {
        return time[lane];
    }

    public double previousTime(int lane) {
        return previousTime[lane];
    }

    /// Tries one step in every lane that is not idle.
    public void attempt() {
        commit();
        system.evaluate(time, y, rates);
        chooseFirstSteps();
        for (int m = 0; m < lanes; m++) {
            double remaining = end[m] - time[m];
            boolean runs = progress[m] != Progress.IDLE && progress[m] != Progress.FAILED;
            tried[m] = runs ? Math.min(size[m], remaining) : 1;
            if (runs && remaining > size[m] && remaining < 1.5 * size[m]) {
                tried[m] = 0.5 * remaining;
            }
            inverse[m] = 1 / tried[m];
            diagonal[m] = 1 / (GAMMA * tried[m]);
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(tried, 0, step, i * lanes, lanes);
            System.arraycopy(inverse, 0, inverseStep, i * lanes, lanes);
        }
        system.linearize(time, y, diagonal, byTime);
        for (int i = 0; i < STAGES; i++) {
            computeStage(i);
        }
        add(next, stage, u[STAGES - 1]);
        computeNorms();
        for (int m = 0; m < lanes; m++) {
            if (progress[m] != Progress.IDLE && progress[m] != Progress.FAILED) {
                judge(m);
            }
        }
        isDenseReady = false;
        interpolated = -1;
    }

    private void computeStage(int i) {
        if (i > 0) {
            if (i < 6) {
                StageSums.both(stage, sums, y, A[i], C[i], u);
            } else {
                StageSums.next(stage, sums, C[i], u);
            }
            for (int m = 0; m < lanes; m++) {
                stageTime[m] = time[m] + TIMES[i] * tried[m];
            }
            system.evaluate(stageTime, stage, rates);
            addProduct(rates, sums, inverseStep);
        }
        if (D[i] != 0 && system.dependsOnTime()) {
            addProduct(rates, D[i], byTime, step);
        }
        system.solve(rates, u[i]);
    }

    /// Makes accepted steps the states to go on from.
    private void commit() {
        for (int m = 0; m < lanes; m++) {
            if (progress[m] == Progress.ACCEPTED) {
                progress[m] = Progress.REJECTED;
                previousTime[m] = time[m];
            } else {
                for (int k = m; k < y.length; k += lanes) {
                    next[k] = y[k];
                }
            }
        }
        double[] before = y;
        y = next;
        next = before;
    }

    /// In lanes that have just begun, from their rates: a step in which an explicit Euler step
    /// changes the state by a hundredth of its size in units of the tolerances (Hairer, Norsett
    /// & Wanner, Solving Ordinary Differential Equations I, 2nd ed., p. 169).
    private void chooseFirstSteps() {
        for (int m = 0; m < lanes; m++) {
            if (size[m] != 0 || progress[m] != Progress.REJECTED) {
                continue;
            }
            double state = 0;
            double rate = 0;
            for (int k = m; k < y.length; k += lanes) {
                double weight = 1 / (relativeTolerance * Math.abs(y[k]) + absoluteTolerance[k]);
                state += y[k] * weight * (y[k] * weight);
                rate += rates[k] * weight * (rates[k] * weight);
            }
            double span = end[m] - time[m];
            double first = 0.01 * Math.sqrt(state / rate);
            size[m] = first > 1e-10 * span && first < span ? first : 1e-6 * span;
        }
    }

    /// Sums of squares of the error estimates in units of the tolerances, and the falls below 0.
    private void computeNorms() {
        square(sums, u[STAGES - 1], y, next);
        Arrays.fill(norm, 0);
        for (int from = 0; from < sums.length; from += lanes) {
            for (int m = 0; m < norm.length; m++) {
                norm[m] += sums[from + m];
            }
        }
        fall(sums, y, next);
        Arrays.fill(fall, Double.NEGATIVE_INFINITY);
        for (int from = 0; from < sums.length; from += lanes) {
            for (int m = 0; m < fall.length; m++) {
                fall[m] = Math.max(fall[m], sums[from + m]);
            }
        }
    }

    private void fall(double[] out, double[] before, double[] after) {
        double relative = relativeTolerance;
        double[] absolute = absoluteTolerance;
        for (int k = 0; k < out.length; k++) {
            double allowed = absolute[k] + relative * Math.abs(before[k]);
            out[k] = Math.min(before[k], -after[k]) - allowed;
        }
    }

    private void square(double[] out, double[] error, double[] before, double[] after) {
        double relative = relativeTolerance;
        double[] absolute = absoluteTolerance;
        for (int k = 0; k < out.length; k++) {
            double size = Math.max(Math.abs(before[k]), Math.abs(after[k]));
            double e = error[k] / (relative * size + absolute[k]);
            out[k] = e * e;
        }
    }

    private void judge(int m) {
        double norm = Math.sqrt(this.norm[m] / n) / ALLOWED;
        if (norm <= 1 && endsAtZero(m)) {
            return;
        }
        if (norm <= 1) {
            size[m] = tried[m] * RosenbrockSteps.growth(norm, rejectedBefore[m]);
            previousTime[m] = time[m];
            time[m] = tried[m] >= end[m] - time[m] ? end[m] : time[m] + tried[m];
            rejectedBefore[m] = false;
            crossings[m] = 0;
            progress[m] = Progress.ACCEPTED;
            return;
        }
        size[m] = tried[m] * RosenbrockSteps.shrinkage(norm);
        rejectedBefore[m] = true;
        progress[m] =
                size[m] <= 16 * Math.ulp(Math.max(Math.abs(time[m]), Math.abs(end[m])))
                        ? Progress.FAILED
                        : Progress.REJECTED;
    }

    /// Shortens a step to end where a state that was positive reaches 0 ([ZeroCrossing]).
    private boolean endsAtZero(int m) {
        if (!(fall[m] > 0) || crossings[m] == ZeroCrossing.MOST_RETRIES) {
            return false;
        }
        double share = 1;
        for (int k = m; k < y.length; k += lanes) {
            double one = ZeroCrossing.share(y[k], next[k], relativeTolerance, absoluteTolerance[k]);
            share = Math.min(share, one);
        }
        double shorter = tried[m] * share;
        if (share == 1 || !ZeroCrossing.isStep(shorter, time[m] + tried[m])) {
            return false;
        }
        size[m] = shorter;
        crossings[m]++;
        progress[m] = Progress.REJECTED;
        return true;
    }

    /// Writes the solution in a lane at a time within its last accepted step.
    public void interpolate(int lane, double at, double[] out) {
        if (interpolated != lane) {
            gather(lane);
        }
        double s = at >= time[lane] ? 1 : (at - previousTime[lane]) / tried[lane];
        double r = 1 - s;
        double[] begin = course[0];
        double[] reached = course[1];
        double[] first = course[2];
        double[] second = course[3];
        double[] third = course[4];
        for (int i = 0; i < out.length; i++) {
            double inner = first[i] + s * (second[i] + s * third[i]);
            out[i] = r * begin[i] + s * (reached[i] + r * inner);
        }
    }

    /// Copies what the course of a lane within its step is made of from between the other lanes'.
    private void gather(int lane) {
        if (!isDenseReady) {
            for (int k = 0; k < dense.length; k++) {
                StageSums.all(dense[k], H[k], u);
            }
            isDenseReady = true;
        }
        for (int i = 0; i < n; i++) {
            int k = i * lanes + lane;
            course[0][i] = y[k];
            course[1][i] = next[k];
            course[2][i] = dense[0][k];
            course[3][i] = dense[1][k];
            course[4][i] = dense[2][k];
        }
        interpolated = lane;
    }

    private static void add(double[] out, double[] a, double[] b) {
        for (int k = 0; k < out.length; k++) {
            out[k] = a[k] + b[k];
        }
    }

    private static void addProduct(double[] out, double[] a, double[] b) {
        for (int k = 0; k < out.length; k++) {
            out[k] += a[k] * b[k];
        }
    }

    private static void addProduct(double[] out, double factor, double[] a, double[] b) {
        for (int k = 0; k < out.length; k++) {
            out[k] += factor * a[k] * b[k];
        }
    }
}
