package org.tamor.jit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Sparse symbolic gradients in a [Graph], by the chain rule in forward order.
///
/// Each node's gradient is kept, so what several functions share (an assignment rule, a reaction's
/// rate) is differentiated once. At the kinks of abs, min, max and piecewise one of the one-sided
/// derivatives is taken; comparisons, floor, ceiling, factorial and quotient count as locally
/// constant.
final class Differentiation {

    /// A gradient: `derivatives[k]` is the node of the derivative by variable `variables[k]`,
    /// ascending.
    @SuppressWarnings("ArrayRecordComponent") // never changed after construction
    record Gradient(int[] variables, int[] derivatives) {
        static final Gradient ZERO = new Gradient(new int[0], new int[0]);

        boolean isZero() {
            return variables.length == 0;
        }

        /// The derivative by a variable, or -1 where it is identically 0.
        int by(int variable) {
            int found = Arrays.binarySearch(variables, variable);
            return found < 0 ? -1 : derivatives[found];
        }
    }

    /// The variable number of time.
    static final int TIME = Integer.MAX_VALUE;

    private final Graph graph;
    private final Map<Integer, Gradient> known = new HashMap<>();
    private final boolean byStates;

    /// The variable number of the first parameter; -1 where parameters are constants.
    private final int firstParameter;

    /// By states and time.
    Differentiation(Graph graph) {
        this(graph, true, -1);
    }

    private Differentiation(Graph graph, boolean byStates, int firstParameter) {
        this.graph = graph;
        this.byStates = byStates;
        this.firstParameter = firstParameter;
    }

    /// By parameters alone; parameter i is the variable i.
    static Differentiation byParameters(Graph graph) {
        return new Differentiation(graph, false, 0);
    }

    /// By states, time and parameters; parameter i is the variable `states + i`.
    static Differentiation byAll(Graph graph, int states) {
        return new Differentiation(graph, true, states);
    }

    /// The derivatives of a node by the variables it depends on: states, parameters, [#TIME].
    Gradient gradient(int root) {
        Gradient found = known.get(root);
        if (found != null) {
            return found;
        }
        for (int node : graph.reachable(known::containsKey, root)) {
            known.put(
                    node,
                    graph.isFixed(node) && firstParameter < 0 ? Gradient.ZERO : compute(node));
        }
        return of(root);
    }

    private Gradient of(int node) {
        Gradient found = known.get(node);
        if (found == null) {
            throw new IllegalStateException("arguments come before what uses them");
        }
        return found;
    }

    private Gradient compute(int node) {
        int[] a = graph.arguments(node);
        return switch (graph.op(node)) {
            case STATE -> byStates ? variable(graph.index(node)) : Gradient.ZERO;
            case TIME -> byStates ? variable(TIME) : Gradient.ZERO;
            case PARAMETER ->
                    firstParameter < 0
                            ? Gradient.ZERO
                            : variable(firstParameter + graph.index(node));
            case ADD -> sum(a);
            case MULTIPLY -> combine(of(a[0]), () -> a[1], of(a[1]), () -> a[0]);
            case DIVIDE ->
                    combine(
                            of(a[0]),
                            () -> graph.divide(graph.constant(1), a[1]),
                            of(a[1]),
                            () -> graph.negate(graph.divide(node, a[1])));
            case POWER ->
                    combine(
                            of(a[0]),
                            () ->
                                    graph.multiply(
                                            a[1],
                                            graph.power(
                                                    a[0], graph.subtract(a[1], graph.constant(1)))),
                            of(a[1]),
                            () -> powerByExponent(node, a[0]));
            case POWER_INTEGER -> {
                int n = graph.index(node);
                yield scaled(
                        of(a[0]),
                        graph.multiply(graph.constant(n), graph.powerInteger(a[0], n - 1)));
            }
            case MIN -> select(graph.binary(Op.LESS_OR_EQUAL, a[0], a[1]), of(a[0]), of(a[1]));
            case MAX -> select(graph.binary(Op.LESS_OR_EQUAL, a[0], a[1]), of(a[1]), of(a[0]));
            case SELECT -> select(a[0], of(a[1]), of(a[2]));
            case CONSTANT,
                    FLOOR,
                    CEILING,
                    FACTORIAL,
                    QUOTIENT,
                    LESS,
                    LESS_OR_EQUAL,
                    EQUAL,
                    NOT_EQUAL,
                    AND,
                    OR,
                    XOR,
                    NOT ->
                    Gradient.ZERO;
            default -> of(a[0]).isZero() ? Gradient.ZERO : scaled(of(a[0]), unary(node, a[0]));
        };
    }

    private Gradient variable(int number) {
        return new Gradient(new int[] {number}, new int[] {graph.constant(1)});
    }

    /// d(a^b)/db = a^b ln a, and 0 at a = 0.
    private int powerByExponent(int node, int base) {
        int zero = graph.constant(0);
        int product = graph.multiply(node, graph.unary(Op.LN, base));
        return graph.select(graph.binary(Op.EQUAL, base, zero), zero, product);
    }

    private int unary(int node, int a) {
        Graph g = graph;
        int one = g.constant(1);
        return switch (g.op(node)) {
            case NEGATE -> g.constant(-1);
            case SQRT -> g.divide(g.constant(0.5), node);
            case EXP -> node;
            case LN -> g.divide(one, a);
            case LOG10 -> g.divide(g.constant(1 / Math.log(10)), a);
            case ABS -> g.select(g.binary(Op.LESS, a, g.constant(0)), g.constant(-1), one);
            case SIN -> g.unary(Op.COS, a);
            case COS -> g.negate(g.unary(Op.SIN, a));
            case TAN -> g.add(one, g.powerInteger(node, 2));
            case SINH -> g.unary(Op.COSH, a);
            case COSH -> g.unary(Op.SINH, a);
            case TANH -> g.subtract(one, g.powerInteger(node, 2));
            case ARCSIN -> g.divide(one, g.unary(Op.SQRT, g.subtract(one, g.powerInteger(a, 2))));
            case ARCCOS ->
                    g.negate(
                            g.divide(one, g.unary(Op.SQRT, g.subtract(one, g.powerInteger(a, 2)))));
            case ARCTAN -> g.divide(one, g.add(one, g.powerInteger(a, 2)));
            case ARCSINH -> g.divide(one, g.unary(Op.SQRT, g.add(one, g.powerInteger(a, 2))));
            case ARCCOSH -> g.divide(one, g.unary(Op.SQRT, g.subtract(g.powerInteger(a, 2), one)));
            case ARCTANH -> g.divide(one, g.subtract(one, g.powerInteger(a, 2)));
            default -> throw new IllegalStateException("no derivative of " + g.op(node));
        };
    }

    private interface Factor {
        int node();
    }

    private Gradient scaled(Gradient gradient, int factor) {
        int[] derivatives = new int[gradient.derivatives.length];
        for (int i = 0; i < derivatives.length; i++) {
            derivatives[i] = graph.multiply(factor, gradient.derivatives[i]);
        }
        return new Gradient(gradient.variables, derivatives);
    }

    private Gradient combine(Gradient a, Factor factorA, Gradient b, Factor factorB) {
        Gradient left = a.isZero() ? a : scaled(a, factorA.node());
        Gradient right = b.isZero() ? b : scaled(b, factorB.node());
        return left.isZero() ? right : right.isZero() ? left : merge(new Gradient[] {left, right});
    }

    private Gradient sum(int[] terms) {
        Gradient[] gradients = new Gradient[terms.length];
        for (int i = 0; i < terms.length; i++) {
            gradients[i] = of(terms[i]);
        }
        return merge(gradients);
    }

    private Gradient merge(Gradient[] gradients) {
        TreeMap<Integer, int[]> byVariable = new TreeMap<>();
        for (Gradient gradient : gradients) {
            for (int i = 0; i < gradient.variables.length; i++) {
                int derivative = gradient.derivatives[i];
                byVariable.merge(
                        gradient.variables[i],
                        new int[] {derivative},
                        Differentiation::concatenate);
            }
        }
        int[] variables = new int[byVariable.size()];
        int[] derivatives = new int[byVariable.size()];
        int next = 0;
        for (Map.Entry<Integer, int[]> entry : byVariable.entrySet()) {
            variables[next] = entry.getKey();
            derivatives[next++] = graph.add(entry.getValue());
        }
        return new Gradient(variables, derivatives);
    }

    private static int[] concatenate(int[] a, int[] b) {
        int[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private Gradient select(int condition, Gradient then, Gradient otherwise) {
        if (then.isZero() && otherwise.isZero()) {
            return Gradient.ZERO;
        }
        int zero = graph.constant(0);
        TreeMap<Integer, Integer> byVariable = new TreeMap<>();
        for (int variable : then.variables) {
            byVariable.put(variable, 0);
        }
        for (int variable : otherwise.variables) {
            byVariable.put(variable, 0);
        }
        byVariable.replaceAll(
                (variable, _) -> {
                    int thenNode = then.by(variable);
                    int otherwiseNode = otherwise.by(variable);
                    return graph.select(
                            condition,
                            thenNode < 0 ? zero : thenNode,
                            otherwiseNode < 0 ? zero : otherwiseNode);
                });
        int[] variables = byVariable.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] derivatives = byVariable.values().stream().mapToInt(Integer::intValue).toArray();
        return new Gradient(variables, derivatives);
    }
}
