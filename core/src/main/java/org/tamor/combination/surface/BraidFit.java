package org.tamor.combination.surface;

import java.util.Arrays;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.LeastSquares;

/// The least-squares fit of BRAID, with the stabilising prior on kappa.
///
/// With `eps = ln((kappa + 2)/2)`, `SSE + (sigma^2/eta^2) eps^2` is minimised: a weak surface then
/// gives a kappa near 0 instead of a wild one. sigma^2 comes from a first fit without prior.
///
/// @param limits which limits were free
/// @param cost sum of squares about the wells, without the penalty
/// @param converged of the last fit
public record BraidFit(Braid model, Limits limits, double cost, boolean converged) {

    /// Which of the limits are separate parameters.
    public enum Limits {
        /// One limit for all.
        SHARED,
        /// One for each drug; the pair's is the further one.
        FURTHER,
        /// Three.
        FREE
    }

    /// How strongly kappa is held near 0: eta of the penalty.
    public enum Prior {
        NONE(Double.POSITIVE_INFINITY),
        MILD(1.5),
        MODERATE(1),
        HIGH(2.0 / 3);

        private final double eta;

        Prior(double eta) {
            this.eta = eta;
        }
    }

    private static final int COUNT = 9;
    private static final int EPSILON = 8;

    /// Fits from the monotherapies.
    ///
    /// @param curves of the drugs alone, as a start
    public static BraidFit of(SurfaceData data, Hill[] curves, Limits limits, Prior prior) {
        LeastSquares.Solution first = best(data, curves, limits, 0);
        LeastSquares.Solution last = first;
        if (prior != Prior.NONE) {
            int free = limits == Limits.SHARED ? 7 : limits == Limits.FURTHER ? 8 : 9;
            double variance = (first.cost() + data.pureError()) / Math.max(1, data.wells() - free);
            last = best(data, curves, limits, Math.sqrt(variance) / prior.eta);
        }
        double penalty =
                prior == Prior.NONE ? 0 : last.cost() - squares(data, last.parameters(), limits);
        return new BraidFit(
                model(last.parameters(), limits),
                limits,
                last.cost() - penalty + data.pureError(),
                last.converged());
    }

    private static double squares(SurfaceData data, double[] p, Limits limits) {
        Braid model = model(p, limits);
        double sum = 0;
        for (int i = 0; i < data.means().length; i++) {
            double residual = model.value(data.doses()[i]) - data.means()[i];
            sum += data.weights()[i] * residual * residual;
        }
        return sum;
    }

    /// Refits to other means at the same doses from this fit alone, with the weight of the prior
    /// that this fit's variance gives: for a bootstrap.
    public BraidFit refitted(SurfaceData data, Prior prior) {
        int free = limits == Limits.SHARED ? 7 : limits == Limits.FURTHER ? 8 : 9;
        double deviation = Math.sqrt(cost / Math.max(1, data.wells() - free));
        double penalty = prior == Prior.NONE ? 0 : deviation / prior.eta;
        double span = model.limit() - model.baseline();
        double[] start = {
            model.baseline(),
            model.limit(),
            span == 0 ? 0 : (model.limit() - model.first().limit()) / span,
            span == 0 ? 0 : (model.limit() - model.second().limit()) / span,
            Math.log(model.first().halfDose()),
            Math.log(model.second().halfDose()),
            Math.log(model.first().slope()),
            Math.log(model.second().slope()),
            Math.log((model.kappa() + 2) / 2)
        };
        double[][] bounds = bounds(data, limits);
        if (limits == Limits.FURTHER) {
            bounds[1][start[2] <= start[3] ? 2 : 3] = 0;
        }
        LeastSquares.Solution found =
                LeastSquares.minimise(
                        problem(data, limits, penalty), start, bounds[0], bounds[1], 300);
        return new BraidFit(
                model(found.parameters(), limits),
                limits,
                squares(data, found.parameters(), limits) + data.pureError(),
                found.converged());
    }

    private static LeastSquares.Problem problem(SurfaceData data, Limits limits, double penalty) {
        double[] penalties = new double[COUNT];
        penalties[EPSILON] = penalty;
        return new SurfaceProblem(data, (p, doses) -> model(p, limits).value(doses), penalties);
    }

    /// Parameters: E0, the pair's limit, two shortfalls of the drugs' limits, ln IDM, ln n, eps.
    private static double[][] bounds(SurfaceData data, Limits limits) {
        double range = Math.max(data.most() - data.least(), 1e-12);
        double[] lower = new double[COUNT];
        double[] upper = new double[COUNT];
        lower[0] = data.least() - range;
        upper[0] = data.most() + range;
        lower[1] = lower[0];
        upper[1] = upper[0];
        for (int drug = 0; drug < 2; drug++) {
            double[] doses = data.logDoseRange(drug);
            lower[2 + drug] = 0;
            upper[2 + drug] = limits == Limits.SHARED ? 0 : 1;
            lower[4 + drug] = doses[0] - Math.log(100);
            upper[4 + drug] = doses[1] + Math.log(100);
            lower[6 + drug] = Math.log(0.1);
            upper[6 + drug] = Math.log(10);
        }
        lower[EPSILON] = Math.log(1e-2);
        upper[EPSILON] = Math.log(500);
        return new double[][] {lower, upper};
    }

    private static LeastSquares.Solution best(
            SurfaceData data, Hill[] curves, Limits limits, double penalty) {
        boolean falls =
                curves[0].limit() + curves[1].limit() < curves[0].baseline() + curves[1].baseline();
        double[][] bounds = bounds(data, limits);
        LeastSquares.Problem problem = problem(data, limits, penalty);
        LeastSquares.Solution best = null;
        // With FURTHER limits one shortfall is 0; either drug may be the further one.
        int cases = limits == Limits.FURTHER ? 2 : 1;
        for (int which = 0; which < cases; which++) {
            double[] most = bounds[1].clone();
            if (limits == Limits.FURTHER) {
                most[2 + which] = 0;
            }
            for (double epsilon : new double[] {0, 0.7, -0.7}) {
                double[] start = start(data, curves, falls, epsilon);
                LeastSquares.Solution found =
                        LeastSquares.minimise(problem, start, bounds[0], most, 300);
                if (best == null || found.cost() < best.cost()) {
                    best = found;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        return best;
    }

    private static double[] start(SurfaceData data, Hill[] curves, boolean falls, double epsilon) {
        double baseline = curves[0].baseline();
        double[] all = {curves[0].limit(), curves[1].limit(), falls ? data.least() : data.most()};
        double furthest =
                falls ? Arrays.stream(all).min().orElse(0) : Arrays.stream(all).max().orElse(0);
        double span = furthest == baseline ? 1 : furthest - baseline;
        return new double[] {
            baseline,
            furthest,
            1 - (all[0] - baseline) / span,
            1 - (all[1] - baseline) / span,
            Math.log(curves[0].halfDose()),
            Math.log(curves[1].halfDose()),
            Math.log(curves[0].slope()),
            Math.log(curves[1].slope()),
            epsilon
        };
    }

    private static Braid model(double[] p, Limits limits) {
        double span = p[1] - p[0];
        double first = limits == Limits.SHARED ? p[1] : p[1] - p[2] * span;
        double second = limits == Limits.SHARED ? p[1] : p[1] - p[3] * span;
        return new Braid(
                p[0],
                new Hill(p[0], first, Math.exp(p[6]), Math.exp(p[4])),
                new Hill(p[0], second, Math.exp(p[7]), Math.exp(p[5])),
                p[1],
                2 * Math.exp(p[EPSILON]) - 2,
                1);
    }
}
