package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tamor.expr.Expression;
import org.tamor.failure.Location;
import org.tamor.model.Model;
import org.tamor.model.Species;
import org.tamor.ode.SparsityPattern;

/// A model in executable form: `dy/dt = f(t, y; p)` with its Jacobian, discontinuities, events and outputs.
///
/// One instance serves all parameter vectors and all threads; whoever runs it brings the arrays. The parameter array has
/// the quantities that stay constant between discontinuities, then values derived from them alone, which [#prepare]
/// computes: call it whenever a parameter has changed.
public final class CompiledModel {

    private final Equations equations;
    private final InitialValues initialValues;
    private final Kernel rightHandSide;
    private final Kernel jacobian;
    private final SparsityPattern pattern;
    private final Kernel differences;
    private final Kernel outputs;
    private final Kernel preparation;
    private final List<Discontinuity> discontinuities;
    private final List<EventEquations> events;
    private final List<byte[]> classFiles;
    private final BitSet parametersOfRates;
    private final int outputCount;
    private final int parameterLength;
    private final int workspaceLength;
    private final Map<Expression, Formula> formulas = new ConcurrentHashMap<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, List<Target>> contents = new ConcurrentHashMap<>();

    private CompiledModel(Builder builder) {
        equations = builder.equations;
        initialValues = builder.initialValues;
        classFiles = List.copyOf(builder.classFiles);
        preparation = builder.preparation;
        rightHandSide = builder.rightHandSide;
        jacobian = builder.jacobian;
        pattern = builder.pattern;
        differences = builder.differences;
        outputs = builder.outputs;
        discontinuities = List.copyOf(builder.discontinuities);
        events = builder.events;
        parametersOfRates = builder.parametersOfRates;
        outputCount = builder.outputCount;
        parameterLength = builder.parameterLength;
        workspaceLength = builder.workspaceLength;
    }

    /// Compiles a model together with the quantities that are to be recorded.
    ///
    /// @throws org.tamor.failure.BadInputException where the model cannot be simulated, naming the element
    public static CompiledModel compile(Model model, List<Expression> outputs) {
        return new CompiledModel(new Builder(model, outputs));
    }

    /// The ids of the states: species that reactions change, then variables of other rate rules.
    public List<String> states() {
        return equations.states();
    }

    public int dimension() {
        return equations.states().size();
    }

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

    /// Computes the derived values of a parameter array in place.
    public void prepare(double[] p, double[] w) {
        preparation.evaluate(0, p, p, w, p);
    }

    /// Writes the state and the parameters (not prepared) at the start.
    ///
    /// @param overrides numbers that stand in place of the model's, as its expressions read the quantities
    public void initialize(double time, Map<String, Double> overrides, double[] y, double[] p) {
        Map<Integer, Double> bySlot = new HashMap<>();
        overrides.forEach((id, value) -> bySlot.put(target(id).slot(), value));
        initialValues.compute(time, bySlot, y, p);
    }

    /// The id of a quantity that the rates of change need and that has no value; empty where all have.
    public Optional<String> missingValue(double[] y, double[] p) {
        for (int i = 0; i < dimension(); i++) {
            if (Double.isNaN(y[i])) {
                return Optional.of(states().get(i));
            }
        }
        for (int i = parametersOfRates.nextSetBit(0); i >= 0; i = parametersOfRates.nextSetBit(i + 1)) {
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

    /// The species in a compartment whose ids mean concentrations and that are not given by assignment rules.
    public List<Target> concentrationsIn(String compartment) {
        return contents.computeIfAbsent(compartment, _ -> {
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

    private static final class Builder {
        private final Equations equations;
        private final Graph graph;
        private final InitialValues initialValues;
        private final List<EventEquations> events;
        private final List<Discontinuity> discontinuities = new ArrayList<>();
        private final List<byte[]> classFiles = new ArrayList<>();
        private final SparsityPattern pattern;
        private final Kernel preparation;
        private final Kernel rightHandSide;
        private final Kernel jacobian;
        private final Kernel differences;
        private final Kernel outputs;
        private final BitSet parametersOfRates = new BitSet();
        private final int outputCount;
        private final int parameterLength;
        private final int[] parameterOf;
        private int workspaceLength;

        Builder(Model model, List<Expression> outputExpressions) {
            equations = new Equations(model);
            graph = equations.graph;
            int[] f = equations.derivatives();
            initialValues = InitialValues.of(equations);
            events = model.events().stream().map(equations::event).toList();
            int[] triggers = model.events().stream().mapToInt(equations::trigger).toArray();
            int[] outputNodes = outputExpressions.stream()
                    .mapToInt(e -> equations.lower(e, "output"))
                    .toArray();
            outputCount = outputNodes.length;
            for (int node : graph.reachable(f)) {
                if (graph.op(node) == Op.PARAMETER) {
                    parametersOfRates.set(graph.index(node));
                }
            }
            int[] differenceNodes = findDiscontinuities(f, triggers);
            IntStack entries = new IntStack();
            pattern = differentiate(f, entries);
            int[] jacobianNodes = entries.toArray();

            int first = equations.parameters().size();
            parameterOf = new int[graph.size()];
            int[] derived = derivedParameters(first, f, jacobianNodes, differenceNodes, outputNodes);
            parameterLength = first + derived.length;
            int[] places = new int[derived.length];
            int[] none = new int[graph.size()];
            Arrays.fill(none, -1);
            for (int i = 0; i < places.length; i++) {
                places[i] = first + i;
            }
            preparation = compile("Preparation", derived, places, none);
            rightHandSide = compile("RightHandSide", f);
            jacobian = compile("Jacobian", jacobianNodes);
            differences = compile("Differences", differenceNodes);
            outputs = compile("Outputs", outputNodes);
        }

        private Kernel compile(String name, int[] roots) {
            int[] places = new int[roots.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
            return compile(name, roots, places, parameterOf);
        }

        private Kernel compile(String name, int[] roots, int[] places, int[] leaves) {
            KernelPlan plan = new KernelPlan(graph, roots, places, leaves);
            workspaceLength = Math.max(workspaceLength, plan.slots());
            List<byte[]> files = KernelCompiler.classFiles(plan, name);
            classFiles.addAll(files);
            return KernelCompiler.load(files);
        }

        /// The largest fixed subexpressions, computed once per parameter vector.
        private int[] derivedParameters(int first, int[]... roots) {
            Arrays.fill(parameterOf, -1);
            int[] all = Arrays.stream(roots).flatMapToInt(Arrays::stream).toArray();
            Set<Integer> found = new LinkedHashSet<>();
            for (int root : all) {
                addIfDerived(root, found);
            }
            for (int node : graph.reachable(graph::isFixed, all)) {
                for (int argument : graph.arguments(node)) {
                    addIfDerived(argument, found);
                }
            }
            int[] derived = found.stream().mapToInt(Integer::intValue).toArray();
            for (int i = 0; i < derived.length; i++) {
                parameterOf[derived[i]] = first + i;
            }
            return derived;
        }

        private void addIfDerived(int node, Set<Integer> found) {
            if (graph.isFixed(node) && !graph.op(node).isLeaf()) {
                found.add(node);
            }
        }

        private int[] findDiscontinuities(int[] f, int[] triggers) {
            Set<Integer> inRates = new LinkedHashSet<>();
            Set<Integer> all = new LinkedHashSet<>();
            for (int node : graph.reachable(graph::isFixed, f)) {
                if (graph.op(node).isComparison()) {
                    inRates.add(node);
                    all.add(node);
                }
            }
            for (int node : graph.reachable(graph::isFixed, triggers)) {
                if (graph.op(node).isComparison()) {
                    all.add(node);
                }
            }
            IntStack differenceNodes = new IntStack();
            for (int node : all) {
                int difference = graph.subtract(graph.argument(node, 0), graph.argument(node, 1));
                if (graph.isFixed(difference)) {
                    continue;
                }
                Discontinuity.Kind kind =
                        switch (graph.op(node)) {
                            case LESS -> Discontinuity.Kind.NEGATIVE;
                            case LESS_OR_EQUAL -> Discontinuity.Kind.NOT_POSITIVE;
                            default -> Discontinuity.Kind.ZERO;
                        };
                discontinuities.add(new Discontinuity(
                        kind, inRates.contains(node), !graph.dependsOnState(difference), timing(difference)));
                differenceNodes.push(difference);
            }
            return differenceNodes.toArray();
        }

        private Optional<Discontinuity.Timing> timing(int difference) {
            if (graph.dependsOnState(difference)) {
                return Optional.empty();
            }
            int slope = equations.differentiation.gradient(difference).by(Differentiation.TIME);
            return slope >= 0 && graph.isFixed(slope)
                    ? Optional.of(new Discontinuity.Timing(new Formula(graph, difference), new Formula(graph, slope)))
                    : Optional.empty();
        }

        /// Collects the entries of df/dy column by column; returns where they lie.
        private SparsityPattern differentiate(int[] f, IntStack entries) {
            int n = f.length;
            IntStack[] rowsOf = new IntStack[n];
            IntStack[] nodesOf = new IntStack[n];
            for (int i = 0; i < n; i++) {
                rowsOf[i] = new IntStack();
                nodesOf[i] = new IntStack();
            }
            for (int row = 0; row < n; row++) {
                Differentiation.Gradient gradient = equations.differentiation.gradient(f[row]);
                for (int k = 0; k < gradient.variables().length; k++) {
                    int column = gradient.variables()[k];
                    int node = gradient.derivatives()[k];
                    if (column != Differentiation.TIME && !graph.isConstant(node, 0)) {
                        rowsOf[column].push(row);
                        nodesOf[column].push(node);
                    }
                }
            }
            int[] starts = new int[n + 1];
            IntStack rows = new IntStack();
            for (int column = 0; column < n; column++) {
                for (int row : rowsOf[column].toArray()) {
                    rows.push(row);
                }
                for (int node : nodesOf[column].toArray()) {
                    entries.push(node);
                }
                starts[column + 1] = rows.size();
            }
            return new SparsityPattern(n, starts, rows.toArray());
        }
    }
}
