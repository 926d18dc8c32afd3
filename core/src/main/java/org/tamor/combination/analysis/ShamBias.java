package org.tamor.combination.analysis;

import java.util.Arrays;
import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.inference.CellScore;
import org.tamor.combination.inference.ScoreTable;
import org.tamor.combination.surface.ReferenceModel;

/// The score that a reference would give to a drug combined with itself, on the doses of the
/// experiment.
///
/// Each drug stands in for the other: a dose of the other is replaced by the dose of this drug with
/// the same multiple of the half dose, `d2 C1/C2` (by this drug's own dose where the other has no
/// effect). The truth of such a mixture is the drug's own curve at the summed dose, so an excess is
/// bias of the reference. For a reference that is sham-compliant it is 0.
public final class ShamBias {

    private ShamBias() {}

    /// The mean over the combinations and over the drugs that have an effect.
    public static Evaluation of(ReferenceModel model, ScoreTable table) {
        DoseResponse[] curves = table.curves();
        double sum = 0;
        int count = 0;
        for (int own = 0; own < curves.length; own++) {
            if (!hasEffect(curves[own])) {
                continue;
            }
            double bias = ofDrug(model, table.cells(), curves, own);
            if (!Double.isNaN(bias)) {
                sum += bias;
                count++;
            }
        }
        return count == 0
                ? Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "no drug has a curve to be combined with itself")
                : Evaluation.ok(sum / count);
    }

    private static boolean hasEffect(DoseResponse curve) {
        return curve instanceof Hill hill && hill.limit() != hill.baseline();
    }

    private static double ofDrug(
            ReferenceModel model, List<CellScore> cells, DoseResponse[] curves, int own) {
        DoseResponse[] same = new DoseResponse[curves.length];
        Arrays.fill(same, curves[own]);
        double sum = 0;
        int count = 0;
        for (CellScore cell : cells) {
            double[] doses = cell.doses().clone();
            double dose = doses[own];
            double total = 0;
            for (int i = 0; i < doses.length; i++) {
                doses[i] =
                        hasEffect(curves[i])
                                ? doses[i] * halfDose(curves[own]) / halfDose(curves[i])
                                : dose;
                total += doses[i];
            }
            Evaluation expected = model.expected(same, doses);
            if (expected.isDefined()) {
                sum += expected.value() - curves[own].value(total);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double halfDose(DoseResponse curve) {
        return curve instanceof Hill hill ? hill.halfDose() : 1;
    }
}
