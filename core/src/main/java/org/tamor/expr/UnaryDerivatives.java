package org.tamor.expr;

import static org.tamor.expr.Algebra.ONE;
import static org.tamor.expr.Algebra.ZERO;
import static org.tamor.expr.Algebra.apply;
import static org.tamor.expr.Algebra.constant;
import static org.tamor.expr.Algebra.divide;
import static org.tamor.expr.Algebra.minus;
import static org.tamor.expr.Algebra.negate;
import static org.tamor.expr.Algebra.product;
import static org.tamor.expr.Algebra.square;
import static org.tamor.expr.Algebra.sum;

import java.util.List;
import java.util.Optional;

/// The chain rule for functions of one argument.
final class UnaryDerivatives {

    private UnaryDerivatives() {}

    /// The derivative of `f = operator(u)`, given that of u, which is not 0.
    static Expression chain(Expression.Apply f, Expression u, Expression du) {
        return switch (f.operator()) {
            case NEGATE -> negate(du);
            case SQRT -> divide(du, product(constant(2), f));
            case EXP -> product(f, du);
            case LN -> divide(du, u);
            case LOG10 -> divide(du, product(constant(Math.log(10)), u));
            case ABS ->
                    new Expression.Piecewise(
                            List.of(
                                    new Expression.Branch(du, apply(Operator.GREATER, u, ZERO)),
                                    new Expression.Branch(
                                            negate(du), apply(Operator.LESS, u, ZERO))),
                            Optional.of(ZERO));
            case SIN -> product(apply(Operator.COS, u), du);
            case COS -> negate(product(apply(Operator.SIN, u), du));
            case TAN -> product(sum(square(f), ONE), du);
            case SEC -> product(f, apply(Operator.TAN, u), du);
            case CSC -> negate(product(f, apply(Operator.COT, u), du));
            case COT -> negate(product(sum(square(f), ONE), du));
            case SINH -> product(apply(Operator.COSH, u), du);
            case COSH -> product(apply(Operator.SINH, u), du);
            case TANH -> product(minus(ONE, square(f)), du);
            case SECH -> negate(product(f, apply(Operator.TANH, u), du));
            case CSCH -> negate(product(f, apply(Operator.COTH, u), du));
            case COTH -> product(minus(ONE, square(f)), du);
            default -> inverse(f.operator(), u, du);
        };
    }

    private static Expression inverse(Operator operator, Expression u, Expression du) {
        Expression squared = square(u);
        Expression size = apply(Operator.ABS, u);
        return switch (operator) {
            case ARCSIN -> divide(du, root(minus(ONE, squared)));
            case ARCCOS -> negate(divide(du, root(minus(ONE, squared))));
            case ARCTAN -> divide(du, sum(squared, ONE));
            case ARCCOT -> negate(divide(du, sum(squared, ONE)));
            case ARCSEC -> divide(du, product(size, root(minus(squared, ONE))));
            case ARCCSC -> negate(divide(du, product(size, root(minus(squared, ONE)))));
            case ARCSINH -> divide(du, root(sum(squared, ONE)));
            case ARCCOSH -> divide(du, product(root(minus(u, ONE)), root(sum(u, ONE))));
            case ARCTANH, ARCCOTH -> divide(du, minus(ONE, squared));
            case ARCSECH -> negate(divide(du, product(u, root(minus(ONE, squared)))));
            case ARCCSCH -> negate(divide(du, product(size, root(sum(squared, ONE)))));
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static Expression root(Expression x) {
        return apply(Operator.SQRT, x);
    }
}
