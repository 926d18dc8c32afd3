package org.tamor.simulate;

import java.util.Map;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.failure.NumericalFailureException;
import org.tamor.jit.Formula;
import org.tamor.jit.FormulaGradient;
import org.tamor.jit.SensitivityEquations;
import org.tamor.jit.Target;
import org.tamor.ode.Integrator;

/// The linearization of one run: what becomes of `dz/dtheta`, z being states and parameters, wherever
/// the run changes z.
///
/// Derivatives are kept in registers: one for each slot of z, one for each override that depends on
/// theta, and further ones for values in between (assigned values, shifts of event times). Whatever
/// happens at one time sets registers to linear combinations of registers, [#combine]; integrations
/// carry the registers of the states from one time to another. [ForwardTangent] does so at once with
/// a row of numbers in each register; [TapeTangent] writes the operations down and runs their
/// transposes backwards for the gradient of one number.
abstract class Tangent {

    /// The register of what does not depend on theta.
    static final int ZERO = -1;

    final Workspace workspace;
    final SensitivityEquations equations;
    final Directions directions;
    final int states;
    final int slots;
    private final LinearForm form = new LinearForm();
    private int registers;

    /// The register of the shift of the present time with theta, where it moves.
    private int shift = ZERO;

    Tangent(Workspace workspace, Directions directions) {
        this.workspace = workspace;
        this.directions = directions;
        equations = workspace.model.sensitivityEquations();
        states = workspace.model.dimension();
        slots = states + workspace.model.parameters().size();
        registers = slots + directions.seeds().size();
    }

    /// Whether a register is zero whatever the seeds.
    abstract boolean isZero(int register);

    /// Sets a register, which may stand in the form.
    abstract void combine(int target, LinearForm sum);

    /// The integrator that carries the registers of the states along.
    abstract Integrator integrator(SolverOptions options);

    /// Hands the registers of the states to the integrator, which is then started.
    abstract void load(double clock);

    /// Takes the registers of the states from the integrator, at a time of its last step.
    abstract void unload(Integrator integrator, double time);

    /// Takes the outputs' derivatives at a time in the integrator's last step.
    abstract void sample(int timeIndex, double time, Integrator integrator, double[] state);

    /// Takes the outputs' derivatives at the workspace's state.
    abstract void record(int timeIndex, double clock);

    /// Brings the registers of the states to where they come to rest with the workspace's state,
    /// which is steady.
    ///
    /// The implicit Euler step `S <- (I - H J)^-1 (S + H df/dp dp/dtheta)` has the steady
    /// sensitivity as its fixed point, and left null vectors of J (conserved totals) keep their
    /// product with S exactly, which makes it unique where J is singular.
    abstract void settle(double clock, double horizon);

    /// A register for a value in between.
    final int fresh() {
        return registers++;
    }

    final int registers() {
        return registers;
    }

    /// The empty form, for use at once.
    final LinearForm form() {
        return form.clear();
    }

    /// The register of the override that is seed number `index`.
    final int seedRegister(int index) {
        return slots + index;
    }

    /// The register of an override by id; zero where it does not depend on theta.
    final int seedRegisterOf(String id) {
        int index = 0;
        for (String seed : directions.seeds().keySet()) {
            if (seed.equals(id)) {
                return seedRegister(index);
            }
            index++;
        }
        return ZERO;
    }

    /// Sets the registers at the start.
    final void initialize(double start, Map<String, Double> overrides) {
        double[] values = new double[slots];
        int[] seedOf = new int[slots];
        boolean[] overridden = new boolean[slots];
        for (Map.Entry<String, Double> override : overrides.entrySet()) {
            Target target = workspace.model.target(override.getKey());
            values[target.slot()] = override.getValue();
            overridden[target.slot()] = true;
        }
        java.util.Arrays.fill(seedOf, ZERO);
        int index = 0;
        for (String id : directions.seeds().keySet()) {
            int slot = workspace.model.target(id).slot();
            if (!overridden[slot]) {
                throw new IllegalArgumentException(id + " is no override of the run");
            }
            seedOf[slot] = seedRegister(index++);
            combine(slot, form().add(seedOf[slot], 1));
        }
        for (SensitivityEquations.InitialStep step : equations.initialSteps()) {
            LinearForm sum = form();
            if (!overridden[step.slot()]) {
                add(sum, step.value(), 1, start);
            } else if (step.volume().isPresent()) {
                sum.add(seedOf[step.slot()], workspace.evaluate(step.volume().get(), start));
                add(sum, step.volume().get(), values[step.slot()], start);
            } else {
                sum.add(seedOf[step.slot()], 1);
            }
            combine(step.slot(), sum);
        }
        refuseJumps();
    }

    /// Adds the derivative of a formula, times a factor, at the workspace's values and, where that
    /// moves, its time.
    final void add(LinearForm sum, Formula formula, double factor, double clock) {
        add(sum, equations.gradient(formula), factor, clock);
    }

    final void add(LinearForm sum, FormulaGradient gradient, double factor, double clock) {
        for (int i = 0; i < gradient.slots().size(); i++) {
            int slot = gradient.slots().get(i);
            if (!isZero(slot)) {
                double value = workspace.evaluate(gradient.derivatives().get(i), clock);
                sum.add(slot, factor * checked(value, slot));
            }
        }
        if (shift != ZERO && gradient.byTime().isPresent()) {
            sum.add(shift, factor * workspace.evaluate(gradient.byTime().get(), clock));
        }
    }

    private double checked(double value, int slot) {
        if (Double.isFinite(value)) {
            return value;
        }
        String id =
                slot < states
                        ? workspace.model.states().get(slot)
                        : workspace.model.parameters().get(slot - states);
        throw new NumericalFailureException(
                "sensitivity.not-finite",
                Location.UNKNOWN.withElement(id),
                "a derivative by " + id + " is " + value);
    }

    /// The register of a formula's derivative.
    final int evaluate(Formula formula, double clock) {
        LinearForm sum = form();
        add(sum, formula, 1, clock);
        return keep(sum);
    }

    /// A register with the form's value.
    final int keep(LinearForm sum) {
        if (sum.size() == 0) {
            return ZERO;
        }
        int register = fresh();
        combine(register, sum);
        return register;
    }

    /// The register of what the model's expressions read for a target.
    final int read(Target target, double clock) {
        if (target.volume().isEmpty()) {
            return keep(form().add(target.slot(), 1));
        }
        double volume = workspace.evaluate(target.volume().get(), clock);
        LinearForm sum = form().add(target.slot(), 1 / volume);
        add(sum, target.volume().get(), -workspace.read(target, clock) / volume, clock);
        return keep(sum);
    }

    /// The register of what is stored for a value as read.
    final int stored(Target target, double value, int register, double clock) {
        if (target.volume().isEmpty()) {
            return register;
        }
        LinearForm sum =
                form().add(register, workspace.evaluate(target.volume().get(), clock));
        add(sum, target.volume().get(), value, clock);
        return keep(sum);
    }

    /// Lets a slot have the derivative in a register.
    final void store(Target target, int register) {
        combine(target.slot(), form().add(register, 1));
    }

    /// Follows the moving time of an event from here on: `S <- S + f dtau`.
    final void follow(int timeShift, double clock) {
        shift = timeShift;
        move(1, clock);
    }

    /// Goes back to a fixed time: `S <- S - f dtau`.
    final void stand(double clock) {
        move(-1, clock);
        shift = ZERO;
    }

    private void move(double sign, double clock) {
        if (shift == ZERO) {
            return;
        }
        double[] slope = new double[workspace.y.length];
        workspace.rightHandSide.evaluate(clock, workspace.y, slope);
        for (int i = 0; i < states; i++) {
            if (slope[i] != 0) {
                combine(i, form().add(i, 1).add(shift, sign * slope[i]));
            }
        }
    }

    /// Refuses operations that may jump at a time that depends on theta.
    final void refuseJumps() {
        for (SensitivityEquations.Jump jump : equations.jumps()) {
            boolean moves = jump.ofState();
            for (int i = jump.parameters().nextSetBit(0);
                    i >= 0;
                    i = jump.parameters().nextSetBit(i + 1)) {
                moves |= !isZero(states + i);
            }
            if (moves) {
                throw new BadInputException(
                        "sensitivity.unsupported",
                        Location.UNKNOWN.withElement(jump.operation()),
                        "the model has "
                                + jump.operation()
                                + " of something that changes with the parameters; where it jumps there"
                                + " is no derivative; write it as piecewise or an event");
            }
        }
    }
}
