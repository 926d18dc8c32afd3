package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.LeastSquares;

/// The least-squares fit of the effective dose model to two drugs.
///
/// @param cost sum of squares about the wells
public record EffectiveDoseFit(EffectiveDose model, double cost, boolean converged) {

    /// Beyond this limit of a fitted curve the model's assumption of full efficacy does not hold.
    public static final double MOST_LIMIT = 0.1;

    /// Whether the model may be used: each limit is within 0.1 of no cells.
    public static Evaluation gate(Hill[] curves) {
        for (Hill curve : curves) {
            if (Math.abs(curve.limit()) > MOST_LIMIT) {
                return Evaluation.flagged(
                        curve.limit(),
                        Status.UNDEFINED_MODEL,
                        "the effective dose model assumes that each drug alone kills all cells");
            }
        }
        return Evaluation.ok(0);
    }

    /// Fits half doses, slopes and both interactions.
    ///
    /// @param curves of the drugs alone, as a start
    public static EffectiveDoseFit of(SurfaceData data, Hill[] curves) {
        double[] lower = new double[6];
        double[] upper = new double[6];
        for (int drug = 0; drug < 2; drug++) {
            double[] doses = data.logDoseRange(drug);
            lower[drug] = doses[0] - Math.log(100);
            upper[drug] = doses[1] + Math.log(100);
            lower[2 + drug] = Math.log(0.1);
            upper[2 + drug] = Math.log(10);
            lower[4 + drug] = Math.log(1e-4);
            upper[4 + drug] = Math.log(1e4);
        }
        LeastSquares.Problem problem =
                SurfaceProblem.of(data, 6, (p, doses) -> model(p).value(doses).value());
        LeastSquares.Solution best = null;
        for (double first : new double[] {0, -1, 1}) {
            for (double second : new double[] {0, -1, 1}) {
                double[] start = {
                    Math.log(curves[0].halfDose()),
                    Math.log(curves[1].halfDose()),
                    Math.log(curves[0].slope()),
                    Math.log(curves[1].slope()),
                    first,
                    second
                };
                LeastSquares.Solution found =
                        LeastSquares.minimise(problem, start, lower, upper, 300);
                if (best == null || found.cost() < best.cost()) {
                    best = found;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        return new EffectiveDoseFit(
                model(best.parameters()), best.cost() + data.pureError(), best.converged());
    }

    private static EffectiveDose model(double[] p) {
        return new EffectiveDose(
                new double[] {Math.exp(p[0]), Math.exp(p[1])},
                new double[] {Math.exp(p[2]), Math.exp(p[3])},
                new double[][] {{0, Math.expm1(p[4])}, {Math.expm1(p[5]), 0}});
    }
}
