package org.tamor.jit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/// Formulas as one directed acyclic graph in which equal subexpressions are the same node.
///
/// A node is an `int`; arguments have smaller numbers than what uses them, so ascending order is an
/// order of evaluation. The building methods simplify: constants are folded, neutral elements
/// vanish, and factors that depend on parameters alone are moved outwards so that they meet and can
/// be computed once per parameter vector. A product with the number 0 is 0 even where the other
/// factor is not finite.
final class Graph {

    /// The longest sum in one node; longer ones become sums of sums.
    private static final int SUM_LENGTH = 12;

    static final int DEPENDS_ON_STATE = 1;
    static final int DEPENDS_ON_TIME = 2;

    private static final int[] NONE = {};

    private Op[] ops = new Op[1024];
    private int[][] arguments = new int[1024][];
    private double[] values = new double[1024];
    private byte[] dependence = new byte[1024];
    private int size;
    private int[] marks = new int[0];
    private int mark;
    private final Map<Key, Integer> known = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record Key(Op op, double value, int[] arguments) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && op == key.op
                    && Double.doubleToLongBits(value) == Double.doubleToLongBits(key.value)
                    && Arrays.equals(arguments, key.arguments);
        }

        @Override
        public int hashCode() {
            return (op.hashCode() * 31 + Double.hashCode(value)) * 31 + Arrays.hashCode(arguments);
        }
    }

    int size() {
        return size;
    }

    Op op(int node) {
        return ops[node];
    }

    int[] arguments(int node) {
        return arguments[node];
    }

    int argument(int node, int index) {
        return arguments[node][index];
    }

    /// The number of a constant, the index of a state or parameter, the exponent of an integer
    /// power.
    double value(int node) {
        return values[node];
    }

    int index(int node) {
        return (int) values[node];
    }

    boolean dependsOnState(int node) {
        return (dependence[node] & DEPENDS_ON_STATE) != 0;
    }

    boolean dependsOnTime(int node) {
        return (dependence[node] & DEPENDS_ON_TIME) != 0;
    }

    /// Whether the value changes neither with the state nor with time.
    boolean isFixed(int node) {
        return dependence[node] == 0;
    }

    boolean isConstant(int node) {
        return ops[node] == Op.CONSTANT;
    }

    boolean isConstant(int node, double value) {
        return ops[node] == Op.CONSTANT && values[node] == value;
    }

    int constant(double value) {
        return node(Op.CONSTANT, value == 0 ? 0.0 : value, NONE);
    }

    int truth(boolean value) {
        return constant(value ? 1 : 0);
    }

    int state(int index) {
        return node(Op.STATE, index, NONE);
    }

    int parameter(int index) {
        return node(Op.PARAMETER, index, NONE);
    }

    int time() {
        return node(Op.TIME, 0, NONE);
    }

    int add(int... terms) {
        int[] kept = new int[terms.length];
        int count = 0;
        double sum = 0;
        for (int term : terms) {
            if (isConstant(term)) {
                sum += values[term];
            } else {
                kept[count++] = term;
            }
        }
        if (sum != 0) {
            kept[count++] = constant(sum);
        }
        if (count == 0) {
            return constant(0);
        }
        if (count == 1) {
            return kept[0];
        }
        kept = Arrays.copyOf(kept, count);
        Arrays.sort(kept);
        if (count == 2 && isNegationOf(kept[0], kept[1])) {
            return constant(0);
        }
        while (kept.length > SUM_LENGTH) {
            int[] partial = new int[(kept.length + SUM_LENGTH - 1) / SUM_LENGTH];
            for (int i = 0; i < partial.length; i++) {
                int from = i * SUM_LENGTH;
                int to = Math.min(kept.length, from + SUM_LENGTH);
                partial[i] =
                        to - from == 1
                                ? kept[from]
                                : node(Op.ADD, 0, Arrays.copyOfRange(kept, from, to));
            }
            Arrays.sort(partial);
            kept = partial;
        }
        return node(Op.ADD, 0, kept);
    }

    private boolean isNegationOf(int a, int b) {
        return ops[a] == Op.NEGATE && arguments[a][0] == b
                || ops[b] == Op.NEGATE && arguments[b][0] == a;
    }

    int subtract(int a, int b) {
        return a == b ? constant(0) : add(a, negate(b));
    }

    int negate(int a) {
        return switch (ops[a]) {
            case CONSTANT -> constant(-values[a]);
            case NEGATE -> arguments[a][0];
            default -> node(Op.NEGATE, 0, a);
        };
    }

    int multiply(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(values[a] * values[b]);
        }
        if (isConstant(a, 0) || isConstant(b, 0)) {
            return constant(0);
        }
        if (isConstant(a, 1)) {
            return b;
        }
        if (isConstant(b, 1)) {
            return a;
        }
        if (isConstant(a, -1)) {
            return negate(b);
        }
        if (isConstant(b, -1)) {
            return negate(a);
        }
        if (ops[a] == Op.NEGATE) {
            return negate(multiply(arguments[a][0], b));
        }
        if (ops[b] == Op.NEGATE) {
            return negate(multiply(a, arguments[b][0]));
        }
        if (isConstant(b)) {
            return multiply(b, a);
        }
        if (isConstant(a) && ops[b] == Op.MULTIPLY && isConstant(arguments[b][0])) {
            return multiply(multiply(a, arguments[b][0]), arguments[b][1]);
        }
        return isFixed(a) && isFixed(b)
                ? node(Op.MULTIPLY, 0, ordered(a, b))
                : multiplyVarying(a, b);
    }

    /// Products with a varying factor have the form `fixed * varying` or `varying * varying`.
    private int multiplyVarying(int a, int b) {
        int fixedA = fixedFactor(a);
        int fixedB = fixedFactor(b);
        if (fixedA < 0 && fixedB < 0) {
            return a == b ? powerInteger(a, 2) : node(Op.MULTIPLY, 0, ordered(a, b));
        }
        int fixed = fixedA < 0 ? fixedB : fixedB < 0 ? fixedA : multiply(fixedA, fixedB);
        int varyingA = fixedA < 0 ? a : fixedA == a ? -1 : arguments[a][1];
        int varyingB = fixedB < 0 ? b : fixedB == b ? -1 : arguments[b][1];
        int varying =
                varyingA < 0 ? varyingB : varyingB < 0 ? varyingA : multiply(varyingA, varyingB);
        if (isConstant(fixed)) {
            return isConstant(fixed, 1) || isConstant(fixed, -1) || isConstant(fixed, 0)
                    ? multiply(fixed, varying)
                    : node(Op.MULTIPLY, 0, fixed, varying);
        }
        if (ops[varying] == Op.NEGATE) {
            return negate(multiply(fixed, arguments[varying][0]));
        }
        return ops[fixed] == Op.NEGATE
                ? negate(multiply(arguments[fixed][0], varying))
                : node(Op.MULTIPLY, 0, fixed, varying);
    }

    /// The node itself where it is fixed, the fixed first factor of a product, else -1.
    private int fixedFactor(int node) {
        if (isFixed(node)) {
            return node;
        }
        return ops[node] == Op.MULTIPLY && isFixed(arguments[node][0]) ? arguments[node][0] : -1;
    }

    private static int[] ordered(int a, int b) {
        return a <= b ? new int[] {a, b} : new int[] {b, a};
    }

    int divide(int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(values[a] / values[b]);
        }
        if (isConstant(b, 1) || isConstant(a, 0)) {
            return a;
        }
        if (a == b) {
            return constant(1);
        }
        if (ops[a] == Op.NEGATE) {
            return negate(divide(arguments[a][0], b));
        }
        if (isFixed(b) && !isFixed(a)) {
            return multiply(divide(constant(1), b), a);
        }
        if (isFixed(a) && !isFixed(b) && !isConstant(a, 1)) {
            return multiply(a, divide(constant(1), b));
        }
        int fixed = isFixed(a) ? -1 : fixedFactor(a);
        return fixed < 0 ? node(Op.DIVIDE, 0, a, b) : multiply(fixed, divide(arguments[a][1], b));
    }

    int power(int base, int exponent) {
        if (isConstant(exponent)) {
            double n = values[exponent];
            if (n == Math.rint(n) && Math.abs(n) <= 64) {
                return powerInteger(base, (int) n);
            }
            if (n == 0.5) {
                return unary(Op.SQRT, base);
            }
        }
        return isConstant(base) && isConstant(exponent)
                ? constant(Math.pow(values[base], values[exponent]))
                : node(Op.POWER, 0, base, exponent);
    }

    int powerInteger(int base, int exponent) {
        if (exponent == 0) {
            return constant(1);
        }
        if (exponent == 1) {
            return base;
        }
        return isConstant(base)
                ? constant(Functions.power(values[base], exponent))
                : node(Op.POWER_INTEGER, exponent, base);
    }

    int unary(Op op, int a) {
        return isConstant(a) ? constant(Formula.apply(op, values[a])) : node(op, 0, a);
    }

    /// Any operation of two arguments that needs no simplification of its own.
    int binary(Op op, int a, int b) {
        if (isConstant(a) && isConstant(b)) {
            return constant(Formula.apply(op, values[a], values[b]));
        }
        boolean commutes =
                op == Op.EQUAL || op == Op.NOT_EQUAL || op == Op.AND || op == Op.OR || op == Op.XOR;
        return node(op, 0, commutes ? ordered(a, b) : new int[] {a, b});
    }

    int and(int a, int b) {
        return isConstant(a)
                ? (values[a] == 0 ? a : asTruth(b))
                : isConstant(b) ? and(b, a) : binary(Op.AND, a, b);
    }

    int or(int a, int b) {
        return isConstant(a)
                ? (values[a] == 0 ? asTruth(b) : truth(true))
                : isConstant(b) ? or(b, a) : binary(Op.OR, a, b);
    }

    int not(int a) {
        return isConstant(a)
                ? truth(values[a] == 0)
                : ops[a] == Op.NOT ? arguments[a][0] : node(Op.NOT, 0, a);
    }

    /// The node as a truth value: itself, or whether it differs from 0.
    int asTruth(int a) {
        return ops[a].isTruth() ? a : binary(Op.NOT_EQUAL, a, constant(0));
    }

    int select(int condition, int then, int otherwise) {
        if (isConstant(condition)) {
            return values[condition] != 0 ? then : otherwise;
        }
        return then == otherwise ? then : node(Op.SELECT, 0, condition, then, otherwise);
    }

    private int node(Op op, double value, int... argumentNodes) {
        Key key = new Key(op, value, argumentNodes);
        Integer found = known.get(key);
        if (found != null) {
            return found;
        }
        if (size == ops.length) {
            ops = Arrays.copyOf(ops, size * 2);
            arguments = Arrays.copyOf(arguments, size * 2);
            values = Arrays.copyOf(values, size * 2);
            dependence = Arrays.copyOf(dependence, size * 2);
        }
        int flags = op == Op.STATE ? DEPENDS_ON_STATE : op == Op.TIME ? DEPENDS_ON_TIME : 0;
        for (int argument : argumentNodes) {
            flags |= dependence[argument];
        }
        ops[size] = op;
        arguments[size] = argumentNodes;
        values[size] = value;
        dependence[size] = (byte) flags;
        known.put(key, size);
        return size++;
    }

    /// The nodes that the given ones need, themselves included, in order of evaluation.
    int[] reachable(int... roots) {
        return reachable(_ -> false, roots);
    }

    /// As the other, leaving out nodes at which `stop` holds and what only they need.
    int[] reachable(IntPredicate stop, int... roots) {
        if (marks.length < size) {
            marks = Arrays.copyOf(marks, ops.length);
        }
        mark++;
        IntStack found = new IntStack();
        IntStack pending = new IntStack();
        for (int root : roots) {
            visit(root, stop, found, pending);
        }
        while (!pending.isEmpty()) {
            for (int argument : arguments[pending.pop()]) {
                visit(argument, stop, found, pending);
            }
        }
        int[] result = found.toArray();
        Arrays.sort(result);
        return result;
    }

    private void visit(int node, IntPredicate stop, IntStack found, IntStack pending) {
        if (marks[node] != mark) {
            marks[node] = mark;
            if (!stop.test(node)) {
                found.push(node);
                pending.push(node);
            }
        }
    }
}
