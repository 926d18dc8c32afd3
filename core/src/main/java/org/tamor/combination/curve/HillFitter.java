package org.tamor.combination.curve;

import java.util.Arrays;

/// Fits one Hill curve per drug, all with the same baseline, to means at given doses.
///
/// Weighted least squares. For a half dose and a slope the best baseline and limit follow linearly
/// (variable projection, Golub and Pereyra, Inverse Problems 19 (2003) R1), so every drug is first
/// searched alone over a grid of half doses and slopes; the best grid points, apart from each other,
/// start [LeastSquares]; the winners start the joint fit. Deterministic, and made once per design: a
/// bootstrap calls [#fit] with new means only.
///
/// A drug with one or two doses above 0 has its slope fixed at 1 (or the nearest that is allowed).
public final class HillFitter {

    private static final int DOSE_STEPS = 28;
    private static final int SLOPE_STEPS = 9;
    private static final int STARTS = 3;
    /// Iterations after which the better start is known.
    private static final int TRIAL_ITERATIONS = 8;

    private static final int ITERATIONS = 150;

    private final double[][] logDoses;
    private final double[] centers;
    private final FitOptions options;
    private final double[][] gridHalfDoses;
    private final double[][] gridSlopes;
    private final double[][][] gridShares;

    /// Means at the doses of each drug.
    ///
    /// @param baseline the mean of the controls, ignored where its weight is 0
    /// @param means `[drug][dose]`
    /// @param weights the reciprocal variances up to a factor, as `means`; 0 leaves a dose out
    public record Means(double baseline, double weight, double[][] means, double[][] weights) {}

    /// @param parameters E0, then Em, ln C - [#center(int)] and ln h of each drug
    /// @param cost weighted sum of squares about the means
    public record Fit(Hill[] curves, double[] parameters, double cost, boolean converged) {}

    /// @param doses of each drug, above 0, increasing
    public HillFitter(double[][] doses, FitOptions options) {
        this.options = options;
        int n = doses.length;
        logDoses = new double[n][];
        centers = new double[n];
        gridHalfDoses = new double[n][];
        gridSlopes = new double[n][];
        gridShares = new double[n][][];
        for (int drug = 0; drug < n; drug++) {
            double[] logs = Arrays.stream(doses[drug]).map(Math::log).toArray();
            if (logs.length == 0) {
                throw new IllegalArgumentException("drug " + drug + " has no dose above 0");
            }
            double center = Arrays.stream(logs).average().orElse(0);
            centers[drug] = center;
            logDoses[drug] = Arrays.stream(logs).map(log -> log - center).toArray();
            gridHalfDoses[drug] = halfDoses(drug);
            gridSlopes[drug] = slopes(drug);
            gridShares[drug] = shares(drug);
        }
    }

    /// The geometric mean of the doses of a drug, as a natural logarithm.
    public double center(int drug) {
        return centers[drug];
    }

    private double[] halfDoses(int drug) {
        double low = leastHalfDose(drug);
        double high = mostHalfDose(drug);
        double[] grid = new double[DOSE_STEPS + 1];
        for (int i = 0; i <= DOSE_STEPS; i++) {
            grid[i] = low + (high - low) * i / DOSE_STEPS;
        }
        return grid;
    }

    private double[] slopes(int drug) {
        double least = leastSlope(drug);
        double most = mostSlope(drug);
        if (least == most) {
            return new double[] {least};
        }
        double[] grid = new double[SLOPE_STEPS + 1];
        for (int j = 0; j <= SLOPE_STEPS; j++) {
            grid[j] = least + (most - least) * j / SLOPE_STEPS;
        }
        return grid;
    }

    private double[][] shares(int drug) {
        double[] half = gridHalfDoses[drug];
        double[] slope = gridSlopes[drug];
        double[][] shares = new double[half.length * slope.length][logDoses[drug].length];
        for (int i = 0; i < half.length; i++) {
            for (int j = 0; j < slope.length; j++) {
                for (int k = 0; k < logDoses[drug].length; k++) {
                    shares[i * slope.length + j][k] =
                            share(logDoses[drug][k], half[i], Math.exp(slope[j]));
                }
            }
        }
        return shares;
    }

    private static double share(double logDose, double logHalfDose, double slope) {
        return 1 / (1 + Math.exp(slope * (logHalfDose - logDose)));
    }

    private double leastHalfDose(int drug) {
        return logDoses[drug][0] - Math.log(options.doseMargin());
    }

    private double mostHalfDose(int drug) {
        return logDoses[drug][logDoses[drug].length - 1] + Math.log(options.doseMargin());
    }

    private boolean fixesSlope(int drug) {
        return logDoses[drug].length <= 2;
    }

    private double leastSlope(int drug) {
        return Math.log(
                fixesSlope(drug)
                        ? Math.clamp(1, options.leastSlope(), options.mostSlope())
                        : options.leastSlope());
    }

    private double mostSlope(int drug) {
        return fixesSlope(drug) ? leastSlope(drug) : Math.log(options.mostSlope());
    }

    /// The best curves for these means.
    public Fit fit(Means data) {
        int n = logDoses.length;
        double[][] bounds = bounds(data);
        double[] joint = new double[1 + 3 * n];
        double baselines = 0;
        boolean converged = true;
        double cost = 0;
        for (int drug = 0; drug < n; drug++) {
            LeastSquares.Solution single = single(drug, data, bounds);
            System.arraycopy(single.parameters(), 1, joint, 1 + 3 * drug, 3);
            baselines += single.parameters()[0] / n;
            converged &= single.converged();
            cost = single.cost();
        }
        joint[0] = baselines;
        if (n > 1) {
            LeastSquares.Solution all =
                    LeastSquares.minimise(
                            new JointProblem(0, n, data), joint, bounds[0], bounds[1], ITERATIONS);
            joint = all.parameters();
            converged = all.converged();
            cost = all.cost();
        }
        return new Fit(curves(joint), joint, cost, converged);
    }

    /// A curve at one of the design's doses.
    public double value(Hill curve, int drug, int dose) {
        return curve.baseline()
                + (curve.limit() - curve.baseline())
                        * share(
                                logDoses[drug][dose] + centers[drug],
                                Math.log(curve.halfDose()),
                                curve.slope());
    }

    /// The curves of a parameter vector of [Fit#parameters()].
    public Hill[] curves(double[] parameters) {
        Hill[] curves = new Hill[logDoses.length];
        for (int drug = 0; drug < curves.length; drug++) {
            int at = 1 + 3 * drug;
            curves[drug] =
                    new Hill(
                            parameters[0],
                            parameters[at],
                            Math.exp(parameters[at + 2]),
                            Math.exp(parameters[at + 1] + centers[drug]));
        }
        return curves;
    }

    /// The least and the greatest values of [Fit#parameters()] for these means.
    public double[][] bounds(Means data) {
        double low = data.weight() > 0 ? data.baseline() : Double.POSITIVE_INFINITY;
        double high = data.weight() > 0 ? data.baseline() : Double.NEGATIVE_INFINITY;
        for (int drug = 0; drug < logDoses.length; drug++) {
            for (int k = 0; k < logDoses[drug].length; k++) {
                if (data.weights()[drug][k] > 0) {
                    low = Math.min(low, data.means()[drug][k]);
                    high = Math.max(high, data.means()[drug][k]);
                }
            }
        }
        double range = Math.max(high - low, 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
        double[] lower = new double[1 + 3 * logDoses.length];
        double[] upper = new double[lower.length];
        lower[0] = or(options.leastBaseline(), low - range);
        upper[0] = or(options.mostBaseline(), high + range);
        for (int drug = 0; drug < logDoses.length; drug++) {
            int at = 1 + 3 * drug;
            lower[at] = or(options.leastLimit(), low - range);
            upper[at] = or(options.mostLimit(), high + range);
            lower[at + 1] = leastHalfDose(drug);
            upper[at + 1] = mostHalfDose(drug);
            lower[at + 2] = leastSlope(drug);
            upper[at + 2] = mostSlope(drug);
        }
        return new double[][] {lower, upper};
    }

    private static double or(double value, double fallback) {
        return Double.isNaN(value) ? fallback : value;
    }

    private LeastSquares.Solution single(int drug, Means data, double[][] bounds) {
        double[] lower = {bounds[0][0], bounds[0][1 + 3 * drug], bounds[0][2 + 3 * drug], bounds[0][3 + 3 * drug]};
        double[] upper = {bounds[1][0], bounds[1][1 + 3 * drug], bounds[1][2 + 3 * drug], bounds[1][3 + 3 * drug]};
        JointProblem problem = new JointProblem(drug, drug + 1, data);
        LeastSquares.Solution best = null;
        for (double[] start : starts(drug, data, lower, upper)) {
            LeastSquares.Solution found =
                    LeastSquares.minimise(problem, start, lower, upper, TRIAL_ITERATIONS);
            if (best == null || found.cost() < best.cost()) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        boolean done = logDoses.length > 1;
        return done
                ? best
                : LeastSquares.minimise(problem, best.parameters(), lower, upper, ITERATIONS);
    }

    /// The best grid points, no two of them neighbours.
    private double[][] starts(int drug, Means data, double[] lower, double[] upper) {
        int slopes = gridSlopes[drug].length;
        double[][] shares = gridShares[drug];
        double[] costs = new double[shares.length];
        double[] line = new double[3];
        for (int g = 0; g < shares.length; g++) {
            project(drug, data, shares[g], lower, upper, line);
            costs[g] = line[2];
        }
        double[][] starts = new double[STARTS][];
        int[] chosen = new int[STARTS];
        int count = 0;
        while (count < STARTS) {
            int best = -1;
            for (int g = 0; g < costs.length; g++) {
                if ((best < 0 || costs[g] < costs[best]) && apart(g, chosen, count, slopes)) {
                    best = g;
                }
            }
            if (best < 0) {
                break;
            }
            project(drug, data, shares[best], lower, upper, line);
            starts[count] =
                    new double[] {
                        line[0],
                        line[1],
                        gridHalfDoses[drug][best / slopes],
                        gridSlopes[drug][best % slopes]
                    };
            chosen[count++] = best;
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean apart(int g, int[] chosen, int count, int slopes) {
        for (int c = 0; c < count; c++) {
            if (Math.abs(g / slopes - chosen[c] / slopes) < 3
                    && Math.abs(g % slopes - chosen[c] % slopes) < 3) {
                return false;
            }
        }
        return true;
    }

    /// Writes the best E0 and Em for the given shares of the effect, and the cost.
    private void project(
            int drug, Means data, double[] share, double[] lower, double[] upper, double[] line) {
        double w = data.weight();
        double sw = w;
        double sx = 0;
        double sy = w * data.baseline();
        double sxx = 0;
        double sxy = 0;
        double syy = w * data.baseline() * data.baseline();
        double[] means = data.means()[drug];
        double[] weights = data.weights()[drug];
        for (int k = 0; k < share.length; k++) {
            double x = share[k];
            double wx = weights[k] * x;
            sw += weights[k];
            sx += wx;
            sy += weights[k] * means[k];
            sxx += wx * x;
            sxy += wx * means[k];
            syy += weights[k] * means[k] * means[k];
        }
        double determinant = sw * sxx - sx * sx;
        double gradient =
                determinant > 1e-12 * sw * sxx ? (sw * sxy - sx * sy) / determinant : 0;
        double baseline = Math.clamp((sy - gradient * sx) / sw, lower[0], upper[0]);
        if (lower[0] == upper[0]) {
            gradient = sxx > 0 ? (sxy - baseline * sx) / sxx : 0;
        }
        double limit = Math.clamp(baseline + gradient, lower[1], upper[1]);
        gradient = limit - baseline;
        line[0] = baseline;
        line[1] = limit;
        line[2] =
                syy
                        - 2 * (baseline * sy + gradient * sxy)
                        + baseline * baseline * sw
                        + 2 * baseline * gradient * sx
                        + gradient * gradient * sxx;
    }

    /// Residuals of the drugs `from` to `to - 1` with one baseline.
    private final class JointProblem implements LeastSquares.Problem {

        private final int from;
        private final int to;
        private final Means data;
        private final int size;

        JointProblem(int from, int to, Means data) {
            this.from = from;
            this.to = to;
            this.data = data;
            int count = 1;
            for (int drug = from; drug < to; drug++) {
                count += logDoses[drug].length;
            }
            size = count;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void evaluate(double[] p, double[] residuals, double[] jacobian) {
            int n = p.length;
            boolean derivatives = jacobian.length > 0;
            Arrays.fill(jacobian, 0);
            double w = Math.sqrt(data.weight());
            residuals[0] = w == 0 ? 0 : w * (p[0] - data.baseline());
            if (derivatives) {
                jacobian[0] = w;
            }
            int row = 1;
            for (int drug = from; drug < to; drug++) {
                int at = 1 + 3 * (drug - from);
                double range = p[at] - p[0];
                double slope = Math.exp(p[at + 2]);
                for (int k = 0; k < logDoses[drug].length; k++, row++) {
                    double root = Math.sqrt(data.weights()[drug][k]);
                    if (root == 0) {
                        residuals[row] = 0;
                        continue;
                    }
                    double s = share(logDoses[drug][k], p[at + 1], slope);
                    residuals[row] = root * (p[0] + range * s - data.means()[drug][k]);
                    if (derivatives) {
                        double ramp = root * range * s * (1 - s) * slope;
                        jacobian[row * n] = root * (1 - s);
                        jacobian[row * n + at] = root * s;
                        jacobian[row * n + at + 1] = -ramp;
                        jacobian[row * n + at + 2] = ramp * (logDoses[drug][k] - p[at + 1]);
                    }
                }
            }
        }
    }

    /// The covariance of [Fit#parameters()] for a unit residual variance, `(J'WJ)^-1`, parameters on a bound held fixed.
    public double[][] covariance(Fit fit, Means data) {
        int n = fit.parameters().length;
        JointProblem problem = new JointProblem(0, logDoses.length, data);
        double[] jacobian = new double[problem.size() * n];
        problem.evaluate(fit.parameters(), new double[problem.size()], jacobian);
        double[][] bounds = bounds(data);
        boolean[] free = new boolean[n];
        for (int i = 0; i < n; i++) {
            free[i] = fit.parameters()[i] > bounds[0][i] && fit.parameters()[i] < bounds[1][i];
        }
        return Covariance.of(jacobian, problem.size(), n, free);
    }
}
