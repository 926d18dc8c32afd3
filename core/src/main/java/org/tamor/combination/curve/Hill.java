package org.tamor.combination.curve;

import org.jspecify.annotations.Nullable;

/// The Hill or four-parameter log-logistic curve,
/// `E(d) = E0 + (Em - E0) d^h / (C^h + d^h)`, evaluated as `Em + (E0 - Em)/(1 + exp(h (ln d - ln C)))`.
///
/// @param baseline E0, the response without drug
/// @param limit Em, the response at infinite dose
/// @param slope h, above 0
/// @param halfDose C, the relative EC50: the dose of half of *this drug's own* range, above 0
public record Hill(double baseline, double limit, double slope, double halfDose)
        implements DoseResponse {

    public Hill {
        if (!(slope > 0) || !(halfDose > 0)) {
            throw new IllegalArgumentException("slope " + slope + ", half dose " + halfDose);
        }
    }

    /// A curve as a Hill curve; a flat one has Em = E0 and an infinite half dose, so that its dose counts
    /// for nothing.
    ///
    /// @return null for a curve of another kind
    public static @Nullable Hill of(DoseResponse curve) {
        return switch (curve) {
            case Hill hill -> hill;
            case Flat flat -> 
                    new Hill(flat.baseline(), flat.baseline(), 1, Double.POSITIVE_INFINITY);
            case TwoPhase _, Interpolated _ -> null;
        };
    }

    @Override
    public double value(double dose) {
        return dose == 0
                ? baseline
                : limit + (baseline - limit) / (1 + Math.exp(slope * Math.log(dose / halfDose)));
    }

    /// `D(E) = C [(E - E0)/(Em - E)]^(1/h)`.
    @Override
    public double inverse(double response) {
        double done = response - baseline;
        double left = limit - response;
        double range = limit - baseline;
        if (done == 0 || (range != 0 && done / range <= 0)) {
            return 0;
        }
        if (range == 0 || left / range <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return halfDose * Math.exp(Math.log(done / left) / slope);
    }

    /// The share `d^h / (C^h + d^h)` of the full effect.
    public double share(double dose) {
        return dose == 0 ? 0 : 1 / (1 + Math.exp(-slope * Math.log(dose / halfDose)));
    }

    /// The same curve on the response axis `a + b E`.
    public Hill transformed(double a, double b) {
        return new Hill(a + b * baseline, a + b * limit, slope, halfDose);
    }
}
