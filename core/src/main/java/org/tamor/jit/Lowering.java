package org.tamor.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.tamor.expr.Distribution;
import org.tamor.expr.Expression;
import org.tamor.expr.Operator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;
import org.tamor.model.FunctionDefinition;

/// Translates expressions into nodes of a [Graph]; functions are inlined, each call with the
/// same arguments once, so that functions calling one another twice do not double the work at
/// each level.
final class Lowering {

    /// What names stand for.
    interface Names {
        /// The node of a model quantity.
        int node(String id, Location where);

        /// The node of the present rate of change of a node.
        int rateOf(int node, Location where);

        /// The node of the value that a node had `delay` ago.
        ///
        /// @param beforeStart what stands for the node before the start, when nothing has a rate
        int delayed(int node, int beforeStart, int delay, Location where);

        /// Makes rates 0 in what is lowered from here on, or no longer; returns what held before.
        boolean stopRates(boolean stopped);

        /// Whether rates are 0 in what is lowered now.
        boolean ratesStopped();
    }

    private static final int CALL_DEPTH = 100;

    private final Graph graph;
    private final Map<String, FunctionDefinition> functions;
    private final Names names;
    private final Map<FunctionCall, Integer> calls = new HashMap<>();
    private int depth;

    private record FunctionCall(String function, List<Integer> arguments, boolean ratesStopped) {}

    Lowering(Graph graph, Map<String, FunctionDefinition> functions, Names names) {
        this.graph = graph;
        this.functions = functions;
        this.names = names;
    }

    /// @param local names that hide the model's: function arguments, local parameters
    /// @param where the element that the expression belongs to, for messages
    int lower(Expression expression, Map<String, Integer> local, Location where) {
        return switch (expression) {
            case Expression.Constant constant -> graph.constant(constant.value());
            case Expression.Truth truth -> graph.truth(truth.value());
            case Expression.Symbol symbol -> {
                Integer bound = local.get(symbol.id());
                yield bound != null ? bound : names.node(symbol.id(), where);
            }
            case Expression.Time _ -> graph.time();
            case Expression.Apply apply -> apply(apply, local, where);
            case Expression.Call call -> call(call, local, where);
            case Expression.Piecewise piecewise -> piecewise(piecewise, local, where);
        };
    }

    private int piecewise(
            Expression.Piecewise piecewise, Map<String, Integer> local, Location where) {
        int result =
                piecewise
                        .otherwise()
                        .map(value -> lower(value, local, where))
                        .orElseGet(() -> graph.constant(Double.NaN));
        for (int i = piecewise.branches().size() - 1; i >= 0; i--) {
            Expression.Branch branch = piecewise.branches().get(i);
            int condition = graph.asTruth(lower(branch.condition(), local, where));
            result = graph.select(condition, lower(branch.value(), local, where), result);
        }
        return result;
    }

    private int call(Expression.Call call, Map<String, Integer> local, Location where) {
        FunctionDefinition function = functions.get(call.function());
        if (function == null && Distribution.named(call.function()).isPresent()) {
            throw new BadInputException(
                    "simulate.unsupported",
                    where,
                    "a draw from the distribution "
                            + call.function()
                            + " needs a stochastic simulation, and there can stand in initial"
                            + " assignments and events only; write a number or a function of time"
                            + " here");
        }
        if (function == null) {
            throw new BadInputException(
                    "simulate.unknown-function",
                    where,
                    "there is no function " + call.function() + "; define it");
        }
        if (function.arguments().size() != call.arguments().size()) {
            throw new BadInputException(
                    "simulate.arity",
                    where,
                    "function "
                            + call.function()
                            + " takes "
                            + function.arguments().size()
                            + " arguments, not "
                            + call.arguments().size());
        }
        if (depth == CALL_DEPTH) {
            throw new BadInputException(
                    "simulate.recursion",
                    where,
                    "more than "
                            + CALL_DEPTH
                            + " function calls lie inside one another, or "
                            + call.function()
                            + " calls itself; write fewer functions");
        }
        Map<String, Integer> bound = new HashMap<>();
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            int argument = lower(call.arguments().get(i), local, where);
            arguments.add(argument);
            bound.put(function.arguments().get(i), argument);
        }
        FunctionCall key = new FunctionCall(call.function(), arguments, names.ratesStopped());
        Integer known = calls.get(key);
        if (known != null) {
            return known;
        }
        depth++;
        int result = lower(function.body(), bound, where.withElement(call.function()));
        depth--;
        calls.put(key, result);
        return result;
    }

    private int apply(Expression.Apply apply, Map<String, Integer> local, Location where) {
        if (apply.operator() == Operator.RATE_OF) {
            return apply.argument(0) instanceof Expression.Symbol(String id)
                    ? rateOf(id, local, where)
                    : graph.constant(0);
        }
        if (apply.operator() == Operator.DELAY) {
            int delay = lower(apply.argument(1), local, where);
            int value = lower(apply.argument(0), local, where);
            boolean stopped = names.stopRates(true);
            int beforeStart = lower(apply.argument(0), local, where);
            names.stopRates(stopped);
            return names.delayed(value, beforeStart, delay, where);
        }
        int[] a = new int[apply.arguments().size()];
        for (int i = 0; i < a.length; i++) {
            a[i] = lower(apply.arguments().get(i), local, where);
        }
        return apply(apply.operator(), a);
    }

    private int rateOf(String id, Map<String, Integer> local, Location where) {
        Integer bound = local.get(id);
        return names.rateOf(bound == null ? names.node(id, where) : bound, where);
    }

    private int apply(Operator operator, int[] a) {
        Graph g = graph;
        int one = g.constant(1);
        return switch (operator) {
            case PLUS -> g.add(a);
            case TIMES -> fold(a, one, g::multiply);
            case MINUS -> g.subtract(a[0], a[1]);
            case NEGATE -> g.negate(a[0]);
            case DIVIDE -> g.divide(a[0], a[1]);
            case POWER -> g.power(a[0], a[1]);
            case ROOT ->
                    g.isConstant(a[0], 2)
                            ? g.unary(Op.SQRT, a[1])
                            : g.power(a[1], g.divide(one, a[0]));
            case SQRT -> g.unary(Op.SQRT, a[0]);
            case EXP -> g.unary(Op.EXP, a[0]);
            case LN -> g.unary(Op.LN, a[0]);
            case LOG ->
                    g.isConstant(a[0], 10)
                            ? g.unary(Op.LOG10, a[1])
                            : g.divide(g.unary(Op.LN, a[1]), g.unary(Op.LN, a[0]));
            case LOG10 -> g.unary(Op.LOG10, a[0]);
            case ABS -> g.unary(Op.ABS, a[0]);
            case FLOOR -> g.unary(Op.FLOOR, a[0]);
            case CEILING -> g.unary(Op.CEILING, a[0]);
            case FACTORIAL -> g.unary(Op.FACTORIAL, a[0]);
            case QUOTIENT -> g.binary(Op.QUOTIENT, a[0], a[1]);
            case REMAINDER -> g.subtract(a[0], g.multiply(a[1], g.binary(Op.QUOTIENT, a[0], a[1])));
            case MIN -> fold(a, a[0], (x, y) -> x == y ? x : g.binary(Op.MIN, x, y));
            case MAX -> fold(a, a[0], (x, y) -> x == y ? x : g.binary(Op.MAX, x, y));
            case SIN -> g.unary(Op.SIN, a[0]);
            case COS -> g.unary(Op.COS, a[0]);
            case TAN -> g.unary(Op.TAN, a[0]);
            case SEC -> g.divide(one, g.unary(Op.COS, a[0]));
            case CSC -> g.divide(one, g.unary(Op.SIN, a[0]));
            case COT -> g.divide(one, g.unary(Op.TAN, a[0]));
            case SINH -> g.unary(Op.SINH, a[0]);
            case COSH -> g.unary(Op.COSH, a[0]);
            case TANH -> g.unary(Op.TANH, a[0]);
            case SECH -> g.divide(one, g.unary(Op.COSH, a[0]));
            case CSCH -> g.divide(one, g.unary(Op.SINH, a[0]));
            case COTH -> g.divide(one, g.unary(Op.TANH, a[0]));
            case ARCSIN -> g.unary(Op.ARCSIN, a[0]);
            case ARCCOS -> g.unary(Op.ARCCOS, a[0]);
            case ARCTAN -> g.unary(Op.ARCTAN, a[0]);
            case ARCSEC -> g.unary(Op.ARCCOS, g.divide(one, a[0]));
            case ARCCSC -> g.unary(Op.ARCSIN, g.divide(one, a[0]));
            case ARCCOT -> g.unary(Op.ARCTAN, g.divide(one, a[0]));
            case ARCSINH -> g.unary(Op.ARCSINH, a[0]);
            case ARCCOSH -> g.unary(Op.ARCCOSH, a[0]);
            case ARCTANH -> g.unary(Op.ARCTANH, a[0]);
            case ARCSECH -> g.unary(Op.ARCCOSH, g.divide(one, a[0]));
            case ARCCSCH -> g.unary(Op.ARCSINH, g.divide(one, a[0]));
            case ARCCOTH -> g.unary(Op.ARCTANH, g.divide(one, a[0]));
            case EQUAL -> chain(a, (x, y) -> g.binary(Op.EQUAL, x, y));
            case NOT_EQUAL -> g.binary(Op.NOT_EQUAL, a[0], a[1]);
            case LESS -> chain(a, (x, y) -> g.binary(Op.LESS, x, y));
            case LESS_OR_EQUAL -> chain(a, (x, y) -> g.binary(Op.LESS_OR_EQUAL, x, y));
            case GREATER -> chain(a, (x, y) -> g.binary(Op.LESS, y, x));
            case GREATER_OR_EQUAL -> chain(a, (x, y) -> g.binary(Op.LESS_OR_EQUAL, y, x));
            case AND -> fold(truths(a), g.truth(true), g::and);
            case OR -> fold(truths(a), g.truth(false), g::or);
            case XOR -> fold(truths(a), g.truth(false), (x, y) -> g.binary(Op.XOR, x, y));
            case NOT -> g.not(g.asTruth(a[0]));
            case IMPLIES -> g.or(g.not(g.asTruth(a[0])), g.asTruth(a[1]));
            case DELAY, RATE_OF ->
                    throw new IllegalStateException(operator + " is handled before its arguments");
        };
    }

    private int[] truths(int[] nodes) {
        int[] result = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            result[i] = graph.asTruth(nodes[i]);
        }
        return result;
    }

    private int fold(int[] nodes, int start, IntBinaryOperator combine) {
        int result = start;
        for (int node : nodes) {
            result = combine.applyAsInt(result, node);
        }
        return result;
    }

    /// `a < b < c` means `a < b and b < c`.
    private int chain(int[] nodes, IntBinaryOperator compare) {
        int result = compare.applyAsInt(nodes[0], nodes[1]);
        for (int i = 2; i < nodes.length; i++) {
            result = graph.and(result, compare.applyAsInt(nodes[i - 1], nodes[i]));
        }
        return result;
    }

    /// The functions of a model by name.
    static Map<String, FunctionDefinition> byName(List<FunctionDefinition> definitions) {
        Map<String, FunctionDefinition> result = new HashMap<>();
        for (FunctionDefinition definition : definitions) {
            result.put(definition.id(), definition);
        }
        return result;
    }
}
