package org.tamor.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// The derivatives of a model's formulas by states and parameters, all symbolic.
///
/// The derivatives of the rates by parameters and of the outputs by everything are generated code;
/// those of what is needed at single times only (initial values, events, comparisons) are
/// [FormulaGradient]s, made when asked for.
public final class SensitivityEquations {

    /// What [CompiledModel] hands over.
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Source(
            Equations equations,
            InitialValues initialValues,
            List<EventEquations> events,
            int[] outputs,
            int[] triggers,
            int[] differences,
            int[] comparisons,
            int[] parameterOf) {}

    /// Gives a slot its value at the start, unless an override does.
    ///
    /// @param volume what an override must be multiplied by
    public record InitialStep(int slot, Formula value, Optional<Formula> volume) {}

    /// An operation whose value jumps without a comparison that could be watched.
    ///
    /// @param ofState whether its argument depends on a state
    /// @param parameters by which the time of a jump may be moved; empty where it does not
    ///   depend on
    ///   time
    public record Jump(String operation, boolean ofState, BitSet parameters) {}

    /// A sparse derivative: entry e is that of function `functions[e]` by variable `variables[e]`.
    @SuppressWarnings("ArrayRecordComponent") // read in inner loops; never changed
    public record Entries(Kernel kernel, int[] functions, int[] variables) {
        public int count() {
            return functions.length;
        }
    }

    private final Equations equations;
    private final Graph graph;
    private final int[] parameterOf;
    private final int[] differences;
    private final Differentiation byAll;
    private final Entries rates;
    private final Entries outputs;
    private final int[][] comparisonsOfTriggers;
    private final int[][] comparisonsOfDifferences;
    private final List<InitialStep> initialSteps;
    private final List<Jump> jumps = new ArrayList<>();
    private final BitSet dynamic = new BitSet();
    private final Map<Integer, FormulaGradient> gradients = new ConcurrentHashMap<>();
    private final List<byte[]> classFiles = new ArrayList<>();
    private int workspaceLength;

    SensitivityEquations(Source source) {
        equations = source.equations;
        graph = equations.graph;
        differences = source.differences;
        refuse();
        int states = equations.states().size();
        byAll = Differentiation.byAll(graph, states);
        int[] f = equations.derivatives();
        initialSteps =
                source.initialValues.steps().stream()
                        .map(step -> new InitialStep(step.slot(), step.value(), step.volume()))
                        .toList();
        findReaders(source, f);
        comparisonsOfTriggers = new int[source.triggers.length][];
        for (int i = 0; i < comparisonsOfTriggers.length; i++) {
            comparisonsOfTriggers[i] = comparisonsIn(source.triggers[i], source.comparisons);
        }
        comparisonsOfDifferences = new int[source.differences.length][];
        for (int i = 0; i < comparisonsOfDifferences.length; i++) {
            comparisonsOfDifferences[i] = comparisonsIn(source.differences[i], source.comparisons);
        }
        Differentiation byParameters = Differentiation.byParameters(graph);
        Found rateEntries = new Found();
        for (int i = 0; i < f.length; i++) {
            rateEntries.add(i, byParameters.gradient(f[i]));
        }
        Found outputEntries = new Found();
        for (int i = 0; i < source.outputs.length; i++) {
            outputEntries.add(i, byAll.gradient(source.outputs[i]));
        }
        parameterOf = Arrays.copyOf(source.parameterOf, graph.size());
        Arrays.fill(parameterOf, source.parameterOf.length, parameterOf.length, -1);
        rates = compile("RatesByParameters", rateEntries);
        outputs = compile("OutputGradients", outputEntries);
    }

    private void refuse() {
        if (!equations.delays().isEmpty()) {
            throw refusal("delay()", "a value of the past");
        }
        if (equations.differential() < equations.states().size()) {
            String id = equations.states().get(equations.differential());
            throw refusal(id, "the unknown of an algebraic rule or the extent of a fast reaction");
        }
    }

    private BadInputException refusal(String element, String what) {
        return new BadInputException(
                "sensitivity.unsupported",
                Location.ofFile(equations.model().id()).withElement(element),
                element
                        + " is "
                        + what
                        + ", by which sensitivities cannot be computed; use differences of runs");
    }

    /// Finds the slots that matter to more than outputs, and operations that jump.
    private void findReaders(Source source, int[] f) {
        dynamic.set(0, equations.states().size());
        IntStack roots = new IntStack();
        for (int root : f) {
            roots.push(root);
        }
        for (int root : source.triggers) {
            roots.push(root);
        }
        for (InitialStep step : initialSteps) {
            roots.push(step.value.root());
            step.volume.ifPresent(volume -> roots.push(volume.root()));
        }
        for (EventEquations event : source.events) {
            event.delay().ifPresent(delay -> roots.push(delay.root()));
            event.priority().ifPresent(priority -> roots.push(priority.root()));
            for (EventEquations.Assignment assignment : event.assignments()) {
                roots.push(assignment.value().root());
                assignment.target().volume().ifPresent(volume -> roots.push(volume.root()));
            }
        }
        int[] needed = graph.reachable(roots.toArray());
        for (int node : needed) {
            if (graph.op(node) == Op.PARAMETER) {
                dynamic.set(equations.states().size() + graph.index(node));
            }
        }
        equations
                .model()
                .compartments()
                .forEach(
                        c -> {
                            if (equations.slot(c.id()) >= 0) {
                                dynamic.set(equations.slot(c.id()));
                            }
                        });
        for (int node : graph.reachable(concatenate(roots.toArray(), source.outputs))) {
            switch (graph.op(node)) {
                case FLOOR, CEILING, FACTORIAL, QUOTIENT -> addJump(node);
                default -> {}
            }
        }
    }

    private void addJump(int node) {
        if (graph.isFixed(node)) {
            return;
        }
        BitSet parameters = new BitSet();
        for (int part : graph.reachable(node)) {
            if (graph.op(part) == Op.PARAMETER) {
                parameters.set(graph.index(part));
            }
        }
        String name = graph.op(node).name().toLowerCase(Locale.ROOT);
        jumps.add(new Jump(name, graph.dependsOnState(node), parameters));
    }

    private static int[] concatenate(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private int[] comparisonsIn(int root, int[] comparisons) {
        int[] nodes = graph.reachable(root);
        IntStack found = new IntStack();
        for (int i = 0; i < comparisons.length; i++) {
            if (Arrays.binarySearch(nodes, comparisons[i]) >= 0) {
                found.push(i);
            }
        }
        return found.toArray();
    }

    /// Entries in the making.
    private final class Found {
        private final IntStack functions = new IntStack();
        private final IntStack variables = new IntStack();
        private final IntStack nodes = new IntStack();

        void add(int function, Differentiation.Gradient gradient) {
            for (int k = 0; k < gradient.variables().length; k++) {
                int node = gradient.derivatives()[k];
                if (gradient.variables()[k] != Differentiation.TIME && !graph.isConstant(node, 0)) {
                    functions.push(function);
                    variables.push(gradient.variables()[k]);
                    nodes.push(node);
                }
            }
        }
    }

    private Entries compile(String name, Found found) {
        int[] places = new int[found.nodes.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        KernelPlan plan = new KernelPlan(graph, found.nodes.toArray(), places, parameterOf);
        workspaceLength = Math.max(workspaceLength, plan.slots());
        List<byte[]> files = KernelCompiler.classFiles(plan, name);
        classFiles.addAll(files);
        return new Entries(
                KernelCompiler.load(files), found.functions.toArray(), found.variables.toArray());
    }

    /// The length of the scratch array that the kernels need.
    public int workspaceLength() {
        return workspaceLength;
    }

    /// df/dp; functions are states, variables are parameters.
    public Entries rates() {
        return rates;
    }

    /// The derivatives of the outputs; variables are slots.
    public Entries outputs() {
        return outputs;
    }

    /// What is computed at the start, in order.
    public List<InitialStep> initialSteps() {
        return initialSteps;
    }

    /// Operations that jump at times that cannot be found.
    public List<Jump> jumps() {
        return jumps;
    }

    /// The comparisons, as [CompiledModel#discontinuities] numbers them, that the trigger of an
    /// event reads.
    public int[] comparisonsOfTrigger(int event) {
        return comparisonsOfTriggers[event];
    }

    /// The comparisons and rounded numbers that the difference of a comparison reads.
    public int[] comparisonsOfDifference(int comparison) {
        return comparisonsOfDifferences[comparison];
    }

    /// Whether a slot's value matters to more than the outputs.
    public boolean isDynamic(int slot) {
        return dynamic.get(slot);
    }

    /// The derivatives of the difference of a comparison.
    public FormulaGradient difference(int comparison) {
        return gradient(differences[comparison]);
    }

    /// The derivatives of one of the model's formulas.
    public FormulaGradient gradient(Formula formula) {
        return gradient(formula.root());
    }

    private FormulaGradient gradient(int node) {
        FormulaGradient known = gradients.get(node);
        if (known == null) {
            synchronized (equations) {
                known = makeGradient(node);
            }
            gradients.put(node, known);
        }
        return known;
    }

    private FormulaGradient makeGradient(int node) {
        Differentiation.Gradient gradient = byAll.gradient(node);
        List<Integer> slots = new ArrayList<>();
        List<Formula> derivatives = new ArrayList<>();
        Optional<Formula> byTime = Optional.empty();
        for (int k = 0; k < gradient.variables().length; k++) {
            int derivative = gradient.derivatives()[k];
            if (graph.isConstant(derivative, 0)) {
                continue;
            }
            if (gradient.variables()[k] == Differentiation.TIME) {
                byTime = Optional.of(new Formula(graph, derivative));
            } else {
                slots.add(gradient.variables()[k]);
                derivatives.add(new Formula(graph, derivative));
            }
        }
        return new FormulaGradient(slots, derivatives, byTime);
    }

    /// The generated class files.
    List<byte[]> classFiles() {
        return classFiles;
    }
}
