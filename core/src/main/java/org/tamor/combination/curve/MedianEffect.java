package org.tamor.combination.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The median-effect line of Chou and Talalay (Adv. Enzyme Regul. 22 (1984) 27-55):
/// `log10(fa/(1-fa)) = m log10(D) - m log10(Dm)`.
///
/// The line assumes full efficacy: fa reaches 1. It weights extreme fractions heavily, so a
/// nonlinear fit is offered beside it.
///
/// @param slope m
/// @param medianDose Dm
/// @param correlation r of the line
/// @param excluded doses whose fraction is not strictly between 0 and 1
public record MedianEffect(
        double slope, double medianDose, double correlation, List<Double> excluded) {

    /// Fits the line by ordinary least squares.
    ///
    /// @return empty where fewer than two usable doses differ
    public static Optional<MedianEffect> line(double[] doses, double[] affected) {
        List<Double> excluded = new ArrayList<>();
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] <= 0 || affected[i] <= 0 || affected[i] >= 1) {
                if (doses[i] > 0) {
                    excluded.add(doses[i]);
                }
                continue;
            }
            double x = Math.log10(doses[i]);
            double y = Math.log10(affected[i] / (1 - affected[i]));
            n++;
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
            syy += y * y;
        }
        double xx = n * sxx - sx * sx;
        double xy = n * sxy - sx * sy;
        double yy = n * syy - sy * sy;
        if (n < 2 || !(xx > 1e-12 * n * sxx) || xy == 0) {
            return Optional.empty();
        }
        double m = xy / xx;
        double intercept = (sy - m * sx) / n;
        return Optional.of(
                new MedianEffect(
                        m,
                        Math.pow(10, -intercept / m),
                        xy / Math.sqrt(xx * yy),
                        List.copyOf(excluded)));
    }

    /// Fits `fa = D^m/(Dm^m + D^m)` by nonlinear least squares on fa, which weights all fractions
    /// alike.
    public static MedianEffect nonlinear(double[] doses, double[] affected) {
        double[] survival = new double[affected.length];
        for (int i = 0; i < affected.length; i++) {
            survival[i] = 1 - affected[i];
        }
        Hill hill =
                Monotherapies.single(doses, survival)
                        .fit(FitOptions.standard().baseline(1, 1).limit(0, 0))
                        .curves()[0];
        return new MedianEffect(hill.slope(), hill.halfDose(), Double.NaN, List.of());
    }

    /// `(Dx) = Dm (fa/(1-fa))^(1/m)`; undefined where the line is so flat that this is no number.
    public Evaluation dose(double affected) {
        if (!(affected > 0 && affected < 1)) {
            return Evaluation.undefined(
                    affected <= 0 ? Status.WRONG_SIDE : Status.OUT_OF_RANGE_BOTH,
                    "the fraction affected is not strictly between 0 and 1");
        }
        double dose = medianDose * Math.pow(affected / (1 - affected), 1 / slope);
        return dose > 0 && dose < Double.POSITIVE_INFINITY
                ? Evaluation.ok(dose)
                : Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "the line is too flat to give a dose");
    }

    /// As a curve of viability.
    public Hill curve() {
        return new Hill(1, 0, slope, medianDose);
    }
}
