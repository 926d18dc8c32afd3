package org.tamor.ode;

import static org.tamor.ode.RosenbrockCoefficients.A;
import static org.tamor.ode.RosenbrockCoefficients.C;
import static org.tamor.ode.RosenbrockCoefficients.D;
import static org.tamor.ode.RosenbrockCoefficients.GAMMA;
import static org.tamor.ode.RosenbrockCoefficients.H;
import static org.tamor.ode.RosenbrockCoefficients.STAGES;
import static org.tamor.ode.RosenbrockCoefficients.TIMES;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.ode.linear.LinearSolver;

/// The method of [RosenbrockCoefficients] for one system: implicit and one-step, without iteration,
/// for stiff problems of few states.
///
/// A step evaluates f eight times and the Jacobian and its factors once, and is some four times as
/// long as one of [BackwardDifferentiation], whose bookkeeping costs more than the rates of a small
/// system. It needs no history, so that beginning anew after a jump costs little. Its order rests on
/// exact derivatives: those of the Jacobian, and df/dt where f depends on the time.
public final class Rosenbrock implements Integrator {

    private static final double SAFETY = 0.9;
    private static final double SMALLEST_CHANGE = 0.2;
    private static final double LARGEST_GROWTH = 6;
    private static final double SHRINKAGE_WHERE_NOT_FINITE = 0.25;

    /// One over the order of the error estimate plus one.
    private static final double EXPONENT = 0.2;

    private final int n;
    private final RightHandSide f;
    private final Jacobian jacobian;
    private final @Nullable TimeSlope timeSlope;
    private final Tolerances tolerances;
    private final LinearSolver solver;
    private final InitialStepSize initialStepSize;
    private final double[] weights;
    private final double[] jacobianValues;
    private final double[] byTime;
    private final double[] stage;
    private final double[] rates;
    private final double[] sums;
    private final double[][] u;
    private final double[][] dense = new double[H.length][];
    private double[] state;
    private double[] newState;

    private boolean started;
    private double time;
    private double previousTime;
    private double nextStep;
    private boolean isDenseReady;
    private boolean fixed;

    private long steps;
    private long errorTestFailures;
    private long convergenceFailures;
    private long rightHandSides;
    private long jacobians;
    private long factorizations;

    /// @param timeSlope empty where f does not depend on the time
    /// @param solver of the systems with `I - gamma J`
    public Rosenbrock(
            RightHandSide f,
            Jacobian jacobian,
            Optional<TimeSlope> timeSlope,
            Tolerances tolerances,
            LinearSolver solver) {
        n = f.dimension();
        if (tolerances.dimension() != n || jacobian.pattern().dimension() != n) {
            throw new IllegalArgumentException(
                    "right-hand side, Jacobian and tolerances differ in dimension");
        }
        if (f.differential() < n) {
            throw new IllegalArgumentException("algebraic equations need a multistep method");
        }
        this.f = f;
        this.jacobian = jacobian;
        this.timeSlope = timeSlope.orElse(null);
        this.tolerances = tolerances;
        SparsityPattern pattern = jacobian.pattern();
        this.solver = solver;
        initialStepSize = new InitialStepSize(f);
        jacobianValues = new double[pattern.rows().length];
        weights = new double[n];
        byTime = new double[n];
        stage = new double[n];
        rates = new double[n];
        sums = new double[n];
        u = new double[STAGES][n];
        Arrays.setAll(dense, _ -> new double[n]);
        state = new double[n];
        newState = new double[n];
    }

    @Override
    public void start(double startTime, double[] startState) {
        started = false;
        time = startTime;
        previousTime = startTime;
        System.arraycopy(startState, 0, state, 0, n);
        int component = firstNotFinite(state);
        if (component >= 0) {
            throw new StepFailureException(time, component, "the state is not finite");
        }
        f.evaluate(time, state, rates);
        rightHandSides++;
        component = firstNotFinite(rates);
        if (component >= 0) {
            throw new StepFailureException(time, component, "the derivative is not finite");
        }
        solver.reset();
        nextStep = 0;
        fixed = false;
        started = true;
    }

    /// Starts with steps of one size, so that the order of convergence can be measured.
    void startFixed(double startTime, double[] startState, double h) {
        start(startTime, startState);
        nextStep = h;
        fixed = true;
    }

    @Override
    public void step(double limit) {
        if (!started) {
            throw new IllegalStateException("the integrator was not started, or has failed");
        }
        if (!(limit > time)) {
            throw new IllegalArgumentException(
                    "limit " + limit + " is not after the time reached, " + time);
        }
        if (nextStep == 0) {
            nextStep = firstStep(limit - time);
        }
        jacobian.evaluate(time, state, jacobianValues);
        jacobians++;
        if (timeSlope != null) {
            timeSlope.evaluate(time, state, byTime);
        }
        double h = nextStep;
        boolean rejected = false;
        int crossings = 0;
        while (true) {
            double remaining = limit - time;
            boolean last = h >= remaining - 100 * Math.ulp(limit);
            if (last) {
                h = remaining;
            } else if (!fixed && 1.5 * h > remaining) {
                h = 0.5 * remaining;
            }
            double reached = last ? limit : time + h;
            if (!(reached > time)) {
                throw failed("the step size is below the resolution of time");
            }
            factorizations++;
            boolean factored = solver.factor(GAMMA * h, jacobianValues);
            double size = factored ? tryStep(h, reached) : Double.NaN;
            if (size <= 1) {
                double share =
                        fixed || crossings == ZeroCrossing.MOST_RETRIES
                                ? 1
                                : ZeroCrossing.share(state, stage, u[STAGES - 1], tolerances);
                if (share == 1 || !ZeroCrossing.isStep(h * share, reached)) {
                    accept(h, reached, size, rejected);
                    return;
                }
                crossings++;
                h *= share;
                continue;
            }
            boolean finite = size <= Double.MAX_VALUE;
            if (finite) {
                errorTestFailures++;
                h *= Math.max(SMALLEST_CHANGE, SAFETY * Math.pow(size, -EXPONENT));
            } else {
                convergenceFailures++;
                h *= SHRINKAGE_WHERE_NOT_FINITE;
            }
            if (h <= 8 * Math.ulp(Math.max(Math.abs(time), Math.abs(reached)))) {
                throw failed(reason(factored, finite));
            }
            rejected = true;
        }
    }

    private static String reason(boolean factored, boolean finite) {
        if (!factored) {
            return "the Jacobian is not finite or the matrix of the step is singular";
        }
        return finite
                ? "the error test failed with the smallest step size"
                : "the right-hand side is not finite";
    }

    private double firstStep(double span) {
        f.evaluate(time, state, rates);
        tolerances.weights(state, weights);
        double first = initialStepSize.choose(time, span, state, rates, weights);
        rightHandSides += 1 + initialStepSize.evaluations();
        return first;
    }

    /// Computes the state after a step; returns the norm of its error.
    private double tryStep(double h, double reached) {
        double scale = GAMMA * h;
        for (int i = 0; i < STAGES; i++) {
            double[] x = u[i];
            if (i == 0) {
                f.evaluate(time, state, rates);
                for (int k = 0; k < n; k++) {
                    x[k] = scale * rates[k];
                }
            } else {
                if (i < 6) {
                    StageSums.both(stage, sums, state, A[i], C[i], u);
                } else {
                    StageSums.next(stage, sums, C[i], u);
                }
                f.evaluate(TIMES[i] == 1 ? reached : time + TIMES[i] * h, stage, rates);
                for (int k = 0; k < n; k++) {
                    x[k] = scale * rates[k] + GAMMA * sums[k];
                }
            }
            if (D[i] != 0 && timeSlope != null) {
                double c = scale * D[i] * h;
                for (int k = 0; k < n; k++) {
                    x[k] += c * byTime[k];
                }
            }
            solver.solve(x);
        }
        rightHandSides += STAGES;
        double[] last = u[STAGES - 1];
        for (int k = 0; k < n; k++) {
            newState[k] = stage[k] + last[k];
        }
        return fixed ? 0 : errorNorm();
    }

    /// The weighted norm of the error estimate.
    private double errorNorm() {
        double relative = tolerances.relative();
        double[] absolute = tolerances.absolute();
        double[] error = u[STAGES - 1];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double size = Math.max(Math.abs(state[i]), Math.abs(newState[i]));
            double scaled = error[i] / (absolute[i] + relative * size);
            sum += scaled * scaled;
        }
        return Math.sqrt(sum / n) / RosenbrockCoefficients.ALLOWED;
    }

    private void accept(double h, double reached, double size, boolean rejected) {
        double[] before = state;
        state = newState;
        newState = before;
        previousTime = time;
        time = reached;
        steps++;
        isDenseReady = false;
        if (!fixed) {
            double growth = SAFETY * Math.pow(Math.max(size, 1e-8), -EXPONENT);
            growth = Math.min(growth, rejected ? 1 : LARGEST_GROWTH);
            nextStep = h * Math.max(growth, SMALLEST_CHANGE);
        }
    }

    private StepFailureException failed(String reason) {
        started = false;
        int component = firstNotFinite(rates);
        tolerances.weights(state, weights);
        return new StepFailureException(
                time, component < 0 ? Tolerances.worst(u[STAGES - 1], weights) : component, reason);
    }

    private static int firstNotFinite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public double previousTime() {
        return previousTime;
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public void interpolate(double at, double[] out) {
        if (at == time || time == previousTime) {
            currentState(out);
            return;
        }
        if (!isDenseReady) {
            for (int k = 0; k < dense.length; k++) {
                StageSums.all(dense[k], H[k], u);
            }
            isDenseReady = true;
        }
        double s = (at - previousTime) / (time - previousTime);
        double r = 1 - s;
        double[] first = dense[0];
        double[] second = dense[1];
        double[] third = dense[2];
        for (int i = 0; i < n; i++) {
            double inner = first[i] + s * (second[i] + s * third[i]);
            out[i] = r * newState[i] + s * (state[i] + r * inner);
        }
    }

    @Override
    public void currentState(double[] out) {
        System.arraycopy(state, 0, out, 0, n);
    }

    @Override
    public int looks() {
        return 4;
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                steps,
                errorTestFailures,
                convergenceFailures,
                rightHandSides,
                jacobians,
                factorizations,
                0);
    }
}
