package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;

/// BRAID with kappa = 0, its additive surface; Ef is the limit of the stronger drug. Two drugs.
public record BraidAdditivity() implements ReferenceModel {

    @Override
    public String name() {
        return "BRAID additivity";
    }

    @Override
    public boolean isShamCompliant() {
        return true;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        if (curves.length != 2) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "BRAID is for two drugs");
        }
        Hill first = Hill.of(curves[0]);
        Hill second = Hill.of(curves[1]);
        if (first == null || second == null) {
            return Evaluation.undefined(Status.UNDEFINED_MODEL, "the model needs Hill curves");
        }
        double baseline = first.baseline();
        double furthest =
                Math.abs(first.limit() - baseline) >= Math.abs(second.limit() - baseline)
                        ? first.limit()
                        : second.limit();
        if ((first.limit() - baseline) * (second.limit() - baseline) < 0) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL, "one curve rises and the other falls");
        }
        return Evaluation.ok(
                new Braid(baseline, first, second, furthest, 0, 1).value(doses));
    }
}
