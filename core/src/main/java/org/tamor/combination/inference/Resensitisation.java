package org.tamor.combination.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tamor.combination.CombinationData;
import org.tamor.combination.DoseCell;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;
import org.tamor.combination.curve.FitOptions;
import org.tamor.combination.curve.Hill;
import org.tamor.combination.curve.HillFitter;
import org.tamor.combination.curve.Monotherapies;
import org.tamor.stats.RandomStream;

/// By how much a partner lowers the dose of a drug that halves the response: the IC50 alone over
/// the IC50 beside a dose of the partner.
///
/// Each curve's 50 % is of its own start: with the partner, of what the partner leaves. The
/// interval comes from a parametric bootstrap of both curves, on the logarithm of the fold.
///
/// @param alone IC50 without the partner
/// @param beside IC50 with it
/// @param fold `alone / beside`, above 1 where the partner sensitises; its status says where an
///   IC50 is not reached
/// @param interval of the fold; an end is infinite, or 0, where draws do not reach an IC50
public record Resensitisation(
        Evaluation alone, Evaluation beside, Evaluation fold, Interval interval) {

    /// The share of the start that counts as half.
    private static final double HALF = 0.5;

    /// Compares the rows of a matrix without and with a dose of the partner.
    ///
    /// @param drug 0 or 1
    /// @param partnerDose a dose of the other drug that was tested with the drug
    public static Resensitisation of(
            CombinationData data, int drug, double partnerDose, InferenceOptions options) {
        Monotherapies plain = row(data.cells(), drug, 0);
        Monotherapies mixed = row(data.cells(), drug, partnerDose);
        FitOptions fit = options.fit();
        HillFitter first = new HillFitter(plain.doses(), fit);
        HillFitter second = new HillFitter(mixed.doses(), fit);
        HillFitter.Fit a = first.fit(plain.means());
        HillFitter.Fit b = second.fit(mixed.means());
        double squares = a.cost() + b.cost() + plain.pureError() + mixed.pureError();
        int freedom = Math.max(1, plain.wells() + mixed.wells() - 8);
        double deviation = Math.sqrt(squares / freedom);
        Evaluation alone = half(a.curves()[0]);
        Evaluation beside = half(b.curves()[0]);
        double[] folds = new double[options.draws()];
        IntStream.range(0, folds.length)
                .parallel()
                .forEach(
                        draw -> {
                            RandomStream stream = RandomStream.of(options.seed(), draw);
                            double x =
                                    drawn(first, a.curves()[0], plain.means(), deviation, stream);
                            double y =
                                    drawn(second, b.curves()[0], mixed.means(), deviation, stream);
                            folds[draw] =
                                    Double.isInfinite(x) && Double.isInfinite(y)
                                            ? 0
                                            : Math.log(x) - Math.log(y);
                        });
        Arrays.sort(folds);
        double tail = (1 - options.level()) / 2;
        Evaluation fold = fold(alone, beside);
        return new Resensitisation(
                alone,
                beside,
                fold,
                new Interval(
                        fold.value(),
                        Math.exp(Ranks.quantile(folds, tail)),
                        Math.exp(Ranks.quantile(folds, 1 - tail)),
                        options.level()));
    }

    private static Evaluation fold(Evaluation alone, Evaluation beside) {
        boolean first = Double.isFinite(alone.value());
        boolean second = Double.isFinite(beside.value());
        if (!first && !second) {
            return Evaluation.undefined(
                    Status.OUT_OF_RANGE_BOTH, "the drug halves the response on neither row");
        }
        if (first && second) {
            return Evaluation.ok(alone.value() / beside.value());
        }
        return Evaluation.flagged(
                first ? 0 : Double.POSITIVE_INFINITY,
                Status.OUT_OF_RANGE_WEAK,
                "the drug halves the response on one row only");
    }

    private static Monotherapies row(List<DoseCell> cells, int drug, double partnerDose) {
        List<DoseCell> row =
                cells.stream().filter(cell -> cell.dose(1 - drug) == partnerDose).toList();
        double[] start =
                row.stream()
                        .filter(cell -> cell.dose(drug) == 0)
                        .findFirst()
                        .map(DoseCell::responses)
                        .orElse(new double[0]);
        List<DoseCell> treated = row.stream().filter(cell -> cell.dose(drug) > 0).toList();
        return Monotherapies.single(
                start,
                treated.stream().mapToDouble(cell -> cell.dose(drug)).toArray(),
                treated.stream().map(DoseCell::responses).toArray(double[][]::new));
    }

    private static Evaluation half(Hill curve) {
        Evaluation dose = curve.doseFor(HALF * curve.baseline());
        return dose.value() > 0
                ? dose
                : Evaluation.flagged(
                        Double.POSITIVE_INFINITY,
                        Status.WRONG_SIDE,
                        "the response does not fall along the row");
    }

    private static double drawn(
            HillFitter fitter,
            Hill truth,
            HillFitter.Means means,
            double deviation,
            RandomStream stream) {
        double[] weights = means.weights()[0];
        double[] drawn = new double[weights.length];
        for (int k = 0; k < drawn.length; k++) {
            drawn[k] =
                    fitter.value(truth, 0, k)
                            + deviation * stream.nextGaussian() / Math.sqrt(weights[k]);
        }
        double control =
                means.weight() > 0
                        ? truth.baseline()
                                + deviation * stream.nextGaussian() / Math.sqrt(means.weight())
                        : 0;
        HillFitter.Means sample =
                new HillFitter.Means(
                        control, means.weight(), new double[][] {drawn}, means.weights());
        return half(fitter.fit(sample).curves()[0]).value();
    }
}
