package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.curve.DoseResponse;

/// Highest single agent: `E = min_i E_i(d_i)` (Gaddum 1940; Berenbaum, Pharmacol. Rev. 41 (1989) 93).
///
/// A weak reference: two drugs that merely add beat it. Raw noisy monotherapies make the minimum
/// biased low (winner's curse), so fitted curves are the default.
public record HighestSingleAgent() implements ReferenceModel {

    @Override
    public String name() {
        return "HSA";
    }

    @Override
    public boolean isShamCompliant() {
        return false;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        return Evaluation.ok(strongest(curves, doses));
    }

    static double strongest(DoseResponse[] curves, double[] doses) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < doses.length; i++) {
            least = Math.min(least, curves[i].value(doses[i]));
        }
        return least;
    }
}
