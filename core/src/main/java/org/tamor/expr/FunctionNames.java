package org.tamor.expr;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names under which formulas call the built-in operators.
final class FunctionNames {

    private static final Map<Operator, String> NAMES = new EnumMap<>(Operator.class);
    private static final Map<String, Operator> OPERATORS = new HashMap<>();

    static {
        for (Operator operator : Operator.values()) {
            NAMES.put(operator, operator.name().toLowerCase(Locale.ROOT));
        }
        NAMES.put(Operator.CEILING, "ceil");
        NAMES.put(Operator.REMAINDER, "rem");
        NAMES.put(Operator.EQUAL, "eq");
        NAMES.put(Operator.NOT_EQUAL, "neq");
        NAMES.put(Operator.LESS, "lt");
        NAMES.put(Operator.LESS_OR_EQUAL, "leq");
        NAMES.put(Operator.GREATER, "gt");
        NAMES.put(Operator.GREATER_OR_EQUAL, "geq");
        NAMES.put(Operator.RATE_OF, "rateOf");
        NAMES.put(Operator.POWER, "pow");
        NAMES.forEach((operator, name) -> OPERATORS.put(name, operator));
        OPERATORS.remove("negate");
        OPERATORS.remove("log");
        OPERATORS.put("power", Operator.POWER);
        OPERATORS.put("ceiling", Operator.CEILING);
        for (String circular : new String[] {"sin", "cos", "tan", "sec", "csc", "cot"}) {
            for (String suffix : new String[] {"", "h"}) {
                Operator inverse =
                        Operator.valueOf("ARC" + (circular + suffix).toUpperCase(Locale.ROOT));
                OPERATORS.put("a" + circular + suffix, inverse);
            }
        }
    }

    private FunctionNames() {}

    static String of(Operator operator) {
        return NAMES.getOrDefault(operator, "");
    }

    /// Whether formulas give a call of this name a meaning of their own.
    static boolean isBuiltIn(String name, Syntax syntax) {
        return OPERATORS.containsKey(name)
                || Set.of("piecewise", "log", "log2", "sign").contains(name)
                || (syntax.libSbml() && name.equals("sqr"));
    }

    static Optional<Operator> operator(String name) {
        return Optional.ofNullable(OPERATORS.get(name));
    }
}
