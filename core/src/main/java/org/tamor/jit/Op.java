package org.tamor.jit;

/// What a node of a [Graph] computes.
///
/// Truth values are numbers, 1 and 0. `ADD` takes any number of arguments; `POWER_INTEGER` has its
/// exponent as the node's value; `SELECT` is (condition, then, otherwise).
enum Op {
    CONSTANT,
    STATE,
    PARAMETER,
    TIME,
    ADD,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    POWER,
    POWER_INTEGER,
    SQRT,
    EXP,
    LN,
    LOG10,
    ABS,
    FLOOR,
    CEILING,
    FACTORIAL,
    QUOTIENT,
    MIN,
    MAX,
    SIN,
    COS,
    TAN,
    ARCSIN,
    ARCCOS,
    ARCTAN,
    SINH,
    COSH,
    TANH,
    ARCSINH,
    ARCCOSH,
    ARCTANH,
    LESS,
    LESS_OR_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    OR,
    XOR,
    NOT,
    SELECT;

    boolean isLeaf() {
        return switch (this) {
            case CONSTANT, STATE, PARAMETER, TIME -> true;
            default -> false;
        };
    }

    /// Whether the value is 1 or 0.
    boolean isTruth() {
        return switch (this) {
            case AND, OR, XOR, NOT -> true;
            default -> isComparison();
        };
    }

    boolean isComparison() {
        return switch (this) {
            case LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL -> true;
            default -> false;
        };
    }

    /// Whether it is computed by a call, which keeps a loop from being vectorised.
    boolean isCall() {
        return switch (this) {
            case CONSTANT,
                    STATE,
                    PARAMETER,
                    TIME,
                    ADD,
                    MULTIPLY,
                    DIVIDE,
                    NEGATE,
                    POWER_INTEGER,
                    SQRT,
                    ABS,
                    MIN,
                    MAX,
                    LESS,
                    LESS_OR_EQUAL,
                    EQUAL,
                    NOT_EQUAL,
                    AND,
                    OR,
                    XOR,
                    NOT,
                    SELECT ->
                    false;
            default -> true;
        };
    }
}
