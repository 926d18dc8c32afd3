package org.tamor.tumour.growth;

/// The growth of Simeoni's law without dimensions: `ds/dT = (1 + e^(20 s))^(-1/20)`, s the logarithm of the volume over
/// the one where the phases meet, T the time times the rate of the first phase.
///
/// The time from s = -1 is `F(s) = int_-1^s (1 + e^(20 u))^(1/20) du`, to rounding `s + 1` below -1 and
/// `F(1) + e^s - e` above 1; between them it is tabulated by Simpson's rule and interpolated by Hermite's cubics.
final class ExponentialThenLinear {

    private static final double SHARPNESS = 20;
    private static final int CELLS = 400;
    private static final double WIDTH = 2.0 / CELLS;
    private static final double[] TIMES = times();

    private ExponentialThenLinear() {}

    private static double[] times() {
        double[] times = new double[CELLS + 1];
        for (int k = 0; k < CELLS; k++) {
            double left = -1 + k * WIDTH;
            times[k + 1] =
                    times[k]
                            + WIDTH
                                    / 6
                                    * (slowness(left)
                                            + 4 * slowness(left + WIDTH / 2)
                                            + slowness(left + WIDTH));
        }
        return times;
    }

    /// `dF/ds`.
    private static double slowness(double s) {
        return Math.pow(1 + Math.exp(SHARPNESS * s), 1 / SHARPNESS);
    }

    /// F.
    private static double time(double s) {
        if (s <= -1) {
            return s + 1;
        }
        if (s >= 1) {
            return TIMES[CELLS] + Math.exp(s) - Math.E;
        }
        int k = Math.min(CELLS - 1, (int) ((s + 1) / WIDTH));
        double left = -1 + k * WIDTH;
        double u = (s - left) / WIDTH;
        double m0 = WIDTH * slowness(left);
        double m1 = WIDTH * slowness(left + WIDTH);
        double v = 1 - u;
        return TIMES[k] * v * v * (1 + 2 * u)
                + m0 * u * v * v
                + TIMES[k + 1] * u * u * (3 - 2 * u)
                - m1 * u * u * v;
    }

    /// s after a time T.
    static double advance(double from, double duration) {
        double wanted = time(from) + duration;
        if (wanted <= 0) {
            return wanted - 1;
        }
        if (wanted >= TIMES[CELLS]) {
            return Math.log(wanted - TIMES[CELLS] + Math.E);
        }
        double s = Math.clamp(wanted - 1, -1, 1);
        for (int k = 0; k < 30; k++) {
            double step = (wanted - time(s)) / slowness(s);
            s = Math.clamp(s + step, -1, 1);
            if (Math.abs(step) < 1e-14) {
                break;
            }
        }
        return s;
    }
}
