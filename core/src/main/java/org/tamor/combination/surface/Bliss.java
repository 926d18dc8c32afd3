package org.tamor.combination.surface;

import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;

/// Bliss independence, multiplicative survival (Bliss, Ann. Appl. Biol. 26 (1939) 585-615).
///
/// Not sham-compliant: a steep drug combined with itself looks synergistic, a shallow one
/// antagonistic. Responses above the control or below 0 are not clipped.
///
/// @param variant of survival that multiplies
public record Bliss(Variant variant) implements ReferenceModel {

    /// Which quantity multiplies.
    public enum Variant {
        /// `E = E0 prod_i (E_i / E0)`.
        PLAIN("Bliss"),
        /// The affected share of the range between E0 and the furthest asymptote m:
        /// `E = m + (E0 - m) prod_i (E_i - m)/(E0 - m)` (Van der Borght 2017). The same surface as MuSyC with
        /// alpha = gamma = 1 and beta = 0.
        RANGE_SCALED("Bliss, range-scaled"),
        /// Growth rates multiply: `GR = 2^(prod_i log2(1 + GR_i)) - 1`; the minimum where any
        /// GR is below 0 (Holbeck 2017).
        GROWTH_RATE("Bliss on GR"),
        /// Rates add relative to the control, `k = k0 + sum_i (k_i - k0)`, for DIP rates: counts multiply.
        PROLIFERATION_RATE("Bliss on DIP rates"),
        /// NCI-ALMANAC's reference in percent/100: `prod_i min(E_i, 1)` while both are above 0, else the minimum.
        NCI_ALMANAC("Bliss, NCI-ALMANAC");

        private final String text;

        Variant(String text) {
            this.text = text;
        }
    }

    /// The plain variant.
    public static Bliss plain() {
        return new Bliss(Variant.PLAIN);
    }

    @Override
    public String name() {
        return variant.text;
    }

    @Override
    public boolean isShamCompliant() {
        return false;
    }

    @Override
    public Evaluation expected(DoseResponse[] curves, double[] doses) {
        return switch (variant) {
            case PLAIN -> plain(curves, doses);
            case RANGE_SCALED -> rangeScaled(curves, doses);
            case GROWTH_RATE -> growthRate(curves, doses);
            case PROLIFERATION_RATE -> new ResponseAdditivity().expected(curves, doses);
            case NCI_ALMANAC -> nciAlmanac(curves, doses);
        };
    }

    private static Evaluation plain(DoseResponse[] curves, double[] doses) {
        double product = curves[0].value(doses[0]);
        for (int i = 1; i < doses.length; i++) {
            double baseline = curves[i].baseline();
            if (baseline == 0) {
                return Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "the untreated response is 0, so no fraction survives");
            }
            product *= curves[i].value(doses[i]) / baseline;
        }
        return Evaluation.ok(product);
    }

    private static Evaluation rangeScaled(DoseResponse[] curves, double[] doses) {
        double baseline = curves[0].baseline();
        double furthest = baseline;
        for (DoseResponse curve : curves) {
            if (Math.abs(curve.limit() - baseline) > Math.abs(furthest - baseline)) {
                furthest = curve.limit();
            }
        }
        if (furthest == baseline) {
            return Evaluation.ok(baseline);
        }
        double product = baseline - furthest;
        for (int i = 0; i < doses.length; i++) {
            product *= (curves[i].value(doses[i]) - furthest) / (baseline - furthest);
        }
        return Evaluation.ok(furthest + product);
    }

    private static Evaluation growthRate(DoseResponse[] curves, double[] doses) {
        double product = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < doses.length; i++) {
            double value = curves[i].value(doses[i]);
            least = Math.min(least, value);
            product *= Math.log1p(value) / Math.log(2);
        }
        return Evaluation.ok(least < 0 ? least : Math.pow(2, product) - 1);
    }

    private static Evaluation nciAlmanac(DoseResponse[] curves, double[] doses) {
        double product = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < doses.length; i++) {
            double value = curves[i].value(doses[i]);
            least = Math.min(least, value);
            product *= Math.min(value, 1);
        }
        return Evaluation.ok(least <= 0 ? least : product);
    }
}
