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

/// The method of [RosenbrockCoefficients] for one system: implicit and one-step, without
/// iteration, for stiff problems of few states.
///
/// A step evaluates f eight times and the Jacobian and its factors once, and is some four times
/// as long as one of [BackwardDifferentiation], whose bookkeeping costs more than the rates of
/// a small system. It needs no history, so that beginning anew after a jump costs little. Its
/// order rests on exact derivatives: those of the Jacobian, and df/dt where f depends on the
/// time.
public final class Rosenbrock extends OneStepMethod {

    private static final double NEAR_LIMIT = 1.5;

    private final Jacobian jacobian;
    private final @Nullable TimeSlope timeSlope;
    private final LinearSolver solver;
    private final double[] jacobianValues;
    private final double[] byTime;
    private final double[] stage;
    private final double[] rates;
    private final double[] sums;
    private final double[][] u;
    private final double[][] dense = new double[H.length][];
    private boolean isDenseReady;

    /// @param timeSlope empty where f does not depend on the time
    /// @param solver of the systems with `I - gamma J`
    public Rosenbrock(
            RightHandSide f,
            Jacobian jacobian,
            Optional<TimeSlope> timeSlope,
            Tolerances tolerances,
            LinearSolver solver) {
        super(f, tolerances, NEAR_LIMIT);
        SparsityPattern pattern = jacobian.pattern();
        if (pattern.dimension() != n) {
            throw new IllegalArgumentException("right-hand side and Jacobian differ in dimension");
        }
        if (f.differential() < n) {
            throw new IllegalArgumentException("algebraic equations need a multistep method");
        }
        this.jacobian = jacobian;
        this.timeSlope = timeSlope.orElse(null);
        this.solver = solver;
        jacobianValues = new double[pattern.rows().length];
        byTime = new double[n];
        stage = new double[n];
        rates = new double[n];
        sums = new double[n];
        u = new double[STAGES][n];
        Arrays.setAll(dense, _ -> new double[n]);
    }

    @Override
    double[] slopes() {
        return rates;
    }

    @Override
    void forget() {
        solver.reset();
    }

    @Override
    void begin(double time, double limit) {
        jacobian.evaluate(time, state, jacobianValues);
        jacobians++;
        if (timeSlope != null) {
            timeSlope.evaluate(time, limit, state, byTime);
        }
    }

    @Override
    boolean attempt(double time, double h, double reached) {
        factorizations++;
        double scale = GAMMA * h;
        if (!solver.factor(scale, jacobianValues)) {
            return false;
        }
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
        return true;
    }

    @Override
    double[] error() {
        return u[STAGES - 1];
    }

    @Override
    double allowed() {
        return RosenbrockCoefficients.ALLOWED;
    }

    @Override
    void accepted(double h, double error) {
        isDenseReady = false;
    }

    @Override
    double growth(double error, boolean rejected) {
        return RosenbrockSteps.growth(error, rejected);
    }

    @Override
    double shrinkage(double error) {
        return RosenbrockSteps.shrinkage(error);
    }

    @Override
    int undefined() {
        return FiniteValues.firstOther(rates);
    }

    @Override
    void interpolateAt(double s, double[] out) {
        if (!isDenseReady) {
            for (int k = 0; k < dense.length; k++) {
                StageSums.all(dense[k], H[k], u);
            }
            isDenseReady = true;
        }
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
    public int looks() {
        return 4;
    }
}
