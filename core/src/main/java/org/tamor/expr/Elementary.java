package org.tamor.expr;

/// The built-in functions that [Math] lacks, in the meaning of SBML. They return NaN outside their
/// domains.
public final class Elementary {

    private static final double[] FACTORIALS = new double[171];

    static {
        FACTORIALS[0] = 1;
        for (int n = 1; n < FACTORIALS.length; n++) {
            FACTORIALS[n] = FACTORIALS[n - 1] * n;
        }
    }

    private Elementary() {}

    /// n! for whole n >= 0; infinite above 170; NaN elsewhere.
    public static double factorial(double n) {
        if (!(n >= 0) || n != Math.rint(n)) {
            return Double.NaN;
        }
        return n > 170 ? Double.POSITIVE_INFINITY : FACTORIALS[(int) n];
    }

    /// The whole q with `a = q b + remainder`, truncated towards zero.
    public static double quotient(double a, double b) {
        double q = (a - a % b) / b;
        return Math.abs(q) < 0x1p52 ? Math.rint(q) : q;
    }

    /// `x^(1/degree)`; the real root for odd whole degrees of negative x.
    public static double root(double degree, double x) {
        if (degree == 2) {
            return Math.sqrt(x);
        }
        if (degree == 3) {
            return Math.cbrt(x);
        }
        if (x < 0 && Math.abs(degree % 2) == 1) {
            return -Math.pow(-x, 1 / degree);
        }
        return Math.pow(x, 1 / degree);
    }

    public static double log(double base, double x) {
        return base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
    }

    public static double arcsinh(double x) {
        double a = Math.abs(x);
        double value =
                a > 1e150
                        ? Math.log(a) + Math.log(2)
                        : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(value, x);
    }

    public static double arccosh(double x) {
        double t = x - 1;
        return x > 1e150 ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(t * (t + 2)));
    }

    public static double arctanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /// `arctan(1/x)`, in (-pi/2, pi/2].
    public static double arccot(double x) {
        return x == 0 ? Math.PI / 2 : Math.atan(1 / x);
    }

    public static double arcsec(double x) {
        return Math.acos(1 / x);
    }

    public static double arccsc(double x) {
        return Math.asin(1 / x);
    }

    public static double arcsech(double x) {
        return arccosh(1 / x);
    }

    public static double arccsch(double x) {
        return arcsinh(1 / x);
    }

    public static double arccoth(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 / (a - 1)), x);
    }
}
