package org.tamor.ode;

import java.util.Arrays;
import org.tamor.ode.linear.LinearSolver;

/// Variable-step, variable-order (1 to 5) backward differentiation formulas for stiff problems.
///
/// Fixed-leading-coefficient BDF on a Nordsieck array, solved by a modified Newton iteration whose
/// Jacobian and factors are kept over many steps; the local error in the norm of [Tolerances] is
/// kept at or below 1, step size and order are chosen to maximize the next step. The method and its
/// constants follow Byrne & Hindmarsh, ACM TOMS 1 (1975) 71-96 and Hindmarsh et al., "SUNDIALS",
/// ACM TOMS 31 (2005) 363-396 (CVODE). Values are never clipped: a state that must not be negative
/// may go below 0 by about its absolute tolerance.
///
/// Components may have an algebraic equation in place of a derivative, see
/// [RightHandSide#differential]; the state handed to [#start] must fulfil it.
public final class BackwardDifferentiation implements Integrator {

    private static final int MAXIMUM_ERROR_FAILURES = 7;
    private static final int MAXIMUM_CONVERGENCE_FAILURES = 10;

    /// Error failures at one step after which the order is lowered.
    private static final int ERROR_FAILURES_BEFORE_LOWER_ORDER = 3;

    private static final int STEPS_BEFORE_RAISE_AFTER_RESTART = 10;

    /// The share of the step before below which a step is followed by one of order 1.
    ///
    /// While steps grow again tenfold each, higher orders magnify what is a little off in the
    /// history's derivatives, be it by rounding (up to 1e16 times after one of 1e-12). The error
    /// test keeps that from the states, but not from sensitivities that it leaves out, nor from
    /// adjoints.
    private static final double SUDDEN = 0.01;

    private final int n;
    private final RightHandSide f;
    private final Tolerances tolerances;
    private final int maximumOrder;
    private final NordsieckHistory history;
    private final BdfCoefficients coefficients = new BdfCoefficients();
    private final NewtonIteration newton;
    private final InitialStepSize initialStepSize;
    private final SlopesAtZero slopes;
    private final double[] weights;
    private final double[] scratch;
    private final TangentSteps tangent;

    private boolean started;
    private double time;
    private double previousTime;

    /// The size of the next step, and its order below.
    private double nextStep;

    private int nextOrder;
    private double largestGrowth;

    /// Steps to go before the order may change.
    private int orderWait;

    private double savedCorrectionScale;
    private boolean correctionSaved;
    private long stepsSinceStart;
    private boolean adaptive = true;

    private long steps;
    private long errorTestFailures;
    private long convergenceFailures;

    /// With the Jacobian approximated by differences.
    public BackwardDifferentiation(RightHandSide f, Tolerances tolerances) {
        this(
                f,
                new DifferenceJacobian(f, SparsityPattern.dense(f.dimension()), tolerances),
                tolerances);
    }

    public BackwardDifferentiation(RightHandSide f, Jacobian jacobian, Tolerances tolerances) {
        this(f, jacobian, tolerances, BdfCoefficients.MAXIMUM_ORDER);
    }

    /// @param maximumOrder 1 to 5; 2 keeps the method A-stable
    public BackwardDifferentiation(
            RightHandSide f, Jacobian jacobian, Tolerances tolerances, int maximumOrder) {
        this(
                f,
                jacobian,
                tolerances,
                solverFor(jacobian.pattern()),
                maximumOrder,
                NoTangent.INSTANCE);
    }

    /// With a solver of one's own for the systems with `I - gamma J`, such as code generated for
    /// one pattern.
    public BackwardDifferentiation(
            RightHandSide f, Jacobian jacobian, Tolerances tolerances, LinearSolver solver) {
        this(f, jacobian, tolerances, solver, NoTangent.INSTANCE);
    }

    /// With something that accompanies the steps, such as sensitivities; the Jacobian must be
    /// exact.
    public BackwardDifferentiation(
            RightHandSide f,
            Jacobian jacobian,
            Tolerances tolerances,
            LinearSolver solver,
            TangentSteps tangent) {
        this(f, jacobian, tolerances, solver, BdfCoefficients.MAXIMUM_ORDER, tangent);
    }

    private BackwardDifferentiation(
            RightHandSide f,
            Jacobian jacobian,
            Tolerances tolerances,
            LinearSolver solver,
            int maximumOrder,
            TangentSteps tangent) {
        this.tangent = tangent;
        n = f.dimension();
        if (tolerances.dimension() != n || jacobian.pattern().dimension() != n) {
            throw new IllegalArgumentException(
                    "right-hand side, Jacobian and tolerances differ in dimension");
        }
        if (maximumOrder < 1 || maximumOrder > BdfCoefficients.MAXIMUM_ORDER) {
            throw new IllegalArgumentException("order must be 1 to 5, is " + maximumOrder);
        }
        this.f = f;
        this.tolerances = tolerances;
        this.maximumOrder = maximumOrder;
        history = new NordsieckHistory(n);
        newton = new NewtonIteration(f, jacobian, solver);
        initialStepSize = new InitialStepSize(f);
        slopes = new SlopesAtZero(f, tolerances);
        weights = new double[n];
        scratch = new double[n];
    }

    private static LinearSolver solverFor(SparsityPattern pattern) {
        return LinearSolver.forPattern(pattern.dimension(), pattern.columnStarts(), pattern.rows());
    }

    @Override
    public void start(double startTime, double[] state) {
        time = startTime;
        previousTime = startTime;
        started = false;
        System.arraycopy(state, 0, history.columns[0], 0, n);
        tolerances.weights(state, weights);
        checkFinite(history.columns[0], "the state is not finite");
        f.evaluate(startTime, history.columns[0], history.columns[1]);
        newton.rightHandSides++;
        checkFinite(history.columns[1], "the derivative is not finite");
        newton.reset();
        newton.completeSlopes(startTime, history.columns[0], history.columns[1]);
        history.order = 0;
        newton.reset();
        tangent.start(startTime, history.columns[0]);
        stepsSinceStart = 0;
        nextStep = 0;
        nextOrder = 1;
        largestGrowth = StepGrowth.LARGEST_OF_FIRST_STEP;
        orderWait = 2;
        correctionSaved = false;
        adaptive = true;
        started = true;
    }

    /// Starts from exact scaled derivatives `h^j y^(j) / j!`, j = 0 .. order, and keeps step size
    /// and order, so that the order of convergence can be measured.
    void startFixed(double startTime, double[][] scaledDerivatives, double h) {
        start(startTime, scaledDerivatives[0]);
        int order = scaledDerivatives.length - 1;
        for (int j = 0; j <= order; j++) {
            System.arraycopy(scaledDerivatives[j], 0, history.columns[j], 0, n);
        }
        history.order = order;
        history.scale = h;
        Arrays.fill(history.past, h);
        nextStep = h;
        nextOrder = order;
        adaptive = false;
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
        if (n == 0) {
            previousTime = time;
            time = limit;
            steps++;
            return;
        }
        if (history.order == 0) {
            nextStep =
                    initialStepSize.choose(
                            time, limit - time, history.columns[0], history.columns[1], weights);
            newton.rightHandSides += initialStepSize.evaluations();
            history.begin(nextStep);
            tangent.begin(nextStep);
        }
        if (nextOrder > history.order) {
            history.raiseOrder();
            tangent.raiseOrder();
            orderWait = history.order + 1;
        }
        while (nextOrder < history.order) {
            history.lowerOrder();
            tangent.lowerOrder();
            orderWait = history.order + 1;
        }
        attempt(limit);
    }

    /// Tries smaller and smaller steps until one passes the error test.
    private void attempt(double limit) {
        double h = nextStep;
        boolean retry = false;
        boolean diverged = false;
        int errorFailures = 0;
        int divergences = 0;
        int crossings = 0;
        double[] l = coefficients.l;
        while (true) {
            double reached = reach(h, limit);
            h = reached - time;
            coefficients.compute(history.order, h, history.past, orderWait == 1);
            history.predict(h);
            double inverseL1 = 1 / l[1];
            NewtonIteration.Outcome outcome =
                    newton.solve(
                            reached,
                            history.predicted[0],
                            history.predicted[1],
                            h * inverseL1,
                            inverseL1,
                            coefficients.error,
                            weights,
                            retry,
                            diverged,
                            stepsSinceStart);
            double shrinkage;
            if (outcome == NewtonIteration.Outcome.CONVERGED) {
                double error = newton.correctionNorm * coefficients.error;
                if (error <= 1 && adaptive && crossings < ZeroCrossing.MOST_RETRIES) {
                    double share = slopes.share(time, reached, history, newton.correction);
                    if (share < 1) {
                        crossings++;
                        largestGrowth = 1;
                        retry = true;
                        diverged = false;
                        h *= share;
                        continue;
                    }
                }
                if (error <= 1 || !adaptive) {
                    error =
                            Math.max(
                                    error,
                                    tangent.correct(
                                            reached, h, coefficients, newton, stepsSinceStart));
                }
                if (error <= 1 || !adaptive) {
                    complete(h, reached, error);
                    return;
                }
                errorTestFailures++;
                errorFailures++;
                diverged = false;
                checkSmallest(
                        h,
                        reached,
                        errorFailures == MAXIMUM_ERROR_FAILURES,
                        "the error test failed");
                shrinkage = afterErrorFailure(error, errorFailures);
            } else {
                convergenceFailures++;
                divergences++;
                diverged = true;
                checkSmallest(
                        h, reached, divergences == MAXIMUM_CONVERGENCE_FAILURES, reason(outcome));
                shrinkage = StepGrowth.AFTER_DIVERGENCE;
            }
            largestGrowth = 1;
            retry = true;
            h *= shrinkage;
        }
    }

    /// The end of a step of about size h: the limit exactly where it is nearly reached, and halfway
    /// to it where the next step would have to be much smaller than this.
    private double reach(double h, double limit) {
        double remaining = limit - time;
        double slack = 100 * Math.ulp(limit);
        if (!adaptive) {
            return remaining <= h + slack ? limit : time + h;
        }
        if (h >= remaining - slack) {
            return limit;
        }
        double end = 1.2 * h > remaining ? time + 0.5 * remaining : time + h;
        if (end > time) {
            return end;
        }
        throw failed(
                Tolerances.worst(newton.correction, weights),
                "the step size is below the resolution of time");
    }

    private double afterErrorFailure(double error, int errorFailures) {
        int order = history.order;
        if (errorFailures <= ERROR_FAILURES_BEFORE_LOWER_ORDER) {
            return StepGrowth.afterError(error, order, errorFailures);
        }
        if (order > 1) {
            history.lowerOrder();
            tangent.lowerOrder();
            orderWait = order;
        } else {
            double[] slope = history.columns[1];
            f.evaluate(time, history.columns[0], slope);
            newton.rightHandSides++;
            Arrays.fill(slope, f.differential(), n, 0); // a jump may be near
            for (int i = 0; i < n; i++) {
                slope[i] *= history.scale;
            }
            tangent.renewSlope(time, history.columns[0]);
            orderWait = STEPS_BEFORE_RAISE_AFTER_RESTART;
        }
        return StepGrowth.SMALLEST;
    }

    private void checkSmallest(double h, double reached, boolean tooMany, String reason) {
        boolean smallest = h <= 8 * Math.ulp(Math.max(Math.abs(time), Math.abs(reached)));
        if (!tooMany && !smallest) {
            return;
        }
        int component = newton.firstNotFinite();
        if (component < 0) {
            component = Tolerances.worst(newton.correction, weights);
        }
        String detail =
                tooMany
                        ? " repeatedly, last with step size " + h
                        : " with the smallest step size " + h;
        throw failed(component, reason + detail);
    }

    private StepFailureException failed(int component, String reason) {
        started = false;
        return new StepFailureException(time, component, reason);
    }

    private static String reason(NewtonIteration.Outcome outcome) {
        return switch (outcome) {
            case NOT_FINITE -> "the right-hand side or its Jacobian is not finite";
            case SINGULAR_MATRIX -> "the Newton matrix is singular or not finite";
            case DIVERGED, CONVERGED -> "the Newton iteration did not converge";
        };
    }

    private void complete(double h, double reached, double error) {
        int order = history.order;
        double[] correction = newton.correction;
        history.accept(h, coefficients.l, correction);
        tangent.accept(h, coefficients.l);
        previousTime = time;
        time = reached;
        steps++;
        stepsSinceStart++;
        tolerances.weights(history.columns[0], weights);
        nextOrder = order;
        if (!adaptive) {
            return;
        }
        orderWait--;
        if (order > 1 && h < SUDDEN * history.past[2]) {
            nextOrder = 1;
            nextStep = h;
        } else if (largestGrowth == 1) {
            orderWait = Math.max(orderWait, 2);
            nextStep = h;
        } else if (orderWait > 0) {
            chooseStep(h, StepGrowth.sameOrder(error, order));
        } else {
            chooseOrderAndStep(h, error);
        }
        if (orderWait == 1 && order < maximumOrder) {
            System.arraycopy(correction, 0, history.savedCorrection, 0, n);
            tangent.saveCorrection();
            savedCorrectionScale = coefficients.correctionScale;
            correctionSaved = true;
        }
        largestGrowth = StepGrowth.LARGEST;
    }

    private void chooseStep(double h, double growth) {
        nextStep = growth < StepGrowth.WORTHWHILE ? h : h * Math.min(growth, largestGrowth);
    }

    /// Takes the order, among q - 1, q and q + 1, that allows the largest step.
    private void chooseOrderAndStep(double h, double error) {
        int order = history.order;
        orderWait = 2;
        double same = StepGrowth.sameOrder(error, order);
        double lower = 0;
        if (order > 1) {
            double norm =
                    Math.max(Tolerances.norm(history.columns[order], weights), tangent.lowerNorm());
            lower = StepGrowth.lowerOrder(norm * coefficients.lowerError, order);
        }
        double higher = 0;
        if (order < maximumOrder && correctionSaved) {
            higher = StepGrowth.higherOrder(higherOrderError(h, order), order);
        }
        double best = Math.max(same, Math.max(lower, higher));
        if (best < StepGrowth.WORTHWHILE) {
            nextStep = h;
            return;
        }
        if (best == lower) {
            nextOrder = order - 1;
        } else if (best == higher) {
            nextOrder = order + 1;
            System.arraycopy(newton.correction, 0, history.savedCorrection, 0, n);
            tangent.saveCorrection();
        }
        chooseStep(h, best);
    }

    private double higherOrderError(double h, int order) {
        double ratio = 1;
        double base = h / history.past[2];
        for (int i = 0; i <= order; i++) {
            ratio *= base;
        }
        ratio *= coefficients.correctionScale / savedCorrectionScale;
        for (int i = 0; i < n; i++) {
            scratch[i] = newton.correction[i] - ratio * history.savedCorrection[i];
        }
        double norm = Math.max(Tolerances.norm(scratch, weights), tangent.higherNorm(ratio));
        return norm * coefficients.higherError;
    }

    private void checkFinite(double[] values, String reason) {
        int component = FiniteValues.firstOther(values);
        if (component >= 0) {
            throw failed(component, reason);
        }
    }

    @Override
    public double previousTime() {
        return previousTime;
    }

    @Override
    public double time() {
        return time;
    }

    /// The order of the last step.
    public int order() {
        return history.order;
    }

    @Override
    public void interpolate(double at, double[] out) {
        if (at == time || history.order == 0) {
            System.arraycopy(history.columns[0], 0, out, 0, n);
        } else {
            history.interpolate(at, time, out);
        }
    }

    @Override
    public void currentState(double[] out) {
        System.arraycopy(history.columns[0], 0, out, 0, n);
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                steps,
                errorTestFailures,
                convergenceFailures,
                newton.rightHandSides + slopes.evaluations,
                newton.jacobians,
                newton.factorizations,
                newton.iterations);
    }
}
