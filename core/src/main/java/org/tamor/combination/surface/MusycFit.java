package org.tamor.combination.surface;

import java.util.Arrays;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.Covariance;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.LeastSquares;

/// The least-squares fit of MuSyC to two drugs.
///
/// Started from the monotherapies, several limits of the pair and several potency changes; alphas and beta
/// first, gammas only where they lower the corrected information criterion by more than 10.
///
/// @param parameters E0, E1, E2, E3, ln h1, ln h2, ln C1, ln C2, ln alpha12, ln alpha21, ln gamma12, ln gamma21
/// @param cost sum of squares about the wells
/// @param errors standard errors of the parameters
public record MusycFit(
        double[] parameters, double cost, double criterion, boolean converged, double[] errors) {

    private static final int COUNT = 12;
    private static final double MOST_LOG_ALPHA = Math.log(1e5);
    private static final double MOST_LOG_GAMMA = Math.log(10);

    /// By how much the information criterion must fall for gamma to be believed.
    private static final double CLEAR = 10;

    /// A standard error of log10 alpha above this says that the data do not determine it.
    private static final double MOST_ERROR = 1;

    /// Bounds of the responses of the four states; NaN takes a quarter of the range of the means beyond them.
    public record Bounds(double least, double most) {
        public static Bounds ofData() {
            return new Bounds(Double.NaN, Double.NaN);
        }
    }

    /// Fits, choosing whether gammas are needed.
    ///
    /// @param curves of the drugs alone, as a start
    public static MusycFit of(SurfaceData data, Hill[] curves, Bounds bounds) {
        MusycFit plain = fit(data, starts(data, curves), bounds, false);
        double[][] one = {plain.parameters};
        MusycFit full = fit(data, one, bounds, true);
        return full.criterion < plain.criterion - CLEAR ? full : plain;
    }

    /// Refits from a given start, for a bootstrap.
    ///
    /// @param gamma whether gammas are free
    public static MusycFit from(SurfaceData data, double[] start, Bounds bounds, boolean gamma) {
        return fit(data, new double[][] {start}, bounds, gamma);
    }

    private static double[][] starts(SurfaceData data, Hill[] curves) {
        double range = data.most() - data.least();
        double strongest = Math.min(curves[0].limit(), curves[1].limit());
        double[] limits = {data.corner(), strongest, strongest - 0.3 * range};
        double[] alphas = {0, Math.log(5), -Math.log(5)};
        double[][] starts = new double[limits.length * alphas.length * alphas.length][];
        int at = 0;
        for (double limit : limits) {
            for (double first : alphas) {
                for (double second : alphas) {
                    starts[at++] =
                            new double[] {
                                curves[0].baseline(),
                                curves[0].limit(),
                                curves[1].limit(),
                                limit,
                                Math.log(curves[0].slope()),
                                Math.log(curves[1].slope()),
                                Math.log(curves[0].halfDose()),
                                Math.log(curves[1].halfDose()),
                                first,
                                second,
                                0,
                                0
                            };
                }
            }
        }
        return starts;
    }

    private static MusycFit fit(
            SurfaceData data, double[][] starts, Bounds bounds, boolean gamma) {
        double[] lower = new double[COUNT];
        double[] upper = new double[COUNT];
        double range = data.most() - data.least();
        Arrays.fill(lower, 0, 4, or(bounds.least(), data.least() - 0.25 * range));
        Arrays.fill(upper, 0, 4, or(bounds.most(), data.most() + 0.25 * range));
        for (int drug = 0; drug < 2; drug++) {
            double[] doses = data.logDoseRange(drug);
            lower[4 + drug] = Math.log(0.1);
            upper[4 + drug] = Math.log(10);
            lower[6 + drug] = doses[0] - Math.log(100);
            upper[6 + drug] = doses[1] + Math.log(100);
            lower[8 + drug] = -MOST_LOG_ALPHA;
            upper[8 + drug] = MOST_LOG_ALPHA;
            lower[10 + drug] = gamma ? -MOST_LOG_GAMMA : 0;
            upper[10 + drug] = gamma ? MOST_LOG_GAMMA : 0;
        }
        Problem problem = new Problem(data);
        LeastSquares.Solution best = null;
        for (double[] start : starts) {
            LeastSquares.Solution found =
                    LeastSquares.minimise(problem, start, lower, upper, 300);
            if (best == null || found.cost() < best.cost()) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no start");
        }
        double[] p = best.parameters();
        int count = gamma ? COUNT : COUNT - 2;
        return new MusycFit(
                p,
                best.cost() + data.pureError(),
                data.criterion(best.cost(), count),
                best.converged(),
                errors(problem, p, lower, upper, best.cost(), count));
    }

    private static double or(double value, double fallback) {
        return Double.isNaN(value) ? fallback : value;
    }

    private static double[] errors(
            Problem problem, double[] p, double[] lower, double[] upper, double cost, int count) {
        double[] jacobian = new double[problem.size() * COUNT];
        problem.evaluate(p, new double[problem.size()], jacobian);
        boolean[] free = new boolean[COUNT];
        for (int i = 0; i < COUNT; i++) {
            free[i] = p[i] > lower[i] && p[i] < upper[i];
        }
        double[][] covariance = Covariance.of(jacobian, problem.size(), COUNT, free);
        SurfaceData data = problem.data;
        double variance = (cost + data.pureError()) / Math.max(1, data.wells() - count);
        double[] errors = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            errors[i] = free[i] ? Math.sqrt(variance * covariance[i][i]) : Double.NaN;
        }
        return errors;
    }

    /// The fitted surface.
    public Musyc model() {
        double[] p = parameters;
        return Musyc.pair(
                Arrays.copyOf(p, 4),
                new double[] {Math.exp(p[4]), Math.exp(p[5])},
                new double[] {Math.exp(p[6]), Math.exp(p[7])},
                Math.exp(p[8]),
                Math.exp(p[9]),
                Math.exp(p[10]),
                Math.exp(p[11]));
    }

    /// Whether cooperativity was found to change.
    public boolean hasGamma() {
        return parameters[10] != 0 || parameters[11] != 0;
    }

    /// Synergistic efficacy.
    public Evaluation beta() {
        double strongest = Math.min(parameters[1], parameters[2]);
        return parameters[0] - strongest > 0
                ? Evaluation.ok(model().beta())
                : Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "no drug alone has an effect to compare with");
    }

    /// log10 of alpha12 (`drug` 0: drug 1 makes drug 2 more potent where above 0) or of alpha21 (`drug` 1).
    public Evaluation logAlpha(int drug) {
        double value = parameters[8 + drug] / Math.log(10);
        double error = errors[8 + drug] / Math.log(10);
        if (!(error <= MOST_ERROR)) {
            return Evaluation.flagged(
                    value, Status.UNDEFINED_MODEL, "the data do not determine this alpha");
        }
        return Evaluation.ok(value);
    }

    /// Residuals with analytic derivatives. With the rates `a, x` of binding to the empty state and `e, b` to the
    /// occupied ones, the spanning trees of the square give the weights of the four states.
    private record Problem(SurfaceData data) implements LeastSquares.Problem {

        private static final double MOST_LOG_RATE = 150;

        @Override
        public int size() {
            return data.means().length;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            boolean derivatives = jacobian.length > 0;
            double h1 = Math.exp(p[4]);
            double h2 = Math.exp(p[5]);
            double g12 = Math.exp(p[10]);
            double g21 = Math.exp(p[11]);
            for (int i = 0; i < residuals.length; i++) {
                double root = Math.sqrt(data.weights()[i]);
                double d1 = data.doses()[i][0];
                double d2 = data.doses()[i][1];
                double u1 = d1 > 0 ? Math.log(d1) - p[6] : 0;
                double u2 = d2 > 0 ? Math.log(d2) - p[7] : 0;
                double a = d1 > 0 ? rate(h1 * u1) : 0;
                double x = d2 > 0 ? rate(h2 * u2) : 0;
                double e = d1 > 0 ? rate(g21 * h1 * (u1 + p[9])) : 0;
                double b = d2 > 0 ? rate(g12 * h2 * (u2 + p[8])) : 0;
                double w0 = b + 2 + e;
                double w1 = 2 * a + e * a + x * e;
                double w2 = 2 * x + b * x + a * b;
                double w3 = x * e + a * b + b * x * e + a * b * e;
                double total = w0 + w1 + w2 + w3;
                double value = (w0 * p[0] + w1 * p[1] + w2 * p[2] + w3 * p[3]) / total;
                residuals[i] = root * (value - data.means()[i]);
                if (derivatives) {
                    int row = i * COUNT;
                    double f = root / total;
                    jacobian[row] = f * w0;
                    jacobian[row + 1] = f * w1;
                    jacobian[row + 2] = f * w2;
                    jacobian[row + 3] = f * w3;
                    double v0 = p[0] - value;
                    double v1 = p[1] - value;
                    double v2 = p[2] - value;
                    double v3 = p[3] - value;
                    double byA = f * a * ((2 + e) * v1 + b * v2 + (b + b * e) * v3);
                    double byX = f * x * (e * v1 + (2 + b) * v2 + (e + b * e) * v3);
                    double byE = f * e * (v0 + (a + x) * v1 + (x + b * x + a * b) * v3);
                    double byB = f * b * (v0 + (x + a) * v2 + (a + x * e + a * e) * v3);
                    double s1 = u1 + p[9];
                    double s2 = u2 + p[8];
                    jacobian[row + 4] = h1 * (byA * u1 + byE * g21 * s1);
                    jacobian[row + 5] = h2 * (byX * u2 + byB * g12 * s2);
                    jacobian[row + 6] = -h1 * (byA + byE * g21);
                    jacobian[row + 7] = -h2 * (byX + byB * g12);
                    jacobian[row + 8] = byB * g12 * h2;
                    jacobian[row + 9] = byE * g21 * h1;
                    jacobian[row + 10] = byB * g12 * h2 * s2;
                    jacobian[row + 11] = byE * g21 * h1 * s1;
                }
            }
        }

        private static double rate(double log) {
            return Math.exp(Math.clamp(log, -MOST_LOG_RATE, MOST_LOG_RATE));
        }
    }
}
