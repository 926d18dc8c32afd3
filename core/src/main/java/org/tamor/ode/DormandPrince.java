package org.tamor.ode;

/// The explicit Runge-Kutta method of order 5(4) of Dormand and Prince, with dense output of order
/// 4, for non-stiff problems.
///
/// Step sizes follow a proportional-integral controller. Dormand & Prince, J. Comput. Appl. Math. 6
/// (1980) 19-26, table 2; dense output and controller after Hairer, Norsett & Wanner, Solving
/// Ordinary Differential Equations I, 2nd ed. (1993), section II.6 (p. 191) and section IV.2 of
/// volume II (p. 31). The last stage is the first of the next step, so that an accepted step costs
/// six evaluations.
public final class DormandPrince implements Integrator {

    private static final double SAFETY = 0.9;
    private static final double INTEGRAL_EXPONENT = 0.04;
    private static final double ERROR_EXPONENT = 0.2 - 0.75 * INTEGRAL_EXPONENT;
    private static final double LARGEST_GROWTH = 10;
    private static final double SMALLEST_SHRINKAGE = 0.2;
    private static final double SMALLEST_PREVIOUS_ERROR = 1e-4;
    private static final double SHRINKAGE_WHERE_NOT_FINITE = 0.25;

    private static final double C2 = 1.0 / 5;
    private static final double C3 = 3.0 / 10;
    private static final double C4 = 4.0 / 5;
    private static final double C5 = 8.0 / 9;

    private static final double A21 = 1.0 / 5;
    private static final double A31 = 3.0 / 40;
    private static final double A32 = 9.0 / 40;
    private static final double A41 = 44.0 / 45;
    private static final double A42 = -56.0 / 15;
    private static final double A43 = 32.0 / 9;
    private static final double A51 = 19372.0 / 6561;
    private static final double A52 = -25360.0 / 2187;
    private static final double A53 = 64448.0 / 6561;
    private static final double A54 = -212.0 / 729;
    private static final double A61 = 9017.0 / 3168;
    private static final double A62 = -355.0 / 33;
    private static final double A63 = 46732.0 / 5247;
    private static final double A64 = 49.0 / 176;
    private static final double A65 = -5103.0 / 18656;

    /// The solution of order 5.
    private static final double B1 = 35.0 / 384;

    private static final double B3 = 500.0 / 1113;
    private static final double B4 = 125.0 / 192;
    private static final double B5 = -2187.0 / 6784;
    private static final double B6 = 11.0 / 84;

    /// The solution of order 5 less that of order 4.
    private static final double E1 = 71.0 / 57600;

    private static final double E3 = -71.0 / 16695;
    private static final double E4 = 71.0 / 1920;
    private static final double E5 = -17253.0 / 339200;
    private static final double E6 = 22.0 / 525;
    private static final double E7 = -1.0 / 40;

    /// The continuous extension.
    private static final double D1 = -12715105075.0 / 11282082432.0;

    private static final double D3 = 87487479700.0 / 32700410799.0;
    private static final double D4 = -10690763975.0 / 1880347072.0;
    private static final double D5 = 701980252875.0 / 199316789632.0;
    private static final double D6 = -1453857185.0 / 822651844.0;
    private static final double D7 = 69997945.0 / 29380423.0;

    private final int n;
    private final RightHandSide f;
    private final Tolerances tolerances;
    private final InitialStepSize initialStepSize;
    private final double[] weights;
    private final double[] state;
    private final double[] newState;
    private final double[] error;
    private final double[][] stages = new double[7][];
    private final double[][] dense = new double[5][];

    private boolean started;
    private double time;
    private double previousTime;
    private double nextStep;
    private double previousError;
    private boolean fixed;

    private long steps;
    private long errorTestFailures;
    private long convergenceFailures;
    private long rightHandSides;

    public DormandPrince(RightHandSide f, Tolerances tolerances) {
        n = f.dimension();
        if (tolerances.dimension() != n) {
            throw new IllegalArgumentException(
                    "right-hand side and tolerances differ in dimension");
        }
        this.f = f;
        this.tolerances = tolerances;
        initialStepSize = new InitialStepSize(f);
        weights = new double[n];
        state = new double[n];
        newState = new double[n];
        error = new double[n];
        for (int s = 0; s < stages.length; s++) {
            stages[s] = new double[n];
        }
        for (int j = 0; j < dense.length; j++) {
            dense[j] = new double[n];
        }
    }

    @Override
    public void start(double startTime, double[] startState) {
        started = false;
        time = startTime;
        previousTime = startTime;
        System.arraycopy(startState, 0, state, 0, n);
        tolerances.weights(state, weights);
        int component = firstNotFinite(state);
        if (component >= 0) {
            throw new StepFailureException(time, component, "the state is not finite");
        }
        f.evaluate(time, state, stages[0]);
        rightHandSides++;
        component = firstNotFinite(stages[0]);
        if (component >= 0) {
            throw new StepFailureException(time, component, "the derivative is not finite");
        }
        nextStep = 0;
        previousError = SMALLEST_PREVIOUS_ERROR;
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
            nextStep = initialStepSize.choose(time, limit - time, state, stages[0], weights);
            rightHandSides += initialStepSize.evaluations();
        }
        double h = nextStep;
        boolean rejected = false;
        while (true) {
            double remaining = limit - time;
            boolean last = h >= remaining - 100 * Math.ulp(limit);
            if (last) {
                h = remaining;
            } else if (!fixed && 1.2 * h > remaining) {
                h = 0.5 * remaining;
            }
            double reached = last ? limit : time + h;
            if (!(reached > time)) {
                throw failed("the step size is below the resolution of time");
            }
            evaluateStages(h, reached);
            double size = fixed ? 0 : errorNorm(h);
            if (size <= 1) {
                accept(h, reached, size, rejected);
                return;
            }
            boolean finite = size <= Double.MAX_VALUE;
            if (finite) {
                errorTestFailures++;
                h *= Math.max(SMALLEST_SHRINKAGE, SAFETY * Math.pow(size, -ERROR_EXPONENT));
            } else {
                convergenceFailures++;
                h *= SHRINKAGE_WHERE_NOT_FINITE;
            }
            if (h <= 8 * Math.ulp(Math.max(Math.abs(time), Math.abs(reached)))) {
                throw failed(
                        finite
                                ? "the error test failed with the smallest step size"
                                : "the right-hand side is not finite");
            }
            rejected = true;
        }
    }

    private void evaluateStages(double h, double reached) {
        double[] y = state;
        double[] w = newState;
        double[] k1 = stages[0];
        double[] k2 = stages[1];
        double[] k3 = stages[2];
        double[] k4 = stages[3];
        double[] k5 = stages[4];
        double[] k6 = stages[5];
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A21 * k1[i]);
        }
        f.evaluate(time + C2 * h, w, k2);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A31 * k1[i] + A32 * k2[i]);
        }
        f.evaluate(time + C3 * h, w, k3);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A41 * k1[i] + A42 * k2[i] + A43 * k3[i]);
        }
        f.evaluate(time + C4 * h, w, k4);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A51 * k1[i] + A52 * k2[i] + A53 * k3[i] + A54 * k4[i]);
        }
        f.evaluate(time + C5 * h, w, k5);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (A61 * k1[i] + A62 * k2[i] + A63 * k3[i] + A64 * k4[i] + A65 * k5[i]);
        }
        f.evaluate(reached, w, k6);
        for (int i = 0; i < n; i++) {
            w[i] = y[i] + h * (B1 * k1[i] + B3 * k3[i] + B4 * k4[i] + B5 * k5[i] + B6 * k6[i]);
        }
        f.evaluate(reached, w, stages[6]);
        rightHandSides += 6;
    }

    /// The weighted norm of the difference between the solutions of orders 5 and 4.
    private double errorNorm(double h) {
        double relative = tolerances.relative();
        double[] absolute = tolerances.absolute();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double e =
                    h
                            * (E1 * stages[0][i]
                                    + E3 * stages[2][i]
                                    + E4 * stages[3][i]
                                    + E5 * stages[4][i]
                                    + E6 * stages[5][i]
                                    + E7 * stages[6][i]);
            error[i] = e;
            double scaled =
                    e
                            / (absolute[i]
                                    + relative
                                            * Math.max(Math.abs(state[i]), Math.abs(newState[i])));
            sum += scaled * scaled;
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }

    private void accept(double h, double reached, double size, boolean rejected) {
        double[] k1 = stages[0];
        double[] k7 = stages[6];
        for (int i = 0; i < n; i++) {
            double difference = newState[i] - state[i];
            double bulge = h * k1[i] - difference;
            dense[0][i] = state[i];
            dense[1][i] = difference;
            dense[2][i] = bulge;
            dense[3][i] = difference - h * k7[i] - bulge;
            dense[4][i] =
                    h
                            * (D1 * k1[i]
                                    + D3 * stages[2][i]
                                    + D4 * stages[3][i]
                                    + D5 * stages[4][i]
                                    + D6 * stages[5][i]
                                    + D7 * k7[i]);
            state[i] = newState[i];
        }
        stages[0] = k7;
        stages[6] = k1;
        previousTime = time;
        time = reached;
        steps++;
        tolerances.weights(state, weights);
        if (!fixed) {
            double factor =
                    SAFETY
                            * Math.pow(Math.max(size, 1e-10), -ERROR_EXPONENT)
                            * Math.pow(previousError, INTEGRAL_EXPONENT);
            factor = Math.min(LARGEST_GROWTH, Math.max(SMALLEST_SHRINKAGE, factor));
            nextStep = h * (rejected ? Math.min(1, factor) : factor);
            previousError = Math.max(size, SMALLEST_PREVIOUS_ERROR);
        }
    }

    private StepFailureException failed(String reason) {
        started = false;
        int component = -1;
        for (int s = 1; s < stages.length && component < 0; s++) {
            component = firstNotFinite(stages[s]);
        }
        return new StepFailureException(
                time, component < 0 ? Tolerances.worst(error, weights) : component, reason);
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
        double s = (at - previousTime) / (time - previousTime);
        double r = 1 - s;
        for (int i = 0; i < n; i++) {
            out[i] =
                    dense[0][i]
                            + s
                                    * (dense[1][i]
                                            + r
                                                    * (dense[2][i]
                                                            + s * (dense[3][i] + r * dense[4][i])));
        }
    }

    @Override
    public void currentState(double[] out) {
        System.arraycopy(state, 0, out, 0, n);
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                steps, errorTestFailures, convergenceFailures, rightHandSides, 0, 0, 0);
    }
}
