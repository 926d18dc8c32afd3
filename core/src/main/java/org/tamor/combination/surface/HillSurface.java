package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;

/// The Hill response surface of the Hill-type partial differential equation (Schindler, Theor. Biol.
/// Med. Model. 14 (2017) 15): with `x_i = d_i/C_i`, `s = sum x_i`, `u_i = E0 - Em_i`, slope and range are the
/// means weighted by `x_i / s`, and `E = E0 - u s^h / (1 + s^h)`.
public record HillSurface() implements ReferenceModel {

    @Override
    public String name() {
        return "Hill PDE";
    }

    @Override
    public boolean isShamCompliant() {
        return true;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        double sum = 0;
        double slope = 0;
        double range = 0;
        for (int i = 0; i < doses.length; i++) {
            Hill hill = Hill.of(curves[i]);
            if (hill == null) {
                return Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "the model needs Hill curves");
            }
            double x = doses[i] / hill.halfDose();
            sum += x;
            slope += hill.slope() * x;
            range += (hill.baseline() - hill.limit()) * x;
        }
        double baseline = curves[0].baseline();
        if (sum == 0) {
            return Evaluation.ok(baseline);
        }
        double share = 1 / (1 + Math.exp(-slope / sum * Math.log(sum)));
        return Evaluation.ok(baseline - range / sum * share);
    }
}
