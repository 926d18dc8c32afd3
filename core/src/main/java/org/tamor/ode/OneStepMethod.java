package org.tamor.ode;

/// What one-step methods have in common: the choice of steps, the test of their errors and the
/// guard of states that reach 0 ([ZeroCrossing]).
///
/// A method computes the state after a step and an estimate of its error, and the solution between
/// the two states.
abstract class OneStepMethod implements Integrator {

    private static final double SHRINKAGE_WHERE_NOT_FINITE = 0.25;

    final int n;
    final RightHandSide f;
    private final Tolerances tolerances;
    private final InitialStepSize initialStepSize;

    /// Part of the step beyond a limit at which the way to the limit is halved.
    private final double nearLimit;

    private final double[] weights;

    /// The state at the begin of the step that is tried; after it, that at its end.
    double[] state;

    /// What the step comes to; after it, the state at its begin.
    double[] newState;

    private boolean started;
    private double time;
    private double previousTime;
    private double nextStep;
    private boolean fixed;

    private long steps;
    private long errorTestFailures;
    private long convergenceFailures;
    long rightHandSides;
    long jacobians;
    long factorizations;

    /// @param nearLimit a step is followed by one of its size, or by two of half the size where a
    ///   limit is nearer than so many steps
    OneStepMethod(RightHandSide f, Tolerances tolerances, double nearLimit) {
        n = f.dimension();
        if (tolerances.dimension() != n) {
            throw new IllegalArgumentException(
                    "right-hand side and tolerances differ in dimension");
        }
        this.f = f;
        this.tolerances = tolerances;
        this.nearLimit = nearLimit;
        initialStepSize = new InitialStepSize(f);
        weights = new double[n];
        state = new double[n];
        newState = new double[n];
    }

    /// Where the slopes at the begin of a first step are kept.
    abstract double[] slopes();

    /// Forgets what was kept of steps before.
    abstract void forget();

    /// Evaluates what all attempts at the next step share, at times up to `limit`.
    abstract void begin(double time, double limit);

    /// Writes the state after a step into [#newState]; returns false where there is none.
    abstract boolean attempt(double time, double h, double reached);

    /// The estimate of the error that the last attempt made.
    abstract double[] error();

    /// So many times the tolerance an error may be.
    abstract double allowed();

    /// Takes note of a step that is accepted, when [#state] and [#newState] have changed places.
    ///
    /// @param error its norm, in units of what is allowed
    abstract void accepted(double h, double error);

    /// By what the size of an accepted step is multiplied for the next one.
    ///
    /// @param rejected whether a longer one was tried before it
    abstract double growth(double error, boolean rejected);

    /// By what the size of a step with too large an error is multiplied.
    abstract double shrinkage(double error);

    /// Writes the solution at a share s of the last step.
    abstract void interpolateAt(double s, double[] out);

    /// The first component at which an evaluation of the last attempt had no value, else -1.
    abstract int undefined();

    @Override
    public final void start(double startTime, double[] startState) {
        started = false;
        time = startTime;
        previousTime = startTime;
        System.arraycopy(startState, 0, state, 0, n);
        int component = FiniteValues.firstOther(state);
        if (component >= 0) {
            throw new StepFailureException(time, component, "the state is not finite");
        }
        f.evaluate(time, state, slopes());
        rightHandSides++;
        component = FiniteValues.firstOther(slopes());
        if (component >= 0) {
            throw new StepFailureException(time, component, "the derivative is not finite");
        }
        forget();
        nextStep = 0;
        fixed = false;
        started = true;
    }

    /// Starts with steps of one size, so that the order of convergence can be measured.
    final void startFixed(double startTime, double[] startState, double h) {
        start(startTime, startState);
        nextStep = h;
        fixed = true;
    }

    @Override
    public final void step(double limit) {
        if (!started) {
            throw new IllegalStateException("the integrator was not started, or has failed");
        }
        if (!(limit > time)) {
            throw new IllegalArgumentException(
                    "limit " + limit + " is not after the time reached, " + time);
        }
        if (nextStep == 0) {
            tolerances.weights(state, weights);
            nextStep = initialStepSize.choose(time, limit - time, state, slopes(), weights);
            rightHandSides += initialStepSize.evaluations();
        }
        begin(time, limit);
        double h = nextStep;
        boolean rejected = false;
        int crossings = 0;
        while (true) {
            double remaining = limit - time;
            boolean last = h >= remaining - 100 * Math.ulp(limit);
            if (last) {
                h = remaining;
            } else if (!fixed && nearLimit * h > remaining) {
                h = 0.5 * remaining;
            }
            double reached = last ? limit : time + h;
            if (!(reached > time)) {
                throw failed("the step size is below the resolution of time");
            }
            boolean solved = attempt(time, h, reached);
            double error = !solved ? Double.NaN : fixed ? 0 : norm(error());
            if (error <= 1) {
                double share = crossings < ZeroCrossing.MOST_RETRIES ? shareToZero(h, reached) : 1;
                if (share == 1) {
                    accept(h, reached, error, rejected);
                    return;
                }
                crossings++;
                h *= share;
                continue;
            }
            h *= afterFailure(error);
            if (h <= 8 * Math.ulp(Math.max(Math.abs(time), Math.abs(reached)))) {
                throw failed(reason(solved, error));
            }
            rejected = true;
        }
    }

    /// The share of the step after which a state that was positive reaches 0; 1 where none does.
    private double shareToZero(double h, double reached) {
        double share = fixed ? 1 : ZeroCrossing.share(state, newState, tolerances);
        return ZeroCrossing.isStep(h * share, reached) ? share : 1;
    }

    private double afterFailure(double error) {
        if (error <= Double.MAX_VALUE) {
            errorTestFailures++;
            return shrinkage(error);
        }
        convergenceFailures++;
        return SHRINKAGE_WHERE_NOT_FINITE;
    }

    private static String reason(boolean solved, double error) {
        if (!solved) {
            return "the Jacobian is not finite or the matrix of the step is singular";
        }
        return error <= Double.MAX_VALUE
                ? "the error test failed with the smallest step size"
                : "the right-hand side is not finite";
    }

    /// The weighted norm of an error of the step from [#state] to [#newState].
    private double norm(double[] error) {
        double relative = tolerances.relative();
        double[] absolute = tolerances.absolute();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double size = Math.max(Math.abs(state[i]), Math.abs(newState[i]));
            double scaled = error[i] / (absolute[i] + relative * size);
            sum += scaled * scaled;
        }
        return n == 0 ? 0 : Math.sqrt(sum / n) / allowed();
    }

    private void accept(double h, double reached, double error, boolean rejected) {
        double[] before = state;
        state = newState;
        newState = before;
        previousTime = time;
        time = reached;
        steps++;
        if (!fixed) {
            nextStep = h * growth(error, rejected);
        }
        accepted(h, error);
    }

    private StepFailureException failed(String reason) {
        started = false;
        int component = undefined();
        tolerances.weights(state, weights);
        return new StepFailureException(
                time, component < 0 ? Tolerances.worst(error(), weights) : component, reason);
    }

    @Override
    public final double previousTime() {
        return previousTime;
    }

    @Override
    public final double time() {
        return time;
    }

    @Override
    public final void interpolate(double at, double[] out) {
        if (at == time || time == previousTime) {
            currentState(out);
        } else {
            interpolateAt((at - previousTime) / (time - previousTime), out);
        }
    }

    @Override
    public final void currentState(double[] out) {
        System.arraycopy(state, 0, out, 0, n);
    }

    @Override
    public final Statistics statistics() {
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
