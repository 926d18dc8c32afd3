package org.tamor.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.tamor.failure.BadInputException;
import org.tamor.failure.Location;

/// Questions about expressions, and changes to them.
///
/// Questions take any depth; changes recurse, which the readers' bound on nesting makes safe.
public final class Expressions {

    /// The most nodes that an expression may have after reading, inlining or substitution.
    public static final int MAXIMUM_SIZE = 2_000_000;

    /// The deepest expression that inlining and substitution produce.
    public static final int MAXIMUM_DEPTH = 1000;

    static final int MAXIMUM_CALLS = 100;

    private Expressions() {}

    /// The direct parts of an expression, in order.
    public static List<Expression> children(Expression expression) {
        return switch (expression) {
            case Expression.Apply a -> a.arguments();
            case Expression.Call c -> c.arguments();
            case Expression.Piecewise p -> {
                List<Expression> parts = new ArrayList<>();
                for (Expression.Branch branch : p.branches()) {
                    parts.add(branch.value());
                    parts.add(branch.condition());
                }
                p.otherwise().ifPresent(parts::add);
                yield parts;
            }
            default -> List.of();
        };
    }

    /// The same node with each direct part changed; the node itself where no part changes.
    @SuppressWarnings("ReferenceEquality") // an unchanged part must cost no comparison of trees
    public static Expression mapChildren(Expression expression, UnaryOperator<Expression> change) {
        List<Expression> before = children(expression);
        if (before.isEmpty()) {
            return expression;
        }
        List<Expression> after = new ArrayList<>(before.size());
        boolean same = true;
        for (Expression part : before) {
            Expression changed = change.apply(part);
            same &= changed == part;
            after.add(changed);
        }
        return same ? expression : withChildren(expression, after);
    }

    static Expression withChildren(Expression expression, List<Expression> parts) {
        return switch (expression) {
            case Expression.Apply a -> new Expression.Apply(a.operator(), parts);
            case Expression.Call c -> new Expression.Call(c.function(), parts);
            case Expression.Piecewise p -> {
                List<Expression.Branch> branches = new ArrayList<>();
                for (int i = 0; i < p.branches().size(); i++) {
                    branches.add(new Expression.Branch(parts.get(2 * i), parts.get(2 * i + 1)));
                }
                yield new Expression.Piecewise(branches, p.otherwise().map(_ -> parts.getLast()));
            }
            default -> expression;
        };
    }

    /// Whether a node of the expression satisfies the test.
    public static boolean any(Expression expression, Predicate<Expression> test) {
        Deque<Expression> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            Expression node = open.pop();
            if (test.test(node)) {
                return true;
            }
            children(node).forEach(open::push);
        }
        return false;
    }

    /// Shows every node to `visitor`, each before its parts.
    public static void visit(Expression expression, Consumer<Expression> visitor) {
        any(
                expression,
                node -> {
                    visitor.accept(node);
                    return false;
                });
    }

    /// The symbols, in alphabetical order. The independent variable is none of them.
    public static Set<String> symbols(Expression expression) {
        Set<String> symbols = new TreeSet<>();
        visit(
                expression,
                node -> {
                    if (node instanceof Expression.Symbol(String id)) {
                        symbols.add(id);
                    }
                });
        return symbols;
    }

    /// The functions called that are not built in, in alphabetical order.
    public static Set<String> functions(Expression expression) {
        Set<String> functions = new TreeSet<>();
        visit(
                expression,
                node -> {
                    if (node instanceof Expression.Call call) {
                        functions.add(call.function());
                    }
                });
        return functions;
    }

    public static boolean contains(Expression expression, String symbol) {
        return any(
                expression, node -> node instanceof Expression.Symbol s && s.id().equals(symbol));
    }

    public static boolean contains(Expression expression, Operator operator) {
        return any(
                expression, node -> node instanceof Expression.Apply a && a.operator() == operator);
    }

    public static boolean containsTime(Expression expression) {
        return any(expression, node -> node instanceof Expression.Time);
    }

    /// The text of a quoted argument ([Syntax#CLAIM]), which is a symbol that keeps its quotes.
    public static Optional<String> text(Expression expression) {
        return expression instanceof Expression.Symbol(String id) && id.startsWith("\"")
                ? Optional.of(id.substring(1, id.length() - 1))
                : Optional.empty();
    }

    /// The number of nodes, counting stops just above [#MAXIMUM_SIZE].
    public static int size(Expression expression) {
        int[] count = {0};
        any(expression, _ -> ++count[0] > MAXIMUM_SIZE);
        return count[0];
    }

    /// The number of levels; 1 for a leaf.
    public static int depth(Expression expression) {
        int depth = 0;
        List<Expression> level = List.of(expression);
        while (!level.isEmpty()) {
            depth++;
            List<Expression> below = new ArrayList<>();
            level.forEach(node -> below.addAll(children(node)));
            level = below;
        }
        return depth;
    }

    /// Replaces symbols, all at once.
    public static Expression substitute(
            Expression expression, Map<String, Expression> replacements) {
        if (replacements.isEmpty()) {
            return expression;
        }
        Expression result = replace(expression, replacements);
        checkBounds(result, "a formula");
        return result;
    }

    private static Expression replace(Expression expression, Map<String, Expression> replacements) {
        if (expression instanceof Expression.Symbol(String id)) {
            Expression replacement = replacements.get(id);
            return replacement == null ? expression : replacement;
        }
        return mapChildren(expression, part -> replace(part, replacements));
    }

    /// Renames symbols; `newName` returns its argument for those that keep their name.
    public static Expression rename(Expression expression, UnaryOperator<String> newName) {
        if (expression instanceof Expression.Symbol(String id)) {
            String renamed = newName.apply(id);
            return renamed.equals(id) ? expression : new Expression.Symbol(renamed);
        }
        return mapChildren(expression, part -> rename(part, newName));
    }

    /// Puts the bodies of user functions in place of their calls. Calls of functions not given
    /// stay.
    ///
    /// Throws [BadInputException] where a function calls itself, directly or through others, where
    /// the number of arguments is wrong and where the result exceeds [#MAXIMUM_SIZE] or
    /// [#MAXIMUM_DEPTH].
    public static Expression inline(Expression expression, Map<String, UserFunction> functions) {
        if (functions.isEmpty()
                || functions(expression).stream().noneMatch(functions::containsKey)) {
            return expression;
        }
        Expression result = inline(expression, functions, new HashMap<>(), new LinkedHashSet<>());
        checkBounds(result, "a formula with its functions written out");
        return result;
    }

    private static Expression inline(
            Expression expression,
            Map<String, UserFunction> functions,
            Map<String, UserFunction> ready,
            Set<String> open) {
        Expression inner = mapChildren(expression, part -> inline(part, functions, ready, open));
        if (!(inner instanceof Expression.Call call)) {
            return inner;
        }
        String name = call.function();
        UserFunction raw = functions.get(name);
        if (raw == null) {
            return inner;
        }
        UserFunction function = ready.get(name);
        if (function == null) {
            if (!open.add(name)) {
                throw recursive(name);
            }
            function =
                    new UserFunction(raw.arguments(), inline(raw.body(), functions, ready, open));
            checkBounds(
                    function.body(),
                    "the function " + name + " with the functions that it calls written out");
            open.remove(name);
            ready.put(name, function);
        }
        checkCall(call, function);
        Map<String, Expression> values = new HashMap<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            values.put(function.arguments().get(i), call.arguments().get(i));
        }
        return substitute(function.body(), values);
    }

    static void checkCall(Expression.Call call, UserFunction function) {
        if (call.arguments().size() != function.arguments().size()) {
            throw new BadInputException(
                    "expression.arguments",
                    Location.UNKNOWN.withElement(call.function()),
                    call.function()
                            + " takes "
                            + function.arguments().size()
                            + " arguments, not "
                            + call.arguments().size()
                            + "; correct the call");
        }
    }

    static BadInputException recursive(String function) {
        return new BadInputException(
                "expression.recursion",
                Location.UNKNOWN.withElement(function),
                "the function " + function + " calls itself; define it without itself");
    }

    private static void checkBounds(Expression expression, String what) {
        if (size(expression) > MAXIMUM_SIZE || depth(expression) > MAXIMUM_DEPTH) {
            throw new BadInputException(
                    "expression.too-large",
                    Location.UNKNOWN,
                    what
                            + " is larger than "
                            + MAXIMUM_SIZE
                            + " terms or deeper than "
                            + MAXIMUM_DEPTH
                            + " levels; split it");
        }
    }
}
