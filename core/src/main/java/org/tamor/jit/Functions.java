package org.tamor.jit;

/// Elementary functions that [Math] lacks, called by generated code.
public final class Functions {

    private Functions() {}

    /// x! for whole x from 0 to 170 (exactly rounded products), infinite above, NaN elsewhere.
    public static double factorial(double x) {
        if (!(x >= 0) || x != Math.rint(x)) {
            return Double.NaN;
        }
        double product = 1;
        for (int i = 2; i <= x && product < Double.POSITIVE_INFINITY; i++) {
            product *= i;
        }
        return product;
    }

    /// x / y truncated towards zero.
    public static double quotient(double x, double y) {
        double ratio = x / y;
        return ratio < 0 ? Math.ceil(ratio) : Math.floor(ratio);
    }

    /// The inverse hyperbolic sine, odd in x and without cancellation.
    public static double arcsinh(double x) {
        double a = Math.abs(x);
        double value =
                a < 1e8
                        ? Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)))
                        : Math.log(a) + Math.log(2);
        return Math.copySign(value, x);
    }

    /// The inverse hyperbolic cosine; NaN below 1.
    public static double arccosh(double x) {
        double d = x - 1;
        return x < 1e8 ? Math.log1p(d + Math.sqrt(d * (x + 1))) : Math.log(x) + Math.log(2);
    }

    /// The inverse hyperbolic tangent; NaN outside [-1, 1].
    public static double arctanh(double x) {
        return 0.5 * (Math.log1p(x) - Math.log1p(-x));
    }

    /// x^n by repeated squaring.
    static double power(double x, int n) {
        double result = 1;
        double square = x;
        for (int rest = Math.abs(n); rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return n < 0 ? 1 / result : result;
    }
}
