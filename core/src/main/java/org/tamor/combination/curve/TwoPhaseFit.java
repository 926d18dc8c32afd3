package org.tamor.combination.curve;

import java.util.Arrays;

/// The least-squares fit of a curve with two phases, the amplitudes free in sign.
///
/// @param cost sum of squares about the wells
record TwoPhaseFit(TwoPhase curve, double cost) {

    private static final int STEPS = 12;

    static TwoPhaseFit of(Monotherapies data, Hill hill) {
        double[] logs = Arrays.stream(data.doses()[0]).map(Math::log).toArray();
        HillFitter.Means means = data.means();
        double low = logs[0] - Math.log(3);
        double high = logs[logs.length - 1] + Math.log(3);
        double range = range(means);
        double[] lower = {
            hill.baseline() - 2 * range, -4 * range, -4 * range, low, low, Math.log(0.3), Math.log(0.3)
        };
        double[] upper = {
            hill.baseline() + 2 * range, 4 * range, 4 * range, high, high, Math.log(10), Math.log(10)
        };
        LeastSquares.Problem problem = new Problem(logs, means);
        LeastSquares.Solution best = null;
        for (int i = 0; i <= STEPS; i += 2) {
            for (int j = i + 2; j <= STEPS; j += 2) {
                for (double slope : new double[] {1, 3}) {
                    double first = low + (high - low) * i / STEPS;
                    double second = low + (high - low) * j / STEPS;
                    double[] start = {
                        hill.baseline(),
                        0.5 * (hill.limit() - hill.baseline()),
                        0.5 * (hill.limit() - hill.baseline()),
                        first,
                        second,
                        Math.log(slope),
                        Math.log(slope)
                    };
                    LeastSquares.Solution found =
                            LeastSquares.minimise(problem, start, lower, upper, 100);
                    if (best == null || found.cost() < best.cost()) {
                        best = found;
                    }
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        double[] p = best.parameters();
        TwoPhase curve =
                new TwoPhase(
                        new Hill(p[0], p[0] + p[1], Math.exp(p[5]), Math.exp(p[3])),
                        new Hill(p[0], p[0] + p[2], Math.exp(p[6]), Math.exp(p[4])));
        return new TwoPhaseFit(curve, best.cost() + data.pureError());
    }

    private static double range(HillFitter.Means means) {
        double[] values = means.means()[0];
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        if (means.weight() > 0) {
            low = Math.min(low, means.baseline());
            high = Math.max(high, means.baseline());
        }
        return Math.max(high - low, 1e-12);
    }

    /// Parameters: E0, two amplitudes, two ln C, two ln h.
    private record Problem(double[] logDoses, HillFitter.Means data)
            implements LeastSquares.Problem {

        @Override
        public int size() {
            return logDoses.length + 1;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            int n = p.length;
            boolean derivatives = jacobian.length > 0;
            Arrays.fill(jacobian, 0);
            double w = Math.sqrt(data.weight());
            residuals[0] = w * (p[0] - data.baseline());
            if (derivatives) {
                jacobian[0] = w;
            }
            for (int k = 0; k < logDoses.length; k++) {
                int row = k + 1;
                double root = Math.sqrt(data.weights()[0][k]);
                double value = p[0];
                for (int phase = 0; phase < 2; phase++) {
                    double slope = Math.exp(p[5 + phase]);
                    double s = 1 / (1 + Math.exp(slope * (p[3 + phase] - logDoses[k])));
                    value += p[1 + phase] * s;
                    if (derivatives) {
                        double ramp = root * p[1 + phase] * s * (1 - s) * slope;
                        jacobian[row * n + 1 + phase] = root * s;
                        jacobian[row * n + 3 + phase] = -ramp;
                        jacobian[row * n + 5 + phase] = ramp * (logDoses[k] - p[3 + phase]);
                    }
                }
                residuals[row] = root * (value - data.means()[0][k]);
                if (derivatives) {
                    jacobian[row * n] = root;
                }
            }
        }
    }
}
