package org.tamor.combination.inference;

import java.util.ArrayList;
import java.util.List;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Evaluation;
import org.tamor.combination.curve.CurveFit;
import org.tamor.combination.curve.DoseResponse;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Flat;
import org.tamor.combination.curve.HillFitter;
import org.tamor.combination.curve.Interpolated;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.combination.surface.ReferenceModel;
import org.tamor.combination.surface.Zip;

/// Scores every combination against a reference.
public final class Scorer {

    private Scorer() {}

    /// The excess over a reference, in Tamor's convention with fitted curves.
    public static ScoreTable score(CombinationData data, ReferenceModel model) {
        return score(
                data,
                model,
                ScoreIdentity.Source.FITTED,
                ScoreIdentity.Convention.TAMOR,
                FitOptions.standard());
    }

    /// The excess over a reference.
    public static ScoreTable score(
            CombinationData data,
            ReferenceModel model,
            ScoreIdentity.Source source,
            ScoreIdentity.Convention convention,
            FitOptions options) {
        List<DoseCell> cells = data.cells();
        DoseResponse[] curves = curves(data, source, convention, options);
        List<CellScore> scores = new ArrayList<>();
        for (DoseCell cell : cells) {
            if (cell.isCombination()) {
                double observed = cell.mean();
                Evaluation expected = model.expected(curves, cell.doses());
                Evaluation excess =
                        expected.isDefined()
                                ? Evaluation.flagged(
                                        expected.value() - observed,
                                        expected.status(),
                                        expected.reason())
                                : expected;
                scores.add(new CellScore(cell.doses(), observed, cell.count(), expected, excess));
            }
        }
        return new ScoreTable(
                new ScoreIdentity(
                        model.name(), data.scale(), source, convention, ScoreIdentity.VERSION),
                curves,
                scores,
                cells.size() - scores.size());
    }

    /// Zero interaction potency: the excess of its smooth surface over Bliss independence of the
    /// curves.
    public static ScoreTable zip(CombinationData data, Zip.Variant variant, FitOptions options) {
        List<DoseCell> cells = data.cells();
        DoseResponse[] curves =
                curves(data, ScoreIdentity.Source.FITTED, ScoreIdentity.Convention.TAMOR, options);
        List<Zip.Cell> surface = Zip.surface(cells, curves, variant);
        List<DoseCell> mixed = cells.stream().filter(DoseCell::isCombination).toList();
        List<CellScore> scores = new ArrayList<>();
        for (int i = 0; i < mixed.size(); i++) {
            DoseCell cell = mixed.get(i);
            scores.add(
                    new CellScore(
                            cell.doses(),
                            cell.mean(),
                            cell.count(),
                            surface.get(i).reference(),
                            surface.get(i).excess()));
        }
        return new ScoreTable(
                new ScoreIdentity(
                        "ZIP, " + variant.text(),
                        data.scale(),
                        ScoreIdentity.Source.FITTED,
                        ScoreIdentity.Convention.TAMOR,
                        ScoreIdentity.VERSION),
                curves,
                scores,
                cells.size() - scores.size());
    }

    /// The curves of the drugs alone.
    public static DoseResponse[] curves(
            CombinationData data,
            ScoreIdentity.Source source,
            ScoreIdentity.Convention convention,
            FitOptions options) {
        Monotherapies alone = Monotherapies.of(data);
        HillFitter.Means means = alone.means();
        DoseResponse[] curves = new DoseResponse[alone.drugs()];
        if (source == ScoreIdentity.Source.MEASURED) {
            boolean unity = convention != ScoreIdentity.Convention.TAMOR || means.weight() == 0;
            for (int drug = 0; drug < curves.length; drug++) {
                curves[drug] =
                        Interpolated.through(
                                unity ? 1 : means.baseline(),
                                alone.doses()[drug],
                                means.means()[drug]);
            }
            return curves;
        }
        HillFitter.Fit joint = alone.fit(options);
        for (int drug = 0; drug < curves.length; drug++) {
            double flat = CurveFit.flatProbability(alone.ofDrug(drug));
            double[] doses = alone.doses()[drug];
            curves[drug] =
                    CurveFit.isFlat(flat, joint.curves()[drug], doses[doses.length - 1])
                            ? new Flat(joint.curves()[drug].baseline())
                            : joint.curves()[drug];
        }
        return curves;
    }
}
