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
import java.util.stream.Stream;
import org.tamor.expr.Expression;
import org.tamor.expr.Expressions;
import org.tamor.expr.Operator;
import org.tamor.model.Event;
import org.tamor.model.FunctionDefinition;
import org.tamor.model.InitialAssignment;
import org.tamor.model.Model;
import org.tamor.model.Reaction;
import org.tamor.model.Rule;
import org.tamor.ode.SparsityPattern;

/// Makes the parts of a [CompiledModel].
final class ModelCompiler {
    final Equations equations;
    private final Graph graph;
    final InitialValues initialValues;
    final List<EventEquations> events;
    final List<Discontinuity> discontinuities = new ArrayList<>();
    final List<byte[]> classFiles = new ArrayList<>();
    final SparsityPattern pattern;
    final Kernel preparation;
    final Kernel rightHandSide;
    final Kernel jacobian;
    final Kernel timeSlope;
    final Kernel differences;
    final Kernel outputs;
    final BitSet parametersOfRates = new BitSet();
    final int outputCount;
    final int parameterLength;
    final int[] parameterOf;
    final int[] jacobianNodes;

    /// The nodes of df/dt; none where the rates do not depend on the time.
    final int[] timeSlopeNodes;
    final int[] outputNodes;
    final int[] triggerNodes;
    final int[] differenceNodes;

    /// The comparisons that [#differenceNodes] belong to.
    final IntStack comparisonNodes = new IntStack();
    private final Map<Integer, Optional<Discontinuity.Timing>> timings = new HashMap<>();

    int workspaceLength;

    ModelCompiler(Model model, List<Expression> outputExpressions) {
        equations = new Equations(model, delayCount(model, outputExpressions));
        graph = equations.graph;
        int[] f = equations.derivatives();
        initialValues = InitialValues.of(equations);
        events = model.events().stream().map(equations::event).toList();
        triggerNodes = model.events().stream().mapToInt(equations::trigger).toArray();
        outputNodes =
                outputExpressions.stream().mapToInt(e -> equations.lower(e, "output")).toArray();
        outputCount = outputNodes.length;
        for (int node : graph.reachable(f)) {
            if (graph.op(node) == Op.PARAMETER) {
                parametersOfRates.set(graph.index(node));
            }
        }
        differenceNodes = findDiscontinuities(f, triggerNodes);
        IntStack entries = new IntStack();
        pattern = differentiate(f, entries);
        jacobianNodes = entries.toArray();
        timeSlopeNodes = differentiateByTime(f);

        int first = equations.parameters().size();
        parameterOf = new int[graph.size()];
        int[] derived =
                derivedParameters(
                        first, f, jacobianNodes, timeSlopeNodes, differenceNodes, outputNodes);
        equations.complete();
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
        timeSlope = compile("TimeSlope", timeSlopeNodes);
        differences = compile("Differences", differenceNodes);
        outputs = compile("Outputs", outputNodes);
    }

    /// The number of different delayed values, found by a trial.
    private static int delayCount(Model model, List<Expression> outputs) {
        if (!mentionsDelay(model, outputs)) {
            return 0;
        }
        Equations trial = new Equations(model, 0);
        model.initialAssignments().forEach(a -> trial.lower(a.value(), a.symbol()));
        model.events().forEach(trial::event);
        outputs.forEach(output -> trial.lower(output, "output"));
        trial.derivatives();
        return trial.delaysMet();
    }

    private static boolean mentionsDelay(Model model, List<Expression> outputs) {
        Stream<Expression> events =
                model.events().stream()
                        .flatMap(
                                event ->
                                        Stream.of(
                                                        Stream.of(event.trigger().condition()),
                                                        event.delay().stream(),
                                                        event.priority().stream(),
                                                        event.assignments().stream()
                                                                .map(Event.EventAssignment::value))
                                                .flatMap(all -> all));
        Stream<Expression> rules =
                model.rules().stream()
                        .map(
                                rule ->
                                        switch (rule) {
                                            case Rule.AssignmentRule(String _, Expression value) ->
                                                    value;
                                            case Rule.RateRule(String _, Expression rate) -> rate;
                                            case Rule.AlgebraicRule(Expression residual) ->
                                                    residual;
                                        });
        return Stream.of(
                        events,
                        rules,
                        outputs.stream(),
                        model.functions().stream().map(FunctionDefinition::body),
                        model.initialAssignments().stream().map(InitialAssignment::value),
                        model.reactions().stream().flatMap(ModelCompiler::expressions))
                .flatMap(all -> all)
                .anyMatch(ModelCompiler::isDelaying);
    }

    private static Stream<Expression> expressions(Reaction reaction) {
        return Stream.concat(
                reaction.rateLaw().stream(),
                Stream.concat(reaction.reactants().stream(), reaction.products().stream())
                        .flatMap(r -> r.stoichiometryMath().stream()));
    }

    private static boolean isDelaying(Expression expression) {
        return Expressions.any(
                expression,
                node ->
                        node instanceof Expression.Apply(Operator operator, List<Expression> _)
                                && operator == Operator.DELAY);
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
            if (Jumps.isJump(graph, node)) {
                inRates.add(node);
                all.add(node);
            }
        }
        for (int node : graph.reachable(graph::isFixed, triggers)) {
            // a comparison of a rounded state is watched itself
            boolean matters =
                    graph.op(node).isComparison()
                            || Jumps.isRounded(graph, node)
                                    && timing(Jumps.difference(graph, node)).isPresent();
            if (matters) {
                all.add(node);
            }
        }
        IntStack found = new IntStack();
        for (int node : all) {
            int difference = Jumps.difference(graph, node);
            if (graph.isFixed(difference)) {
                continue;
            }
            discontinuities.add(
                    new Discontinuity(
                            Discontinuity.Kind.of(graph.op(node)),
                            inRates.contains(node),
                            !graph.dependsOnState(difference),
                            timing(difference)));
            found.push(difference);
            comparisonNodes.push(node);
        }
        return found.toArray();
    }

    /// Present where the next change is foreseen.
    private Optional<Discontinuity.Timing> timing(int difference) {
        Optional<Discontinuity.Timing> known = timings.get(difference);
        if (known == null) {
            known = findTiming(difference);
            timings.put(difference, known);
        }
        return known;
    }

    private Optional<Discontinuity.Timing> findTiming(int difference) {
        if (graph.dependsOnState(difference) || jumpsUnforeseen(difference)) {
            return Optional.empty();
        }
        int slope = equations.differentiation.gradient(difference).by(Differentiation.TIME);
        return slope >= 0 && graph.isFixed(slope)
                ? Optional.of(
                        new Discontinuity.Timing(
                                new Formula(graph, difference), new Formula(graph, slope)))
                : Optional.empty();
    }

    /// Whether a value jumps by itself at times that are not foreseen, so that its derivative does
    /// not tell its course.
    private boolean jumpsUnforeseen(int node) {
        for (int part : graph.reachable(graph::isFixed, new int[] {node})) {
            boolean jumps =
                    switch (graph.op(part)) {
                        case FACTORIAL, SELECT -> true;
                        default ->
                                Jumps.isJump(graph, part)
                                        && timing(Jumps.difference(graph, part)).isEmpty();
                    };
            if (jumps && !graph.isFixed(part)) {
                return true;
            }
        }
        return false;
    }

    private int[] differentiateByTime(int[] f) {
        int[] slopes = new int[f.length];
        boolean any = false;
        for (int i = 0; i < f.length; i++) {
            int slope = equations.differentiation.gradient(f[i]).by(Differentiation.TIME);
            slopes[i] = slope < 0 ? graph.constant(0) : slope;
            any |= !graph.isConstant(slopes[i], 0);
        }
        return any ? slopes : new int[0];
    }

    /// Gives an algebraic equation a diagonal entry, 0.
    private void insert(IntStack[] rowsOf, IntStack[] nodesOf, int index) {
        int[] rows = rowsOf[index].toArray();
        int[] nodes = nodesOf[index].toArray();
        rowsOf[index] = new IntStack();
        nodesOf[index] = new IntStack();
        int at = -Arrays.binarySearch(rows, index) - 1;
        for (int k = 0; k <= rows.length; k++) {
            if (k == at) {
                rowsOf[index].push(index);
                nodesOf[index].push(graph.constant(0));
            }
            if (k < rows.length) {
                rowsOf[index].push(rows[k]);
                nodesOf[index].push(nodes[k]);
            }
        }
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
        for (int i = equations.differential(); i < n; i++) {
            if (Arrays.binarySearch(rowsOf[i].toArray(), i) < 0) {
                insert(rowsOf, nodesOf, i);
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
