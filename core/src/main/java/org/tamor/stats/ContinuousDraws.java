package org.tamor.stats;

/// Draws of real numbers.
public final class ContinuousDraws {

    private ContinuousDraws() {}

    /// A number of the gamma distribution with scale 1.
    ///
    /// Marsaglia and Tsang, ACM Trans. Math. Softw. 26 (2000) 363-372; a shape below 1 is raised by
    /// 1 and the number multiplied by `u^(1/shape)`.
    public static double gamma(RandomStream stream, double shape) {
        if (shape < 1) {
            return gamma(stream, shape + 1) * Math.pow(stream.nextOpenDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = stream.nextGaussian();
            double t = 1 + c * x;
            if (t <= 0) {
                continue;
            }
            double v = t * t * t;
            double u = stream.nextOpenDouble();
            if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /// A number of the Cauchy distribution about 0 with scale 1.
    public static double cauchy(RandomStream stream) {
        return Math.tan(Math.PI * (stream.nextOpenDouble() - 0.5));
    }

    /// A number of the Laplace distribution about 0 with scale 1.
    public static double laplace(RandomStream stream) {
        double magnitude = stream.nextExponential();
        return stream.nextLong() < 0 ? -magnitude : magnitude;
    }

    /// A number of the Rayleigh distribution with scale 1.
    public static double rayleigh(RandomStream stream) {
        return Math.sqrt(2 * stream.nextExponential());
    }
}
