package org.tamor.combination.surface;

import java.util.List;
import org.tamor.combination.DoseCell;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.curve.Sensitivity;

/// The combination sensitivity score CSS of two drugs (Malyutina et al., PLoS Comput. Biol. 15 (2019)
/// e1006752), percent inhibition: how well the pair kills, whether or not by synergy.
///
/// One drug is titrated while the other stands at its relative IC50 (at most its highest tested dose); RI of that row's
/// curve is interpolated in log dose between the tested rows. CSS is the mean over the two directions.
///
/// @param firstAlone RI of drug 1 alone
/// @param secondAlone RI of drug 2 alone
/// @param first CSS with drug 1 titrated
/// @param second CSS with drug 2 titrated
public record CombinationSensitivity(
        double firstAlone, double secondAlone, double first, double second) {

    /// The score.
    public double score() {
        return 0.5 * (first + second);
    }

    /// S against the more sensitive drug, `CSS - max(RI1, RI2)`.
    public double overMaximum() {
        return score() - Math.max(firstAlone, secondAlone);
    }

    /// S against the mean, `CSS - (RI1 + RI2)/2`.
    public double overMean() {
        return score() - 0.5 * (firstAlone + secondAlone);
    }

    /// S against the sum, `CSS - (RI1 + RI2)`.
    public double overSum() {
        return score() - (firstAlone + secondAlone);
    }

    /// From canonical responses of a matrix and the drugs' curves.
    public static CombinationSensitivity of(List<DoseCell> cells, Hill[] curves) {
        return new CombinationSensitivity(
                row(cells, 0, 0),
                row(cells, 1, 0),
                titrated(cells, 0, curves[1].halfDose()),
                titrated(cells, 1, curves[0].halfDose()));
    }

    private static double titrated(List<DoseCell> cells, int drug, double background) {
        double[] doses =
                cells.stream()
                        .filter(cell -> cell.dose(drug) > 0)
                        .mapToDouble(cell -> cell.dose(1 - drug))
                        .filter(dose -> dose > 0)
                        .distinct()
                        .sorted()
                        .toArray();
        double dose = Math.min(background, doses[doses.length - 1]);
        if (dose <= doses[0]) {
            double share = dose / doses[0];
            return (1 - share) * row(cells, drug, 0) + share * row(cells, drug, doses[0]);
        }
        int above = 1;
        while (doses[above] < dose) {
            above++;
        }
        double share =
                Math.log(dose / doses[above - 1]) / Math.log(doses[above] / doses[above - 1]);
        return (1 - share) * row(cells, drug, doses[above - 1])
                + share * row(cells, drug, doses[above]);
    }

    /// RI of the curve of a drug beside a dose of the other.
    private static double row(List<DoseCell> cells, int drug, double background) {
        List<DoseCell> row =
                cells.stream().filter(cell -> cell.dose(1 - drug) == background).toList();
        double[] doses = row.stream().mapToDouble(cell -> cell.dose(drug)).toArray();
        double[] means = row.stream().mapToDouble(DoseCell::mean).toArray();
        Monotherapies data = Monotherapies.single(doses, means);
        double[] tested = data.doses()[0];
        if (tested.length < 2) {
            return 100 * (1 - means[means.length - 1]);
        }
        return Sensitivity.relativeInhibition(
                data.fit(FitOptions.standard()).curves()[0],
                tested[0],
                tested[tested.length - 1]);
    }
}
