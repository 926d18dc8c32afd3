package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.curve.DoseResponse;

/// Response additivity: `E = E0 - sum_i (E0 - E_i(d_i))`. Unbounded; legitimate only on scales on which
/// no effect saturates (log cell kill, change of growth rate).
public record ResponseAdditivity() implements ReferenceModel {

    @Override
    public String name() {
        return "response additivity";
    }

    @Override
    public boolean isShamCompliant() {
        return false;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        double sum = curves[0].value(doses[0]);
        for (int i = 1; i < doses.length; i++) {
            sum += curves[i].value(doses[i]) - curves[i].baseline();
        }
        return Evaluation.ok(sum);
    }
}
