package org.tamor.combination.curve;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// The response to one drug as a function of its dose.
public sealed interface DoseResponse permits Hill, Flat, TwoPhase, Interpolated {

    /// The response at a dose of 0 or more; at 0 the baseline to the last bit.
    double value(double dose);

    /// The response without drug, E0.
    double baseline();

    /// The response at infinite dose, Em.
    double limit();

    /// The least dose with this response: 0 at or on the other side of the baseline, infinite where
    /// no dose reaches it.
    double inverse(double response);

    /// [#inverse(double)] with its status.
    default Evaluation doseFor(double response) {
        double effect = (response - baseline()) * Math.signum(limit() - baseline());
        if (effect < 0 || (limit() == baseline() && response != baseline())) {
            return limit() == baseline()
                    ? Evaluation.flagged(
                            Double.POSITIVE_INFINITY,
                            Status.OUT_OF_RANGE_WEAK,
                            "the curve is flat")
                    : Evaluation.flagged(
                            0, Status.WRONG_SIDE, "the response is on the other side of the control");
        }
        double dose = inverse(response);
        return Double.isInfinite(dose)
                ? Evaluation.flagged(
                        dose, Status.OUT_OF_RANGE_WEAK, "no dose of the drug reaches the response")
                : Evaluation.ok(dose);
    }
}
