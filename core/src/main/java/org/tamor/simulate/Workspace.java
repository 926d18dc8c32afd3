package org.tamor.simulate;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tamor.jit.CompiledModel;
import org.tamor.jit.Formula;
import org.tamor.jit.Target;
import org.tamor.ode.BackwardDifferentiation;
import org.tamor.ode.Integrator;
import org.tamor.ode.Jacobian;
import org.tamor.ode.RightHandSide;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.Tolerances;

/// The arrays and the integrator of one run at a time; reused by later runs.
///
/// A model without states is given one that stays 0, so that integrators need not care.
final class Workspace {

    final CompiledModel model;
    final double[] y;
    final double[] p;
    final double[] outputs;
    final double[] differences;
    final RightHandSide rightHandSide;
    final Jacobian jacobian;

    private final double[] scratch;
    private final double[] absolute;
    private double[] absoluteOfIntegrator = new double[0];
    private double relativeOfIntegrator;
    private @Nullable Integrator integrator;
    private @Nullable SteadyState steadyState;

    /// Where time stands still, its value; else NaN.
    private double frozenTime = Double.NaN;

    Workspace(CompiledModel model) {
        this.model = model;
        int dimension = Math.max(1, model.dimension());
        y = new double[dimension];
        p = new double[model.parameterLength()];
        outputs = new double[model.outputCount()];
        differences = new double[model.discontinuities().size()];
        scratch = new double[model.workspaceLength()];
        absolute = new double[dimension];
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
                    public void evaluate(double time, double[] state, double[] derivative) {
                        model.rightHandSide()
                                .evaluate(modelTime(time), state, p, scratch, derivative);
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
                        model.jacobian().evaluate(modelTime(time), state, p, scratch, values);
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

    /// What formulas see as the time.
    double modelTime(double clock) {
        return Double.isNaN(frozenTime) ? clock : frozenTime;
    }

    void prepare() {
        model.prepare(p, scratch);
    }

    void evaluateDifferences(double clock, double[] state) {
        model.differences().evaluate(modelTime(clock), state, p, scratch, differences);
    }

    void evaluateOutputs(double clock, double[] state) {
        model.outputs().evaluate(modelTime(clock), state, p, scratch, outputs);
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

    /// The integrator for the options, with absolute tolerances scaled by [#scaleTolerances].
    Integrator integrator(SolverOptions options) {
        if (integrator == null
                || relativeOfIntegrator != options.relativeTolerance()
                || !Arrays.equals(absolute, absoluteOfIntegrator)) {
            absoluteOfIntegrator = absolute.clone();
            relativeOfIntegrator = options.relativeTolerance();
            integrator =
                    new BackwardDifferentiation(
                            rightHandSide,
                            jacobian,
                            new Tolerances(options.relativeTolerance(), absolute));
        }
        return integrator;
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
        Arrays.fill(absolute, options.absoluteTolerance());
        for (int i = 0; i < model.dimension(); i++) {
            Optional<Formula> volume = model.target(model.states().get(i)).volume();
            if (volume.isPresent()) {
                double size = Math.abs(evaluate(volume.get(), clock));
                if (size > 0 && size < Double.POSITIVE_INFINITY) {
                    absolute[i] *= size;
                }
            }
        }
    }
}
