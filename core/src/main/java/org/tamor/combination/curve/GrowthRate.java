package org.tamor.combination.curve;

import java.util.Arrays;
import org.tamor.combination.Evaluation;
import org.tamor.combination.Status;

/// Metrics of growth that do not depend on how often the cells divide during the assay.
public final class GrowthRate {

    /// Relative viability above this is cut off before GR is computed from a division time.
    private static final double MOST_VIABILITY = 1.25;

    private GrowthRate() {}

    /// `GR = 2^(log2(x/x0)/log2(xctrl/x0)) - 1` (Hafner et al., Nat. Methods 13 (2016) 521): 1 no effect, 0
    /// cytostasis, below 0 loss of cells.
    ///
    /// @param count after treatment
    /// @param control untreated, at the same time
    /// @param start when the drug was added
    public static Evaluation value(double count, double control, double start) {
        if (!(count > 0) || !(start > 0)) {
            return count == 0 && start > 0
                    ? Evaluation.ok(-1)
                    : Evaluation.undefined(Status.UNDEFINED_MODEL, "counts are above 0");
        }
        if (!(control > start)) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL,
                    "the control did not grow; use the rate of proliferation instead");
        }
        return Evaluation.ok(Math.pow(2, Math.log(count / start) / Math.log(control / start)) - 1);
    }

    /// GR from relative viability v, the duration T of the assay and the division time Td of untreated cells:
    /// `2^(1 + log2(v) Td/T) - 1`.
    public static Evaluation ofViability(
            double viability, double duration, double divisionTime) {
        if (divisionTime > 1.5 * duration) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL, "the cells divide too slowly for this assay");
        }
        double v = Math.min(viability, MOST_VIABILITY);
        return Evaluation.ok(
                Math.pow(2, 1 + Math.log(v) / Math.log(2) * divisionTime / duration) - 1);
    }

    /// The drug-induced proliferation rate: slope of log2 count over time after a delay (Harris et al., Nat. Methods 13
    /// (2016) 497), per unit of `times`.
    public static Evaluation proliferationRate(double[] times, double[] counts, double delay) {
        double n = 0;
        double st = 0;
        double sy = 0;
        double stt = 0;
        double sty = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= delay && counts[i] > 0) {
                double y = Math.log(counts[i]) / Math.log(2);
                n++;
                st += times[i];
                sy += y;
                stt += times[i] * times[i];
                sty += times[i] * y;
            }
        }
        double determinant = n * stt - st * st;
        if (n < 2 || !(determinant > 0)) {
            return Evaluation.undefined(
                    Status.UNDEFINED_MODEL, "fewer than two times with cells after the delay");
        }
        return Evaluation.ok((n * sty - st * sy) / determinant);
    }

    /// The metrics of a GR curve `GRinf + (1 - GRinf)/(1 + (c/GEC50)^h)`.
    ///
    /// @param halfEffectDose GEC50
    /// @param gr50 dose at which GR is 0.5; infinite where GRinf is not below 0.5
    /// @param most GRmax, at the highest tested dose
    /// @param mostOfTwo the lower of the two highest doses, which the GR calculator calls GRmax
    /// @param areaOver GR_AOC, the mean of 1 - GR over log10 dose
    public record Metrics(
            CurveFit fit,
            double limit,
            double slope,
            double halfEffectDose,
            double gr50,
            double most,
            double mostOfTwo,
            double areaOver) {}

    /// Fits a GR curve: baseline 1, -1 <= GRinf <= 1, 0.1 <= h <= 5.
    public static Metrics metrics(double[] doses, double[] values) {
        Monotherapies data = Monotherapies.single(doses, values);
        FitOptions options =
                FitOptions.standard().baseline(1, 1).limit(-1, 1).slope(0.1, 5);
        CurveFit fit = CurveFit.of(data, options);
        double[] levels = data.doses()[0];
        double[] means = data.means().means()[0];
        double area =
                levels.length < 2 ? 1 - means[0] : 1 - Sensitivity.meanOverLogDose(levels, means);
        double most = means[means.length - 1];
        double mostOfTwo = Math.min(most, means[Math.max(0, means.length - 2)]);
        if (fit.shape() == CurveFit.Shape.FLAT) {
            double average = Arrays.stream(values).average().orElse(1);
            double gr50 = average > 0.5 ? Double.POSITIVE_INFINITY : 0;
            return new Metrics(fit, average, 0.01, 0, gr50, most, mostOfTwo, area);
        }
        Hill hill = fit.hill();
        return new Metrics(
                fit,
                hill.limit(),
                hill.slope(),
                hill.halfDose(),
                hill.inverse(0.5),
                most,
                mostOfTwo,
                area);
    }
}
