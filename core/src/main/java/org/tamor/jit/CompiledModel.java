package org.tamor.jit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Species;
import org.tamor.ode.SparsityPattern;
import org.tamor.ode.linear.LinearSolver;

/// A model in executable form: `dy/dt = f(t, y; p)` with its Jacobian, discontinuities, events and
/// outputs.
///
/// One instance serves all parameter vectors and all threads; whoever runs it brings the arrays.
/// The parameter array has the quantities that stay constant between discontinuities, then values
/// derived from them alone, which [#prepare] computes: call it whenever a parameter has changed.
public final class CompiledModel {

    private final Equations equations;
    private final InitialValues initialValues;
    private final Kernel rightHandSide;
    private final Kernel jacobian;
    private final Kernel timeSlope;
    private final SparsityPattern pattern;
    private final Kernel differences;
    private final Kernel outputs;
    private final Kernel preparation;
    private final List<Discontinuity> discontinuities;
    private final List<EventEquations> events;
    private final List<byte[]> classFiles;
    private final BitSet parametersOfRates;
    private final List<FastReactionChange> fastChanges;
    private final List<DelayEquation> delays;
    private final int outputCount;
    private final int parameterLength;
    private final int workspaceLength;
    private final Map<Expression, Formula> formulas = new ConcurrentHashMap<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, List<Target>> contents = new ConcurrentHashMap<>();
    private final int[] parameterOf;
    private final int[] outputNodes;
    private final int[] triggerNodes;
    private final int[] differenceNodes;
    private final int[] comparisonNodes;
    private @Nullable ReactionSystem reactionSystem;
    private @Nullable Supplier<LinearSolver> linearSolvers;
    private final int[] jacobianNodes;
    private final int[] timeSlopeNodes;
    private @Nullable SensitivityEquations sensitivityEquations;

    private CompiledModel(ModelCompiler compiler) {
        equations = compiler.equations;
        initialValues = compiler.initialValues;
        classFiles = List.copyOf(compiler.classFiles);
        preparation = compiler.preparation;
        rightHandSide = compiler.rightHandSide;
        jacobian = compiler.jacobian;
        timeSlope = compiler.timeSlope;
        pattern = compiler.pattern;
        differences = compiler.differences;
        outputs = compiler.outputs;
        discontinuities = List.copyOf(compiler.discontinuities);
        events = compiler.events;
        parametersOfRates = compiler.parametersOfRates;
        fastChanges =
                equations.fastChanges().stream()
                        .map(change ->
                                new FastReactionChange(
                                        change.state(),
                                        change.extent(),
                                        new Formula(equations.graph, change.factor())))
                        .toList();
        delays = List.copyOf(equations.delays());
        outputCount = compiler.outputCount;
        parameterLength = compiler.parameterLength;
        workspaceLength = compiler.workspaceLength;
        parameterOf = compiler.parameterOf;
        jacobianNodes = compiler.jacobianNodes;
        timeSlopeNodes = compiler.timeSlopeNodes;
        outputNodes = compiler.outputNodes;
        triggerNodes = compiler.triggerNodes;
        differenceNodes = compiler.differenceNodes;
        comparisonNodes = compiler.comparisonNodes.toArray();
    }

    /// Compiles a model together with the quantities that are to be recorded.
    ///
    /// @throws org.tamor.failure.BadInputException where the model cannot be simulated, naming the
    ///   element
    public static CompiledModel compile(Model model, List<Expression> outputs) {
        return new CompiledModel(new ModelCompiler(model, outputs));
    }

    /// The ids of the states: species that reactions change, then variables of other rate rules.
    public List<String> states() {
        return equations.states();
    }

    public int dimension() {
        return equations.states().size();
    }

    /// The number of states that have a derivative. Those after them have an equation `0 = g`
    /// instead, whose g stands in the right-hand side in the derivative's place: the unknowns of
    /// algebraic rules, then delayed values, then the extents of fast reactions.
    public int differential() {
        return equations.differential();
    }

    /// The number of unknowns of algebraic rules and of delayed values.
    public int unknowns() {
        return equations.unknowns();
    }

    /// The states that are values of the past. To the right-hand side's element of each the value
    /// must be added.
    public List<DelayEquation> delays() {
        return delays;
    }

    /// Counts the extents of fast reactions into the amounts of their species and sets them to 0.
    public void absorbExtents(double[] y, double[] p) {
        for (FastReactionChange change : fastChanges) {
            y[change.state()] += change.factor().evaluate(0, y, p) * y[change.extent()];
        }
        for (FastReactionChange change : fastChanges) {
            y[change.extent()] = 0;
        }
    }

    private record FastReactionChange(int state, int extent, Formula factor) {}

    /// The ids of the parameters; a local parameter is `reaction.id`.
    public List<String> parameters() {
        return equations.parameters();
    }

    /// The length of a parameter array: the parameters, then the values derived from them.
    public int parameterLength() {
        return parameterLength;
    }

    /// The length of the scratch array that the kernels need.
    public int workspaceLength() {
        return workspaceLength;
    }

    /// f, as long as the state vector.
    public Kernel rightHandSide() {
        return rightHandSide;
    }

    /// The entries of df/dy in the order of [#pattern].
    public Kernel jacobian() {
        return jacobian;
    }

    /// df/dt, as long as the state vector; empty where the rates do not depend on the time.
    public Optional<Kernel> timeSlope() {
        return timeSlopeNodes.length == 0 ? Optional.empty() : Optional.of(timeSlope);
    }

    public SparsityPattern pattern() {
        return pattern;
    }

    /// The differences of [#discontinuities].
    public Kernel differences() {
        return differences;
    }

    public List<Discontinuity> discontinuities() {
        return discontinuities;
    }

    public Kernel outputs() {
        return outputs;
    }

    public int outputCount() {
        return outputCount;
    }

    public List<EventEquations> events() {
        return events;
    }

    /// The reactions one by one; compiled when asked for.
    public ReactionSystem reactionSystem() {
        synchronized (equations) {
            if (reactionSystem == null) {
                reactionSystem = new ReactionSystemCompiler(equations, parameterOf).compile();
            }
            return reactionSystem;
        }
    }

    /// The model for several parameter vectors at once; empty where it has events, discontinuities,
    /// delays, algebraic equations or no states, or is too large.
    public Optional<BatchModel> batchModel(int lanes) {
        if (dimension() == 0
                || dimension() > BatchModel.LARGEST_DIMENSION
                || differential() < dimension()
                || !events.isEmpty()
                || !discontinuities.isEmpty()
                || !delays.isEmpty()) {
            return Optional.empty();
        }
        synchronized (equations) {
            return Optional.of(
                    new BatchModel(
                            equations,
                            this,
                            equations.derivatives(),
                            jacobianNodes,
                            timeSlopeNodes,
                            parameterOf,
                            lanes));
        }
    }

    /// A new solver of systems with `I - gamma J`, for a model with states: by code generated for the
    /// pattern where that is short, and without algebraic equations, whose pivots may be 0.
    public LinearSolver linearSolver() {
        synchronized (equations) {
            if (linearSolvers == null) {
                linearSolvers = linearSolvers();
            }
            return linearSolvers.get();
        }
    }

    private Supplier<LinearSolver> linearSolvers() {
        Optional<GeneratedLu> generated =
                differential() < dimension() ? Optional.empty() : GeneratedLu.of(pattern);
        return generated
                .<Supplier<LinearSolver>>map(lu -> lu::solver)
                .orElse(() ->
                        LinearSolver.forPattern(
                                dimension(), pattern.columnStarts(), pattern.rows()));
    }

    /// The derivatives by states and parameters; compiled when asked for.
    ///
    /// @throws org.tamor.failure.BadInputException where the model has something that cannot be
    ///   differentiated, naming it
    public SensitivityEquations sensitivityEquations() {
        synchronized (equations) {
            if (sensitivityEquations == null) {
                sensitivityEquations =
                        new SensitivityEquations(
                                new SensitivityEquations.Source(
                                        equations,
                                        initialValues,
                                        events,
                                        outputNodes,
                                        triggerNodes,
                                        differenceNodes,
                                        comparisonNodes,
                                        parameterOf));
            }
            return sensitivityEquations;
        }
    }

    /// Computes the derived values of a parameter array in place.
    public void prepare(double[] p, double[] w) {
        preparation.evaluate(0, p, p, w, p);
    }

    /// Writes the state and the parameters (not prepared) at the start.
    ///
    /// @param overrides numbers that stand in place of the model's, as its expressions read the
    ///   quantities
    public void initialize(double time, Map<String, Double> overrides, double[] y, double[] p) {
        Map<Integer, Double> bySlot = new HashMap<>();
        overrides.forEach((id, value) -> bySlot.put(target(id).slot(), value));
        initialValues.compute(time, bySlot, y, p);
    }

    /// The id of a quantity that the rates of change need and that has no value; empty where all
    /// have.
    public Optional<String> missingValue(double[] y, double[] p) {
        for (int i = 0; i < dimension(); i++) {
            if (Double.isNaN(y[i])) {
                return Optional.of(states().get(i));
            }
        }
        for (int i = parametersOfRates.nextSetBit(0);
                i >= 0;
                i = parametersOfRates.nextSetBit(i + 1)) {
            if (Double.isNaN(p[i])) {
                return Optional.of(parameters().get(i));
            }
        }
        return Optional.empty();
    }

    /// Where a quantity is kept.
    ///
    /// @throws org.tamor.failure.BadInputException where it cannot be set
    public Target target(String id) {
        Target known = targets.get(id);
        if (known == null) {
            synchronized (equations) {
                known = equations.target(id, Location.UNKNOWN);
            }
            targets.put(id, known);
        }
        return known;
    }

    /// Whether the model has a quantity of this id that can be set.
    public boolean isSettable(String id) {
        return equations.slot(id) >= 0;
    }

    /// The species in a compartment whose ids mean concentrations and that are not given by
    /// assignment rules.
    public List<Target> concentrationsIn(String compartment) {
        return contents.computeIfAbsent(
                compartment,
                _ -> {
                    List<Target> result = new ArrayList<>();
                    for (Species species : equations.model().species()) {
                        if (species.compartment().equals(compartment)
                                && equations.slot(species.id()) >= 0
                                && equations.concentrationSpecies(species.id()).isPresent()) {
                            result.add(target(species.id()));
                        }
                    }
                    return List.copyOf(result);
                });
    }

    /// Whether the id is a compartment with a size of its own.
    public boolean isCompartment(String id) {
        return equations.model().compartments().stream().anyMatch(c -> c.id().equals(id));
    }

    /// An expression over the model's ids as a formula over t, y and p.
    public Formula formula(Expression expression) {
        Formula known = formulas.get(expression);
        if (known == null) {
            synchronized (equations) {
                known = new Formula(equations.graph, equations.lower(expression, ""));
            }
            formulas.put(expression, known);
        }
        return known;
    }

    /// The generated class files.
    List<byte[]> classFiles() {
        return classFiles;
    }
}
