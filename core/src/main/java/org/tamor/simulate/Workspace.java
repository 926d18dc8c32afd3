package org.tamor.simulate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Formula;
import org.tamor.jit.Kernel;
import org.tamor.jit.Target;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.TimeSlope;
import org.tamor.ode.linear.LinearSolver;

/// The arrays and the integrator of one run at a time; reused by later runs.
///
/// A model without states is given one that stays 0, so that integrators need not care.
final class Workspace {

    /// Repetitions of initial assignments that depend on the unknowns of algebraic rules, and the
    /// relative change of those at which they are found.
    private static final int ROUNDS = 100;

    private static final double SAME = 1e-13;

    /// With more columns, a solver that takes them side by side is faster than generated code.
    private static final int MOST_COLUMNS_ONE_BY_ONE = 8;

    /// How long after a jump unknowns are determined, relative to the time or 1.
    static final double AFTER = 1e-9;

    final CompiledModel model;
    final double[] y;
    final double[] p;
    final double[] outputs;
    final double[] differences;
    final RightHandSide rightHandSide;
    final Jacobian jacobian;

    private final double[] scratch;
    private final double[] absolute;
    private final TolerantKernels kernels;
    private final Integrators integrators;

    private @Nullable SteadyState steadyState;
    private @Nullable LinearSolver columnSolver;
    private @Nullable LinearSolver blockSolver;
    private BitSet settingReads = new BitSet();

    /// Present where the present run is differentiated.
    @Nullable Tangent tangent;

    /// Present with [#tangent], but for times during which registers are not to change.
    @Nullable ShiftedTimes shiftedTimes;

    private @Nullable AlgebraicSolver algebraicSolver;

    /// Present where the model has delays.
    final @Nullable History history;

    /// Where time stands still, its value; else NaN.
    private double frozenTime = Double.NaN;

    Workspace(CompiledModel model) {
        this.model = model;
        int dimension = Math.max(1, model.dimension());
        int differential = model.dimension() == 0 ? 1 : model.differential();
        y = new double[dimension];
        p = new double[model.parameterLength()];
        outputs = new double[model.outputCount()];
        differences = new double[model.discontinuities().size()];
        scratch = new double[model.workspaceLength()];
        history = model.delays().isEmpty() ? null : new History(model);
        History past = history;
        absolute = new double[dimension];
        kernels = new TolerantKernels(absolute);
        integrators = new Integrators(this);
        SparsityPattern pattern =
                model.dimension() == 0
                        ? new SparsityPattern(1, new int[2], new int[0])
                        : model.pattern();
        rightHandSide =
                new RightHandSide() {
                    @Override
                    public int dimension() {
                        return dimension;
                    }

                    @Override
                    public int differential() {
                        return differential;
                    }

                    @Override
                    public void evaluate(double time, double[] state, double[] derivative) {
                        kernels.evaluate(
                                model.rightHandSide(),
                                modelTime(time),
                                state,
                                p,
                                scratch,
                                derivative);
                        if (past != null) {
                            past.supply(time, state, p, derivative);
                        }
                    }
                };
        jacobian =
                new Jacobian() {
                    @Override
                    public SparsityPattern pattern() {
                        return pattern;
                    }

                    @Override
                    public void evaluate(double time, double[] state, double[] values) {
                        kernels.evaluateJacobian(
                                model.jacobian(),
                                model.rightHandSide(),
                                pattern,
                                modelTime(time),
                                state,
                                p,
                                scratch,
                                values);
                    }
                };
    }

    /// Makes time stand still in all formulas, for pre-equilibration.
    void freeze(double time) {
        frozenTime = time;
    }

    void unfreeze() {
        frozenTime = Double.NaN;
    }

    /// Where time stands still; NaN where it runs.
    double frozenTime() {
        return frozenTime;
    }

    /// What formulas see as the time.
    double modelTime(double clock) {
        return Double.isNaN(frozenTime) ? clock : frozenTime;
    }

    /// Whether some states have algebraic equations.
    boolean isAlgebraic() {
        return model.differential() < model.dimension();
    }

    /// Counts the extents of fast reactions into the amounts of species, which then can be set.
    void absorbExtents() {
        model.absorbExtents(y, p);
    }

    /// Makes the state fulfil the algebraic equations; does nothing where there are none.
    void solveAlgebraic(double clock) {
        if (isAlgebraic()) {
            if (algebraicSolver == null) {
                algebraicSolver =
                        new AlgebraicSolver(
                                rightHandSide,
                                jacobian,
                                model.differential() + model.unknowns(),
                                model.delays().isEmpty() ? 0 : model.unknowns() + 2);
            }
            algebraicSolver.solve(clock, y, model.states().get(model.differential()));
        }
    }

    /// As [#solveAlgebraic] just after a comparison has changed: where the equations leave the
    /// unknowns undetermined at this very time, they take the values that hold right after it.
    void solveAlgebraicAfterJump(double clock) {
        if (isAlgebraic()) {
            double[] present = y.clone();
            stepBy(clock, AFTER * Math.max(1, Math.abs(clock)));
            System.arraycopy(present, 0, y, 0, model.differential());
            solveAlgebraic(clock);
        }
    }

    /// An explicit Euler step, with the algebraic equations fulfilled after it.
    void stepBy(double clock, double step) {
        double[] slope = new double[y.length];
        rightHandSide.evaluate(clock, y, slope);
        for (int i = 0; i < model.differential(); i++) {
            y[i] += step * slope[i];
        }
        solveAlgebraic(clock + step);
    }

    /// Writes the state and the parameters at the start. What initial assignments take from the
    /// unknowns of algebraic rules is found by repetition.
    void initialize(double start, Map<String, Double> overrides) {
        if (history != null) {
            history.begin(start, overrides);
        }
        model.initialize(start, overrides, y, p);
        prepare();
        if (model.unknowns() == 0) {
            solveAlgebraic(start);
            return;
        }
        Map<String, Double> values = new HashMap<>(overrides);
        int from = model.differential();
        for (int round = 0; round < ROUNDS; round++) {
            solveAlgebraic(start);
            double change = 0;
            for (int i = from; i < from + model.unknowns(); i++) {
                Double before = values.put(model.states().get(i), y[i]);
                change =
                        before == null
                                ? Double.POSITIVE_INFINITY
                                : Math.max(change, Math.abs(y[i] - before) / Math.abs(y[i]));
            }
            if (!(change > SAME)) {
                return;
            }
            model.initialize(start, values, y, p);
            prepare();
        }
        throw new NumericalFailureException(
                "simulate.algebraic",
                Location.UNKNOWN.withElement(model.states().get(from)),
                "the initial assignments and the algebraic rule for "
                        + model.states().get(from)
                        + " need each other and do not settle; remove the initial assignment");
    }

    void prepare() {
        model.prepare(p, scratch);
    }

    void evaluateDifferences(double clock, double[] state) {
        model.differences().evaluate(modelTime(clock), state, p, scratch, differences);
    }

    void evaluateOutputs(double clock, double[] state) {
        kernels.evaluate(model.outputs(), modelTime(clock), state, p, scratch, outputs);
    }

    double evaluate(Formula formula, double clock) {
        return formula.evaluate(modelTime(clock), y, p);
    }

    /// The value that the model's expressions read.
    double read(Target target, double clock) {
        int n = model.dimension();
        double stored = target.slot() < n ? y[target.slot()] : p[target.slot() - n];
        return target.volume().isPresent()
                ? stored / evaluate(target.volume().get(), clock)
                : stored;
    }

    /// What is stored for a value as read by the model's expressions.
    double toStored(Target target, double value, double clock) {
        return target.volume().isPresent() ? value * evaluate(target.volume().get(), clock) : value;
    }

    /// Call [#prepare] after the last change.
    void store(Target target, double stored) {
        int n = model.dimension();
        if (target.slot() < n) {
            y[target.slot()] = stored;
        } else {
            p[target.slot() - n] = stored;
        }
    }

    /// Prepares for another run.
    void beginRun() {
        unfreeze();
        tangent = null;
        shiftedTimes = null;
        integrators.begin();
    }

    Integrators integrators() {
        return integrators;
    }

    /// df/dt; empty where the rates do not depend on the time.
    Optional<TimeSlope> timeSlope() {
        return model.timeSlope()
                .map(
                        kernel ->
                                (time, latest, state, slope) -> {
                                    if (Double.isNaN(frozenTime)) {
                                        kernels.evaluateTimeSlope(
                                                kernel,
                                                model.rightHandSide(),
                                                time,
                                                latest,
                                                state,
                                                p,
                                                scratch,
                                                slope);
                                    } else {
                                        Arrays.fill(slope, 0);
                                    }
                                });
    }

    /// Evaluates a kernel of derivatives at the workspace's parameters.
    void evaluate(Kernel kernel, double time, double[] state, double[] work, double[] out) {
        kernels.evaluate(kernel, modelTime(time), state, p, work, out);
    }

    LinearSolver newSolver() {
        return model.dimension() == 0 ? solverForPattern() : model.linearSolver();
    }

    private LinearSolver solverForPattern() {
        SparsityPattern pattern = jacobian.pattern();
        return LinearSolver.forPattern(pattern.dimension(), pattern.columnStarts(), pattern.rows());
    }

    /// The solver of runs that are differentiated.
    ///
    /// @param columns of the blocks that it solves; generated code solves them one by one
    LinearSolver tangentSolver(int columns) {
        if (columns <= MOST_COLUMNS_ONE_BY_ONE) {
            if (columnSolver == null) {
                columnSolver = newSolver();
            }
            return columnSolver;
        }
        if (blockSolver == null) {
            blockSolver = solverForPattern();
        }
        return blockSolver;
    }

    /// Whether a setting of the present run reads the slot of a parameter.
    boolean isReadBySettings(int slot) {
        return settingReads.get(slot);
    }

    /// Finds what the settings of a run read.
    void readSettings(Timeline timeline) {
        settingReads = new BitSet();
        Stream.concat(
                        timeline.preEquilibration().stream(),
                        timeline.interventions().stream().flatMap(i -> i.settings().stream()))
                .flatMap(setting -> Expressions.symbols(setting.value()).stream())
                .forEach(
                        id ->
                                model.formula(new Expression.Symbol(id))
                                        .readSlots(model.dimension(), settingReads));
    }

    SteadyState steadyState() {
        if (steadyState == null) {
            steadyState = new SteadyState(rightHandSide, jacobian);
        }
        return steadyState;
    }

    /// The absolute tolerances in effect.
    double[] absoluteTolerances() {
        return absolute;
    }

    /// Sets the absolute tolerance of each state: the option's number, times the compartment's size
    /// where an amount is the state but the model reads a concentration.
    void scaleTolerances(SolverOptions options, double clock) {
        kernels.relativeTolerance(options.relativeTolerance());
        Arrays.fill(absolute, options.absoluteTolerance());
        for (int i = 0; i < model.dimension(); i++) {
            Optional<Formula> volume = model.target(model.states().get(i)).volume();
            if (volume.isPresent()) {
                double size = Math.abs(evaluate(volume.get(), clock));
                if (size > 0 && size < Double.POSITIVE_INFINITY) {
                    double scaled = absolute[i] * size;
                    absolute[i] = Math.clamp(scaled, Double.MIN_NORMAL, Double.MAX_VALUE);
                }
            }
        }
    }
}
