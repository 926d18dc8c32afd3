package org.tamor.combination.surface;

import java.util.List;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.MedianEffect;

/// The combination index of Chou and Talalay (Adv. Enzyme Regul. 22 (1984) 27-55; Chou, Pharmacol.
/// Rev. 58 (2006) 621-681): `CI = sum_i (D)_i/(Dx)_i`, the doses in the mixture over the doses of
/// each drug alone with the same effect. **CI below 1 is synergy**, the other way round from an
/// excess.
///
/// Every drug is described by its median-effect line, which assumes that it kills all cells at high
/// doses. Where a Hill curve says otherwise, the index is flagged, and `sham` says what the index
/// of that drug with itself would be.
///
/// @param lines one per drug
/// @param exclusive false adds the product term of mutually non-exclusive drugs (not the adopted
///   form)
public record CombinationIndex(MedianEffect[] lines, boolean exclusive) {

    /// Above this limit of a fitted curve a drug is not taken to have full efficacy.
    public static final double MOST_SURVIVAL = 0.1;

    /// Chou's words for an index.
    public enum Grade {
        VERY_STRONG_SYNERGISM(0.1),
        STRONG_SYNERGISM(0.3),
        SYNERGISM(0.7),
        MODERATE_SYNERGISM(0.85),
        SLIGHT_SYNERGISM(0.9),
        NEARLY_ADDITIVE(1.1),
        SLIGHT_ANTAGONISM(1.2),
        MODERATE_ANTAGONISM(1.45),
        ANTAGONISM(3.3),
        STRONG_ANTAGONISM(10),
        VERY_STRONG_ANTAGONISM(Double.POSITIVE_INFINITY);

        private final double below;

        Grade(double below) {
            this.below = below;
        }

        /// The grade of an index.
        public static Grade of(double index) {
            for (Grade grade : values()) {
                if (index < grade.below) {
                    return grade;
                }
            }
            return VERY_STRONG_ANTAGONISM;
        }
    }

    /// The index of a mixture.
    ///
    /// @param affected the fraction affected, 1 - viability
    public Evaluation index(double[] doses, double affected) {
        double sum = 0;
        double product = 1;
        int present = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] == 0) {
                continue;
            }
            if (!(lines[i].slope() > 0)) {
                return Evaluation.undefined(
                        Status.UNDEFINED_MODEL, "a drug's effect does not grow with its dose");
            }
            Evaluation alone = lines[i].dose(affected);
            if (!alone.isDefined()) {
                return alone;
            }
            sum += doses[i] / alone.value();
            product *= doses[i] / alone.value();
            present++;
        }
        return Evaluation.ok(exclusive || present < 2 ? sum : sum + product);
    }

    /// The dose reduction index `DRI_i = (Dx)_i/(D)_i` of a drug: above 1 the mixture needs less of
    /// it.
    public Evaluation doseReduction(int drug, double dose, double affected) {
        Evaluation alone = lines[drug].dose(affected);
        return alone.isDefined() ? Evaluation.ok(alone.value() / dose) : alone;
    }

    /// The index at a fraction affected of a mixture in constant ratio, from the line of its total
    /// dose.
    ///
    /// @param shares of the total dose, sum 1
    public Evaluation onRay(MedianEffect ray, double[] shares, double affected) {
        Evaluation total = ray.dose(affected);
        if (!total.isDefined()) {
            return total;
        }
        double[] doses = new double[shares.length];
        for (int i = 0; i < doses.length; i++) {
            doses[i] = shares[i] * total.value();
        }
        return index(doses, affected);
    }

    /// Whether every drug may be described by a line: its fitted limit is at most 10 % survival.
    ///
    /// @param drugs their names, for the reason
    public static Evaluation gate(DoseResponse[] curves, List<String> drugs) {
        for (int i = 0; i < curves.length; i++) {
            if (curves[i].limit() > MOST_SURVIVAL) {
                return Evaluation.flagged(
                        curves[i].limit(),
                        Status.UNDEFINED_MODEL,
                        "CI assumes full efficacy; %s leaves %.0f %% of the cells at any dose"
                                .formatted(drugs.get(i), 100 * curves[i].limit()));
            }
        }
        return Evaluation.ok(0);
    }

    /// The index of a drug combined with itself at a dose, which 1 is wanted for: the true dose
    /// over the line's dose of the same effect.
    ///
    /// @param curve of the drug, falling from 1
    public Evaluation sham(DoseResponse curve, int drug, double dose) {
        Evaluation alone = lines[drug].dose(1 - curve.value(dose));
        return alone.isDefined() ? Evaluation.ok(dose / alone.value()) : alone;
    }
}
