package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;

/// The explicit mean equation of dose equivalence (Lederer, Dijkstra and Heskes, Front. Physiol. 10
/// (2019) 1118): `E = 1/2 [f1(d1 + f1^-1(f2(d2))) + f2(d2 + f2^-1(f1(d1)))]`; where one inverse does not
/// exist, the other half. Two drugs.
public record ExplicitMean() implements ReferenceModel {

    @Override
    public String name() {
        return "explicit mean";
    }

    @Override
    public boolean isShamCompliant() {
        return true;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        if (curves.length != 2) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL, "the explicit mean equation is for two drugs");
        }
        if (doses[0] == 0 || doses[1] == 0) {
            return Evaluation.ok(doses[0] == 0 ? curves[1].value(doses[1]) : curves[0].value(doses[0]));
        }
        double first = half(curves[0], doses[0], curves[1].value(doses[1]));
        double second = half(curves[1], doses[1], curves[0].value(doses[0]));
        if (Double.isNaN(first) && Double.isNaN(second)) {
            return Evaluation.undefined(
                    Status.OUT_OF_RANGE_BOTH, "neither drug reaches the effect of the other");
        }
        if (Double.isNaN(first) || Double.isNaN(second)) {
            return Evaluation.flagged(
                    Double.isNaN(first) ? second : first,
                    Status.OUT_OF_RANGE_WEAK,
                    "one drug does not reach the effect of the other; one half of the mean");
        }
        return Evaluation.ok(0.5 * (first + second));
    }

    private static double half(DoseResponse curve, double dose, double otherEffect) {
        Evaluation equivalent = curve.doseFor(otherEffect);
        return equivalent.status() == Status.OK
                ? curve.value(dose + equivalent.value())
                : Double.NaN;
    }
}
