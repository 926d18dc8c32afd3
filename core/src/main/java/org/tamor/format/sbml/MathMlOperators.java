package org.tamor.format.sbml;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tamor.expr.Operator;

/// The MathML element names of operators.
final class MathMlOperators {

    /// The value that SBML Level 3 gives to the csymbol `avogadro` (2006 CODATA, per mole).
    static final double AVOGADRO = 6.02214179e23;

    static final String SYMBOLS = "http://www.sbml.org/sbml/symbols/";

    /// What csymbols of the package Distributions begin with, after [#SYMBOLS].
    static final String DISTRIBUTIONS = "distrib/";

    static final String NAMESPACE = "http://www.w3.org/1998/Math/MathML";

    private static final Map<Operator, String> NAMES = new EnumMap<>(Operator.class);
    private static final Map<String, Operator> OPERATORS = new HashMap<>();

    static {
        for (Operator operator : Operator.values()) {
            String name =
                    switch (operator) {
                        case REMAINDER -> "rem";
                        case EQUAL -> "eq";
                        case NOT_EQUAL -> "neq";
                        case LESS -> "lt";
                        case LESS_OR_EQUAL -> "leq";
                        case GREATER -> "gt";
                        case GREATER_OR_EQUAL -> "geq";
                        case NEGATE -> "minus";
                        case SQRT -> "root";
                        case LOG10 -> "log";
                        case RATE_OF -> "rateOf";
                        default -> operator.name().toLowerCase(Locale.ROOT);
                    };
            NAMES.put(operator, name);
            OPERATORS.putIfAbsent(name, operator);
        }
    }

    private MathMlOperators() {}

    static String name(Operator operator) {
        return Objects.requireNonNull(NAMES.get(operator));
    }

    /// The operator of a MathML element name, before the number of its arguments or its qualifiers
    /// are looked at.
    static Optional<Operator> operator(String name) {
        return isSymbol(name) ? Optional.empty() : Optional.ofNullable(OPERATORS.get(name));
    }

    /// Whether the name is that of a csymbol, no MathML element.
    static boolean isSymbol(String name) {
        return name.equals("delay") || name.equals("rateOf");
    }
}
