package org.tamor.expr;

/// The built-in operators and functions: those of SBML Level 3 Version 2 MathML.
///
/// `LOG` takes (base, x) and `ROOT` (degree, x), as MathML orders them. `QUOTIENT` truncates
/// towards zero and `REMAINDER` has the sign of the dividend.
public enum Operator {
    PLUS(0, Integer.MAX_VALUE),
    TIMES(0, Integer.MAX_VALUE),
    MINUS(2, 2),
    NEGATE(1, 1),
    DIVIDE(2, 2),
    POWER(2, 2),
    ROOT(2, 2),
    SQRT(1, 1),
    EXP(1, 1),
    LN(1, 1),
    LOG(2, 2),
    LOG10(1, 1),
    ABS(1, 1),
    FLOOR(1, 1),
    CEILING(1, 1),
    FACTORIAL(1, 1),
    QUOTIENT(2, 2),
    REMAINDER(2, 2),
    MIN(1, Integer.MAX_VALUE),
    MAX(1, Integer.MAX_VALUE),
    SIN(1, 1),
    COS(1, 1),
    TAN(1, 1),
    SEC(1, 1),
    CSC(1, 1),
    COT(1, 1),
    SINH(1, 1),
    COSH(1, 1),
    TANH(1, 1),
    SECH(1, 1),
    CSCH(1, 1),
    COTH(1, 1),
    ARCSIN(1, 1),
    ARCCOS(1, 1),
    ARCTAN(1, 1),
    ARCSEC(1, 1),
    ARCCSC(1, 1),
    ARCCOT(1, 1),
    ARCSINH(1, 1),
    ARCCOSH(1, 1),
    ARCTANH(1, 1),
    ARCSECH(1, 1),
    ARCCSCH(1, 1),
    ARCCOTH(1, 1),
    EQUAL(2, Integer.MAX_VALUE),
    NOT_EQUAL(2, 2),
    LESS(2, Integer.MAX_VALUE),
    LESS_OR_EQUAL(2, Integer.MAX_VALUE),
    GREATER(2, Integer.MAX_VALUE),
    GREATER_OR_EQUAL(2, Integer.MAX_VALUE),
    AND(0, Integer.MAX_VALUE),
    OR(0, Integer.MAX_VALUE),
    XOR(0, Integer.MAX_VALUE),
    NOT(1, 1),
    IMPLIES(2, 2),
    /// `delay(x, d)`: the value that x had d time units ago.
    DELAY(2, 2),
    /// `rateOf(x)`: the present rate of change of the symbol x.
    RATE_OF(1, 1);

    private final int minimumArity;
    private final int maximumArity;

    Operator(int minimumArity, int maximumArity) {
        this.minimumArity = minimumArity;
        this.maximumArity = maximumArity;
    }

    public int minimumArity() {
        return minimumArity;
    }

    public int maximumArity() {
        return maximumArity;
    }

    /// Whether this many arguments are allowed.
    public boolean accepts(int arity) {
        return arity >= minimumArity && arity <= maximumArity;
    }

    void checkArity(int arity) {
        if (!accepts(arity)) {
            throw new IllegalArgumentException(this + " takes no " + arity + " arguments");
        }
    }
}
