package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;

/// Generalised concentration addition (Howard and Webster, J. Theor. Biol. 259 (2009) 469-477):
/// `E = (E0 + sum Em_i x_i)/(1 + sum x_i)`, `x_i = d_i/C_i`, for curves of slope 1.
public record ConcentrationAddition() implements ReferenceModel {

    private static final double TOLERANCE = 1e-9;

    @Override
    public String name() {
        return "generalised concentration addition";
    }

    @Override
    public boolean isShamCompliant() {
        return true;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        double top = curves[0].baseline();
        double bottom = 1;
        for (int i = 0; i < doses.length; i++) {
            Hill hill = Hill.of(curves[i]);
            if (hill == null || Math.abs(hill.slope() - 1) > TOLERANCE) {
                return Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "the model needs Hill curves of slope 1");
            }
            top += hill.limit() * doses[i] / hill.halfDose();
            bottom += doses[i] / hill.halfDose();
        }
        return Evaluation.ok(top / bottom);
    }
}
