package org.tamor.jit;

import java.util.Arrays;
import java.util.BitSet;

/// One formula as an immutable straight-line program, for values that are needed too rarely to be
/// worth compiling.
///
/// Safe for use by several threads.
public final class Formula {

    private final Op[] ops;
    private final int[][] arguments;
    private final double[] values;
    private final BitSet states = new BitSet();
    private final BitSet parameters = new BitSet();
    private final boolean readsTime;
    private final int root;

    Formula(Graph graph, int root) {
        this.root = root;
        int[] nodes = graph.reachable(root);
        ops = new Op[nodes.length];
        arguments = new int[nodes.length][];
        values = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            int node = nodes[i];
            ops[i] = graph.op(node);
            values[i] = graph.value(node);
            arguments[i] = graph.arguments(node).clone();
            for (int k = 0; k < arguments[i].length; k++) {
                arguments[i][k] = Arrays.binarySearch(nodes, arguments[i][k]);
            }
            if (ops[i] == Op.STATE) {
                states.set(graph.index(node));
            } else if (ops[i] == Op.PARAMETER) {
                parameters.set(graph.index(node));
            }
        }
        readsTime = graph.dependsOnTime(root);
    }

    /// Whether the formula is a number.
    public boolean isConstant() {
        return ops.length == 1 && ops[0] == Op.CONSTANT;
    }

    /// The node in the graph it was made from.
    int root() {
        return root;
    }

    boolean readsTime() {
        return readsTime;
    }

    /// Whether the value depends on parameters alone.
    public boolean isFixed() {
        return !readsTime && states.isEmpty();
    }

    /// Whether it reads one of the parameters at these indices.
    public boolean readsParameter(BitSet indices) {
        return parameters.intersects(indices);
    }

    /// Adds the slots it reads, see [Target].
    public void readSlots(int dimension, BitSet slots) {
        slots.or(states);
        for (int i = parameters.nextSetBit(0); i >= 0; i = parameters.nextSetBit(i + 1)) {
            slots.set(dimension + i);
        }
    }

    /// Whether it reads a state.
    public boolean readsState(int index) {
        return states.get(index);
    }

    /// The indices of the states it reads.
    BitSet states() {
        return states;
    }

    /// The indices of the parameters it reads.
    BitSet parameters() {
        return parameters;
    }

    /// The value at time t, state y and parameters p.
    public double evaluate(double t, double[] y, double[] p) {
        double[] v = new double[ops.length];
        for (int i = 0; i < v.length; i++) {
            int[] a = arguments[i];
            v[i] =
                    switch (ops[i]) {
                        case CONSTANT -> values[i];
                        case STATE -> y[(int) values[i]];
                        case PARAMETER -> p[(int) values[i]];
                        case TIME -> t;
                        case ADD -> {
                            double sum = v[a[0]];
                            for (int k = 1; k < a.length; k++) {
                                sum += v[a[k]];
                            }
                            yield sum;
                        }
                        case POWER_INTEGER -> Functions.power(v[a[0]], (int) values[i]);
                        case SELECT -> v[a[0]] != 0 ? v[a[1]] : v[a[2]];
                        default ->
                                a.length == 1
                                        ? apply(ops[i], v[a[0]])
                                        : apply(ops[i], v[a[0]], v[a[1]]);
                    };
        }
        return v[v.length - 1];
    }

    static double apply(Op op, double x) {
        return switch (op) {
            case NEGATE -> -x;
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LN -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case ABS -> Math.abs(x);
            case FLOOR -> Math.floor(x);
            case CEILING -> Math.ceil(x);
            case FACTORIAL -> Functions.factorial(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ARCSIN -> Math.asin(x);
            case ARCCOS -> Math.acos(x);
            case ARCTAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case ARCSINH -> Functions.arcsinh(x);
            case ARCCOSH -> Functions.arccosh(x);
            case ARCTANH -> Functions.arctanh(x);
            case NOT -> x == 0 ? 1 : 0;
            default -> throw new IllegalArgumentException(op + " has not one argument");
        };
    }

    static double apply(Op op, double x, double y) {
        return switch (op) {
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case POWER -> Math.pow(x, y);
            case QUOTIENT -> Functions.quotient(x, y);
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case LESS -> x < y ? 1 : 0;
            case LESS_OR_EQUAL -> x <= y ? 1 : 0;
            case EQUAL -> x == y ? 1 : 0;
            case NOT_EQUAL -> x != y ? 1 : 0;
            case AND -> x != 0 && y != 0 ? 1 : 0;
            case OR -> x != 0 || y != 0 ? 1 : 0;
            case XOR -> (x != 0) != (y != 0) ? 1 : 0;
            default -> throw new IllegalArgumentException(op + " has not two arguments");
        };
    }
}
